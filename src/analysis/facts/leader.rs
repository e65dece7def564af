//! The leader at each recorded marker, with the time there (terms.md 3).

use super::leads::{leads, marker};
use super::subject::Subject;
use super::wording::time;
use super::{Fact, Kind};

pub const KIND: Kind = Kind {
    name: "leader",
    formula: "the smallest passing at the marker, or the leader that a source reports there",
    section: "Split, lap, passing",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let leads = leads(subject);
    let before_finish = leads.iter().filter(|l| l.mm != subject.splits.distance_mm);
    let facts = before_finish.map(|lead| {
        let (place, name) = (marker(subject, lead.mm), lead.name(subject));
        let time = lead.time.map(|(t, is_estimate)| time(t, is_estimate));
        let within = time.as_ref().map_or(String::new(), |t| format!(" in {t}"));
        let fact = Fact::new(&KIND, format!("{name} led at {place}{within}."))
            .with("marker", &place)
            .with("leader", name);
        let fact = time.into_iter().fold(fact, |fact, t| fact.with("time", t));
        lead.support(subject, fact)
    });
    facts.collect()
}
