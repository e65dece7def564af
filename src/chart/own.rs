//! What the user adds to a chart: lines at values such as 3:30 or a pace, and notes at places. Both go into the export.

use super::{Chart, Course, Options, Quantity, ReferenceLine, Subject};
use crate::analysis::pace::pace_over;
use crate::model::{Date, Precision, Time};

/// A text at a place of the chart, in the integers of its axes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub x: i64,
    pub y: i64,
    pub text: String,
}

/// The user's additions to one chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Values of the y axis as typed.
    pub lines: Vec<String>,
    pub notes: Vec<Note>,
}

impl Own {
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.notes.is_empty()
    }

    /// Adds lines and notes to a chart, whose axis grows to hold the lines; what its axis cannot carry is left out.
    pub(super) fn draw_on(&self, chart: &mut Chart, subject: &Subject<'_>, options: &Options) {
        for text in &self.lines {
            let Some(line) = line(chart, subject, options, text) else {
                continue;
            };
            let (low, high) = (chart.y.range.low, chart.y.range.high);
            let Course::Level(y) = line.course else { continue };
            let room = (high - low) / 20;
            chart.y.range.low = if y < low { y - room } else { low };
            chart.y.range.high = if y > high { y + room } else { high };
            chart.references.push(line);
        }
        chart.notes.extend(self.notes.iter().cloned());
    }
}

/// The line at a value as typed. In a chart of paces a time too long for one is the finish time of an even pace.
fn line(chart: &Chart, subject: &Subject<'_>, options: &Options, text: &str) -> Option<ReferenceLine> {
    let y = value(chart.y.quantity, text)?;
    let is_pace = matches!(chart.kind, "pace" | "spread" | "rounds");
    let label = text.trim().to_owned();
    if is_pace && y > 2 * chart.y.range.high {
        let (length, _) = options.units.pace.length(subject.splits.distance_mm);
        // a target is exact, however it is typed
        let target = Time::from_ticks(u32::try_from(y).ok()?, Precision::Hundredth);
        let pace = pace_over(length, target, subject.splits.distance_mm)?;
        return Some(ReferenceLine {
            course: Course::Level(i64::from(pace.ticks())),
            label,
            text: pace.to_string(),
        });
    }
    Some(ReferenceLine {
        course: Course::Level(y),
        label,
        text: String::new(),
    })
}

/// A value of an axis as typed, in the axis' integers: `3:30`, `+1.5`, `7.2`, `2021-08-07`.
pub fn value(quantity: Quantity, text: &str) -> Option<i64> {
    let text = text.trim();
    let (sign, bare) = match text.strip_prefix(['-', '−']) {
        Some(bare) => (-1, bare),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let unsigned = match quantity {
        Quantity::Time | Quantity::Gap => i64::from(Time::parse(bare)?.ticks()),
        Quantity::Distance => decimal(bare.trim_end_matches([' ', 'm']), 3)?,
        Quantity::Length => decimal(bare.trim_end_matches([' ', 'm']), 5)?,
        Quantity::Percent | Quantity::Share => decimal(bare.trim_end_matches([' ', '%']), 2)?,
        Quantity::Speed => decimal(bare, 3)?,
        Quantity::Rank | Quantity::Count => decimal(bare, 0)?,
        Quantity::Column => decimal(bare, 2)?,
        Quantity::Day => i64::from(Date::parse(bare)?.day_number()),
    };
    let takes_sign = matches!(quantity, Quantity::Gap | Quantity::Percent);
    (takes_sign || sign > 0).then_some(sign * unsigned)
}

/// A number with at most so many decimals, as a whole number of its last one.
fn decimal(text: &str, places: usize) -> Option<i64> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || fraction.len() > places || !digits(whole) || !digits(fraction) {
        return None;
    }
    format!("{whole}{fraction:0<places$}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::tests::build_of_example;

    #[test]
    fn values_as_typed() {
        let cases = [
            (Quantity::Time, "3:30", Some(2_100_000)),
            (Quantity::Gap, "+1.5", Some(15_000)),
            (Quantity::Gap, "−0.5", Some(-5_000)),
            (Quantity::Time, "-3:30", None),
            (Quantity::Speed, "7,2", Some(7_200)),
            (Quantity::Rank, "3", Some(3)),
            (Quantity::Rank, "3.5", None),
            (Quantity::Percent, "-1.25 %", Some(-125)),
            (Quantity::Distance, "800 m", Some(800_000)),
            (Quantity::Length, "8.90", Some(890_000)),
            (Quantity::Time, "soon", None),
            (Quantity::Count, "", None),
        ];
        for (quantity, text, expected) in cases {
            assert_eq!(value(quantity, text), expected, "{text}");
        }
    }

    #[test]
    fn lines_and_notes_are_part_of_the_chart() {
        let own = Own {
            lines: vec!["3:30".to_owned(), "57.0".to_owned(), "soon".to_owned()],
            notes: vec![Note {
                x: 800_000,
                y: 557_000,
                text: "Here".to_owned(),
            }],
        };
        let options = Options {
            own: own.clone(),
            ..Options::default()
        };
        let chart = build_of_example("pace", &options).expect("a chart");
        let added: Vec<(Course, &str, &str)> = chart
            .references
            .iter()
            .map(|r| (r.course, r.label.as_str(), r.text.as_str()))
            .collect();
        // 3:30 over 1500 m is 56.0 for 400 m
        assert_eq!(
            added[1..],
            [
                (Course::Level(560_000), "3:30", "56.00"),
                (Course::Level(570_000), "57.0", ""),
            ]
        );
        assert!(chart.y.range.contains(570_000));
        assert_eq!(chart.notes, own.notes);
    }
}
