//! Delimited tables (CSV, TSV, semicolon, pipe) with a header line: one row a result, or one row an athlete and marker.
//!
//! The header says what the columns hold (`header.rs`), the first rows settle what it leaves open (`plan.rs`). Whether
//! columns hold passings or segments is found by test over all rows (`splits.rs`, terms.md 3). Stretches of about 256 KB are
//! read on several threads and put together in the order of the file, so the result does not depend on their number.
//! Tables with one row a marker are small and are read in one go (`long.rs`).

mod assemble;
mod bests;
mod block;
mod caption_lines;
pub(crate) mod cell;
mod columns;
mod delimiter;
mod laps;
mod long;
mod long_race;
mod markers;
mod names;
mod pairs;
mod passings;
mod plan;
mod preview;
mod races;
mod recognised;
pub(crate) mod record;
mod repeated;
mod results;
mod road_race;
mod rows;
mod sample;
mod slashed;
mod splits;
mod stacked;
mod track;
mod written;

use super::format::{Format, Head, Input, Progress, Score};
use super::import::Import;
use super::lists::{self, List};
use super::mapping::Mapping;
use super::strings::TextHasher;
use super::text;
use crate::model::{Finding, Findings, Severity};
pub use delimiter::DELIMITERS;
pub use plan::Reason;
pub use preview::{Column, Preview};
pub(super) use sample::is_clock;

use assemble::Assembly;
use block::Block;
use plan::Plan;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, TryLockError};

pub const FORMAT: Format = Format {
    name: "csv",
    label: "delimited table",
    extensions: &["csv", "tsv", "ssv", "txt"],
    score,
    read,
};

/// Bytes that the plan is made from.
const HEAD: usize = 256 * 1024;
/// Bytes that one thread reads at a time: with what is made of them they fit a processor core's own cache.
const BLOCK: usize = 1 << 18;
/// Blocks that may wait for one before them.
const WAITING: usize = 8;

/// Whether most of the first lines divide into the same number of columns.
pub(super) fn is_delimited(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(16 * 1024)];
    delimiter::shape(head).is_some_and(|s| s.columns > 2 && s.lines > 2 && s.agreeing * 10 >= s.lines * 8)
}

/// The tables of a text that is laid out with tabs already: one, or several below each other, with the number of the line
/// of the text for each of theirs.
pub(super) fn lists_in(text: &str) -> Vec<List> {
    match tables(text.as_bytes(), &[]) {
        Some(Tables::Stacked(lists) | Tables::Bests(lists)) => lists,
        None => vec![List {
            titles: Vec::new(),
            table: text.to_owned(),
            lines: (1..=text.lines().count() as u32).collect(),
        }],
    }
}

/// The captions that are known of a text laid out with tabs, none where its columns are told by their content; `None` when
/// it has no names with results.
pub(super) fn recognised(text: &str) -> Option<Vec<String>> {
    let shape = delimiter::shape(text.as_bytes())?;
    let (plan, _) = plan::plan(text, shape, &[], &mut Findings::default());
    let known: Vec<String> = plan.known_captions().into_iter().map(str::to_owned).collect();
    let named = plan.at.name.is_some() || plan.at.family.is_some() || plan.at.team.is_some();
    (named && (known.len() > 2 || plan.at.mark.is_some())).then_some(known)
}

/// Reads a text that is laid out as a table already.
pub(super) fn read_table(table: &str, mappings: &[Mapping], progress: &Progress) -> Import {
    read_single(table.as_bytes(), mappings, Findings::default(), progress).unwrap_or_default()
}

fn score(head: Head<'_>) -> Option<Score> {
    if !text::is_utf16(head.bytes) && !looks_like_text(head.bytes) {
        return None;
    }
    let decoded = text::decode(text::cut_at_character(head.bytes));
    let body = std::str::from_utf8(&decoded.text).ok()?.trim_start();
    if body.starts_with(['<', '{', '[', '('])
        || body.starts_with("%PDF")
        || body.contains("version:") && body.contains('(') && body.contains("athletes:")
    {
        return None;
    }
    // the last line of a long file is cut off, so a file of one endless line has nothing to go by
    let whole = if head.bytes.len() >= super::format::HEAD_BYTES {
        &body[..=body.rfind('\n')?]
    } else {
        body
    };
    let shape = delimiter::shape(whole.as_bytes())?;
    let (plan, _) = plan::plan(whole, shape, &[], &mut Findings::default());
    let table = format!("{} separated, {} columns", shape.delimiter_name(), shape.columns);
    let regular = shape.agreeing * 10 >= shape.lines * 6;
    let known = plan.known_captions();
    let by_content = plan.at.mark.filter(|_| plan.at.name.is_some());
    let (value, reason) = match (known.len(), by_content) {
        (0 | 1, Some(mark)) if regular => {
            let header = if plan.header_line == 0 {
                "no header"
            } else {
                "unknown captions"
            };
            (35, format!("{table}, {header}, times in column {}", mark + 1))
        }
        (0 | 1, _) => return None,
        (n, _) if plan.width.max(n) > 64 && n * 8 < plan.width => return None,
        (2, _) if !regular => return None,
        (n, _) => (
            if regular && n > 2 { 70 } else { 45 },
            format!("{table}, header with {}", known[..n.min(3)].join(", ")),
        ),
    };
    Some(Score { value, reason })
}

