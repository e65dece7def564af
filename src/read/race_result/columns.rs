//! What the columns of a list hold: by its caption where that is a known word, else by the expression that fills it.

use super::text;
use crate::model::{Sex, fold};
use crate::read::header::{self, Meaning as Caption};
use crate::read::json::Value;
use crate::read::marker_caption::{Stretch, marker};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    Bib,
    Name,
    Given,
    Family,
    Sex,
    Birth,
    Age,
    Nation,
    Team,
    Category,
    Contest,
    Place(Rank),
    Gun,
    Chip,
    /// A time that nothing says to be the result; it is when no other is.
    SomeTime,
    /// A time at this distance in millimetres.
    Split(u32),
    /// A time at a place that is only named.
    NamedSplit,
    /// A time after a lap, in the order of the columns.
    Lap,
    /// How many laps were run.
    Laps,
    /// How far somebody came in a race over a time.
    Reached,
    Status,
    Note,
    Lane,
    /// A gap, which may be one of laps.
    Gap,
    Ignored,
}

/// Among whom a place counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    All,
    Sex,
    AgeGroup,
}

#[derive(Clone, Debug)]
pub struct Column {
    pub meaning: Meaning,
    pub caption: String,
    /// Its cells are the same words in every row.
    pub is_constant: bool,
}

pub struct Columns<'d> {
    pub(super) columns: Vec<Column>,
    /// Columns that are not read, as there are too many.
    pub beyond: usize,
    /// Columns stand behind the bib, and perhaps the id, which have no field.
    is_offset: bool,
    empty: Value<'d>,
}

/// A list has a few dozen; cells of further columns are not read.
const MAX_COLUMNS: usize = 500;

impl<'d> Columns<'d> {
    pub fn of(root: Value<'d>) -> Self {
        let fields: Vec<Value<'_>> = root.get("list").get("Fields").items().take(MAX_COLUMNS).collect();
        let caption_of = |expression: &str| {
            let field = fields.iter().find(|f| f.get("Expression").text() == expression);
            field.map(|f| text(f.get("Label"))).unwrap_or_default()
        };
        let data_fields = root.get("DataFields");
        let is_offset = !data_fields.is_array();
        let named: Vec<(String, String)> = if is_offset {
            let field = |f: &Value<'_>| (f.get("Expression").text().into_owned(), text(f.get("Label")));
            fields.iter().map(field).collect()
        } else {
            let expressions = data_fields.items().take(MAX_COLUMNS).map(|e| e.text().into_owned());
            expressions.map(|e| (e.clone(), caption_of(&e))).collect()
        };
        let mut columns: Vec<Column> = Vec::with_capacity(named.len());
        let mut before = String::new();
        for (expression, caption) in named {
            // a constant names the column behind it, in lists of pairs
            let constant = expression.strip_prefix('"').and_then(|e| e.strip_suffix('"'));
            let caption = if caption.is_empty() {
                std::mem::take(&mut before)
            } else {
                caption
            };
            if let Some(constant) = constant {
                before = constant.to_owned();
            }
            columns.push(Column {
                meaning: if constant.is_some() {
                    Meaning::Ignored
                } else {
                    meaning(&expression, &caption)
                },
                caption,
                is_constant: constant.is_some(),
            });
        }
        if !is_offset {
            prefer_captions(&mut columns);
        }
        let stated = if is_offset {
            root.get("list").get("Fields")
        } else {
            data_fields
        };
        Self {
            beyond: stated.items().count().saturating_sub(columns.len()),
            columns,
            is_offset,
            empty: root.get(""),
        }
    }

    /// The cells of a row with their columns.
    pub fn cells(&self, row: Value<'d>) -> impl Iterator<Item = (&Column, Value<'d>)> {
        const BIB: Column = Column {
            meaning: Meaning::Bib,
            caption: String::new(),
            is_constant: false,
        };
        let extra = self.extra(row);
        let front = row.items().take(extra.min(1)).map(|cell| (const { &BIB }, cell));
        front.chain(self.columns.iter().zip(row.items().skip(extra)))
    }

    /// Cells of a row in front of those that have a column.
    pub(super) fn extra(&self, row: Value<'_>) -> usize {
        match self.is_offset {
            true => row.items().count().saturating_sub(self.columns.len()).min(2),
            false => 0,
        }
    }

