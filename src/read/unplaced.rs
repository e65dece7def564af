//! Splits without distances: `1:03.21 (1:03.21),2:09.48 (1:06.27)`, in pairs of the time so far and the lap, or either alone.
//!
//! Whether the values are passings or segments is found by test over the race (terms.md 3). They are placed when the race's
//! distance is known and laps of one length, with a shorter first one or not, agree with the times; otherwise nothing says
//! where they were taken, and they are kept as text.

use crate::model::passing::MAX_MARKERS;
use crate::model::{Finding, Findings, Passing, Reading, Severity, Status, Time};

/// The values of one row in their order; `None` where one is missing.
#[derive(Clone, Debug, Default)]
pub struct Splits {
    pub values: Vec<Option<Time>>,
    pub text: String,
    /// Line and column.
    pub place: (u32, u32),
    /// The row's own time and status.
    pub finish: Option<Time>,
    pub status: Status,
    /// Each value has its lap beside it, so the values are passings.
    pub(super) has_laps: bool,
}

impl Splits {
    pub fn read(text: &str, place: (u32, u32), findings: &mut Findings) -> Self {
        let mut splits = Self {
            text: text.to_owned(),
            place,
            has_laps: true,
            ..Self::default()
        };
        if text.is_empty() {
            return splits;
        }
        for piece in text.split([',', ';']).take(MAX_MARKERS) {
            let piece = piece.trim();
            let first = piece.split([' ', '\t', '(']).next().unwrap_or("");
            let value = Time::parse(first).filter(|t| t.ticks() > 0);
            if value.is_none() && !first.is_empty() && first.bytes().any(|b| b.is_ascii_alphanumeric() && b != b'0') {
                let expected = "a time so far, with the lap in brackets behind it or not";
                let found = format!("\"{piece}\"");
                findings.push(Finding::at(Severity::Error, "unreadable-split", place, found, expected));
            }
            splits.has_laps &= value.is_none() || piece.contains('(');
            splits.values.push(value);
        }
        while splits.values.last().is_some_and(Option::is_none) {
            splits.values.pop();
        }
        splits
    }

    fn is_complete(&self) -> bool {
        self.values.iter().all(Option::is_some)
    }

    fn last(&self) -> Option<Time> {
        self.values.last().copied().flatten()
    }

    fn has_finished(&self) -> bool {
        self.finish.is_some() && self.status == Status::None
    }

    /// Whether the values never fall and do not go beyond the finish.
    fn rises(&self) -> bool {
        let known: Vec<Time> = self.values.iter().copied().flatten().collect();
        let within = |last: Time| self.finish.is_none_or(|finish| last <= finish || is_near(last, finish));
        known.is_sorted() && known.last().copied().is_none_or(within)
    }

    /// Whether the values sum to the finish within one unit of precision each.
    fn sums_up(&self) -> bool {
        let known = self.values.iter().flatten();
        let (sum, slack) = known.fold((0, 0), |(sum, slack), t| {
            (sum + u64::from(t.ticks()), slack + u64::from(t.precision().ticks()))
        });
        self.is_complete() && self.finish.is_some_and(|f| sum.abs_diff(u64::from(f.ticks())) <= slack)
    }

    /// Turns segments into passings, up to the first that is missing.
    fn add_up(&mut self) {
        let mut at = 0u32;
        let mut sums = Vec::new();
        for value in &self.values {
            let Some((sum, time)) = value.and_then(|t| Some((at.checked_add(t.ticks())?, t))) else {
                break;
            };
            at = sum;
            sums.push(Some(Time::from_ticks(sum, time.precision())));
        }
        self.values = sums;
    }

    /// The passings of the row, the first value at the first marker.
    pub fn passings(&self) -> impl Iterator<Item = Passing> {
        let numbered = self.values.iter().enumerate();
        numbered.filter_map(|(marker, time)| Passing::new(marker, Reading::Time((*time)?)))
    }
}

/// Equal within one unit of the coarser precision.
fn is_near(a: Time, b: Time) -> bool {
    let unit = a.precision().coarser(b.precision()).ticks();
    a.ticks().abs_diff(b.ticks()) <= unit
}