/// Without control characters but those of lines and tabs; a few NUL bytes are forgiven.
fn looks_like_text(bytes: &[u8]) -> bool {
    let odd = bytes
        .iter()
        .filter(|b| matches!(b, 0..=8 | 11 | 14..=26 | 28..=31 | 127))
        .count();
    odd <= 1 + bytes.len() / 200
}

fn read(input: Input<'_>, progress: &Progress) -> Import {
    let bytes = input.bytes;
    // a large file is tried as plain UTF-8 without a look at the whole first
    if bytes.len() > 16 * BLOCK && !text::is_utf16(bytes) {
        let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if let Some(import) = read_text(body, input.mappings, Findings::default(), progress) {
            return import;
        }
    }
    let decoded = text::decode(bytes);
    let mut findings = Findings::default();
    if decoded.encoding != "UTF-8" {
        findings.push(Finding {
            severity: Severity::Note,
            code: "encoding",
            line: 0,
            column: 0,
            found: format!("text in {}", decoded.encoding),
            expected: "UTF-8; the text was converted".into(),
        });
    }
    read_text(&decoded.text, input.mappings, findings, progress).unwrap_or_default()
}

/// `None` when the text is not UTF-8 or has NUL bytes in it.
fn read_text(body: &[u8], mappings: &[Mapping], findings: Findings, progress: &Progress) -> Option<Import> {
    let Some(tables) = tables(body, mappings) else {
        return read_single(body, mappings, findings, progress);
    };
    let mut import = match tables {
        Tables::Stacked(lists) => lists::read(&lists, lists::head(&lists), true, mappings, progress),
        Tables::Bests(lists) => lists::read(&lists, &[], false, mappings, progress),
    };
    import.findings.extend(findings);
    Some(import)
}

/// What a text has that is more than one table.
enum Tables {
    /// Tables below each other.
    Stacked(Vec<List>),
    /// Lists of bests, whose columns stand side by side.
    Bests(Vec<List>),
}

/// The tables of a text that is more than one.
fn tables(body: &[u8], mappings: &[Mapping]) -> Option<Tables> {
    if body.len() > stacked::LONGEST {
        return None;
    }
    let shape = delimiter::shape(head_of(body)?.as_bytes())?;
    let (plan, sample) = plan::plan(head_of(body)?, shape, mappings, &mut Findings::default());
    let text = std::str::from_utf8(body).ok().filter(|t| !t.contains('\0'))?;
    let stacked = stacked::tables(text, &plan).map(Tables::Stacked);
    stacked.or_else(|| bests::tables(text, &plan, &sample).map(Tables::Bests))
}

/// Reads a text as one table.
fn read_single(body: &[u8], mappings: &[Mapping], mut findings: Findings, progress: &Progress) -> Option<Import> {
    let head = head_of(body)?;
    let shape = delimiter::shape(head.as_bytes());
    let Some(shape) = shape else {
        findings.push(Finding {
            severity: Severity::Error,
            code: "no-table",
            line: 1,
            column: 0,
            found: "no delimiter".into(),
            expected: "columns divided by commas, semicolons, tabs or pipes".into(),
        });
        return Some(Import {
            findings,
            ..Import::default()
        });
    };
    let (plan, _) = plan::plan(head, shape, mappings, &mut findings);
    let (data, first_line) = (plan.data_start, plan.data_line);
    if plan.is_long() || plan.is_tracking() || plan.at.name.is_none() && pairs::are_in(&plan) {
        let text = std::str::from_utf8(body).ok().filter(|t| !t.contains('\0'))?;
        let data = text.get(data..)?;
        progress.advance(body.len() as u64);
        return Some(match plan.at.name {
            None => pairs::read(data, first_line, &plan, findings),
            Some(_) => long::read(data, first_line, &plan, findings),
        });
    }
    let hasher = TextHasher::default();
    let mut assembly = Assembly::new(&plan, hasher.clone(), findings, first_line);
    read_blocks(&body[data..], &plan, &hasher, &mut assembly, progress)?;
    let mut import = splits::finish(assembly, &plan);
    repeated::check(&mut import);
    Some(import)
}

