//! Where axes are labelled and how: round values that suit time (0.5 s, 1 s, 15 s, 1 min), and on the distance axis the
//! race's own markers at their true distances (terms.md 3).

use super::{Axis, Chart, Quantity, Range, TickRule};
use crate::model::passing::{marker_text, marker_with_unit};
use crate::model::{Date, Precision, Time};

/// A labelled value of an axis; the label is empty where only the grid line stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    pub value: i64,
    pub label: String,
}

/// Steps of a time axis in ticks of 0.1 ms: 0.01 s to 1 h.
const TIME_STEPS: [i64; 20] = [
    100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 150_000, 300_000, 600_000, 1_200_000,
    3_000_000, 6_000_000, 9_000_000, 18_000_000, 36_000_000, 72_000_000,
];

/// The ticks of an axis: at most `most` round values, or all markers in the range. The last distance bears the unit.
fn ticks(axis: &Axis, most: usize) -> Vec<Tick> {
    let mut ticks = bare_ticks(axis, most);
    if axis.quantity == Quantity::Distance {
        let furthest = mm(axis.furthest());
        for tick in &mut ticks {
            tick.label = marker_text(mm(tick.value), furthest);
        }
        if let Some(last) = ticks.last_mut() {
            last.label = marker_with_unit(mm(last.value), furthest);
        }
    }
    ticks
}

impl Chart {
    /// The ticks of one of its axes, also in part, with the chart's decimal mark.
    pub fn ticks(&self, axis: &Axis, most: usize) -> Vec<Tick> {
        let mut ticks = ticks(axis, most);
        for tick in &mut ticks {
            tick.label = self.decimal.write(&tick.label);
        }
        ticks
    }
}

fn mm(value: i64) -> u32 {
    u32::try_from(value).unwrap_or(0)
}

fn bare_ticks(axis: &Axis, most: usize) -> Vec<Tick> {
    match &axis.ticks {
        TickRule::Markers(markers) => markers
            .iter()
            .filter(|m| axis.range.contains(**m))
            .map(|&value| Tick {
                value,
                label: text(axis.quantity, value, 1),
            })
            .collect(),
        TickRule::Round if axis.quantity == Quantity::Day => calendar_ticks(axis.range, most),
        TickRule::Round => {
            let step = step(axis.quantity, axis.range, most);
            let first = axis.range.low.div_euclid(step) * step;
            let values: Vec<i64> = match axis.quantity {
                Quantity::Rank => ranks(step, axis.range.high),
                _ => (0..)
                    .map(|n| first + n * step)
                    .take_while(|v| *v <= axis.range.high)
                    .collect(),
            };
            let in_range = values.into_iter().filter(|v| axis.range.contains(*v));
            in_range
                .map(|value| Tick {
                    value,
                    label: text(axis.quantity, value, step),
                })
                .collect()
        }
    }
}

/// 1 and the multiples of a step; with a step of 2 the odd ranks, so that 1 stands no nearer than the others.
fn ranks(step: i64, high: i64) -> Vec<i64> {
    let first = if step <= 2 { 1 + step } else { step };
    let others = (0..).map(|n| first + n * step).take_while(|v| *v <= high);
    std::iter::once(1).chain(others).collect()
}

/// The smallest round step with which at most `most` ticks stand in the range.
pub fn step(quantity: Quantity, range: Range, most: usize) -> i64 {
    let most = i64::try_from(most.max(2)).unwrap_or(i64::MAX);
    let fits = |step: &i64| range.high.div_euclid(*step) - (range.low - 1).div_euclid(*step) <= most;
    let known = match quantity {
        Quantity::Time | Quantity::Gap => TIME_STEPS.iter().copied().find(fits),
        _ => None,
    };
    known
        .or_else(|| decimal_steps(quantity).find(fits))
        .unwrap_or_else(|| range.span().max(1))
}

/// 1, 2, 5, 10, 20 ... in the axis's own integers; a distance starts at 1 m.
fn decimal_steps(quantity: Quantity) -> impl Iterator<Item = i64> {
    let unit = match quantity {
        Quantity::Distance | Quantity::Length => 1000,
        _ => 1,
    };
    (0..16u32).flat_map(move |power| [1, 2, 5].map(|n| n * unit * 10i64.pow(power)))
}

