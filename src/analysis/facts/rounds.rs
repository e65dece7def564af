//! One athlete through heat, semi-final and final (terms.md 11).

use super::subject::Subject;
use super::wording::{Person, achieved, heat, listed, ordinal};
use super::{Fact, Kind};
use crate::model::{Qualification, Status};
use crate::store::RowView;

pub const KIND: Kind = Kind {
    name: "rounds",
    formula: "the athlete’s results in all rounds of the competition, as the sources have them",
    section: "Codes",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let paths = subject.field().iter().map(|row| path(subject, *row));
    let paths: Vec<Vec<RowView<'_>>> = paths.filter(|path| path.len() > 1).collect();
    paths.iter().map(|path| told(subject, path)).collect()
}

/// The athlete's results from the first round to this race.
fn path<'a>(subject: &Subject<'a>, row: RowView<'a>) -> Vec<RowView<'a>> {
    let before = subject.stages().iter().filter(|s| s.round < subject.race.round());
    let mut path: Vec<RowView<'a>> = before.filter_map(|s| s.row_of(row.athlete_id())).collect();
    path.push(row);
    path
}

fn told(subject: &Subject<'_>, path: &[RowView<'_>]) -> Fact {
    let own = path[path.len() - 1];
    let one = |row: &RowView<'_>| {
        let place = row.place().map_or("unplaced".to_owned(), |p| ordinal(p as usize));
        let mark = match row.mark_or_status() {
            mark if mark.is_empty() => String::new(),
            _ if row.status() == Status::None => format!(" {}", achieved(row.mark())),
            status => format!(" ({status})"),
        };
        let code = match row.qualification() {
            Qualification::None => String::new(),
            code => format!(" ({code})"),
        };
        format!("{place} in {}{mark}{code}", heat(row.shown_race()))
    };
    let texts: Vec<String> = path.iter().map(one).collect();
    let sentence = format!("{} was {}.", Person::of(own).named(), listed(&texts));
    let fact = Fact::new(&KIND, sentence)
        .row(own)
        .scope(format!("the {} rounds loaded", path.len()));
    path.iter().fold(fact, |fact, row| {
        let figure = format!("{} {}", row.place_text(), row.mark_or_status());
        fact.with(row.shown_race().round_text(), figure.trim())
            .mark(subject.store, *row)
    })
}
