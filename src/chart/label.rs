//! Labels at the ends of lines: which lines get one, and where the labels stand so that none covers another. Positions
//! solve a small least-squares problem exactly: the order of the line ends is kept, neighbours stand at least one line
//! height apart, and the sum of squared displacements is the smallest possible.

use super::{Chart, Drawing, Emphasis, Series};
use crate::store::RowId;

/// Up to this many lines, all are labelled if they fit.
pub const ALL_LABELLED: usize = 20;

/// The series that get a label at their end, in the chart's order (one without a short name gets none): all of at most 20 when `room`
/// labels fit; otherwise the `pointed` one, the selected, then those that end highest and lowest, then the rest while there
/// is room.
pub fn at_ends(chart: &Chart, room: usize, pointed: Option<RowId>) -> Vec<usize> {
    chosen(chart, Series::is_labelled_at_end, room, pointed)
}

/// The series of points that get a label beside their last point, by the same rule.
pub fn at_points(chart: &Chart, room: usize, pointed: Option<RowId>) -> Vec<usize> {
    chosen(
        chart,
        |s| !s.short.is_empty() && s.drawing == Drawing::Points,
        room,
        pointed,
    )
}

fn chosen(chart: &Chart, is_labelled: fn(&Series) -> bool, room: usize, pointed: Option<RowId>) -> Vec<usize> {
    let labelled = |at: &usize| {
        let series = &chart.series[*at];
        series.end().is_some() && is_labelled(series)
    };
    let with_end: Vec<usize> = (0..chart.series.len()).filter(labelled).collect();
    if with_end.len() <= ALL_LABELLED.min(room) {
        return with_end;
    }
    let end = |at: &usize| chart.series[*at].end().map(|p| p.y);
    let ends = [
        with_end.iter().min_by_key(|at| end(at)),
        with_end.iter().rev().max_by_key(|at| end(at)),
    ];
    let is_pointed = |at: &usize| pointed.is_some() && chart.series[*at].row == pointed;
    let is_selected = |at: &usize| chart.series[*at].emphasis == Emphasis::Selected;
    let mut order: Vec<usize> = with_end.iter().copied().filter(is_pointed).collect();
    order.extend(with_end.iter().copied().filter(is_selected));
    order.extend(ends.into_iter().flatten());
    if with_end.len() <= ALL_LABELLED {
        order.extend(&with_end);
    }
    let mut kept = Vec::new();
    for at in order {
        if kept.len() < room && !kept.contains(&at) {
            kept.push(at);
        }
    }
    kept.sort_unstable();
    kept
}

/// Where labels of the given sizes stand beside their points: left edge and middle of each, or `None` where every place
/// beside the point would cover another label or another point, or leave the bounds (left, top, right, bottom). Earlier
/// labels choose first; `clear` is half the room that a point takes.
pub fn beside(
    wanted: &[(f64, f64)],
    sizes: &[(f64, f64)],
    points: &[(f64, f64)],
    bounds: [f64; 4],
    clear: f64,
) -> Vec<Option<(f64, f64)>> {
    let [left, top, right, bottom] = bounds;
    let mut taken: Vec<[f64; 4]> = points
        .iter()
        .map(|(x, y)| [x - clear, y - clear, x + clear, y + clear])
        .collect();
    let mut place = |&(x, y): &(f64, f64), &(width, height): &(f64, f64)| {
        let away = clear * 1.4;
        let (near, over) = (x - width / 2.0, height / 2.0 + clear);
        let places = [
            (x + away, y),
            (x - away - width, y),
            (near, y - over),
            (near, y + over),
            (x + away, y - over),
            (x + away, y + over),
            (x - away - width, y - over),
            (x - away - width, y + over),
        ];
        let rect = |(x, y): &(f64, f64)| [*x, y - height / 2.0, x + width, y + height / 2.0];
        let fits = |place: &(f64, f64)| {
            let [l, t, r, b] = rect(place);
            let inside = l >= left && t >= top && r <= right && b <= bottom;
            inside && taken.iter().all(|o| r <= o[0] || l >= o[2] || b <= o[1] || t >= o[3])
        };
        let found = places.iter().copied().find(fits);
        taken.extend(found.as_ref().map(rect));
        found
    };
    wanted.iter().zip(sizes).map(|(at, size)| place(at, size)).collect()
}

