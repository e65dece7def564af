//! `.lif`: the result of one race, or of heats one behind the other. An event line, then rows `Place, ID, lane, last name, first name, affiliation, time, license,
//! delta time, ReacTime, splits, time trial start time, user 1 to 3, delta 2, delta 3, speed, pace`; a row may end behind the
//! time.
//!
//! The delta is the gap to the row before in some files and to the winner in others, and nothing says which; it is not used.
//! What the row or the event line lacks is taken from the folder's start list and people, and whoever stands in the start
//! list of the heat and not here is added without a mark.

use super::companion::{self, HeatList};
use super::fields::{self, Record, records};
use super::header::{Header, is_header};
use super::person::Person;
use super::places::{self, Placed};
use super::race::{AddedRace, add_race};
use super::row::{Cells, status};
use super::start_list::Entry;
use super::{counted, has_extension, stem};
use crate::model::{Finding, Findings, Severity, Status, Time};
use crate::read::format::{Format, HEAD_BYTES, Head, Input, Progress, Score};
use crate::read::import::{Extra, Origin, Row};
use crate::read::unplaced::{self, Splits};
use crate::read::{Folder, Import, ImportBuilder};
use hashbrown::HashMap;
use std::borrow::Cow;

pub(super) const FORMAT: Format = Format {
    name: "lynx",
    label: "FinishLynx result",
    extensions: &["lif"],
    score,
    read,
};

const TIME: usize = 7;
const SPLITS: usize = 11;

/// Whether a line has the shape of a result row, and whether it holds a result.
fn row_shape(record: &Record<'_>) -> Option<bool> {
    let digits = |text: &str| text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit());
    let word = |text: &str| status(text.split(' ').next().unwrap_or("")).is_some();
    let (place, time) = (record.field(1), record.field(TIME));
    let timed = Time::parse(time.split(' ').next().unwrap_or("")).is_some() || word(time);
    let fits = (7..=24).contains(&record.len())
        && (digits(place) || word(place))
        && digits(record.field(3))
        && (time.is_empty() || timed);
    fits.then_some(timed || word(place))
}

fn score(head: Head<'_>) -> Option<Score> {
    let named = has_extension(head.name, "lif");
    let text = fields::decode_part(head.bytes);
    if text.trim_start().starts_with(['<', '{', '[', '(']) || head.bytes.starts_with(b"%PDF") {
        return None;
    }
    let whole = if head.bytes.len() < HEAD_BYTES {
        &text
    } else {
        &text[..text.rfind('\n')?]
    };
    let mut lines = records(whole, 1).peekable();
    let first = lines.next_if(is_header);
    let header = first.as_ref().map(Record::len);
    let event = first.as_ref().map(Header::read).unwrap_or_default();
    let (mut rows, mut fitting, mut results) = (0, 0, 0);
    let (mut least, mut most) = (usize::MAX, 0);
    for record in lines.filter(|record| !begins_heat(record, &event)) {
        rows += 1;
        (least, most) = (least.min(record.len()), most.max(record.len()));
        let shape = row_shape(&record);
        fitting += usize::from(shape.is_some());
        results += usize::from(shape == Some(true));
    }
    let regular = rows > 0 && fitting * 10 >= rows * 8;
    let value = match (named, header.is_some(), regular) {
        (true, true, true) => 92,
        // nothing but the event line yet
        (true, true, false) => 80,
        (true, false, true) => 85,
        // cut off or damaged
        (true, false, false) => 30,
        (false, true, true) if results > 0 => 82,
        _ => return None,
    };
    let width = if least == most {
        most.to_string()
    } else {
        format!("{least} to {most}")
    };
    let header = header.map_or("no event line".to_owned(), |n| format!("{n}-field header"));
    let rows = match rows {
        0 => "no rows".to_owned(),
        _ => format!("{} of {width} fields", counted(rows, "row", "rows")),
    };
    Some(Score {
        value,
        reason: format!("FinishLynx result: {header}, {rows}"),
    })
}

