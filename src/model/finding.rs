//! A defect in data, as a value that goes on with the data.

use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something was not read.
    Error,
    /// Read, and doubtful.
    Warning,
    /// Read; the reader chose between meanings.
    Note,
}

impl Severity {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One defect: where, what was found there and what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub severity: Severity,
    /// A short, stable name of the kind of defect, such as `unreadable-time`.
    pub code: &'static str,
    /// Line in the file, from 1; 0 when the finding is about the whole file.
    pub line: u32,
    /// Column in characters, from 1; 0 when unknown.
    pub column: u32,
    pub found: String,
    pub expected: String,
}

/// `line 12, column 3: found "3:6x", expected a time such as 3:28.32`.
impl Finding {
    /// A finding about a place, line and column; with column 0 about a line, with line 0 about the file.
    pub fn at(
        severity: Severity,
        code: &'static str,
        (line, column): (u32, u32),
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            code,
            line,
            column,
            found: found.into(),
            expected: expected.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}", self.line)?;
            if self.column > 0 {
                write!(f, ", column {}", self.column)?;
            }
            f.write_str(": ")?;
        }
        write!(f, "found {}, expected {}", self.found, self.expected)
    }
}

/// The findings of one file, bounded: of each kind the first [`Findings::KEPT_PER_CODE`] are kept and the rest counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    kept: Vec<Finding>,
    counts: Vec<(&'static str, u64)>,
}

impl Findings {
    pub const KEPT_PER_CODE: u64 = 500;

    pub fn push(&mut self, finding: Finding) {
        let at = self
            .counts
            .iter()
            .position(|(code, _)| *code == finding.code)
            .unwrap_or_else(|| {
                self.counts.push((finding.code, 0));
                self.counts.len() - 1
            });
        self.counts[at].1 += 1;
        if self.counts[at].1 <= Self::KEPT_PER_CODE {
            self.kept.push(finding);
        }
    }

    /// Changes the place of every finding: those of a part of a file get their line in the whole.
    pub fn move_places(&mut self, place: impl Fn(&mut Finding)) {
        self.kept.iter_mut().for_each(place);
    }

    /// Takes findings out.
    pub fn retain(&mut self, is_kept: impl Fn(&Finding) -> bool) {
        for out in self.kept.extract_if(.., |finding| !is_kept(finding)) {
            self.counts
                .iter_mut()
                .filter(|(code, _)| *code == out.code)
                .for_each(|(_, count)| *count -= 1);
        }
        self.counts.retain(|(_, count)| *count > 0);
    }

    pub fn extend(&mut self, others: Findings) {
        for (code, count) in &others.counts {
            let kept = others.kept.iter().filter(|f| f.code == *code).count() as u64;
            others
                .kept
                .iter()
                .filter(|f| f.code == *code)
                .for_each(|f| self.push(f.clone()));
            if let Some(own) = self.counts.iter_mut().find(|(c, _)| c == code) {
                own.1 += count - kept;
            }
        }
    }

    /// The findings kept, in the order found.
    pub fn kept(&self) -> &[Finding] {
        &self.kept
    }

    /// All findings met, the ones beyond the bound included.
    pub fn total(&self) -> u64 {
        self.counts.iter().map(|(_, n)| n).sum()
    }

    /// How many findings of each kind were met, in the order of the first of each.
    pub fn counts(&self) -> &[(&'static str, u64)] {
        &self.counts
    }
}
