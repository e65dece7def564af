//! The outline of a document: where the elements of its lists stand, found by walking its tokens once.
//!
//! serde gives no places in the text, so the elements are met here in document order, list by list, and asked for in the
//! same order when the document is turned into an import. Strings, raw strings, characters and comments are stepped over;
//! fields may have their names in quotes, as in JSON.

use super::token::{Kind, Token, next_token};
use crate::read::format::Progress;

/// An element of a list: from its first character to behind the comma that follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    pub start: usize,
    /// `None` when the text ends inside it.
    pub end: Option<usize>,
    /// Line of its first character, from 1.
    line: u32,
}

/// A list of the document, told by the names on the way to it: `meets`, `races`, `results`.
#[derive(Debug)]
struct List<'a> {
    parent: usize,
    name: &'a str,
    elements: Vec<Element>,
    next: usize,
}

/// The lists and lines of a document.
#[derive(Debug)]
pub struct Outline<'a> {
    text: &'a str,
    line_starts: Vec<usize>,
    lists: Vec<List<'a>>,
    version: Option<(&'a str, usize)>,
    list_in_list: bool,
}

/// Documents nest six deep and have about twenty lists; what goes beyond these bounds is no document, and its lists are
/// not told apart.
const MAX_DEPTH: usize = 64;
const MAX_LISTS: usize = 256;
/// Columns further on are not counted, as whole documents may stand on one line.
const MAX_COLUMN: usize = 64 << 10;

/// The document itself, the parent of its outer lists.
pub const ROOT: usize = 0;

#[derive(Clone, Copy)]
enum Frame {
    /// A struct, tuple or map; `list` is the list (or the root) that its fields belong to.
    Struct { list: usize },
    /// A list and the index of the element that is open in it.
    List { list: usize, open: Option<usize> },
}

struct Walk<'a> {
    outline: Outline<'a>,
    frames: Vec<Frame>,
    word: &'a str,
    field: &'a str,
    /// Line of the element opened last; they come in the order of the text.
    line: usize,
}

impl<'a> Outline<'a> {
    pub fn of(text: &'a str, progress: &Progress) -> Self {
        let mut line_starts = vec![0];
        line_starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        let root = List {
            parent: ROOT,
            name: "",
            elements: Vec::new(),
            next: 0,
        };
        let outline = Self {
            text,
            line_starts,
            lists: vec![root],
            version: None,
            list_in_list: false,
        };
        let mut walk = Walk {
            outline,
            frames: Vec::new(),
            word: "",
            field: "",
            line: 1,
        };
        let mut at = 0;
        while let Some(token) = next_token(text.as_bytes(), at) {
            walk.token(token);
            at = token.end;
            if progress.is_cancelled() || walk.frames.len() > MAX_DEPTH {
                break;
            }
        }
        walk.outline
    }

    /// The document's version as written, and its place.
    pub fn version(&self) -> Option<(&'a str, usize)> {
        self.version
    }

    /// Whether a list is an element of another, as in no document.
    pub fn has_list_in_list(&self) -> bool {
        self.list_in_list
    }

    /// The list of that name under another list; one without elements when there is none.
    pub fn list(&self, parent: usize, name: &str) -> Option<usize> {
        self.lists.iter().position(|l| l.parent == parent && l.name == name)
    }

    /// Line of the next element of a list, from 1; 0 when it has no more.
    pub fn next_line(&mut self, list: Option<usize>) -> u32 {
        let Some(list) = list.and_then(|at| self.lists.get_mut(at)) else {
            return 0;
        };
        let element = list.elements.get(list.next).copied();
        list.next += 1;
        element.map_or(0, |e| e.line)
    }

    /// Line of a place, from 1.
    fn line(&self, at: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= at)
    }

    /// Line and column (in characters) of a place, both from 1; column 0 where it is too far to count.
    pub fn place(&self, at: usize) -> (u32, u32) {
        let line = self.line(at);
        let start = self.line_starts[line.saturating_sub(1)];
        let before = self.text.get(start..at).filter(|t| t.len() <= MAX_COLUMN);
        let column = before.map_or(0, |t| t.chars().count() + 1);
        (line as u32, column as u32)
    }

    /// The place of a line and column, both from 1.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let Some(start) = line.checked_sub(1).and_then(|l| self.line_starts.get(l)) else {
            return self.text.len();
        };
        let rest = &self.text[*start..];
        let inside: usize = rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
        start + inside
    }

    /// The place of a text that was borrowed from the document; `None` for another text.
    pub fn offset_of(&self, borrowed: &str) -> Option<usize> {
        let at = (borrowed.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        (at <= self.text.len()).then_some(at)
    }

    /// The innermost closed element around a place.
    pub fn element_around(&self, at: usize) -> Option<(usize, usize)> {
        let around = self.lists.iter().filter_map(|list| {
            let before = list.elements.partition_point(|e| e.start <= at);
            let element = list.elements.get(before.checked_sub(1)?)?;
            // the bracket that closes the list may stand where the element lacks its own
            let reaches = |end: &usize| at < *end || at == *end && !self.text[..at].ends_with(',');
            element.end.filter(reaches).map(|end| (element.start, end))
        });
        around.max_by_key(|(start, _)| *start)
    }

    fn child(&mut self, parent: usize, name: &'a str) -> usize {
        self.list(parent, name).unwrap_or_else(|| {
            if self.lists.len() == MAX_LISTS {
                return ROOT;
            }
            self.lists.push(List {
                parent,
                name,
                elements: Vec::new(),
                next: 0,
            });
            self.lists.len() - 1
        })
    }
}

