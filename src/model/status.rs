//! Status and qualification codes (terms.md 11).

use std::fmt;

/// Why a result has no regular mark. The order is that of a result list: finished, then DNF, DQ, DNS and the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Status {
    /// Finished, or the source gives no status.
    #[default]
    None = 0,
    Dnf,
    Retired,
    NoMark,
    NoTime,
    NotClassified,
    Exhibition,
    FalseStart,
    LaneInfringement,
    Dq,
    Scratched,
    Dns,
}

impl Status {
    pub const ALL: [Status; 12] = [
        Self::None,
        Self::Dnf,
        Self::Retired,
        Self::NoMark,
        Self::NoTime,
        Self::NotClassified,
        Self::Exhibition,
        Self::FalseStart,
        Self::LaneInfringement,
        Self::Dq,
        Self::Scratched,
        Self::Dns,
    ];

    /// The code as written; empty for [`Status::None`].
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Dnf => "DNF",
            Self::Retired => "r",
            Self::NoMark => "NM",
            Self::NoTime => "NT",
            Self::NotClassified => "NC",
            Self::Exhibition => "EXH",
            Self::FalseStart => "FS",
            Self::LaneInfringement => "L",
            Self::Dq => "DQ",
            Self::Scratched => "SCR",
            Self::Dns => "DNS",
        }
    }

    /// Reads a status word of a result file, in any case; `DSQ` and `DISQ` are `DQ`. `None` for other words.
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim();
        let upper = word.to_ascii_uppercase();
        Some(match upper.as_str() {
            "DNF" => Self::Dnf,
            "RET" | "RETIRED" => Self::Retired,
            "NM" | "NH" | "FOUL" => Self::NoMark,
            "NT" | "NP" => Self::NoTime,
            "NC" => Self::NotClassified,
            "EXH" => Self::Exhibition,
            "FS" => Self::FalseStart,
            "DQ" | "DSQ" | "DISQ" | "DISQ." => Self::Dq,
            "SCR" => Self::Scratched,
            "DNS" => Self::Dns,
            _ if word == "r" => Self::Retired,
            _ if word == "L" => Self::LaneInfringement,
            _ => return None,
        })
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// How an athlete advanced to the next round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Qualification {
    #[default]
    None = 0,
    /// `Q`
    ByPlace,
    /// `q`
    ByTime,
    /// `qR`
    ByReferee,
    /// `qJ`
    ByJury,
    /// `qD`
    ByDraw,
}

impl Qualification {
    pub const ALL: [Qualification; 6] = [
        Self::None,
        Self::ByPlace,
        Self::ByTime,
        Self::ByReferee,
        Self::ByJury,
        Self::ByDraw,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "",
            Self::ByPlace => "Q",
            Self::ByTime => "q",
            Self::ByReferee => "qR",
            Self::ByJury => "qJ",
            Self::ByDraw => "qD",
        }
    }

    /// Reads the code as written; case matters.
    pub fn parse(code: &str) -> Option<Self> {
        let code = code.trim();
        Self::ALL.into_iter().find(|q| !code.is_empty() && q.code() == code)
    }
}

impl fmt::Display for Qualification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}
