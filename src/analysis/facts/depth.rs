//! How many were under the next round mark (house rule): the round mark is the first multiple behind the winner of the
//! smallest of 1 s, 5 s, 10 s, 30 s, 1, 5 and 10 minutes that is at least 2 % of the winning time.

use super::subject::Subject;
use super::wording::{Person, counted, listed, number, races};
use super::{Fact, Kind, Unusual};
use crate::model::text::capitalised;
use crate::model::time::TICKS_PER_SECOND;
use crate::model::{Discipline, Precision, Sex, Time};
use crate::store::RowView;

pub const KIND: Kind = Kind {
    name: "under-round-mark",
    formula: "number of results below the round time next behind the winner’s, rounded to about a fiftieth of it; unusual as \
              few of the races loaded had their first two below it",
    section: "Place, rank, tie",
    find,
};

const STEPS_S: [u32; 7] = [1, 5, 10, 30, 60, 300, 600];

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let Some(winner) = subject.winners().first().and_then(|w| w.mark().time()) else {
        return Vec::new();
    };
    let Some(mark) = round_mark(winner) else {
        return Vec::new();
    };
    let is_under = |row: &&RowView<'_>| row.mark().time().is_some_and(|t| t < mark);
    let under: Vec<RowView<'_>> = subject.placed.iter().filter(is_under).copied().collect();
    // without the next place there may be more
    let is_whole = subject.placed.get(under.len()).and_then(|r| r.place()) == u32::try_from(under.len() + 1).ok();
    let sole = under.len() == 1;
    let both = |race: &&crate::store::RaceView<'_>| {
        let last = if sole { race.winner_time() } else { race.second_time() };
        last.is_some_and(|t| t < mark)
    };
    let timed = subject.peers().iter().filter(|r| r.second_time().is_some());
    let of = timed.clone().count();
    let like = timed.filter(both).count();
    let noun = match (subject.race.event().discipline, subject.race.event().sex) {
        (Discipline::Relay, _) => "team",
        (_, Sex::Men) => "man",
        (_, Sex::Women) => "woman",
        _ => "athlete",
    };
    let who = match (noun, under.len()) {
        ("man", n @ 2..) => format!("{} men", number(n)),
        ("woman", n @ 2..) => format!("{} women", number(n)),
        (noun, n) => counted(n, noun),
    };
    let names: Vec<String> = under.iter().take(NAMES).map(|r| Person::of(*r).named()).collect();
    let people = if under.len() <= NAMES {
        format!(": {}", listed(&names))
    } else {
        String::new()
    };
    let who = if is_whole { who } else { format!("at least {who}") };
    let sentence = format!("{} finished in under {mark}{people}.", capitalised(&who));
    let fact = Fact::new(&KIND, sentence)
        .with(if is_whole { "number" } else { "at least" }, under.len())
        .with("round mark", mark)
        .scope(format!("{of} {} loaded with two times", races(subject.race)))
        .unusual(Unusual::share(like, of));
    vec![fact.marks(subject.store, under.iter().copied())]
}

/// Names up to which all are told.
const NAMES: usize = 8;

fn round_mark(winner: Time) -> Option<Time> {
    let is_enough = |step: &u32| u64::from(*step * TICKS_PER_SECOND) * 50 >= u64::from(winner.ticks());
    let step = STEPS_S.into_iter().find(is_enough)? * TICKS_PER_SECOND;
    let ticks = (winner.ticks() / step + 1) * step;
    Some(Time::from_ticks(ticks, Precision::Second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_marks_as_the_sport_has_them() {
        let mark = |time: &str| Time::parse(time).and_then(round_mark).map(|t| t.to_string());
        let marks = [
            "9.79", "43.45", "1:42.5", "3:28.32", "3:48.9", "12:50.1", "26:45", "2:02:10",
        ]
        .map(mark);
        let expected = ["10", "44", "1:45", "3:30", "3:50", "13:00", "27:00", "2:05:00"];
        assert_eq!(marks, expected.map(|m| Some(m.to_owned())));
    }
}