/// Decides over all rows of a race what the values are and where they were taken. Returns the markers in millimetres; the
/// values of rows that cannot be placed are taken away, their text stays.
pub fn place(rows: &mut [Splits], distance_mm: u32, findings: &mut Findings) -> Vec<u32> {
    rows.iter_mut().for_each(|r| r.values.truncate(MAX_MARKERS));
    let Some(at) = rows.iter().find(|r| !r.values.is_empty()).map(|r| r.place) else {
        return Vec::new();
    };
    let give_up = |rows: &mut [Splits]| rows.iter_mut().for_each(|r| r.values.clear());
    if !as_passings(rows, at, findings) {
        give_up(rows);
        return Vec::new();
    }
    let markers = markers(rows, distance_mm);
    if markers.is_empty() {
        let expected = match distance_mm {
            0 => "the distance of the race; they are kept as text",
            _ => "laps of one length; they are kept as text",
        };
        let count = rows.iter().map(|r| r.values.len()).max().unwrap_or(0);
        let found = format!("{count} splits without distances");
        findings.push(Finding::at(Severity::Warning, "unplaced-splits", at, found, expected));
        give_up(rows);
        return markers;
    }
    for row in rows.iter_mut() {
        // who finished at a later marker than the last has missed one, and nobody knows which
        let ends = row
            .finish
            .zip(row.last())
            .is_some_and(|(finish, last)| is_near(finish, last));
        if row.values.len() < markers.len() && ends && markers.last() == Some(&distance_mm) {
            let found = format!("{} splits", row.values.len());
            let expected = format!("{} as in other rows; they are kept as text", markers.len());
            findings.push(Finding::at(
                Severity::Warning,
                "missing-split",
                row.place,
                found,
                expected,
            ));
            row.values.clear();
        }
        row.values.truncate(markers.len());
    }
    let shown: Vec<String> = markers.iter().take(4).map(|m| (m / 1000).to_string()).collect();
    let more = if markers.len() > shown.len() { " …" } else { "" };
    let found = format!("{} splits without distances", markers.len());
    let expected = format!("distances; they were placed at {}{more} m", shown.join(", "));
    findings.push(Finding::at(Severity::Note, "placed-splits", at, found, expected));
    markers
}

/// Makes the values passings; false when they are neither passings nor segments.
fn as_passings(rows: &mut [Splits], at: (u32, u32), findings: &mut Findings) -> bool {
    let given = || rows.iter().filter(|r| !r.values.is_empty());
    let count = given().count();
    let finished: Vec<&Splits> = given().filter(|r| r.has_finished()).collect();
    let falling = given().filter(|r| !r.rises()).count();
    let summing = finished.iter().filter(|r| r.sums_up() && r.values.len() > 1).count();
    // segments of a slowing race rise too, but do not grow to a multiple of the first
    let grows = |r: &&&Splits| {
        let first = r.values.first().copied().flatten();
        first
            .zip(r.last())
            .is_some_and(|(first, last)| u64::from(last.ticks()) * 2 >= u64::from(first.ticks()) * 3)
    };
    let growing = finished.iter().filter(grows).count();
    let all_have_laps = given().all(|r| r.has_laps);
    let segments = !finished.is_empty()
        && summing * 20 >= finished.len() * 19
        && !all_have_laps
        && (falling > 0 || growing * 2 < finished.len());
    if segments {
        let expected = "passings; the segments sum to the result and were added up";
        findings.push(Finding::at(
            Severity::Note,
            "segments",
            at,
            "segments in the splits",
            expected,
        ));
        rows.iter_mut().for_each(Splits::add_up);
        return true;
    }
    if falling * 2 > count {
        let found = format!("splits that fall in {falling} of {count} rows and sum to the result in {summing}");
        let expected = "passings or segments; they are kept as text";
        findings.push(Finding::at(
            Severity::Error,
            "neither-passings-nor-segments",
            at,
            found,
            expected,
        ));
        return false;
    }
    for row in rows.iter().filter(|r| !r.values.is_empty() && !r.rises()) {
        let found = format!("\"{}\"", row.text);
        let expected = "passings that never fall and end at the finish; the values are kept";
        findings.push(Finding::at(
            Severity::Warning,
            "falling-passing",
            row.place,
            found,
            expected,
        ));
    }
    true
}

