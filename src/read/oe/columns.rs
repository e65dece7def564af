//! Tables with one line a runner and the controls at its end: OE's 44, 46 and 60 columns before the first control
//! (oe-csv.md), and BOF's 38 with triples of code, time and score. Captions are translated, so positions count.

use super::runner::{Course, NOT_COMPETING, Punch, Runner, classified};
use super::table::{Table, birth, clock, is_missing, length_mm};
use crate::model::time::TICKS_PER_SECOND;
use crate::model::{Findings, Precision, Severity, Sex, Status, Time};
use crate::read::csv::cell::leading_number;
use std::borrow::Cow;

/// Ticks of a day, and of its half: who starts in its second half can finish in the first of the next.
const DAY: u32 = 86_400 * TICKS_PER_SECOND;
const NIGHT: u32 = DAY / 2;

/// A column that a layout does not have.
const NONE: usize = usize::MAX;

/// Where the columns of one variant stand, from 0.
pub(super) struct Layout {
    pub name: &'static str,
    /// Column of the first control's code, and how many columns one control takes.
    pub controls: usize,
    step: usize,
    bib: usize,
    chip: usize,
    name_or_family: usize,
    given: usize,
    birth: usize,
    sex: usize,
    not_competing: usize,
    start: usize,
    finish: usize,
    time: usize,
    classifier: usize,
    /// Short name, then the town or full name.
    club: [usize; 2],
    nation: usize,
    class: [usize; 2],
    course: usize,
    km: usize,
    climb: usize,
    count: usize,
    place: usize,
    start_punch: usize,
    finish_punch: usize,
}

const OE_44: Layout = Layout {
    name: "OE results, 44 columns before the controls",
    controls: 44,
    step: 2,
    bib: 0,
    chip: 1,
    name_or_family: 3,
    given: NONE,
    birth: 4,
    sex: NONE,
    not_competing: 6,
    start: 7,
    finish: 8,
    time: 9,
    classifier: 10,
    club: [12, 13],
    nation: 14,
    class: [16, 17],
    course: 37,
    km: 38,
    climb: 39,
    count: 40,
    place: 41,
    start_punch: 42,
    finish_punch: 43,
};

const OE_46: Layout = Layout {
    name: "OE results, 46 columns before the controls",
    controls: 46,
    given: 4,
    birth: 5,
    sex: 6,
    not_competing: 8,
    start: 9,
    finish: 10,
    time: 11,
    classifier: 12,
    club: [14, 15],
    nation: 16,
    class: [18, 19],
    course: 39,
    km: 40,
    climb: 41,
    count: 42,
    place: 43,
    start_punch: 44,
    finish_punch: 45,
    ..OE_44
};

const OE_60: Layout = Layout {
    name: "OE2010 results, 60 columns before the controls",
    controls: 60,
    bib: 1,
    chip: 3,
    name_or_family: 5,
    given: 6,
    birth: 7,
    sex: 8,
    not_competing: 10,
    start: 11,
    finish: 12,
    time: 13,
    classifier: 14,
    club: [19, 20],
    nation: 21,
    class: [25, 26],
    course: 53,
    km: 54,
    climb: 55,
    count: 56,
    place: 57,
    start_punch: 58,
    finish_punch: 59,
    ..OE_44
};

const TRIPLE: Layout = Layout {
    name: "triple column results (BOF)",
    controls: 38,
    step: 3,
    bib: 0,
    chip: 1,
    name_or_family: 3,
    given: NONE,
    birth: NONE,
    sex: NONE,
    not_competing: 11,
    start: 8,
    finish: 9,
    time: 10,
    classifier: 13,
    club: [5, NONE],
    nation: 6,
    class: [7, 4],
    course: NONE,
    km: NONE,
    climb: NONE,
    count: NONE,
    place: 12,
    start_punch: NONE,
    finish_punch: NONE,
};

/// Data rows that are looked at to find the layout: the first may all have missed the first control.
const ROWS_TRIED: usize = 50;

