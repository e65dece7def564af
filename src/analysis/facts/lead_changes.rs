//! How often the lead changed, and how far each led, at the recorded markers (terms.md 8).

use super::leads::{Lead, has_distances, leads, marker};
use super::subject::Subject;
use super::wording::{counted, listed, number, single_spaced};
use super::{Fact, Kind, Unusual};
use crate::model::passing::marker_with_unit;
use crate::store::AthleteId;

pub const KIND: Kind = Kind {
    name: "lead-changes",
    formula: "number of recorded markers, the finish among them, whose leader differs from the leader at the marker before; \
              distance led is the sum of the stretches at whose end an athlete leads",
    section: "Closing measures",
    find,
};

/// Markers without which a lead says nothing of the race.
const LEAST: usize = 3;

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let leads = leads(subject);
    if leads.len() < LEAST {
        return Vec::new();
    }
    let mut facts = vec![changes(subject, &leads)];
    if has_distances(subject) {
        facts.push(distances(subject, &leads));
    }
    facts
}

fn changes(subject: &Subject<'_>, leads: &[Lead]) -> Fact {
    let changes: Vec<&[Lead]> = leads.windows(2).filter(|w| w[0].athlete != w[1].athlete).collect();
    let one = |w: &&[Lead]| {
        let (from, to) = (&w[0], &w[1]);
        let (before, now) = (marker(subject, from.mm), marker(subject, to.mm));
        format!(
            "{} took it from {} between {before} and {now}",
            to.name(subject),
            from.name(subject)
        )
    };
    let told: Vec<String> = changes.iter().map(one).collect();
    let leader = leads[0].name(subject);
    let sentence = match told.as_slice() {
        [] => format!(
            "{leader} led at all {} recorded markers, the finish among them.",
            number(leads.len())
        ),
        told => format!(
            "{} of the lead at the recorded markers: {}.",
            times_changed(told.len()),
            told.join("; ")
        ),
    };
    // house: with each change a race is as much rarer as one more coin; the lead from start to finish is one race in four
    let unusual = match changes.len() {
        0 => Unusual::one_in(4),
        n => Unusual::one_in(n),
    };
    let fact = Fact::new(&KIND, sentence)
        .with("lead changes", changes.len())
        .with("markers", leads.len())
        .scope(format!("the {} recorded markers of this race", leads.len()))
        .unusual(unusual);
    leads.iter().fold(fact, |fact, lead| lead.support(subject, fact))
}

fn times_changed(n: usize) -> String {
    crate::model::text::capitalised(&counted(n, "change"))
}

fn distances(subject: &Subject<'_>, leads: &[Lead]) -> Fact {
    let mut led: Vec<(AthleteId, u32)> = Vec::new();
    let mut before = 0;
    for lead in leads {
        let length = lead.mm.saturating_sub(before);
        before = lead.mm;
        match led.iter_mut().find(|(athlete, _)| *athlete == lead.athlete) {
            Some((_, sum)) => *sum += length,
            None => led.push((lead.athlete, length)),
        }
    }
    led.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
    let text = |mm: u32| marker_with_unit(mm, subject.splits.distance_mm);
    let name = |athlete: AthleteId| single_spaced(subject.store.athlete(athlete).name());
    let told: Vec<String> = led
        .iter()
        .map(|(a, mm)| format!("{} {}", name(*a), text(*mm)))
        .collect();
    let sentence = format!(
        "Distance led, by the leaders at the recorded markers: {}.",
        listed(&told)
    );
    let fact = Fact::new(&KIND, sentence).scope(format!("the {} recorded markers of this race", leads.len()));
    let fact = led.iter().fold(fact, |fact, (a, mm)| fact.with(name(*a), text(*mm)));
    leads.iter().fold(fact, |fact, lead| lead.support(subject, fact))
}