/// Centres for labels that want to stand at `wanted`, each `height` high, all between `top` and `bottom`. Labels that want
/// the same place keep the order given. When they do not all fit they are spread evenly and do overlap.
pub fn place(wanted: &[f64], height: f64, top: f64, bottom: f64) -> Vec<f64> {
    let count = wanted.len();
    if count == 0 {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let room = (bottom - top) / count as f64;
    let height = height.min(room);
    let offset = |rank: usize| rank as f64 * height;
    let shifted: Vec<f64> = order
        .iter()
        .enumerate()
        .map(|(rank, &at)| wanted[at] - offset(rank))
        .collect();
    let (low, high) = (top + height / 2.0, bottom - height / 2.0 - offset(count - 1));
    let mut placed = vec![0.0; count];
    for (rank, value) in nondecreasing(&shifted).into_iter().enumerate() {
        placed[order[rank]] = value.min(high).max(low) + offset(rank);
    }
    placed
}

/// The nondecreasing sequence nearest to `values` in the least-squares sense (pool adjacent violators).
fn nondecreasing(values: &[f64]) -> Vec<f64> {
    let mut pools: Vec<(f64, usize)> = Vec::new(); // sum and number of the values of a pool
    for &value in values {
        let mut pool = (value, 1);
        while let Some(&(sum, n)) = pools.last()
            && sum * pool.1 as f64 > pool.0 * n as f64
        {
            pools.pop();
            pool = (pool.0 + sum, pool.1 + n);
        }
        pools.push(pool);
    }
    pools
        .into_iter()
        .flat_map(|(sum, n)| std::iter::repeat_n(sum / n as f64, n))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::sample;

    #[test]
    fn labels_move_as_little_as_they_must() {
        let placed = place(&[10.0, 50.0, 51.0], 8.0, 0.0, 100.0);
        assert!((placed[0] - 10.0).abs() < 1e-9, "far from the others: not moved");
        assert!(
            (placed[1] - 46.5).abs() < 1e-9 && (placed[2] - 54.5).abs() < 1e-9,
            "shared equally"
        );
    }

    #[test]
    fn order_and_bounds_hold() {
        let wanted = [99.0, 98.0, 97.0, 3.0, 2.0, 1.0, 50.0];
        let placed = place(&wanted, 9.0, 0.0, 100.0);
        for (a, b) in (0..7).flat_map(|a| (0..7).map(move |b| (a, b))) {
            if wanted[a] < wanted[b] {
                assert!(placed[b] - placed[a] > 9.0 - 1e-9);
            }
        }
        assert!(placed.iter().all(|y| (4.5 - 1e-9..=95.5 + 1e-9).contains(y)));
        let crowded = place(&[5.0; 30], 9.0, 0.0, 100.0);
        assert!(
            crowded.windows(2).all(|w| w[0] < w[1]),
            "in the order given, inside the page"
        );
    }

    #[test]
    fn labels_beside_points_cover_nothing() {
        let points = [(10.0, 50.0), (14.0, 50.0), (95.0, 50.0)];
        let sizes = [(30.0, 8.0); 3];
        let placed = beside(&points, &sizes, &points, [0.0, 0.0, 100.0, 100.0], 2.0);
        // right of the first stands the second point, left of it is the edge; above it is 30 wide from -5
        assert_eq!(placed[0], Some((12.8, 44.0)), "above and to the right");
        // the first label reaches down to 48, a label on the right would begin at 46
        assert_eq!(placed[1], Some((16.8, 56.0)), "below and to the right");
        assert_eq!(placed[2], Some((62.2, 50.0)), "the edge is on the right");
    }

    #[test]
    fn above_twenty_lines_only_the_selected_and_the_ends() {
        let chosen = |athletes, selected, room| at_ends(&sample::gaps(athletes, selected), room, None);
        assert_eq!(chosen(13, 3, 40).len(), 13);
        assert_eq!(chosen(30, 3, 40), [0, 1, 2, 29]);
        assert_eq!(chosen(13, 3, 5), [0, 1, 2, 3, 12]);
        assert_eq!(chosen(30, 8, 5), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn the_pointed_and_the_outermost_lines_have_a_name() {
        let mut chart = sample::gaps(30, 3);
        assert_eq!(at_ends(&chart, 4, Some(RowId(20))), [0, 1, 2, 20]);
        // the slowest at the end of the chart need not be the last of the result
        chart.series.swap(12, 29);
        assert_eq!(at_ends(&chart, 40, None), [0, 1, 2, 12]);
    }
}
