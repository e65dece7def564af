//! The only place where a value becomes a float, and where a float that is not finite is refused. Positions and the
//! plot's coordinates come from here.

use super::{Axis, Direction, Quantity, Range};
use crate::model::time::TICKS_PER_SECOND;

/// A value in the units of the window's plot: metres, seconds, ranks, days, per cent.
pub fn plotted(quantity: Quantity, value: i64) -> f64 {
    value as f64 / per_unit(quantity)
}

/// The nearest integer of an axis for a plot coordinate; `None` when it is not finite or out of reach.
pub fn raw(quantity: Quantity, plotted: f64) -> Option<i64> {
    let value = finite(plotted * per_unit(quantity))?;
    (value.abs() < 1e15).then_some(value.round() as i64)
}

/// The float itself unless it is NaN or infinite.
pub fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

fn per_unit(quantity: Quantity) -> f64 {
    match quantity {
        Quantity::Distance => 1000.0,
        Quantity::Time | Quantity::Gap => f64::from(TICKS_PER_SECOND),
        Quantity::Length => 100_000.0,
        Quantity::Percent | Quantity::Share | Quantity::Column => 100.0,
        Quantity::Speed => 1000.0,
        Quantity::Rank | Quantity::Day | Quantity::Count => 1.0,
    }
}

/// A linear map from a range of integers to a stretch of the page.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    range: Range,
    at_low: f64,
    at_high: f64,
}

impl Scale {
    /// The x scale of an axis over a plot from `left` to `right`.
    pub fn horizontal(axis: &Axis, left: f64, right: f64) -> Self {
        Self::new(axis.range, left, right)
    }

    /// The y scale of an axis over a plot from `top` to `bottom` (y grows downwards on the page).
    pub fn vertical(axis: &Axis, top: f64, bottom: f64) -> Self {
        match axis.direction {
            Direction::LargerIsUp => Self::new(axis.range, bottom, top),
            Direction::LargerIsDown => Self::new(axis.range, top, bottom),
        }
    }

    fn new(range: Range, at_low: f64, at_high: f64) -> Self {
        Self {
            range,
            at_low: finite(at_low).unwrap_or(0.0),
            at_high: finite(at_high).unwrap_or(0.0),
        }
    }

    /// The position of a value, also outside the range; the middle when the range is empty.
    pub fn at(&self, value: i64) -> f64 {
        let span = self.range.span();
        if span <= 0 {
            return f64::midpoint(self.at_low, self.at_high);
        }
        let share = (value - self.range.low) as f64 / span as f64;
        self.at_low + share * (self.at_high - self.at_low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::sample;

    #[test]
    fn an_inverted_axis_puts_zero_on_top() {
        let chart = sample::gaps(3, 1);
        let scale = Scale::vertical(&chart.y, 10.0, 110.0);
        assert!(scale.at(0) < scale.at(10_000));
        assert!((scale.at(chart.y.range.low) - 10.0).abs() < 1e-9);
        assert!((scale.at(chart.y.range.high) - 110.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_that_is_not_finite_comes_out() {
        assert_eq!(raw(Quantity::Gap, f64::NAN), None);
        assert_eq!(raw(Quantity::Gap, f64::INFINITY), None);
        assert_eq!(raw(Quantity::Gap, 1.25), Some(12_500));
        let empty = Scale::new(Range { low: 5, high: 5 }, f64::NAN, 8.0);
        assert!(empty.at(5).is_finite());
        assert!((plotted(Quantity::Distance, 1_609_344) - 1609.344).abs() < 1e-9);
    }
}