/// Where the values were taken: at laps of one length, or of 400 or 200 m counted from the finish (terms.md 3) or from the
/// start, whichever the times of the laps are nearest to. Empty when that cannot be told.
pub(super) fn markers(rows: &[Splits], distance_mm: u32) -> Vec<u32> {
    let finished: Vec<&Splits> = rows.iter().filter(|r| r.has_finished() && r.is_complete()).collect();
    let Some(count) = finished.iter().map(|r| r.values.len()).max().filter(|n| *n > 0) else {
        return Vec::new();
    };
    let full = || finished.iter().filter(|r| r.values.len() == count);
    let at_finish = |r: &&&Splits| {
        r.finish
            .zip(r.last())
            .is_some_and(|(finish, last)| is_near(finish, last))
    };
    let laps = if full().filter(at_finish).count() * 2 >= full().count() {
        count
    } else {
        count + 1
    };
    if distance_mm == 0 {
        return Vec::new();
    }
    if laps == 1 {
        return vec![distance_mm];
    }
    let mut sums = vec![0; laps];
    for row in full() {
        let mut before = 0;
        let ends = row.values.iter().flatten().chain(row.finish.as_ref());
        for (sum, end) in sums.iter_mut().zip(ends) {
            *sum += u64::from(end.ticks().saturating_sub(before));
            before = end.ticks();
        }
    }
    let total = sums.iter().sum::<u64>().max(1);
    let share = |part: u64, whole: u64| u128::from(part) * SHARES / u128::from(whole);
    let shares = |markers: &[u32]| -> Vec<(u128, u128)> {
        let starts = std::iter::once(0).chain(markers.iter().copied());
        let lengths = starts
            .zip(markers)
            .map(|(start, end)| u64::from(end.saturating_sub(start)));
        let due = lengths.map(|mm| share(mm, u64::from(distance_mm)));
        sums.iter().map(|sum| share(*sum, total)).zip(due).collect()
    };
    // each lap by its time against its length
    let off = |markers: &Vec<u32>| {
        shares(markers)
            .iter()
            .map(|(own, due)| own.abs_diff(*due))
            .sum::<u128>()
    };
    let best = shapes(distance_mm, laps).into_iter().min_by_key(off);
    let fits = |markers: &Vec<u32>| {
        let shares = shares(markers);
        let first_fits = shares.first().is_some_and(|(own, due)| own.abs_diff(*due) * 3 <= *due);
        first_fits
            && shares
                .iter()
                .all(|(own, due)| (due * 3 / 5..=due * 5 / 3).contains(own))
    };
    let mut markers = best.filter(fits).unwrap_or_default();
    markers.truncate(count);
    markers
}

/// Parts of the whole that shares of time and distance are counted in.
const SHARES: u128 = 1_000_000;

