//! Who led at each recorded marker, whether a time says so or only a report: shared by the kinds about the lead.

use super::Fact;
use super::subject::Subject;
use super::wording::single_spaced;
use crate::analysis::splits::Line;
use crate::model::Time;
use crate::model::passing::{is_order, marker_name};
use crate::store::AthleteId;

/// The lead at one marker.
pub struct Lead {
    /// Index of the marker.
    pub at: usize,
    pub mm: u32,
    pub athlete: AthleteId,
    /// The leader's passing, with whether it is an estimate.
    pub time: Option<(Time, bool)>,
}

/// The markers whose leader is known, the finish among them.
pub fn leads(subject: &Subject<'_>) -> Vec<Lead> {
    let splits = &subject.splits;
    let lead = |at: usize| {
        let point = splits.leader.get(at)?.as_ref();
        let timed = point.and_then(|p| Some((p.athlete?, Some((p.time, p.estimate)))));
        let (athlete, time) = timed.or_else(|| reported(subject, at).map(|line| (line.athlete, None)))?;
        let mm = splits.markers[at].mm;
        let is_named = !subject.store.athlete(athlete).name().is_empty();
        is_named.then_some(Lead { at, mm, athlete, time })
    };
    // at the finish the places decide
    let mut leads: Vec<Lead> = (0..splits.markers.len())
        .filter(|at| splits.markers[*at].mm != splits.distance_mm)
        .filter_map(lead)
        .collect();
    let has_finish = splits.markers.last().is_some_and(|m| m.mm == splits.distance_mm);
    if let (false, [winner]) = (leads.is_empty() || !has_finish, subject.winners()) {
        leads.push(Lead {
            at: splits.markers.len() - 1,
            mm: splits.distance_mm,
            athlete: winner.athlete_id(),
            time: winner.mark().time().map(|t| (t, winner.mark().is_estimate())),
        });
    }
    leads
}

/// The only one whom a source reports in first position.
fn reported<'a>(subject: &'a Subject<'_>, at: usize) -> Option<&'a Line> {
    let first = |line: &&Line| line.points[at].reported.is_some_and(|r| r.position == 1);
    let mut first = subject.splits.lines.iter().filter(first);
    first.next().filter(|_| first.next().is_none())
}

/// `800 m`, `1100 m (bell)`, `the finish`.
pub fn marker(subject: &Subject<'_>, mm: u32) -> String {
    let splits = &subject.splits;
    match marker_name(mm, splits.distance_mm, splits.lap_mm) {
        name if name == "finish" => "the finish".to_owned(),
        name => name,
    }
}

/// Whether the markers are distances of a race whose distance is known.
pub fn has_distances(subject: &Subject<'_>) -> bool {
    let splits = &subject.splits;
    splits.distance_mm > 0
        && splits
            .markers
            .iter()
            .all(|m| !is_order(m.mm) && m.mm <= splits.distance_mm)
}

impl Lead {
    pub fn line<'a>(&self, subject: &'a Subject<'_>) -> Option<&'a Line> {
        subject.splits.lines.iter().find(|l| l.athlete == self.athlete)
    }

    pub fn name(&self, subject: &Subject<'_>) -> String {
        single_spaced(subject.store.athlete(self.athlete).name())
    }

    /// Adds the lead to what a fact rests on: the athlete's passing, and where the leader's time stands.
    pub fn support(&self, subject: &Subject<'_>, fact: Fact) -> Fact {
        let fact = match self.line(subject) {
            Some(line) if self.mm != subject.splits.distance_mm => {
                let row = subject.store.row(line.row);
                match self.time {
                    Some(_) => fact.row(row).passing(&subject.splits, line, self.at),
                    None => fact.row(row).report(&subject.splits, line, self.at),
                }
            }
            Some(line) => fact.mark(subject.store, subject.store.row(line.row)),
            None => fact,
        };
        let point = subject.splits.leader.get(self.at).and_then(Option::as_ref);
        match point.filter(|_| self.time.is_some()) {
            Some(point) => fact.leader(point),
            None => fact,
        }
    }
}