/// A row of the result, before its passings are placed.
#[derive(Default)]
struct ResultRow {
    line: u32,
    person: Person,
    cells: Cells,
    /// Where an entry that is not in the result stands.
    citation: String,
}

fn read(input: Input<'_>, progress: &Progress) -> Import {
    let mut builder = ImportBuilder::new();
    let mut findings = Findings::default();
    let text = fields::decode(input.bytes, &mut findings);
    let mut lines = records(&text, 1).peekable();
    let first = lines.next_if(|first| is_header(first) || row_shape(first) != Some(true));
    let first = match first {
        Some(record) => {
            record.report_quotes(&mut findings);
            Header::read(&record)
        }
        None => {
            let expected = "event, round, heat and name in the first line";
            let finding = Finding::at(Severity::Warning, "no-event-line", (1, 0), "no event line", expected);
            findings.push(finding);
            Header::default()
        }
    };
    builder.findings().extend(findings);
    let is_cut = !text.ends_with('\n');
    let mut header = first.clone();
    loop {
        let rows: Vec<Record<'_>> =
            std::iter::from_fn(|| lines.next_if(|record| !begins_heat(record, &first))).collect();
        let next = lines.next();
        let heat = Heat {
            header,
            rows,
            is_cut: is_cut && next.is_none(),
        };
        heat.read(&input, progress, &mut builder);
        match next {
            Some(record) if !progress.is_cancelled() => header = Header::read(&record),
            _ => break,
        }
    }
    progress.advance(input.bytes.len() as u64);
    builder.finish()
}

/// Whether a line behind rows is the event line of a further heat: it has the shape of one, and a start time or the event of
/// the first.
fn begins_heat(record: &Record<'_>, first: &Header) -> bool {
    let starts = record.field(11).matches(':').count() == 2;
    let same_event = !first.name.is_empty() && record.field(4) == first.name && record.field(1) == first.number;
    (starts || same_event) && !record.field(4).is_empty() && is_header(record)
}

/// An event line and the lines below it.
struct Heat<'t> {
    header: Header,
    rows: Vec<Record<'t>>,
    /// The last line has no end, so it may be a part of one.
    is_cut: bool,
}

impl Heat<'_> {
    fn read(self, input: &Input<'_>, progress: &Progress, builder: &mut ImportBuilder) {
        let mut findings = Findings::default();
        let mut header = self.header;
        let (mut rows, mut row_splits) = read_rows(self.rows.into_iter(), self.is_cut, progress, &mut findings);
        let list = companion::heat_list(input.folder, &header).unwrap_or_default();
        complete_header(&mut header, &list, &mut findings);
        complete_rows(&mut rows, &list, input.folder, &mut findings);
        row_splits.resize_with(rows.len(), Splits::default);
        check_places(&rows, &mut findings);
        builder.findings().extend(findings);
        let race = add_race(builder, &header, stem(input.name), input.folder);
        let markers = unplaced::place(&mut row_splits, race.event.distance_mm, builder.findings());
        let markers = builder.markers(&markers);
        if let Some(race) = builder.race_mut(race.race) {
            race.markers = markers;
        }
        for (row, splits) in rows.into_iter().zip(&row_splits) {
            add_row(builder, race, row, splits);
        }
    }
}

