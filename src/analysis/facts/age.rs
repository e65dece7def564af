//! How old the medallists were on the day, and who was the youngest and the oldest (model/date.rs: whole years and days).

use super::subject::Subject;
use super::wording::{Person, day, ordinal};
use super::{Fact, Kind, Unusual};
use crate::store::RowView;

pub const KIND: Kind = Kind {
    name: "age",
    formula: "whole years from the birth date to the day of the race, and the days since the birthday",
    section: "Age on the day",
    find,
};

/// Places whose age is told.
const PLACES: u32 = 3;
/// Athletes of known age without whom nobody is the youngest.
const LEAST: usize = 3;

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let field = subject.field().iter().copied();
    let mut known: Vec<((u16, u16), RowView<'_>)> = field.filter_map(|row| Some((row.age_on_day()?, row))).collect();
    known.sort_by_key(|(age, row)| (*age, row.place()));
    let is_told = |(nth, (_, row)): &(usize, ((u16, u16), RowView<'_>))| {
        let is_end = *nth == 0 || *nth + 1 == known.len();
        row.place() <= Some(PLACES) || (is_end && known.len() >= LEAST)
    };
    let told = known.iter().copied().enumerate().filter(is_told);
    told.map(|(nth, (age, row))| one(row, age, (nth, known.len())))
        .collect()
}

/// `nth` of the youngest, from 0, `of` those of known age.
fn one(row: RowView<'_>, (years, days): (u16, u16), (nth, of): (usize, usize)) -> Fact {
    let plural = |n: u16, noun: &str| {
        if n == 1 {
            format!("1 {noun}")
        } else {
            format!("{n} {noun}s")
        }
    };
    let age = format!("{} {}", plural(years, "year"), plural(days, "day"));
    let among = format!("{of} of known age");
    let rank = match (nth, of - nth) {
        _ if of < LEAST => String::new(),
        (0, _) => format!(", the youngest of {among}"),
        (_, 1) => format!(", the oldest of {among}"),
        _ => format!(", the {} youngest of {among}", ordinal(nth + 1)),
    };
    let sentence = format!("{} was {age} old on the day{rank}.", Person::of(row).named());
    let fact = Fact::new(&KIND, sentence)
        .with("age", age)
        .with("rank from the youngest", nth + 1)
        .with("of", of);
    let fact = row
        .athlete()
        .birth()
        .into_iter()
        .fold(fact, |fact, birth| fact.with("born", day(birth)));
    let end = (nth + 1).min(of - nth);
    fact.scope(format!("the {of} athletes of this race with a birth date"))
        .unusual(if of < LEAST {
            Unusual::NOT
        } else {
            Unusual::share(2 * end, of)
        })
        .row(row)
}
