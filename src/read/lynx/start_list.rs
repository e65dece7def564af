//! `.evt`: start lists. An event line as at the head of a result, below it the entries of the heat, which start with an empty
//! field: `,ID,lane,last,first,affiliation[,license]`.
//!
//! Opened alone it gives the races with their entries, without marks.

use super::fields::{self, Record, records};
use super::header::{Header, is_header};
use super::person::Person;
use super::race::add_race;
use super::{companion, has_extension};
use crate::model::{Finding, Findings, Severity, Sex};
use crate::read::format::{Format, HEAD_BYTES, Head, Input, Progress, Score};
use crate::read::import::{Extra, Origin, Row};
use crate::read::{Import, ImportBuilder};
use hashbrown::HashMap;

pub(super) const FORMAT: Format = Format {
    name: "lynx-start-list",
    label: "FinishLynx start list",
    extensions: &["evt"],
    score,
    read,
};

/// One entry of a heat.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub line: u32,
    pub person: Person,
    /// 0 for none.
    pub lane: u16,
}

impl Entry {
    fn read(record: &Record<'_>) -> Self {
        Self {
            line: record.line,
            person: Person::of_entry(record),
            lane: record.field(3).parse().unwrap_or(0),
        }
    }
}

fn score(head: Head<'_>) -> Option<Score> {
    let text = fields::decode_part(head.bytes);
    let whole = if head.bytes.len() < HEAD_BYTES {
        &text
    } else {
        &text[..text.rfind('\n')?]
    };
    let named = has_extension(head.name, "evt");
    let (mut heats, mut entries, mut timed, mut odd) = (0, 0, 0, 0);
    for record in records(whole, 1).map(Record::into_entry) {
        if record.is_indented() {
            let fits = heats > 0 && record.field(3).bytes().all(|b| b.is_ascii_digit()) && record.len() >= 3;
            entries += usize::from(fits);
            odd += usize::from(!fits);
            timed += usize::from(record.field(7).contains([':', '.']));
        } else if is_header(&record) {
            heats += 1;
        } else {
            odd += 1;
        }
    }
    let value = match (named, entries > timed * 4) {
        _ if heats == 0 || odd * 5 > heats + entries => return None,
        (true, _) => 90,
        (false, true) => 80,
        (false, false) => return None,
    };
    let heats = super::counted(heats, "heat", "heats");
    let entries = super::counted(entries, "entry", "entries");
    Some(Score {
        value,
        reason: format!("FinishLynx start list: {heats}, {entries}"),
    })
}

/// The heats of a start list: event line and entries; entries before the first event line have none.
pub(super) fn split<'t>(
    records: impl Iterator<Item = Record<'t>>,
) -> impl Iterator<Item = (Option<Header>, Vec<Entry>)> {
    let mut records = records.map(Record::into_entry).peekable();
    std::iter::from_fn(move || {
        let first = records.next()?;
        let (header, mut entries) = if first.is_indented() {
            (None, vec![Entry::read(&first)])
        } else {
            (Some(Header::read(&first)), Vec::new())
        };
        while let Some(entry) = records.next_if(Record::is_indented) {
            entries.push(Entry::read(&entry));
        }
        Some((header, entries))
    })
}

fn read(input: Input<'_>, progress: &Progress) -> Import {
    let mut builder = ImportBuilder::new();
    let mut findings = Findings::default();
    let text = fields::decode(input.bytes, &mut findings);
    let mut heats: Vec<_> = split(records(&text, 1)).collect();
    records(&text, 1)
        .map(Record::into_entry)
        .for_each(|r| check(&r, &mut findings));
    let persons = heats.iter_mut().flat_map(|(_, entries)| entries).map(|e| &mut e.person);
    if let Some((count, file)) = companion::complete_from_people(input.folder, persons) {
        let found = super::counted(count, "entry", "entries") + " without a name or an affiliation";
        findings.push(Finding::at(
            Severity::Note,
            "names-from-people",
            (0, 0),
            found,
            format!("both; taken from {file}"),
        ));
    }
    let mut athletes = HashMap::new();
    for (header, entries) in heats {
        if progress.is_cancelled() {
            break;
        }
        let header = header.unwrap_or_default();
        let title = format!("event {}", header.number);
        let race = add_race(&mut builder, &header, &title, input.folder);
        for entry in entries {
            add_entry(&mut builder, &entry, (race.race, race.event.sex), &mut athletes);
        }
    }
    builder.findings().extend(findings);
    progress.advance(input.bytes.len() as u64);
    builder.finish()
}

fn add_entry(
    builder: &mut ImportBuilder,
    entry: &Entry,
    (race, sex): (u32, Sex),
    athletes: &mut HashMap<(Person, Sex), u32>,
) {
    let person = &entry.person;
    let origin = Origin {
        line: entry.line,
        ..Origin::default()
    };
    // one athlete in several events is one; who has neither id nor name may be anyone
    let athlete = if person.id.is_empty() {
        person.add_to(builder, sex, origin)
    } else {
        let known = athletes.entry((person.clone(), sex));
        *known.or_insert_with(|| person.add_to(builder, sex, origin))
    };
    let row = Row {
        race,
        athlete,
        bib: builder.intern(&person.id),
        team: builder.intern(&person.affiliation),
        extra: builder.extra(Extra {
            lane: entry.lane,
            ..Extra::default()
        }),
        line: entry.line,
        ..Row::default()
    };
    builder.row(row, &[]);
}

fn check(record: &Record<'_>, findings: &mut Findings) {
    record.report_quotes(findings);
    if !record.is_indented() && !is_header(record) {
        let found = format!("{} fields, the third \"{}\"", record.len(), record.field(3));
        let expected = "an event line, or an entry that starts with an empty field";
        findings.push(Finding::at(
            Severity::Warning,
            "odd-event-line",
            (record.line, 0),
            found,
            expected,
        ));
    }
    let lane = record.field(3);
    if record.is_indented() && !lane.is_empty() && lane.parse::<u16>().is_err() {
        let found = format!("\"{lane}\"");
        let expected = "the number of a lane";
        findings.push(Finding::at(
            Severity::Warning,
            "unreadable-lane",
            record.place(3),
            found,
            expected,
        ));
    }
}