fn read_rows<'t>(
    lines: impl Iterator<Item = Record<'t>>,
    cut: bool,
    progress: &Progress,
    findings: &mut Findings,
) -> (Vec<ResultRow>, Vec<Splits>) {
    let (mut rows, mut all_splits) = (Vec::new(), Vec::new());
    let mut lines = lines.peekable();
    let mut most = TIME;
    while let Some(record) = lines.next().filter(|_| !progress.is_cancelled()) {
        record.report_quotes(findings);
        let is_last = lines.peek().is_none();
        if record.len() < TIME || is_last && cut && record.len() < most {
            let found = counted(record.len(), "field", "fields");
            let expected = format!("at least {most}; the line is cut off, and its last field may be");
            findings.push(Finding::at(
                Severity::Warning,
                "cut-row",
                (record.line, 0),
                found,
                expected,
            ));
        }
        most = most.max(record.len());
        let cells = Cells::read(&record, findings);
        let text = splits_text(&record, cells.time);
        let mut splits = Splits::read(&text, record.place(SPLITS), findings);
        (splits.finish, splits.status) = (cells.time, cells.status);
        all_splits.push(splits);
        rows.push(ResultRow {
            line: record.line,
            person: Person::of_result(&record),
            cells,
            citation: String::new(),
        });
    }
    (rows, all_splits)
}

/// The splits: one field in quotes, or without quotes that and the fields behind it which hold times up to the result.
fn splits_text<'r>(record: &'r Record<'_>, result: Option<Time>) -> Cow<'r, str> {
    let first = record.field(SPLITS);
    let is_split = |text: &str| {
        let time = Time::parse(text.split([' ', '(']).next().unwrap_or(""));
        let within = time
            .zip(result)
            .is_some_and(|(time, result)| time.ticks() <= result.ticks() + time.precision().ticks());
        time.is_some() && (within || text.ends_with(')'))
    };
    let more = (SPLITS + 1..=record.len()).take_while(|at| is_split(record.field(*at)));
    let last = if first.is_empty() {
        SPLITS
    } else {
        more.last().unwrap_or(SPLITS)
    };
    if last == SPLITS {
        return Cow::Borrowed(first);
    }
    let fields: Vec<&str> = (SPLITS..=last).map(|at| record.field(at)).collect();
    Cow::Owned(fields.join(","))
}

fn complete_header(header: &mut Header, list: &HeatList, findings: &mut Findings) {
    let mut taken = Vec::new();
    if header.name.is_empty() && !list.header.name.is_empty() {
        header.name.clone_from(&list.header.name);
        taken.push("name");
    }
    if header.distance_mm().is_none() && list.header.distance_mm().is_some() {
        header.distance.clone_from(&list.header.distance);
        taken.push("distance");
    }
    if !taken.is_empty() {
        let taken = taken.join(" and ");
        let found = format!("an event line without {taken}");
        let expected = format!("{taken}; taken from {}, line {}", list.file, list.header.line);
        findings.push(Finding::at(
            Severity::Note,
            "event-from-start-list",
            (header.line, 0),
            found,
            expected,
        ));
    }
}

/// Fills in names and affiliations, and adds the entries of the heat that are not in the result.
fn complete_rows(rows: &mut Vec<ResultRow>, list: &HeatList, folder: &Folder, findings: &mut Findings) {
    let mut completed = 0;
    let mut missing = Vec::new();
    let known = KnownRows::new(rows, &list.entries);
    for entry in &list.entries {
        let row = known.find(rows, entry).and_then(|at| rows.get_mut(at));
        match row {
            Some(row) if row.person.is_incomplete() => completed += usize::from(row.person.complete(&entry.person)),
            Some(_) => {}
            None => missing.push(ResultRow {
                line: 0,
                person: entry.person.clone(),
                cells: Cells {
                    lane: entry.lane,
                    ..Cells::default()
                },
                citation: format!("{}, line {}", list.file, entry.line),
            }),
        }
    }
    if completed > 0 {
        let found = counted(completed, "row", "rows") + " without a name or an affiliation";
        let expected = format!("both; taken from {}", list.file);
        findings.push(Finding::at(
            Severity::Note,
            "names-from-start-list",
            (0, 0),
            found,
            expected,
        ));
    }
    if !missing.is_empty() {
        let found = format!(
            "{} of {} without a row",
            counted(missing.len(), "entry", "entries"),
            list.file
        );
        let expected = "a row for each; they were added without a mark";
        findings.push(Finding::at(
            Severity::Note,
            "entry-without-result",
            (0, 0),
            found,
            expected,
        ));
        rows.extend(missing);
    }
    let persons = rows.iter_mut().map(|row| &mut row.person);
    if let Some((count, file)) = companion::complete_from_people(folder, persons) {
        let found = counted(count, "row", "rows") + " without a name or an affiliation";
        findings.push(Finding::at(
            Severity::Note,
            "names-from-people",
            (0, 0),
            found,
            format!("both; taken from {file}"),
        ));
    }
}

