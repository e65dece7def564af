//! The race of an event line: event, round, heat, wind, and the words that those do not hold.

use super::header::Header;
use super::round::round_and_heat;
use crate::model::{Distance, Event, Finding, Severity};
use crate::read::event_name::named_event;
use crate::read::header::thousandths;
use crate::read::import::{Meet, Origin, Race};
use crate::read::{Folder, ImportBuilder};

/// A race that was added to the import.
#[derive(Clone, Copy, Debug)]
pub(super) struct AddedRace {
    pub race: u32,
    pub event: Event,
    /// Tenths of m/s, of races with a wind of their own (terms.md 13).
    pub wind_tenths: Option<i16>,
}

/// Adds the race of an event line; `title` stands for a name that is missing.
pub(super) fn add_race(builder: &mut ImportBuilder, header: &Header, title: &str, folder: &Folder) -> AddedRace {
    let named = named_event(&header.name, &header.number, header.distance_mm());
    let event = named.event;
    if named.contradicts {
        let found = format!("{} m in the header", header.distance);
        let expected = format!(
            "{}, as the name \"{}\" says; that is kept",
            Distance(event.distance_mm),
            header.name
        );
        let at = (header.line, header.distance_column);
        let finding = Finding::at(Severity::Warning, "distance-contradicts-name", at, found, expected);
        builder.findings().push(finding);
    }
    let round = round_and_heat(&header.round, &header.heat);
    // the wind of a race of 400 m and more is kept as text
    let windy = event.distance_mm < 400_000;
    let wind_tenths = wind_tenths(&header.wind, &header.wind_unit).filter(|_| windy);
    let mut note = Vec::new();
    if header.names_an_event() {
        note.push(format!("event {}", header.number));
    }
    if !round.said && header.round != header.number {
        note.push(format!("round {}", header.round));
    }
    if wind_tenths.is_none() && !header.wind.is_empty() {
        note.push(
            format!("wind {} {}", header.wind, header.wind_unit)
                .trim_end()
                .to_owned(),
        );
    }
    let meet = Meet {
        name: builder.intern(folder.name()),
        ..Meet::default()
    };
    let meet = (!meet.name.is_empty()).then(|| builder.meet(meet));
    let title = if header.name.is_empty() { title } else { &header.name };
    let race = Race {
        meet,
        event,
        title: builder.intern(title),
        round: round.round,
        heat: round.heat,
        start_time: builder.intern(&header.start_time),
        note: builder.intern(&note.join("; ")),
        origin: Origin {
            line: header.line,
            ..Origin::default()
        },
        ..Race::default()
    };
    AddedRace {
        race: builder.race(race),
        event,
        wind_tenths,
    }
}

/// A wind in m/s; more than one decimal is rounded up, which is towards the stronger wind from behind.
fn wind_tenths(text: &str, unit: &str) -> Option<i16> {
    let metric = |unit: &str| matches!(unit.to_ascii_lowercase().as_str(), "" | "m/s" | "mps" | "m/sec" | "ms");
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | ',')))
        .unwrap_or(text.len());
    let (number, own_unit) = text.split_at(end);
    let digits = number.trim_start_matches(['+', '-']).replace(',', ".");
    let value = i64::try_from(thousandths(&digits)?).ok()?;
    let tenths = if number.starts_with('-') {
        -(value / 100)
    } else {
        (value + 99) / 100
    };
    let known = metric(own_unit.trim()) && metric(unit);
    i16::try_from(tenths).ok().filter(|_| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn winds() {
        for (text, unit, expected) in [
            ("1.2", "m/s", Some(12)),
            ("-0.3", "", Some(-3)),
            ("+0.9 m/s", "", Some(9)),
            ("2.01", "m/s", Some(21)),
            ("-1.25", "m/s", Some(-12)),
            ("NWI", "", None),
            ("4.1", "mph", None),
            ("", "", None),
        ] {
            assert_eq!(wind_tenths(text, unit), expected, "{text}");
        }
    }
}
