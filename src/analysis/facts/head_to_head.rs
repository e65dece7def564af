//! What a place in this race meant between two athletes (terms.md 16): a first win, a streak that ended, the score.

use super::subject::Subject;
use super::wording::{Person, counted, number};
use super::{Fact, Kind, Unusual};
use crate::analysis::rivals::{MASS_RACE, Meeting, Outcome, Rival, Score, rivals};
use crate::store::{RowId, RowView};

pub const KIND: Kind = Kind {
    name: "head-to-head",
    formula: "meetings are races that both ran; the better place wins; a first win after n defeats is one meeting in n + 1",
    section: "Head-to-head",
    find,
};

/// Places between which it is told (house rule).
const PLACES: usize = 8;
/// Defeats, all meetings so far, from which on a first win is a fact (house rule).
const DEFEATS: usize = 2;
/// Defeats in a row from which on their end is a fact (house rule).
const STREAK: usize = 3;

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    if subject.race.rows().len() >= MASS_RACE {
        return Vec::new();
    }
    let first: Vec<RowView<'_>> = subject.history().take(PLACES).collect();
    let of_one = |at: usize| {
        let all = rivals(subject.store, first[at].athlete_id());
        let behind = &first[at + 1..];
        let facts: Vec<Fact> = behind
            .iter()
            .filter_map(|other| between(subject, first[at], *other, &all))
            .collect();
        facts
    };
    (0..first.len()).flat_map(of_one).collect()
}

/// What the race meant for who was ahead; of the first two at least the score.
fn between(subject: &Subject<'_>, row: RowView<'_>, other: RowView<'_>, all: &[Rival]) -> Option<Fact> {
    let rival = all.iter().find(|r| r.athlete == other.athlete_id())?;
    let race = |id: RowId| subject.store.row(id).shown_race().id();
    let at = rival.meetings.iter().position(|m| race(m.own) == subject.race.id())?;
    if rival.meetings[at].outcome != Outcome::Won {
        return None;
    }
    let before = Rival {
        athlete: rival.athlete,
        meetings: rival.meetings[..at].to_vec(),
    };
    let (score, streak) = (before.score(), before.streak());
    let lost = streak
        .filter(|(outcome, _)| *outcome == Outcome::Lost)
        .map_or(0, |(_, n)| n);
    let (own, beaten) = (Person::of(row), Person::of(other));
    let is_top = row.place() == Some(1) && other.place() == Some(2);
    let after = rival.score_after(at);
    let (sentence, unusual) = match score {
        Score { won: 0, tied: 0, lost } if lost >= DEFEATS => {
            (first_win(&own, &beaten, lost), Unusual::one_in(lost + 1))
        }
        _ if lost >= STREAK => {
            let defeats = number(lost);
            let text = format!(
                "{} beat {} after {defeats} defeats in a row.",
                own.named(),
                beaten.named()
            );
            (text, Unusual::one_in(lost + 1))
        }
        score if is_top && score.meetings() > 0 => {
            let text = format!(
                "{} stands at {after} against {} in the {} loaded.",
                own.named(),
                beaten.named(),
                counted(after.meetings(), "meeting")
            );
            (text, Unusual::NOT)
        }
        _ => return None,
    };
    let fact = Fact::new(&KIND, sentence)
        .with("meetings before", score.meetings())
        .with("won–lost before", score)
        .with("won–lost after", after)
        .scope(format!(
            "the {} of the two loaded, up to this one",
            counted(after.meetings(), "meeting")
        ))
        .unusual(unusual)
        .row(row)
        .row(other);
    let meeting = |fact: Fact, m: &Meeting| fact.row(subject.store.row(m.own)).row(subject.store.row(m.other));
    Some(before.meetings.iter().fold(fact, meeting))
}

fn first_win(own: &Person, beaten: &Person, lost: usize) -> String {
    let before = match lost {
        2 => format!("{} had lost both meetings before", own.pronoun.subject()),
        n => format!("{} had lost all {} meetings before", own.pronoun.subject(), number(n)),
    };
    format!("{} beat {} for the first time; {before}.", own.named(), beaten.named())
}
