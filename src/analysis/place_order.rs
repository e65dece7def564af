//! Finish times that contradict the order of the places (terms.md 18).
//!
//! House rule: where more than one in eight falls back behind the place before, the places follow something else (net times,
//! divisions, a handicap) and say nothing of single times.

use crate::model::Time;

/// A time with its place; whose it is, is the caller's.
pub(super) type Placed = (u32, Time);

/// Indices of the times that have to go so that the rest is in the order of the places and that contradict a time of the rest
/// by more than one unit of precision.
pub(super) fn contradictions(placed: &[Placed]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..placed.len()).collect();
    let time = |at: usize| placed[at].1;
    let by_place = |at: &usize| (placed[*at].0, placed[*at].1.ticks());
    if !order.is_sorted_by_key(by_place) {
        order.sort_by_key(by_place);
    }
    let falls = order.windows(2).filter(|pair| is_behind(time(pair[0]), time(pair[1])));
    let most = (placed.len() / 8).max(1);
    match falls.take(most + 1).count() {
        falls if falls == 0 || falls > most => return Vec::new(),
        _ => {}
    }
    let ticks: Vec<u32> = order.iter().map(|at| time(*at).ticks()).collect();
    let is_kept = longest_rise(&ticks);
    let mut out = Vec::new();
    let mut last = None;
    for (nth, at) in order.iter().enumerate() {
        if is_kept[nth] {
            last = Some(*at);
            continue;
        }
        let next = (nth..order.len()).find(|n| is_kept[*n]).map(|n| order[n]);
        let before = last.is_some_and(|last| is_behind(time(last), time(*at)));
        if before || next.is_some_and(|next| is_behind(time(*at), time(next))) {
            out.push(*at);
        }
    }
    out
}

/// Whether a time is later than one that should not be earlier, by more than one unit of the coarser precision.
fn is_behind(time: Time, of_next: Time) -> bool {
    let unit = time.precision().coarser(of_next.precision()).ticks();
    time.ticks() > of_next.ticks().saturating_add(unit)
}

/// Which values make a longest sequence that never falls.
fn longest_rise(values: &[u32]) -> Vec<bool> {
    // ends[n]: index of the smallest value that ends a sequence of n + 1
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (at, value) in values.iter().enumerate() {
        let length = ends.partition_point(|end| values[*end] <= *value);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut kept = vec![false; values.len()];
    let mut at = ends.last().copied();
    while let Some(index) = at {
        kept[index] = true;
        at = before[index];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn out(times: &[(u32, &str)]) -> Vec<usize> {
        let placed: Vec<Placed> = times
            .iter()
            .map(|(place, text)| (*place, Time::parse(text).expect("a time")))
            .collect();
        contradictions(&placed)
    }

    #[test]
    fn one_time_out_of_the_order_of_the_places() {
        // 3:19.05 in third place is a slip of ten seconds; the others are in order
        let slip = [(1, "3:28.32"), (2, "3:29.01"), (3, "3:19.05"), (4, "3:29.56")];
        assert_eq!(out(&slip), [2]);
        let in_order = [(2, "3:29.01"), (1, "3:28.32"), (4, "3:29.56"), (3, "3:29.05")];
        assert_eq!(out(&in_order), [0; 0]);
    }

    #[test]
    fn one_unit_of_the_coarser_precision_contradicts_nothing() {
        assert_eq!(out(&[(1, "4:01.2"), (2, "4:01.13")]), [0; 0]);
        assert_eq!(
            out(&[(1, "4:01.3"), (2, "4:01.13")]).len(),
            1,
            "0.17 s is more than 0.1 s"
        );
    }

    #[test]
    fn places_that_follow_something_else_say_nothing() {
        // two divisions with places of their own, in one race
        let places: Vec<(u32, String)> = (0..20)
            .map(|n| (n / 2 + 1, format!("4:{:02}.0", n + n % 2 * 20)))
            .collect();
        let placed: Vec<(u32, &str)> = places.iter().map(|(p, t)| (*p, t.as_str())).collect();
        assert_eq!(out(&placed), [0; 0]);
    }
}