/// The rows by what an entry may name them by; of equal ones the first.
#[derive(Default)]
struct KnownRows {
    by_id: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    by_lane: HashMap<u16, usize>,
}

impl KnownRows {
    fn new(rows: &[ResultRow], entries: &[Entry]) -> Self {
        let mut known = Self::default();
        if entries.is_empty() {
            return known;
        }
        for (at, row) in rows.iter().enumerate() {
            known.by_id.entry(row.person.id.clone()).or_insert(at);
            known.by_name.entry(row.person.name()).or_insert(at);
            known.by_lane.entry(row.cells.lane).or_insert(at);
        }
        known
    }

    /// The row of an entry: the one of its id; else, where one of the two has no id, of its name; else of its lane.
    fn find(&self, rows: &[ResultRow], entry: &Entry) -> Option<usize> {
        let person = &entry.person;
        let own = |at: &usize| rows.get(*at).map(|row| &row.person);
        let same_id = self.by_id.get(&person.id).filter(|_| !person.id.is_empty());
        let open_id = |at: &&usize| own(at).is_some_and(|own| own.id.is_empty() || person.id.is_empty());
        let open_name = |at: &&usize| own(at).is_some_and(|own| !own.is_named() || !person.is_named());
        let same_name = || {
            self.by_name
                .get(&person.name())
                .filter(|_| person.is_named())
                .filter(open_id)
        };
        let same_lane = || {
            let at = self.by_lane.get(&entry.lane).filter(|_| entry.lane > 0);
            at.filter(open_id).filter(open_name)
        };
        same_id.or_else(same_name).or_else(same_lane).copied()
    }
}

fn check_places(rows: &[ResultRow], findings: &mut Findings) {
    let placed = rows
        .iter()
        .filter(|r| r.cells.place > 0 && r.cells.status == Status::None);
    let placed = placed.filter_map(|r| {
        Some(Placed {
            place: r.cells.place,
            time: r.cells.time?,
            line: r.line,
        })
    });
    places::check(placed.collect(), findings);
}

fn add_row(builder: &mut ImportBuilder, race: AddedRace, row: ResultRow, splits: &Splits) {
    let ResultRow {
        line,
        person,
        mut cells,
        citation,
    } = row;
    if splits.values.is_empty() && !splits.text.is_empty() {
        cells.add_note(&format!("splits {}", splits.text));
    }
    let citation = builder.intern(&citation);
    let athlete = person.add_to(builder, race.event.sex, Origin { line, citation });
    let has_run = cells.time.is_some();
    let extra = Extra {
        lane: cells.lane,
        reaction_ms: cells.reaction_ms,
        wind_tenths: race.wind_tenths.filter(|_| has_run),
        rule: builder.intern(&cells.rule),
        note: builder.intern(&cells.note),
        citation,
        ..Extra::default()
    };
    let row = Row {
        race: race.race,
        athlete,
        mark: cells.mark(),
        status: cells.status,
        qualification: cells.qualification,
        place: cells.place,
        bib: builder.intern(&person.id),
        team: builder.intern(&person.affiliation),
        extra: builder.extra(extra),
        line,
        ..Row::default()
    };
    let passings: Vec<_> = splits.passings().map(|p| (p, None)).collect();
    builder.row(row, &passings);
}
