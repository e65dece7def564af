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

    /// Reads a status word of a result file, in any case; `DSQ` and `DISQ` are `DQ`, and words written out are read in the
    /// languages of [`WORDS`]. `None` for other words.
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim();
        let upper = word.to_ascii_uppercase();
        Some(match upper.strip_suffix('.').unwrap_or(&upper) {
            "DNF" | "AUFG" | "ABD" | "ABAN" | "RIT" | "KESK" | "BRUT" | "UTG" => Self::Dnf,
            "RET" | "RETIRED" => Self::Retired,
            "NM" | "NH" | "FOUL" => Self::NoMark,
            "NT" | "NP" => Self::NoTime,
            "NC" => Self::NotClassified,
            "EXH" => Self::Exhibition,
            "FS" => Self::FalseStart,
            "DQ" | "DSQ" | "DISQ" | "SQUAL" | "DESC" | "HYL" => Self::Dq,
            "SCR" => Self::Scratched,
            "DNS" => Self::Dns,
            _ if word == "r" => Self::Retired,
            _ if word == "L" => Self::LaneInfringement,
            _ if word.len() < SHORTEST_WORD => return None,
            _ => return written_out(word),
        })
    }

    /// Reads a word of a column of places or of statuses, where `a.K.` can be no class and `HC` no club.
    pub fn parse_in_column(word: &str) -> Option<Self> {
        let bare: String = word
            .chars()
            .filter(|c| !matches!(c, '.' | ' ' | '*' | '(' | ')' | '/'))
            .collect();
        match bare.to_lowercase().as_str() {
            out if OUT_OF_COMPETITION.contains(&out) => Some(Self::Exhibition),
            "ow" => Some(Self::NotClassified),
            _ => Self::parse(word).or_else(|| Self::parse(&bare)),
        }
    }
}

/// Codes of those who take part outside the competition, in lower case without points: German, French, English.
const OUT_OF_COMPETITION: [&str; 7] = ["ak", "hc", "oc", "ooc", "guest", "gast", "exh"];

/// Bytes of the shortest of [`WORDS`].
const SHORTEST_WORD: usize = 6;

/// Statuses written out, in lower case: English, German, French, Italian, Spanish, Dutch and the languages of the North.
/// What could as well be a name, a club or a category is not among them.
const WORDS: &[(Status, &[&str])] = &[
    (
        Status::Dnf,
        &[
            "did not finish",
            "not finished",
            "abandoned",
            "aufgegeben",
            "aufgabe",
            "ausgeschieden",
            "gestürzt",
            "gestuerzt",
            "nicht im ziel",
            "abandon",
            "abandonné",
            "ritirato",
            "ritirata",
            "abandono",
            "uitgevallen",
            "opgegeven",
            "utgått",
            "brutit",
            "udgået",
            "keskeytti",
            "keskeyttänyt",
        ],
    ),
    (
        Status::Dns,
        &[
            "did not start",
            "not started",
            "nicht am start",
            "nicht angetreten",
            "nicht gestartet",
            "absent",
            "non partant",
            "non partito",
            "non partita",
            "no presentado",
            "niet gestart",
            "ej start",
            "ej startat",
            "ikke startet",
            "ikke start",
            "ei lähtenyt",
        ],
    ),
    (
        Status::Dq,
        &[
            "disqualified",
            "disqual",
            "disqual.",
            "disqualifiziert",
            "disqualifié",
            "disqualifiée",
            "squalificato",
            "squalificata",
            "descalificado",
            "descalificada",
            "gediskwalificeerd",
            "diskvalificerad",
            "diskad",
            "diskvalifisert",
            "diskvalificeret",
            "disket",
            "hylätty",
        ],
    ),
    (
        Status::NotClassified,
        &[
            "not classified",
            "ohne wertung",
            "nicht gewertet",
            "non classé",
            "non classée",
        ],
    ),
    (
        Status::Exhibition,
        &[
            "exhibition",
            "außer konkurrenz",
            "ausser konkurrenz",
            "hors concours",
            "fuori gara",
        ],
    ),
    (Status::NoMark, &["no mark", "no height", "ohne gültigen versuch"]),
    (Status::NoTime, &["no time"]),
    (
        Status::FalseStart,
        &["false start", "fehlstart", "faux départ", "tjuvstart"],
    ),
    (Status::Scratched, &["scratched", "withdrawn", "abgemeldet", "forfait"]),
];

fn written_out(word: &str) -> Option<Status> {
    let lower = word.to_lowercase();
    let of = |(_, words): &&(Status, &[&str])| words.contains(&lower.as_str());
    WORDS.iter().find(of).map(|(status, _)| *status)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_codes() {
        for (word, status) in [
            ("DSQ", Status::Dq),
            ("gestürzt", Status::Dnf),
            ("GESTÜRZT", Status::Dnf),
            ("Aufgegeben", Status::Dnf),
            (" did not start ", Status::Dns),
            ("Nicht angetreten", Status::Dns),
            ("Disqualifiziert", Status::Dq),
            ("außer Konkurrenz", Status::Exhibition),
            ("no time", Status::NoTime),
        ] {
            assert_eq!(Status::parse(word), Some(status), "{word}");
        }
        for word in ["", "AB", "AK", "Sturz", "Finished", "Fell", "1:02.3", "Ⓡ"] {
            assert_eq!(Status::parse(word), None, "{word}");
        }
    }

    #[test]
    fn no_word_is_shorter_than_those_that_are_looked_up() {
        let words = WORDS.iter().flat_map(|(_, words)| *words);
        assert_eq!(words.map(|w| w.len()).min(), Some(SHORTEST_WORD));
    }
}
