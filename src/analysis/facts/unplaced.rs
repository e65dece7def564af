//! Who did not finish, did not start or was disqualified (terms.md 11).

use super::subject::{FIELD, Subject};
use super::wording::{Person, listed};
use super::{Fact, Kind, Unusual};
use crate::model::Status;
use crate::store::RowView;

pub const KIND: Kind = Kind {
    name: "unplaced",
    formula: "the status that the source gives in place of a mark",
    section: "Codes",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let told = [
        (&[Status::Dnf, Status::Retired][..], "did not finish"),
        (
            &[Status::Dq, Status::FalseStart, Status::LaneInfringement][..],
            "disqualified",
        ),
        (&[Status::Dns, Status::Scratched][..], "did not start"),
    ];
    told.into_iter()
        .filter_map(|(of, words)| unplaced(subject, of, words))
        .collect()
}

fn unplaced(subject: &Subject<'_>, statuses: &[Status], words: &str) -> Option<Fact> {
    let rows = subject.race.row_views().filter(|r| statuses.contains(&r.status()));
    let rows: Vec<RowView<'_>> = rows.take(FIELD).collect();
    let names: Vec<String> = rows.iter().map(|r| Person::of(*r).named()).collect();
    let was = match (words, names.len()) {
        (_, 0) => return None,
        ("disqualified", 1) => "was disqualified",
        ("disqualified", _) => "were disqualified",
        (words, _) => words,
    };
    // house: somebody drops out or is disqualified in every second race, and does not start in nearly all
    let unusual = if words == "did not start" {
        Unusual::NOT
    } else {
        Unusual::one_in(2)
    };
    let of = subject.race.rows().len();
    let fact = Fact::new(&KIND, format!("{} {was}.", listed(&names)))
        .with(words, names.len())
        .with("athletes", of)
        .unusual(unusual);
    Some(rows.iter().fold(fact, |fact, row| fact.row(*row)))
}
