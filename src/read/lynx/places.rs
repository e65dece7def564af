//! Places against times: a place order that contradicts the times by more than one unit of precision is doubtful
//! (terms.md 18). Both are kept.

use crate::model::{Finding, Findings, Severity, Time};

/// A row that has both.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub place: u32,
    pub time: Time,
    pub line: u32,
}

/// Reports each row that is faster than a better place, or not as fast as its equals.
pub(super) fn check(mut rows: Vec<Placed>, findings: &mut Findings) {
    rows.sort_by_key(|r| (r.place, r.line));
    // the slowest of the better places, and the first row of this place
    let mut slowest: Option<Placed> = None;
    let mut first: Option<Placed> = None;
    let mut slowest_here: Option<Placed> = None;
    for row in rows {
        if first.is_none_or(|f| f.place != row.place) {
            slowest = slower(slowest, slowest_here);
            first = Some(row);
            slowest_here = None;
        }
        slowest_here = slower(slowest_here, Some(row));
        let other = match (slowest, first) {
            (Some(better), _) if is_later(better.time, row.time) => better,
            (_, Some(equal)) if is_later(equal.time, row.time) || is_later(row.time, equal.time) => equal,
            _ => continue,
        };
        let found = format!(
            "place {} in {} and place {} in {}",
            other.place, other.time, row.place, row.time
        );
        let expected = "places in the order of the times; both are kept";
        findings.push(Finding::at(
            Severity::Warning,
            "place-contradicts-time",
            (row.line, 0),
            found,
            expected,
        ));
    }
}

fn slower(a: Option<Placed>, b: Option<Placed>) -> Option<Placed> {
    a.into_iter().chain(b).max_by_key(|r| r.time)
}

/// Later by more than a unit of the coarser precision.
fn is_later(a: Time, b: Time) -> bool {
    let unit = a.precision().coarser(b.precision()).ticks();
    a.ticks() > b.ticks().saturating_add(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(rows: &[(u32, &str)]) -> Vec<u32> {
        let rows = rows.iter().zip(1..).map(|((place, time), line)| Placed {
            place: *place,
            time: Time::parse(time).expect("a time"),
            line,
        });
        let mut findings = Findings::default();
        check(rows.collect(), &mut findings);
        findings.kept().iter().map(|f| f.line).collect()
    }

    #[test]
    fn places_that_the_times_contradict() {
        assert!(lines(&[(1, "10.50"), (2, "10.50"), (3, "10.49"), (4, "11.0")]).is_empty());
        assert!(lines(&[(4, "2:41.87"), (4, "2:41.87"), (6, "2:43.31")]).is_empty());
        assert_eq!(lines(&[(2, "10.60"), (1, "10.80")]), [1]);
        assert_eq!(lines(&[(1, "10.60"), (1, "10.80"), (3, "10.90")]), [2]);
        // 9.341 < 9.460 of the same place, 9.238 < 9.508, 9.618 < 10.420
        let hand_edited = ["9.232", "9.340", "9.460", "9.508", "9.341", "10.420", "9.238", "9.618"];
        let rows: Vec<_> = [1, 2, 3, 4, 3, 6, 7, 8].into_iter().zip(hand_edited).collect();
        assert_eq!(lines(&rows), [5, 7, 8]);
    }
}
