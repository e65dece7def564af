//! What the ruler says: every line's value at one marker, in order from the top of the chart, as text from exact values.

use super::{Axis, Chart, Direction, Point, Quantity, tick};

/// One line of a readout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadoutLine {
    /// Index into the chart's series.
    pub series: usize,
    pub y: i64,
    /// The value as tables show it.
    pub text: String,
}

/// All values at one place of the x axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readout {
    pub x: i64,
    /// `800 m`, `finish`, a date.
    pub title: String,
    /// From the top of the chart downwards; equal values in the chart's order. A series without a value is not listed.
    pub lines: Vec<ReadoutLine>,
}

impl Chart {
    /// The places where a readout has something to say: where a series has a point with a text, ascending.
    pub fn stops(&self) -> Vec<i64> {
        let told = self
            .series
            .iter()
            .flat_map(|s| &s.points)
            .filter(|p| !p.text.is_empty());
        let mut stops: Vec<i64> = told.map(|p| p.x).collect();
        stops.extend(self.bars.iter().map(|b| b.range.high));
        stops.sort_unstable();
        stops.dedup();
        stops
    }

    /// The stop nearest to `x`; of two equally near the later.
    pub fn nearest_stop(&self, x: i64) -> Option<i64> {
        self.stops().into_iter().rev().min_by_key(|stop| stop.abs_diff(x))
    }

    /// All values at `x` exactly.
    pub fn readout(&self, x: i64) -> Readout {
        let told = |p: &&Point| p.x == x && !p.text.is_empty();
        let at = |points: &[Point]| points.iter().rev().find(told).map(|p| (p.y, p.text.clone()));
        let line = |series: usize| at(&self.series[series].points).map(|(y, text)| ReadoutLine { series, y, text });
        let mut lines: Vec<ReadoutLine> = (0..self.series.len()).filter_map(line).collect();
        lines.sort_by_key(|line| match self.y.direction {
            Direction::LargerIsDown => line.y,
            Direction::LargerIsUp => -line.y,
        });
        Readout {
            x,
            title: self.decimal.write(&stop_name(&self.x, x)),
            lines,
        }
    }
}

fn stop_name(axis: &Axis, x: i64) -> String {
    match axis.quantity {
        Quantity::Distance if x == axis.range.high => "finish".to_owned(),
        Quantity::Distance => tick::distance(axis, x),
        quantity => tick::text(quantity, x, 1),
    }
}

#[cfg(test)]
mod tests {
    use crate::chart::sample;

    #[test]
    fn snaps_and_reads_in_order() {
        let chart = sample::gaps(3, 1);
        assert_eq!(chart.nearest_stop(790_000), Some(800_000));
        assert_eq!(chart.nearest_stop(9_000_000), Some(1_500_000));
        let readout = chart.readout(1_500_000);
        assert_eq!((readout.title.as_str(), readout.lines.len()), ("finish", 3));
        let order: Vec<usize> = readout.lines.iter().map(|l| l.series).collect();
        let gaps: Vec<i64> = order.iter().map(|&s| chart.series[s].points[5].y).collect();
        assert!(gaps.is_sorted() && readout.lines.iter().map(|l| l.y).eq(gaps));
        assert_eq!(readout.lines[0].text, "+0.00");
        assert!(chart.readout(123).lines.is_empty());
    }
}