    /// The first cell of a row with that meaning.
    pub fn cell(&self, row: Value<'d>, meaning: Meaning) -> Value<'d> {
        let found = self
            .cells(row)
            .find(|(column, cell)| column.meaning == meaning && !cell.is_missing());
        found.map_or(self.empty, |(_, cell)| cell)
    }

    pub fn contest(&self, row: Value<'d>) -> String {
        text(self.cell(row, Meaning::Contest))
    }

    /// The sex of all rows, when it is one.
    pub fn sex_of_all(&self, rows: Value<'d>) -> Sex {
        if !self.columns.iter().any(|c| c.meaning == Meaning::Sex) {
            return Sex::Unknown;
        }
        let sexes = rows
            .items()
            .map(|row| Sex::parse(&self.cell(row, Meaning::Sex).text()).unwrap_or_default());
        let mut sexes = sexes.skip_while(|s| *s == Sex::Unknown);
        let first = sexes.next().unwrap_or_default();
        if sexes.all(|s| s == first) { first } else { Sex::Unknown }
    }
}

/// Of several columns of bibs the one with a caption counts: the first is the participant's number in the database.
fn prefer_captions(columns: &mut [Column]) {
    let is_captioned = |c: &Column| c.meaning == Meaning::Bib && !c.caption.is_empty();
    if columns.iter().any(is_captioned) {
        for column in columns
            .iter_mut()
            .filter(|c| c.meaning == Meaning::Bib && c.caption.is_empty())
        {
            column.meaning = Meaning::Ignored;
        }
    }
}

fn meaning(expression: &str, caption: &str) -> Meaning {
    let by_expression = of_expression(expression);
    // `Split` alone is no half marathon here
    let known = if caption.eq_ignore_ascii_case("split") {
        Caption::Unknown
    } else {
        header::meaning(caption)
    };
    match known {
        _ if caption.is_empty() => by_expression,
        Caption::Bib => Meaning::Bib,
        Caption::Name => Meaning::Name,
        Caption::Given => Meaning::Given,
        Caption::Family => Meaning::Family,
        Caption::Sex => Meaning::Sex,
        Caption::Birth => Meaning::Birth,
        // `AG` stands for both
        Caption::Age if by_expression != Meaning::Category => Meaning::Age,
        Caption::Nation => Meaning::Nation,
        Caption::Team => Meaning::Team,
        Caption::Category => Meaning::Category,
        Caption::Net => Meaning::Chip,
        Caption::Status => Meaning::Status,
        Caption::Note => Meaning::Note,
        Caption::Lane => Meaning::Lane,
        Caption::Mark if by_expression == Meaning::Chip && !caption.to_lowercase().contains("gun") => Meaning::Chip,
        Caption::Mark => Meaning::Gun,
        Caption::Marker(marker) if marker.stretch == Stretch::Open && !marker.is_lap() => {
            Meaning::Split(marker.distance_mm)
        }
        Caption::Place | Caption::Rank | Caption::Position => match by_expression {
            Meaning::Place(rank) => Meaning::Place(rank),
            _ => Meaning::Place(Rank::All),
        },
        _ => match by_expression {
            // the caption of a rank says among whom
            Meaning::Place(rank) => Meaning::Place(of_caption(caption).unwrap_or(rank)),
            // laps have no names but their numbers; others are those of places
            Meaning::Lap if !is_of_laps(caption) => Meaning::NamedSplit,
            // a numbered time with a caption of its own: a lap, a pace
            Meaning::Gun if is_numbered(expression) => Meaning::SomeTime,
            known => known,
        },
    }
}

/// Among whom a place counts whose caption is no plain word for it: `AG Place`, `Gender`.
fn of_caption(caption: &str) -> Option<Rank> {
    let lower = caption.to_lowercase();
    let has = |words: &[&str]| lower.split([' ', '.', '-']).any(|w| words.contains(&w));
    if has(&["ag", "ak", "age", "cat", "category", "class", "kategorie", "klasse"]) {
        Some(Rank::AgeGroup)
    } else if has(&["gender", "sex", "mw", "m/w"]) {
        Some(Rank::Sex)
    } else {
        None
    }
}

/// `Lap 1`, `Runde 2`: a caption of a word for a lap and its number.
fn is_of_laps(caption: &str) -> bool {
    const WORDS: [&str; 11] = [
        "lap",
        "laps",
        "after lap",
        "runde",
        "tour",
        "tura",
        "giro",
        "vuelta",
        "varv",
        "okrazenie",
        "ronde",
    ];
    let folded = fold(caption);
    let word = folded.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | ':' | '#'));
    word.is_empty() || WORDS.contains(&word)
}

fn is_numbered(expression: &str) -> bool {
    let digits = expression.to_lowercase();
    let digits = digits.strip_prefix("timetext").or_else(|| digits.strip_prefix("time"));
    digits.is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()))
}

