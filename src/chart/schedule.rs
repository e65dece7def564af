//! Passings to compare with that are not of the race itself: an athlete's in another race, or a plan as typed.

use super::Basis;
use super::subject::{Subject, basis_of};
use crate::analysis::RaceSplits;
use crate::model::{Event, Time};
use crate::store::{AthleteId, RaceView, RowView, Store};

/// Passings to compare with that are not of the race itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// `Jakob Ingebrigtsen, European Championships Rome 2024`.
    pub name: String,
    pub event: Event,
    /// The sources cited for it, else the file's name.
    pub source: String,
    /// Distance in millimetres and passing time at each marker, the finish included, rising.
    pub passings: Vec<(u32, Time, Basis)>,
}

impl Schedule {
    /// The passings of one result; `None` without any passing but the finish.
    pub fn of(row: RowView<'_>) -> Option<Self> {
        let race = row.race();
        let splits = RaceSplits::new(race);
        let line = splits.line(row.id())?;
        let told = splits.markers.iter().zip(&line.points);
        let passings: Vec<_> = told.filter_map(|(m, p)| Some((m.mm, p.time?, basis_of(p)))).collect();
        let place = [
            race.meet_name(),
            &race.date().map_or(String::new(), |d| d.year().to_string()),
        ];
        let place = if place[0].contains(place[1]) {
            place[0].to_owned()
        } else {
            place.join(" ")
        };
        passings
            .iter()
            .any(|(mm, _, _)| *mm != splits.distance_mm)
            .then(|| Self {
                name: format!("{}, {}", line.name, place.trim()),
                event: race.event(),
                source: Subject::new(race, &splits).source,
                passings,
            })
    }

    /// A plan for an event as typed: distance in metres and time, rising, such as `400 56.0, 800 1:52.0, 1500 3:30.0`.
    pub fn parse(text: &str, event: Event) -> Option<Self> {
        let passing = |part: &str| {
            let (metres, time) = part.trim().split_once(char::is_whitespace)?;
            let metres: u32 = metres.trim_end_matches('m').parse().ok()?;
            Some((metres.checked_mul(1000)?, Time::parse(time.trim())?, Basis::Recorded))
        };
        let passings: Vec<_> = text.split([',', ';', '\n']).map(passing).collect::<Option<_>>()?;
        let rises = |pair: &[(u32, Time, Basis)]| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1;
        passings.windows(2).all(rises).then(|| Self {
            name: "the schedule".to_owned(),
            event,
            source: String::new(),
            passings,
        })
    }

    /// The best race with passings of an athlete in the event of `race`, `race` itself left out (terms.md 6, own best race).
    pub fn best_other(store: &Store, athlete: AthleteId, race: RaceView<'_>) -> Option<Self> {
        let event = race.event();
        let fits = |row: &RowView<'_>| {
            let other = row.race();
            let e = other.event();
            other.id() != race.id()
                && (e.discipline, e.distance_mm) == (event.discipline, event.distance_mm)
                && row.passings().iter().any(|p| p.time().is_some())
        };
        let mut rows: Vec<RowView<'_>> = store
            .athlete(athlete)
            .rows()
            .map(|r| store.row(r))
            .filter(fits)
            .collect();
        rows.sort_by_key(|row| (row.mark().time().map_or(u32::MAX, Time::ticks), row.id()));
        // The same race in another file is no other race.
        let own = |row: &RowView<'_>| row.date().is_some() && row.date() == race.date();
        rows.into_iter().filter(|row| !own(row)).find_map(Self::of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_schedule() {
        let read = |text: &str| {
            let schedule = Schedule::parse(text, Event::default())?;
            let told = schedule
                .passings
                .iter()
                .map(|(mm, time, _)| format!("{} {time}", mm / 1000));
            Some(told.collect::<Vec<_>>().join(", "))
        };
        let whole = "400 56.0, 800 1:52.0, 1500 3:30.00";
        assert_eq!(read(whole).as_deref(), Some(whole));
        assert_eq!(read("400m 56; 800m 1:52").as_deref(), Some("400 56, 800 1:52"));
        for wrong in [
            "",
            "400",
            "3:30",
            "800 1:52, 400 56",
            "400 56, 800 55",
            "9999999999 1:00",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