/// The first lines, as text.
fn head_of(body: &[u8]) -> Option<&str> {
    if body.len() <= HEAD {
        return std::str::from_utf8(body).ok();
    }
    let head = &body[..HEAD];
    let end = memchr::memrchr(b'\n', head).map_or(HEAD, |at| at + 1);
    match std::str::from_utf8(&head[..end]) {
        Ok(text) => Some(text),
        Err(e) if e.error_len().is_none() => std::str::from_utf8(&head[..e.valid_up_to()]).ok(),
        Err(_) => None,
    }
}

/// The start of the records behind an offset: the first line from which on two lines have the table's width.
fn record_start(data: &[u8], from: usize, plan: &Plan) -> usize {
    let mut fields = Vec::new();
    let mut at = from;
    let mut first = None;
    for _ in 0..64 {
        let Some(newline) = memchr::memchr(b'\n', &data[at..]) else {
            return data.len();
        };
        at += newline + 1;
        first = first.or(Some(at));
        let one = record::cut(data, at, plan.delimiter, 0, &mut fields);
        let two = record::cut(data, one.end, plan.delimiter, 0, &mut fields);
        let fits = |s: record::Record, from: usize| from >= data.len() || s.count == plan.width && !s.badly_quoted;
        if fits(one, at) && fits(two, one.end) {
            return at;
        }
    }
    first.unwrap_or(data.len())
}

/// The blocks that were read and wait to be put behind those before them.
#[derive(Default)]
struct Queue<'b> {
    next: usize,
    waiting: BTreeMap<usize, Block<'b>>,
}

impl<'b> Queue<'b> {
    fn pop(&mut self) -> Option<Block<'b>> {
        let block = self.waiting.remove(&self.next)?;
        self.next += 1;
        Some(block)
    }
}

/// Reads the data in blocks. `None` when the text is not UTF-8 or has NUL bytes in it.
fn read_blocks(
    data: &[u8],
    plan: &Plan,
    hasher: &TextHasher,
    assembly: &mut Assembly<'_>,
    progress: &Progress,
) -> Option<()> {
    let mut starts = vec![0];
    while let Some(&last) = starts.last()
        && last + BLOCK < data.len()
    {
        starts.push(record_start(data, last + BLOCK, plan));
    }
    starts.push(data.len());
    starts.dedup();
    let blocks = starts.len() - 1;
    let average = 40;
    assembly.reserve(data.len() / average.max(plan.width * 4));
    let threads = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(8)
        .min(blocks);
    let irregular = AtomicBool::new(false);
    let claimed = AtomicUsize::new(0);
    let queue = Mutex::new(Queue::default());
    let assembly = Mutex::new(assembly);
    let work = || {
        loop {
            let index = claimed.fetch_add(1, Ordering::Relaxed);
            if index >= blocks || irregular.load(Ordering::Relaxed) || progress.is_cancelled() {
                return;
            }
            let part = &data[starts[index]..starts[index + 1]];
            let text = simdutf8::basic::from_utf8(part).ok();
            let Some(text) = text.filter(|_| memchr::memchr(0, part).is_none()) else {
                irregular.store(true, Ordering::Relaxed);
                return;
            };
            let block = rows::read(text, plan, hasher);
            progress.advance(part.len() as u64);
            hand_over(&queue, &assembly, index, block);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    append_ready(&queue, &mut assembly.lock().unwrap_or_else(PoisonError::into_inner));
    (!irregular.load(Ordering::Relaxed)).then_some(())
}

/// Queues a block, and puts those that are next behind the ones before unless another thread is at it: then this one
/// goes on reading, and waits only when too many blocks wait already.
fn hand_over<'b>(queue: &Mutex<Queue<'b>>, assembly: &Mutex<&mut Assembly<'_>>, index: usize, block: Block<'b>) {
    let waiting = {
        let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.waiting.insert(index, block);
        queue.waiting.len()
    };
    let free = match assembly.try_lock() {
        Ok(free) => Some(free),
        Err(TryLockError::Poisoned(free)) => Some(free.into_inner()),
        Err(TryLockError::WouldBlock) if waiting < WAITING => None,
        Err(TryLockError::WouldBlock) => Some(assembly.lock().unwrap_or_else(PoisonError::into_inner)),
    };
    if let Some(mut free) = free {
        append_ready(queue, &mut free);
    }
}

fn append_ready<'b>(queue: &Mutex<Queue<'b>>, assembly: &mut Assembly<'_>) {
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop();
    while let Some(block) = next() {
        assembly.append(block);
    }
}