/// First days of years, every 2, 5, 10 years in a long range; in a range below three years first days of months, of
/// which January bears the year.
fn calendar_ticks(range: Range, most: usize) -> Vec<Tick> {
    const MONTHS: [&str; 12] = [
        "", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec",
    ];
    let by_month = range.span() < 3 * 366;
    let months: &[u8] = if by_month {
        &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    } else {
        &[1]
    };
    let firsts: Vec<(i64, i16, u8)> = (1850..2200i16)
        .flat_map(|year| months.iter().map(move |month| (year, *month)))
        .filter_map(|(year, month)| Some((Date::new(year, Some(month), Some(1))?.day_number(), year, month)))
        .map(|(day, year, month)| (i64::from(day), year, month))
        .filter(|(day, _, _)| range.contains(*day))
        .collect();
    let steps: &[i16] = if by_month {
        &[1, 2, 3, 6]
    } else {
        &[1, 2, 5, 10, 20, 50]
    };
    let keeps = |every: i16, year: i16, month: u8| match by_month {
        true => (i16::from(month) - 1) % every == 0,
        false => year % every == 0,
    };
    let count = |every: i16| {
        firsts
            .iter()
            .filter(|(_, year, month)| keeps(every, *year, *month))
            .count()
    };
    let every = steps
        .iter()
        .copied()
        .find(|every| count(*every) <= most.max(2))
        .unwrap_or(50);
    let kept = firsts
        .into_iter()
        .filter(|(_, year, month)| keeps(every, *year, *month));
    kept.map(|(value, year, month)| Tick {
        value,
        label: match month {
            1 => year.to_string(),
            month => MONTHS[usize::from(month) - 1].to_owned(),
        },
    })
    .collect()
}

/// A value as an axis labels it, with the decimals that `step` needs.
pub fn text(quantity: Quantity, value: i64, step: i64) -> String {
    match quantity {
        Quantity::Distance => marker_text(mm(value), 0),
        Quantity::Time => clock(value, step),
        Quantity::Length => format!("{}.{:02}", value / 100_000, value / 1_000 % 100),
        Quantity::Gap if value == 0 => "0".to_owned(),
        Quantity::Gap => format!("{}{}", if value > 0 { "+" } else { "−" }, clock(value.abs(), step)),
        Quantity::Rank | Quantity::Count => value.to_string(),
        Quantity::Column => (value / 100).to_string(),
        Quantity::Speed => speed(value, step),
        Quantity::Share if step % 100 == 0 => format!("{} %", value / 100),
        Quantity::Share => format!("{}.{} %", value / 100, value / 10 % 10),
        Quantity::Day => day_text(value),
        Quantity::Percent if value == 0 => "0".to_owned(),
        Quantity::Percent => {
            let sign = if value > 0 { "+" } else { "−" };
            let (whole, rest) = (value.abs() / 100, value.abs() % 100);
            match (step % 100, step % 10) {
                (0, _) => format!("{sign}{whole}"),
                (_, 0) => format!("{sign}{whole}.{}", rest / 10),
                _ => format!("{sign}{whole}.{rest:02}"),
            }
        }
    }
}

fn clock(ticks: i64, step: i64) -> String {
    let precision = Precision::ALL
        .into_iter()
        .find(|p| step % i64::from(p.ticks()) == 0)
        .unwrap_or(Precision::Thousandth);
    u32::try_from(ticks).map_or(String::new(), |t| Time::from_ticks(t, precision).to_string())
}

/// Metres per second with the decimals that `step` needs.
fn speed(mm_per_s: i64, step: i64) -> String {
    let (whole, rest) = (mm_per_s / 1000, mm_per_s % 1000);
    match step {
        _ if step % 1000 == 0 => whole.to_string(),
        _ if step % 100 == 0 => format!("{whole}.{}", rest / 100),
        _ => format!("{whole}.{:02}", rest / 10),
    }
}

/// A distance of an axis with its unit: `800 m`, `10 km`, `half`.
pub fn distance(axis: &Axis, value: i64) -> String {
    marker_with_unit(mm(value), mm(axis.furthest()))
}

fn day_text(day: i64) -> String {
    let days = jiff::Span::new().try_days(day);
    days.and_then(|d| jiff::civil::Date::constant(1970, 1, 1).checked_add(d))
        .map_or(String::new(), |d| d.to_string())
}