/// The layout and delimiter of a text, with a control and its time as evidence.
pub(super) fn recognise(text: &str) -> Option<(&'static Layout, u8, String)> {
    let header = text.lines().find(|l| !l.trim().is_empty())?;
    let count = |d: &u8| header.bytes().filter(|b| b == d).count();
    let delimiter = [b';', b',', b'\t'].into_iter().max_by_key(count)?;
    let is_triple = header.starts_with("RaceNumber") && header.contains("ControlCode1");
    // a control of a narrower layout stands where a wider one has its first
    let narrowest_first = [&OE_44, &OE_46, &OE_60];
    if count(&delimiter) < 30 {
        return None;
    }
    let layouts: &[&'static Layout] = if is_triple { &[&TRIPLE] } else { &narrowest_first };
    let mut table = Table::new(text, delimiter);
    let mut ignored = Findings::default();
    table.advance(&mut ignored);
    let by_header = layouts.iter().find(|layout| {
        let caption = |column: usize| table.cell(layout.controls + column);
        let numbered = |column: usize, digit: char| caption(column).ends_with(digit);
        is_triple || numbered(0, '1') && numbered(1, '1') && numbered(2, '2')
    });
    for _ in 0..ROWS_TRIED {
        if !table.advance(&mut ignored) {
            break;
        }
        if let Some(layout) = layouts.iter().find(|layout| layout.fits(&table)) {
            let evidence = format!("{} at {}", table.cell(layout.controls), table.cell(layout.controls + 1));
            return Some((layout, delimiter, evidence));
        }
    }
    by_header.map(|layout| (*layout, delimiter, "numbered captions of controls".to_owned()))
}

impl Layout {
    /// Whether a data row has a control's code and a time where this layout has them, and no time elsewhere.
    fn fits(&self, row: &Table<'_>) -> bool {
        let code = row.cell(self.controls);
        let time = row.cell(self.time);
        let count = row.cell(self.count);
        (1..=10).contains(&code.len())
            && code.chars().all(char::is_alphanumeric)
            && clock(&row.cell(self.controls + 1)).is_some()
            && (is_missing(&time) || clock(&time).is_some())
            && count.chars().all(|c| c.is_ascii_digit())
    }

    /// The runner of the record at hand.
    pub fn runner<'t>(&self, row: &Table<'t>, findings: &mut Findings) -> Runner<'t> {
        let name = row.cell(self.name_or_family);
        let given = row.cell(self.given);
        let family = if self.given == NONE {
            Cow::Borrowed("")
        } else {
            name.clone()
        };
        let [short_club, full_club] = self.club;
        // a club that is not there is written with dashes too
        let club = |column: usize| {
            let cell = row.cell(column);
            if is_missing(&cell) { Cow::Borrowed("") } else { cell }
        };
        let mut runner = Runner {
            line: row.line,
            bib: row.cell(self.bib),
            name: if given.is_empty() {
                name
            } else {
                format!("{given} {name}").trim().to_owned().into()
            },
            given,
            family,
            nation: row.cell(self.nation),
            team: either(club(full_club), club(short_club)),
            birth: birth(&row.cell(self.birth)),
            sex: Sex::parse(&row.cell(self.sex)).unwrap_or_default(),
            class: either(row.cell(self.class[0]), row.cell(self.class[1])),
            class_long: row.cell(self.class[1]),
            course: Course {
                name: row.cell(self.course),
                length_mm: length_mm(&row.cell(self.km)),
                climb: row.cell(self.climb),
            },
            place: leading_number(row.cell(self.place).as_bytes()).unwrap_or(0),
            time: row.time(self.time, findings),
            ..Runner::default()
        };
        self.punches(row, &mut runner, findings);
        if runner.time.is_none()
            && let Some(time) = self.time_between_punches(row)
        {
            runner.time = Some(time);
            let found = "no time".to_owned();
            let expected = "a time; it was taken from the punches at start and finish";
            findings.push(row.finding(Severity::Note, "time-from-punches", Some(self.time), found, expected));
        }
        if runner.name.is_empty() && !row.cell(self.chip).is_empty() {
            runner.name = format!("chip {}", row.cell(self.chip)).into();
        }
        self.status(row, &mut runner, findings);
        runner
    }

    fn punches<'t>(&self, row: &Table<'t>, runner: &mut Runner<'t>, findings: &mut Findings) {
        let count = row
            .cell(self.count)
            .parse()
            .ok()
            .filter(|n| *n > 0)
            .unwrap_or(usize::MAX);
        let mut column = self.controls;
        while runner.punches.len() < count && column < row.len() {
            let code = row.cell(column);
            if code.is_empty() && row.cell(column + 1).is_empty() {
                break;
            }
            let time = row.time(column + 1, findings);
            if self.step == 3 && code == "F1" {
                runner.time = runner.time.or(time);
                break;
            }
            runner.punches.push(Punch { code, time });
            column += self.step;
        }
    }

    /// From start to finish, which may be a time of day behind midnight.
    fn time_between_punches(&self, row: &Table<'_>) -> Option<Time> {
        // of a mass start the clock may begin at zero
        let time = |column: usize| Time::parse(&row.cell(column)).filter(|_| row.cell(column).contains(':'));
        let start = time(self.start_punch).or_else(|| time(self.start))?;
        let finish = time(self.finish_punch).or_else(|| time(self.finish))?;
        let is_night = (NIGHT..DAY).contains(&start.ticks()) && finish.ticks() < NIGHT;
        let finish_ticks = finish.ticks().checked_add(if is_night { DAY } else { 0 })?;
        let ticks = finish_ticks.checked_sub(start.ticks()).filter(|t| *t > 0)?;
        let precision: Precision = start.precision().coarser(finish.precision());
        Some(Time::from_ticks(ticks, precision))
    }

    fn status(&self, row: &Table<'_>, runner: &mut Runner<'_>, findings: &mut Findings) {
        let cell = row.cell(self.classifier);
        match classified(&cell) {
            Some((status, reason)) => (runner.status, runner.reason) = (status, reason),
            None => {
                if !cell.is_empty() {
                    let expected = "a classifier from 0 to 5; the status was judged by the punches";
                    findings.push(row.cell_finding(Severity::Warning, "unknown-status", self.classifier, expected));
                }
                runner.judge_by_punches();
                self.judge_by_words(row, runner);
            }
        }
        let flag = row.cell(self.not_competing);
        if !matches!(&*flag, "" | "0" | "N" | "n") && runner.status == Status::None {
            (runner.status, runner.reason) = (Status::Exhibition, NOT_COMPETING);
        }
    }

    /// Without a classifier some writers say `dsq` or `nc` for a place, and `ret` or `dsq` behind the name.
    fn judge_by_words(&self, row: &Table<'_>, runner: &mut Runner<'_>) {
        let place = row.cell(self.place);
        let of_place = Some(&*place)
            .filter(|p| p.bytes().all(|b| b.is_ascii_alphabetic()))
            .and_then(classified);
        let name = runner
            .name
            .rsplit_once(' ')
            .map(|(name, word)| (name.trim_end().to_owned(), word.to_owned()));
        let of_name = name.filter(|(_, word)| matches!(word.as_str(), "dsq" | "ret"));
        let of_name = of_name.and_then(|(name, word)| Some((name, classified(&word)?)));
        let word = of_name.as_ref().map(|(_, found)| *found).or(of_place);
        if let Some((name, _)) = of_name {
            runner.name = name.into();
        }
        match word {
            // the punches say why
            Some((Status::Dq, _)) if runner.status == Status::Dq => {}
            Some((status, reason)) => (runner.status, runner.reason) = (status, reason),
            None => {}
        }
    }
}

fn either<'t>(first: Cow<'t, str>, second: Cow<'t, str>) -> Cow<'t, str> {
    if first.is_empty() { second } else { first }
}
