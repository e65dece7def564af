//! The halves of the medallists’ races and the shape of their pace (terms.md 7), against those of the field.

use super::leads::has_distances;
use super::subject::Subject;
use super::wording::{Person, time};
use super::{Certainty, Fact, Kind, Unusual};
use crate::analysis::closing::Halves;
use crate::analysis::profile::{Profile, profile};
use crate::analysis::splits::Line;
use crate::model::Gap;

pub const KIND: Kind = Kind {
    name: "halves",
    formula: "first half = passing at half the distance (between two markers an estimate at constant speed), second half = \
              finish − first half; even within 1 % of the first half, negative with the faster second half; the profile \
              compares the speeds of the first fifth, the middle and the last fifth, within 1 %",
    section: "Shape of a race",
    find,
};

/// Places whose halves are told (house rule).
const PLACES: usize = 3;

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let splits = &subject.splits;
    if !has_distances(subject) || !splits.has_times_on_the_way() {
        return Vec::new();
    }
    let lines: Vec<&Line> = subject.lines().collect();
    let shapes: Vec<Option<&str>> = lines.iter().map(|l| Halves::of(splits, l).map(shape)).collect();
    let names: Vec<Option<Profile>> = lines.iter().map(|l| profile(splits, l)).collect();
    let first = || lines.iter().enumerate().take(PLACES);
    let halves = first().filter_map(|(at, line)| halves(subject, line, alike(&shapes, at)));
    let profiles = first().filter_map(|(at, line)| of_profile(subject, line, names[at]?, alike(&names, at)));
    halves.chain(profiles).collect()
}

/// How many of how many known values are equal to one of them.
fn alike<T: PartialEq>(all: &[Option<T>], at: usize) -> (usize, usize) {
    let known = || all.iter().flatten();
    let equal = known().filter(|value| Some(*value) == all[at].as_ref()).count();
    (equal, known().count())
}

/// `even`, `negative`, `positive`, within 1 % of the first half.
fn shape(halves: Halves) -> &'static str {
    let differential = halves.differential().ticks();
    let is_even = differential.abs() * 100 <= i64::from(halves.first.ticks());
    match differential {
        _ if is_even => "even",
        ..0 => "negative",
        _ => "positive",
    }
}

fn halves(subject: &Subject<'_>, line: &Line, (like, of): (usize, usize)) -> Option<Fact> {
    let halves = Halves::of(&subject.splits, line).filter(|h| !h.doubtful)?;
    let row = subject.store.row(line.row);
    let shape = shape(halves);
    let [first, second] = [halves.first, halves.second].map(|t| time(t, halves.estimate));
    let difference = difference(halves.differential(), halves.estimate);
    let article = if shape == "even" { "an" } else { "a" };
    let sentence = format!(
        "{} ran {article} {shape} split: {first} and {second} ({difference} s).",
        Person::of(row).named()
    );
    let fact = Fact::new(&KIND, sentence)
        .with_duration("first half", first)
        .with_duration("second half", second)
        .with_unit("difference", difference, "s")
        .with("split", shape)
        .scope(format!("the {of} athletes of this race with both halves"))
        .unusual(Unusual::share(like, of))
        .certainty(if halves.estimate {
            Certainty::Estimate
        } else {
            Certainty::Recorded
        })
        .mark(subject.store, row);
    Some(all_passings(subject, fact, line))
}

/// `≈−1.4`
fn difference(gap: Gap, estimate: bool) -> String {
    if estimate {
        format!("≈{}", gap.as_estimate())
    } else {
        gap.to_string()
    }
}

fn of_profile(subject: &Subject<'_>, line: &Line, profile: Profile, (like, of): (usize, usize)) -> Option<Fact> {
    let row = subject.store.row(line.row);
    let words = match profile {
        Profile::Negative => "got faster from part to part",
        Profile::Positive => "got slower from part to part",
        Profile::U => "started and finished alike, and faster than between",
        Profile::J => "started and finished faster than between, and fastest at the end",
        Profile::ReverseJ => "started and finished faster than between, and fastest at the start",
        Profile::Even => "ran all parts at an even pace",
        Profile::Mixed => return None,
    };
    let sentence = format!("{} {words}.", Person::of(row).named());
    let fact = Fact::new(&KIND, sentence)
        .with("profile", profile)
        .scope(format!("the {of} athletes of this race with all segments"))
        .unusual(Unusual::share(like, of))
        .mark(subject.store, row);
    Some(all_passings(subject, fact, line))
}

fn all_passings(subject: &Subject<'_>, fact: Fact, line: &Line) -> Fact {
    let splits = &subject.splits;
    let timed = splits
        .main_markers()
        .map(|(at, _)| at)
        .filter(|at| line.points[*at].time.is_some());
    let on_the_way = timed.filter(|at| splits.markers[*at].mm != splits.distance_mm);
    on_the_way.fold(fact, |fact, at| fact.passing(splits, line, at))
}