/// Chooses which labels to write so that none touches another: the last and the first, then those at the smallest multiple
/// of the commonest spacing at which all fit, then markers that stand on no such spacing. `extent` gives the left and right
/// edge of a tick's label.
pub fn thin_labels(ticks: &mut [Tick], gap: f64, extent: impl Fn(&Tick) -> (f64, f64)) {
    let Some(last) = ticks.len().checked_sub(1) else { return };
    let extents: Vec<(f64, f64)> = ticks.iter().map(&extent).collect();
    let apart = |a: usize, b: usize| extents[a].1 + gap <= extents[b].0 || extents[b].1 + gap <= extents[a].0;
    let mut kept = vec![last];
    let inner: Vec<usize> = (0..last).filter(|at| apart(*at, last)).collect();
    kept.extend(inner.first().filter(|at| **at == 0));
    let base = commonest_spacing(ticks);
    let on = |at: &usize, every: i64| base > 0 && ticks[*at].value % (base * every) == 0;
    let fitting = |every: &i64| -> bool {
        let chosen: Vec<usize> = inner.iter().copied().filter(|at| on(at, *every)).collect();
        chosen.windows(2).all(|pair| apart(pair[0], pair[1]))
    };
    let every = [1, 2, 4, 5, 10, 20, 25, 50, 100]
        .into_iter()
        .find(fitting)
        .unwrap_or(1000);
    let regular = inner.iter().filter(|at| on(at, every));
    let irregular = inner.iter().filter(|at| !on(at, 1));
    for &at in regular.chain(irregular) {
        if kept.iter().all(|other| apart(at, *other)) {
            kept.push(at);
        }
    }
    for (at, tick) in ticks.iter_mut().enumerate() {
        if !kept.contains(&at) {
            tick.label.clear();
        }
    }
}

fn commonest_spacing(ticks: &[Tick]) -> i64 {
    let spacings: Vec<i64> = ticks.windows(2).map(|w| w[1].value - w[0].value).collect();
    let count = |s: i64| spacings.iter().filter(|o| **o == s).count();
    spacings.iter().copied().max_by_key(|s| (count(*s), *s)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Direction;

    fn labels(quantity: Quantity, low: i64, high: i64, most: usize) -> Vec<String> {
        let axis = Axis {
            title: String::new(),
            quantity,
            direction: Direction::LargerIsUp,
            ticks: TickRule::Round,
            range: Range { low, high },
        };
        ticks(&axis, most).into_iter().map(|t| t.label).collect()
    }

    #[test]
    fn time_steps_are_those_of_a_clock() {
        assert_eq!(
            labels(Quantity::Gap, -2_000, 21_000, 6),
            ["0", "+0.5", "+1.0", "+1.5", "+2.0"]
        );
        assert_eq!(labels(Quantity::Time, 540_000, 575_000, 4), ["54", "55", "56", "57"]);
        assert_eq!(labels(Quantity::Gap, 0, 450_000, 4), ["0", "+15", "+30", "+45"]);
        assert_eq!(
            labels(Quantity::Time, 2_100_000, 2_400_000, 3),
            ["3:30", "3:45", "4:00"]
        );
        assert_eq!(labels(Quantity::Gap, -12_000, 5_000, 4), ["−1.0", "−0.5", "0", "+0.5"]);
        assert_eq!(
            labels(Quantity::Time, 72_000_000, 90_000_000, 3),
            ["2:00:00", "2:15:00", "2:30:00"]
        );
    }

    #[test]
    fn ranks_percents_and_years() {
        assert_eq!(labels(Quantity::Rank, 0, 6, 10), ["1", "2", "3", "4", "5", "6"]);
        assert_eq!(labels(Quantity::Rank, 1, 13, 8), ["1", "3", "5", "7", "9", "11", "13"]);
        assert_eq!(labels(Quantity::Rank, 1, 23, 6), ["1", "5", "10", "15", "20"]);
        assert_eq!(
            labels(Quantity::Percent, -150, 150, 7),
            ["−1.5", "−1.0", "−0.5", "0", "+0.5", "+1.0", "+1.5"]
        );
        assert_eq!(labels(Quantity::Day, 18_700, 18_900, 5), ["May", "July", "Sept"]);
        assert_eq!(
            labels(Quantity::Day, 17_897, 19_000, 5),
            ["2019", "2020", "2021", "2022"]
        );
    }

    #[test]
    fn markers_keep_their_distance_and_give_way() {
        let tick = |m: i64| Tick {
            value: m * 1000,
            label: m.to_string(),
        };
        let mut all: Vec<Tick> = [0, 400, 500, 700, 800, 1100, 1200, 1300, 1400, 1500].map(tick).into();
        thin_labels(&mut all, 2.0, |t| {
            let at = t.value as f64 / 10_000.0;
            (at - 9.0, at + 9.0)
        });
        let kept: Vec<&str> = all.iter().map(|t| t.label.as_str()).filter(|l| !l.is_empty()).collect();
        assert_eq!(kept, ["0", "400", "800", "1200", "1500"]);
    }
}
