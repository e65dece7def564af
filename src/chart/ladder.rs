//! Ladder of a list (terms.md 19) or of the finishers of a race: rank or place across, the mark upwards, better is up; the
//! selected have names, without a selection the first.

use super::refusal::Refusal;
use super::subject::{Options, Subject};
use super::{Axis, Basis, Chart, Direction, Drawing, Emphasis, Point, Quantity, Range, Series, TickRule};
use crate::model::name::short_names;
use crate::model::text::grouped;
use crate::model::{Mark, Status, Suffixes};
use crate::store::RowView;

/// So many have a name without a selection.
const NAMED: usize = 5;

/// The chart of an all-time or season list, or of the marks of a race.
pub fn ladder(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    let race = subject.race()?;
    let rising = !subject.contested.discipline.is_timed();
    let mut ranked: Vec<RowView<'_>> = race.row_views().collect();
    if !race.is_list() {
        ranked.retain(|row| row.status() == Status::None);
        ranked.sort_by_key(|row| (row.place().unwrap_or(u32::MAX), row.mark().sort_key()));
    }
    let rows: Vec<(RowView<'_>, Point)> = ranked
        .into_iter()
        .zip(1..)
        .filter_map(|(row, nth)| Some((row, point(row, nth, rising)?)))
        .collect();
    let series = series(&rows, options);
    let (x, y) = (
        Range::of(rows.iter().map(|(_, p)| p.x)),
        Range::of(rows.iter().map(|(_, p)| p.y)),
    );
    let (x, y) = x.zip(y).ok_or(Refusal::NoMark("Nobody has a mark here"))?;
    let y = Axis {
        title: if rising { "Metres" } else { "Time, faster is up" }.to_owned(),
        quantity: if rising { Quantity::Length } else { Quantity::Time },
        direction: if rising {
            Direction::LargerIsUp
        } else {
            Direction::LargerIsDown
        },
        ticks: TickRule::Round,
        range: y.padded(80, 5_000),
    };
    let (of, by) = match race.is_list() {
        true => ("list", "rank"),
        false => ("race", "place"),
    };
    let marks = match rows.len() {
        1 => "1 mark".to_owned(),
        count => format!("{} marks", grouped(count)),
    };
    let caption = format!("{marks} of the {of} by {by}; better is up.");
    let mut chart = subject.chart("ladder", &format!("marks by {by}"), caption, y, series);
    chart.x = Axis {
        title: if race.is_list() { "Rank" } else { "Place" }.to_owned(),
        quantity: Quantity::Rank,
        direction: Direction::LargerIsUp,
        ticks: TickRule::Round,
        range: x.padded(40, 4),
    };
    chart.bands.clear();
    Ok(chart)
}

fn point(row: RowView<'_>, nth: i64, rising: bool) -> Option<Point> {
    let mark = row.mark();
    let y = match mark.mark()? {
        Mark::Time(time) if !rising => i64::from(time.ticks()),
        Mark::Length(length) if rising => i64::from(length.hundredths_mm),
        _ => return None,
    };
    let basis = match mark.suffixes().contains(Suffixes::ESTIMATE) {
        true => Basis::Estimate,
        false => Basis::Recorded,
    };
    let of_list = row.date().filter(|_| row.race().is_list());
    let year = of_list.map_or(String::new(), |d| format!(" ({})", d.year()));
    let text = format!("{mark} {}{year}", row.name());
    Some(Point {
        row: Some(row.id()),
        ..Point::new(row.place().map_or(nth, i64::from), y, text, basis)
    })
}

/// The named one by one, and all others as one series.
fn series(rows: &[(RowView<'_>, Point)], options: &Options) -> Vec<Series> {
    let is_selected = |row: &RowView<'_>| options.selected.contains(&row.id());
    let any = rows.iter().any(|(row, _)| is_selected(row));
    let is_named = |(at, (row, _)): &(usize, &(RowView<'_>, Point))| if any { is_selected(row) } else { *at < NAMED };
    let (named, others): (Vec<_>, Vec<_>) = rows.iter().enumerate().partition(is_named);
    let names: Vec<&str> = named.iter().map(|(_, (row, _))| row.name()).collect();
    let one = |((at, (row, point)), short): ((usize, &(RowView<'_>, Point)), String)| Series {
        name: row.name().to_owned(),
        short,
        ending: row.mark().to_string(),
        row: Some(row.id()),
        emphasis: Emphasis::Selected,
        style: at,
        drawing: Drawing::Points,
        points: vec![point.clone()],
    };
    let rest = Series {
        name: "the others".to_owned(),
        short: String::new(),
        ending: String::new(),
        row: None,
        emphasis: Emphasis::Field,
        style: 0,
        drawing: Drawing::Points,
        points: others.into_iter().map(|(_, (_, point))| point.clone()).collect(),
    };
    let shorts = short_names(&names);
    named.into_iter().zip(shorts).map(one).chain([rest]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_world_list_by_rank() {
        let (store, _) = crate::chart::tests::tokyo();
        let of = |title: &str| store.races().find(|r| r.is_list() && r.title().contains(title));
        let list = of("World").or_else(|| of("world")).expect("a world list in the sample");
        let splits = crate::analysis::RaceSplits::new(list);
        let chart = ladder(&Subject::new(list, &splits), &Options::default()).expect("marks");
        // facts/alltime_1500m.csv: El Guerrouj 3:26.00 in 1998 is first
        let first = &chart.series[0].points[0];
        assert_eq!((first.x, first.text.as_str()), (1, "3:26.00 Hicham El Guerrouj (1998)"));
        assert_eq!(chart.series.len(), NAMED + 1);
        let points: usize = chart.series.iter().map(|s| s.points.len()).sum();
        assert_eq!(points, list.rows().len());
        assert_eq!(chart.y.direction, Direction::LargerIsDown);
    }

    #[test]
    fn the_finishers_of_a_race_by_place() {
        let (store, race) = crate::chart::tests::tokyo();
        let view = store.race(race);
        let splits = crate::analysis::RaceSplits::new(view);
        let chart = ladder(&Subject::new(view, &splits), &Options::default()).expect("marks");
        // facts/seed_claims.md: won in 3:28.32
        let first = &chart.series[0].points[0];
        assert_eq!((first.x, first.text.as_str()), (1, "3:28.32 Jakob Ingebrigtsen"));
        assert_eq!(chart.x.title, "Place");
    }
}