/// Where laps may end in a race of so many: laps of one length, or of 400 or 200 m behind a shorter first one or before a
/// shorter last one.
fn shapes(distance_mm: u32, laps: usize) -> Vec<Vec<u32>> {
    let Ok(count) = u32::try_from(laps) else {
        return Vec::new();
    };
    // exact where the distance is no multiple of the laps
    let equal = |lap: u32| u32::try_from(u64::from(distance_mm) * u64::from(lap) / u64::from(count.max(1))).ok();
    let mut shapes: Vec<Vec<u32>> = (1..=count).map(equal).collect::<Option<_>>().into_iter().collect();
    for lap_mm in [400_000, 200_000] {
        let shorter = distance_mm % lap_mm;
        if shorter > 0 && distance_mm.div_ceil(lap_mm) == count {
            shapes.push((0..count).map(|lap| shorter + lap * lap_mm).collect());
            shapes.push(
                (1..=count)
                    .map(|lap| lap.saturating_mul(lap_mm).min(distance_mm))
                    .collect(),
            );
        }
    }
    shapes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(rows: &[(&str, &str)], metres: u32) -> (Vec<u32>, Vec<String>, Vec<&'static str>) {
        let mut findings = Findings::default();
        let mut splits: Vec<Splits> = rows
            .iter()
            .map(|(text, finish)| Splits {
                finish: Time::parse(finish),
                ..Splits::read(text, (2, 5), &mut findings)
            })
            .collect();
        let markers = place(&mut splits, metres * 1000, &mut findings);
        let times = splits.iter().map(|s| {
            let times = s
                .passings()
                .filter_map(|p| Some(format!("{}:{}", p.marker(), p.time()?)));
            times.collect::<Vec<_>>().join(" ")
        });
        let codes = findings.counts().iter().map(|(code, _)| *code).collect();
        (markers.iter().map(|m| m / 1000).collect(), times.collect(), codes)
    }

    #[test]
    fn pairs_are_passings_at_equal_laps() {
        let text = "1:03.21 (1:03.21),2:09.48 (1:06.27)";
        let (markers, times, codes) = placed(&[(text, "2:09.48")], 800);
        assert_eq!((markers, codes), (vec![400, 800], vec!["placed-splits"]));
        assert_eq!(times, ["0:1:03.21 1:2:09.48"]);
        // without brackets, and without the finish
        assert_eq!(placed(&[("1:03.21", "2:09.48")], 800).0, [400]);
        assert_eq!(
            placed(&[("1:03.208(1:03.208), 2:09.472(1:06.264)", "2:09.48")], 800).0,
            [400, 800]
        );
    }

    #[test]
    fn a_shorter_first_lap_is_told_by_its_time() {
        // 45 s for 300 m and 60 s for each 400 m
        let at_finish_line = [("45.0,1:45.0,2:45.0,3:45.0", "3:45.0")];
        assert_eq!(placed(&at_finish_line, 1500).0, [300, 700, 1100, 1500]);
        // 60 s for each 400 m and 45 s for the last 300 m
        let from_the_start = [("1:00.0,2:00.0,3:00.0,3:45.0", "3:45.0")];
        assert_eq!(placed(&from_the_start, 1500).0, [400, 800, 1200, 1500]);
        // 56.25 s for each 375 m
        let equal = [("56.2,1:52.5,2:48.7,3:45.0", "3:45.0")];
        assert_eq!(placed(&equal, 1500).0, [375, 750, 1125, 1500]);
    }

    #[test]
    fn segments_are_added_up() {
        // 60.1 + 61.2 = 121.3, + 62.3 = 183.6, + 63.4 = 247.0
        let (markers, times, codes) = placed(&[("60.1,61.2,62.3,63.4", "4:07.0")], 1600);
        assert_eq!(
            (markers, codes),
            (vec![400, 800, 1200, 1600], vec!["segments", "placed-splits"])
        );
        assert_eq!(times, ["0:1:00.1 1:2:01.3 2:3:03.6 3:4:07.0"]);
    }

    #[test]
    fn what_cannot_be_placed_is_not() {
        let even = ("1:00.0,2:00.0,3:00.0,4:00.0", "4:00.0");
        assert_eq!(placed(&[even], 0).2, ["unplaced-splits"]);
        // 20 s, 100 s and 120 s are no laps of one length
        assert_eq!(placed(&[("20.0,2:00.0,4:00.0", "4:00.0")], 1600).2, ["unplaced-splits"]);
        assert_eq!(
            placed(&[("60.1,50.0,9.9", "4:00.0")], 1600).2,
            ["neither-passings-nor-segments"]
        );
        let (_, times, codes) = placed(&[even, ("1:00.0,3:01.0,4:01.0", "4:01.0"), ("1:00.5,2:01.0", "")], 1600);
        assert_eq!((times[1].as_str(), times[2].as_str()), ("", "0:1:00.5 1:2:01.0"));
        assert_eq!(codes, ["missing-split", "placed-splits"]);
        let (_, times, _) = placed(&[even, ("1:00.0,,3:01.0,4:01.0", "4:01.0")], 1600);
        assert_eq!(times[1], "0:1:00.0 2:3:01.0 3:4:01.0", "a missing value shifts nothing");
    }

    #[test]
    fn odd_values_are_findings() {
        let (_, times, codes) = placed(
            &[("1:00.0,abc,3:00.0,4:00.0", "4:00.0"), ("1:00,2:00,3:00,4:00", "4:00")],
            1600,
        );
        assert_eq!(times[0], "0:1:00.0 2:3:00.0 3:4:00.0");
        assert_eq!(codes, ["unreadable-split", "placed-splits"]);
    }
}
