//! Segment rank (terms.md 10, 19): the competition rank of `S_i` among the recorded ones, 1 on top.

use super::position::{rank_axis, rank_basis};
use super::refusal::Refusal;
use super::subject::{Options, Subject};
use super::{Chart, Drawing, Point};

/// The chart of ranks of segment times, level over each segment.
pub fn segment_rank(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    subject.check()?;
    let main = subject.main();
    let series = subject.series(
        options,
        Drawing::Steps,
        |line| {
            let over = |at: &usize| {
                let marker = subject.splits.markers[*at];
                let segment = line.points[*at].segment?;
                let (rank, basis) = (segment.rank?, rank_basis(segment.rank?));
                let text = rank.text(subject.splits.passed[*at]);
                let x = i64::from(marker.mm);
                Some(Point {
                    from: x - i64::from(marker.segment_mm),
                    ..Point::new(x, i64::from(rank.rank), text, basis)
                })
            };
            main.iter().map(over).collect()
        },
        |line, _| subject.mark(line),
    );
    let caption = "Rank of the segment times recorded; equal times share a rank. 1 is the fastest.".to_owned();
    let y = rank_axis("Rank in the segment", &series);
    Ok(subject.chart("segment-rank", "segment ranks", caption, y, series))
}

#[cfg(test)]
mod tests {
    use crate::chart::tests::{chart_of_example, values};

    #[test]
    fn ranks_of_the_two_with_segments() {
        let chart = chart_of_example("segment-rank");
        // 56.2 55.8 55.5 27.2 13.6 against 56.4 55.4 55.5 27.6 14.1
        assert_eq!(
            values(&chart.series[0]),
            ["400:1 of 2", "800:2 of 2", "1200:=1 of 2", "1400:1 of 2", "1500:1 of 2"]
        );
    }
}
