//! One runner as an orienteering file knows him or her, whatever its columns, and what the punches say of the status.

use crate::model::{Date, Sex, Status, Time};
use std::borrow::Cow;

/// What a file says of a course.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Course<'t> {
    pub name: Cow<'t, str>,
    /// 0 when unknown.
    pub length_mm: u32,
    /// Climb in metres as written.
    pub climb: Cow<'t, str>,
}

/// A control in the order of the course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Punch<'t> {
    /// Empty where the file has no codes.
    pub code: Cow<'t, str>,
    /// Elapsed since the start; `None` when the control was missed.
    pub time: Option<Time>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Runner<'t> {
    pub line: u32,
    pub bib: Cow<'t, str>,
    pub name: Cow<'t, str>,
    pub given: Cow<'t, str>,
    pub family: Cow<'t, str>,
    pub nation: Cow<'t, str>,
    pub team: Cow<'t, str>,
    pub birth: Option<Date>,
    pub sex: Sex,
    pub class: Cow<'t, str>,
    /// A longer name of the class.
    pub class_long: Cow<'t, str>,
    pub course: Course<'t>,
    pub place: u32,
    pub status: Status,
    /// Why the status was given, in words.
    pub reason: &'static str,
    pub time: Option<Time>,
    pub punches: Vec<Punch<'t>>,
}

pub(super) const MISPUNCH: &str = "mispunch";
pub(super) const OVER_TIME: &str = "over time";
pub(super) const NOT_COMPETING: &str = "not competing";

impl Runner<'_> {
    /// The status where the file states none: a full set of punches with a time is a finish (oe-csv.md).
    pub fn judge_by_punches(&mut self) {
        let missed = self.punches.iter().any(|p| p.time.is_none());
        let punched = self.punches.iter().any(|p| p.time.is_some());
        (self.status, self.reason) = match self.time {
            Some(_) if missed => (Status::Dq, MISPUNCH),
            Some(_) => (Status::None, ""),
            None if punched => (Status::Dnf, ""),
            None => (Status::Dns, ""),
        };
    }
}

/// The status that a classifier, a number or a word, stands for; `None` when it is blank or unknown.
pub(super) fn classified(cell: &str) -> Option<(Status, &'static str)> {
    Some(match cell.to_lowercase().as_str() {
        "0" | "ok" => (Status::None, ""),
        "1" => (Status::Dns, ""),
        "2" => (Status::Dnf, ""),
        "3" | "mp" | "m/p" | "mispunch" | "mispunched" | "mis" | "pm" | "missingpunch" | "missing punch" => {
            (Status::Dq, MISPUNCH)
        }
        "didnotstart" => (Status::Dns, ""),
        "didnotfinish" => (Status::Dnf, ""),
        "4" => (Status::Dq, ""),
        "5" | "omt" | "ovt" | "otl" | "over time" | "overtime" => (Status::NotClassified, OVER_TIME),
        "ret" => (Status::Retired, ""),
        "nc" | "n/c" | "notcompeting" | "non competitive" => (Status::Exhibition, NOT_COMPETING),
        _ => (Status::parse(cell)?, ""),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classifiers() {
        // oe-csv.md: 0 OK, 1 did not start, 2 did not finish, 3 mispunch, 4 disqualified, 5 over time
        let status = |cell| classified(cell).map(|(s, _)| s);
        assert_eq!(
            ["0", "1", "2", "3", "4", "5", "", "DSQ", "?"].map(status),
            [
                Some(Status::None),
                Some(Status::Dns),
                Some(Status::Dnf),
                Some(Status::Dq),
                Some(Status::Dq),
                Some(Status::NotClassified),
                None,
                Some(Status::Dq),
                None
            ]
        );
    }
}