fn of_expression(expression: &str) -> Meaning {
    let lower = expression.to_lowercase();
    let bare = lower
        .strip_prefix("withstatus(")
        .and_then(|e| e.strip_suffix(')'))
        .unwrap_or(&lower);
    let bare: String = bare.chars().filter(|c| !matches!(c, ' ' | '[' | ']' | '_')).collect();
    match bare.as_str() {
        "bib" | "startnumber" | "startnr" => Meaning::Bib,
        "displayname" | "flname" | "lfname" | "name" | "fullname" | "anzeigename" => Meaning::Name,
        "firstname" => Meaning::Given,
        "lastname" => Meaning::Family,
        "sex" | "gender" | "sexmf" | "gendermf" | "sexmw" | "gendermw" | "malefemale" => Meaning::Sex,
        "yearofbirth" | "dateofbirth" | "year" | "yob" => Meaning::Birth,
        "age" => Meaning::Age,
        "club" | "team" | "teamname" | "organisation" | "verein" => Meaning::Team,
        "contestname" | "contest.name" => Meaning::Contest,
        "time" | "timetext" | "timeorstatus" | "guntime" | "finish.gun" | "gun" => Meaning::Gun,
        "chiptime" | "finish.chip" | "nettime" | "chip" | "net" => Meaning::Chip,
        "status" | "statustext" => Meaning::Status,
        "comment" | "remark" | "remarks" => Meaning::Note,
        "numberoflaps" => Meaning::Laps,
        "lane" => Meaning::Lane,
        _ => of_expression_kind(&bare, expression),
    }
}

fn of_expression_kind(bare: &str, expression: &str) -> Meaning {
    let rank = bare
        .trim_end_matches(".p")
        .trim_end_matches('p')
        .trim_end_matches(|c: char| c.is_ascii_digit());
    let rank = match rank {
        "totalrank" | "overallrank" | "autorank" | "contestrank" | "rank" | "place" => Some(Rank::All),
        "genderrank" | "sexrank" | "mwrank" => Some(Rank::Sex),
        "agegrouprank" | "agerank" => Some(Rank::AgeGroup),
        _ => None,
    };
    if let Some(rank) = rank {
        return Meaning::Place(rank);
    }
    if bare.starts_with("nation") || bare.starts_with("country") {
        return Meaning::Nation;
    }
    if bare.starts_with("agegroup") {
        return Meaning::Category;
    }
    if bare.contains("gaptime") || bare.starts_with("gap") {
        return Meaning::Gap;
    }
    if is_numbered(expression) {
        return Meaning::Gun;
    }
    if bare.starts_with("distancefinal") {
        return Meaning::Reached;
    }
    let is_lap = bare.strip_prefix("afterlap").is_some_and(|n| n.parse::<u16>().is_ok());
    if is_lap {
        return Meaning::Lap;
    }
    if bare.starts_with("afterlap") || bare.starts_with("split") || bare.starts_with("lap") {
        return Meaning::NamedSplit;
    }
    // `10km.CHIP`, `5 km`
    let place = expression.split('.').next().unwrap_or_default();
    match marker(place.trim_matches(['[', ']'])) {
        Some(marker) if !marker.bare && marker.stretch == Stretch::Open => Meaning::Split(marker.distance_mm),
        _ => Meaning::Ignored,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_and_captions_say_what_a_column_is() {
        for (expression, caption, expected) in [
            ("BIB", "", Meaning::Bib),
            ("ATF1", "Bib", Meaning::Bib),
            ("DisplayName", "Name", Meaning::Name),
            ("TotalRankp", "Open", Meaning::Place(Rank::All)),
            ("WithStatus([GenderRankp])", "Place", Meaning::Place(Rank::Sex)),
            ("AgeGroupRank", "Place", Meaning::Place(Rank::AgeGroup)),
            ("WithStatus([AgeGroupRank.p])", "", Meaning::Place(Rank::AgeGroup)),
            ("RANK3", "AG Place", Meaning::Place(Rank::AgeGroup)),
            ("RANK2p", "", Meaning::Place(Rank::All)),
            ("SexMF", "Gender", Meaning::Sex),
            ("TIMETEXT", "Gun Time", Meaning::Gun),
            ("TIMETEXT300", "Time", Meaning::Gun),
            ("TimeOrStatus", "Time", Meaning::Gun),
            ("TIME1", "", Meaning::Gun),
            ("TIME6", "Laps", Meaning::SomeTime),
            ("Chip Time", "Chip Time", Meaning::Chip),
            ("Finish.CHIP", "Time", Meaning::Chip),
            ("NATION.FLAG", "", Meaning::Nation),
            ("AGEGROUPNAMESHORT1", "AG", Meaning::Category),
            ("CONTESTNAME", "", Meaning::Contest),
            ("AfterLap1", "21km", Meaning::Split(21_000_000)),
            ("AfterLap1", "Park", Meaning::NamedSplit),
            ("10km.CHIP", "", Meaning::Split(10_000_000)),
            ("AfterLap2", "Runde 2", Meaning::Lap),
            ("NumberOfLaps", "Splits", Meaning::Laps),
            ("GapTimeTop(1;2;\"-\")", "", Meaning::Gap),
            ("if([SEX]=\"f\"; \"B\"; \"\")", "", Meaning::Ignored),
        ] {
            assert_eq!(meaning(expression, caption), expected, "{expression} {caption}");
        }
    }
}