impl<'a> Walk<'a> {
    fn token(&mut self, token: Token) {
        let text = self.outline.text;
        if !matches!(token.kind, Kind::Close | Kind::Comma | Kind::Colon) {
            self.open_element(token.start);
        }
        match token.kind {
            Kind::Word => {
                self.word = &text[token.start..token.end];
                if self.field == "version" && self.frames.len() == 1 && self.outline.version.is_none() {
                    self.outline.version = Some((self.word, token.start));
                }
            }
            Kind::Colon => self.field = self.word,
            Kind::Open(bracket) => self.open(bracket),
            Kind::Comma => {
                self.close_element(token.end);
                self.field = "";
            }
            Kind::Close => {
                self.close(token, text.as_bytes()[token.start] == b']');
                self.field = "";
            }
            Kind::String => self.word = text.get(token.start + 1..token.end - 1).unwrap_or_default(),
        }
    }

    fn open(&mut self, bracket: u8) {
        let field = std::mem::take(&mut self.field);
        let list = match self.frames.last() {
            None => ROOT,
            Some(Frame::List { list, .. }) => {
                self.outline.list_in_list |= bracket == b'[';
                *list
            }
            Some(Frame::Struct { list }) if field.is_empty() => *list,
            Some(Frame::Struct { list }) => {
                let list = *list;
                self.outline.child(list, field)
            }
        };
        self.frames.push(match bracket {
            b'[' => Frame::List { list, open: None },
            _ => Frame::Struct { list },
        });
    }

    /// Closes the innermost frame of a bracket's kind, and with it those inside that have lost theirs.
    fn close(&mut self, token: Token, closes_list: bool) {
        let is_own = |frame: &Frame| matches!(frame, Frame::List { .. }) == closes_list;
        let Some(own) = self.frames.iter().rposition(is_own) else {
            return;
        };
        while self.frames.len() > own {
            self.close_element(token.start);
            self.frames.pop();
        }
    }

    fn open_element(&mut self, start: usize) {
        if let Some(Frame::List { list, open }) = self.frames.last_mut()
            && open.is_none()
        {
            let lines_behind = &self.outline.line_starts[self.line..];
            self.line += lines_behind.iter().take_while(|line| **line <= start).count();
            let elements = &mut self.outline.lists[*list].elements;
            *open = Some(elements.len());
            elements.push(Element {
                start,
                end: None,
                line: self.line as u32,
            });
        }
    }

    fn close_element(&mut self, end: usize) {
        if let Some(Frame::List { list, open }) = self.frames.last_mut()
            && let Some(at) = open.take()
        {
            self.outline.lists[*list].elements[at].end = Some(end);
        }
    }
}

/// Where what is complete in a text ends, and the brackets that close what is open there; `None` without a list. Complete are
/// the elements of the innermost open list, and the fields of a struct that has a whole list among them.
pub fn closed(text: &str) -> Option<(usize, String)> {
    struct Open {
        close: char,
        /// Where what is complete in it ends.
        complete: usize,
        keeps: bool,
    }
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    while let Some(token) = next_token(text.as_bytes(), at) {
        at = token.end;
        match token.kind {
            Kind::Open(bracket) => open.push(Open {
                close: if bracket == b'[' { ']' } else { ')' },
                complete: at,
                keeps: bracket == b'[',
            }),
            // a bracket that closes nothing ends what can be kept
            Kind::Close if open.last().is_none_or(|o| !text[token.start..].starts_with(o.close)) => break,
            Kind::Close => {
                let closed = open.pop();
                match open.last_mut() {
                    None => return Some((at, String::new())),
                    Some(around) => {
                        around.complete = at;
                        around.keeps |= closed.is_some_and(|c| c.close == ']');
                    }
                }
            }
            Kind::Comma => {
                if let Some(around) = open.last_mut() {
                    around.complete = at;
                }
            }
            Kind::Word | Kind::String | Kind::Colon => {}
        }
    }
    let kept = open.iter().rposition(|o| o.keeps)?;
    open.truncate(kept + 1);
    let complete = open.last().map_or(0, |o| o.complete);
    Some((complete, open.iter().rev().map(|o| o.close).collect()))
}

/// The place behind the field that begins at `at`: behind its comma, or before the bracket that closes its struct.
pub fn field_end(text: &str, mut at: usize) -> usize {
    let mut depth = 0usize;
    while let Some(token) = next_token(text.as_bytes(), at) {
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close if depth == 0 => return token.start,
            Kind::Close => depth -= 1,
            Kind::Comma if depth == 0 => return token.end,
            _ => {}
        }
        at = token.end;
    }
    text.len()
}

/// The text behind white space, comments and attributes such as `#![enable(implicit_some)]`.
pub fn skip_preamble(text: &str) -> &str {
    let mut at = 0;
    let mut in_attribute = false;
    while let Some(token) = next_token(text.as_bytes(), at) {
        let attribute = token.kind == Kind::Open(b'[') && text[..token.start].trim_end().ends_with("#!");
        in_attribute |= attribute;
        if !in_attribute {
            return &text[token.start..];
        }
        in_attribute = text.as_bytes()[token.start] != b']';
        at = token.end;
    }
    ""
}

/// The version that one of the first fields states.
pub fn version_near(text: &str) -> Option<&str> {
    const NEAR_TOKENS: usize = 24;
    let mut at = 0;
    let mut before = ["", ""];
    for _ in 0..NEAR_TOKENS {
        let token = next_token(text.as_bytes(), at)?;
        let word = &text[token.start..token.end];
        if before == ["version", ":"] {
            return Some(word);
        }
        before = [before[1], word];
        at = token.end;
    }
    None
}
