//! How a file writes its times where that is not as others do: `3.45.31` for 3:45.31 or, in a long race, for 3:45:31 and
//! `3:45:71` for 3:45.71 (terms.md 2.2). Accepted where the file does so throughout and its columns make clear which it is.

use super::cell::{self, Cell, Plain, groups};
use super::plan::Plan;
use super::sample::Sample;
use crate::model::{Event, Findings};
use crate::read::header::Meaning;
use crate::read::title::event_in_title;

/// Values that show no hundredth above 59 and so are hours, minutes and seconds.
const ENOUGH: usize = 8;

/// What the times of three groups in a sample look like.
#[derive(Default)]
struct Tally {
    points: usize,
    colons: usize,
    /// Of both: last groups that are no seconds.
    no_seconds: usize,
    /// Values with a colon before minutes and seconds, or with a fraction behind those.
    clocks: usize,
    /// By the distance, values that are possible as hours and as minutes.
    hours: usize,
    minutes: usize,
}

impl Plan {
    /// Whether plain decimals are minutes: read as seconds they would be faster than 100 s a kilometre.
    pub(super) fn find_plain(&mut self, sample: &Sample, findings: &mut Findings) {
        let in_milliseconds = |at: &usize| {
            let caption = self
                .captions
                .get(*at)
                .map(|c| c.trim().to_lowercase())
                .unwrap_or_default();
            ["_ms", " ms", "(ms)"].iter().any(|unit| caption.ends_with(unit))
        };
        if self.at.mark.is_some_and(|at| in_milliseconds(&at)) {
            self.plain = Plain::Milliseconds;
            return;
        }
        let long = self.markers.iter().filter(|s| s.distance_mm >= 5_000_000);
        let Some((distance_mm, column)) = long.filter_map(|s| Some((s.distance_mm, s.column?))).next_back() else {
            return;
        };
        let decimal = |t: &str| t.contains('.') && t.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let km = u64::from(distance_mm / 1_000_000);
        let too_fast = |t: &str| {
            decimal(t)
                && matches!(cell::time(t.as_bytes(), Plain::Seconds), Cell::Time(t, _) if u64::from(t.ticks()) / 10_000 < 100 * km)
        };
        if sample.mostly(column, too_fast) {
            self.plain = Plain::Minutes;
            self.report_column(
                column,
                "decimal-minutes",
                "times; plain decimals are read as minutes, as seconds they would be impossible",
                findings,
            );
        }
    }

    pub(super) fn find_written(&mut self, sample: &Sample, findings: &mut Findings) {
        let times: Vec<usize> = (0..sample.width)
            .filter(|at| {
                let meaning = self.columns.get(*at).map(|(m, _)| *m);
                matches!(
                    meaning,
                    Some(Meaning::Mark | Meaning::Net | Meaning::Cumulative | Meaning::Marker(_))
                )
            })
            .collect();
        let tally = self.tally(sample, &times);
        let Some(plain) = tally.plain() else { return };
        self.plain = plain;
        if let Some(column) = times.first() {
            let expected = match plain {
                Plain::Hours => "colons in times; they are read as hours, minutes and seconds",
                _ => "times such as 3:45.31; the last group is read as a fraction of a second",
            };
            self.report_column(*column, "written-times", expected, findings);
        }
    }

    fn tally(&self, sample: &Sample, times: &[usize]) -> Tally {
        let titled = sample.titles.iter().find_map(|t| event_in_title(t));
        let mut tally = Tally::default();
        for row in &sample.rows {
            let named = self.at.event.and_then(|at| row.get(at)).and_then(|e| Event::parse(e));
            let distance_mm = named.or(titled).map_or(0, |e| u64::from(e.distance_mm));
            for column in times {
                let finish = matches!(self.columns[*column].0, Meaning::Mark | Meaning::Net);
                if let Some(cell) = row.get(*column) {
                    tally.add(cell, distance_mm * u64::from(finish));
                }
            }
        }
        tally
    }
}

impl Tally {
    fn add(&mut self, cell: &str, distance_mm: u64) {
        let Some((first, rest)) = groups(cell) else { return };
        let (minutes, last) = match rest[..] {
            [(b'.', minutes), (_, last)] => {
                self.points += 1;
                (minutes, last)
            }
            [(b':', minutes), (b':', last)] => {
                self.colons += 1;
                (minutes, last)
            }
            _ => {
                self.clocks += usize::from(rest.first().is_some_and(|(by, _)| *by == b':'));
                return;
            }
        };
        let number = |text: &str| text.parse::<u64>().unwrap_or(0);
        self.no_seconds += usize::from(last.len() != 2 || number(last) > 59);
        // millimetres a second: nobody runs 13 m in a second, or less than half a metre
        let possible =
            |seconds: u64| distance_mm > 0 && seconds > 0 && (500..13_000).contains(&(distance_mm / seconds));
        let (first, minutes) = (number(first), number(minutes));
        self.hours += usize::from(possible(first * 3600 + minutes * 60 + number(last)));
        self.minutes += usize::from(possible(first * 60 + minutes));
    }

    /// How the file means its times; `None` when it writes them as others do, or is not clear.
    fn plain(&self) -> Option<Plain> {
        let all = self.points + self.colons;
        let (points, colons) = (self.points > 0, self.colons > 0);
        if points == colons || points && self.clocks > 0 || self.clocks > all {
            return None;
        }
        let fractions = self.no_seconds * 5 >= all && self.no_seconds > 0 || self.minutes > self.hours.max(all / 2);
        match (fractions, points) {
            (true, _) => Some(Plain::Hundredths),
            (false, true) if self.hours > all / 2 || self.no_seconds == 0 && all >= ENOUGH => Some(Plain::Hours),
            _ => None,
        }
    }
}
