//! The caption line of a table: what stands in which column. Values are right-aligned under their caption and may hang over
//! it by a few characters.

use crate::read::fixed::{Word, words};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Name,
    Year,
    Age,
    Team,
    Seed,
    /// The result, whatever the round is called in the caption.
    Result,
    Wind,
    Heat,
    Points,
    Alternate,
    /// A number of the athlete.
    Bib,
}

/// A column of values behind the team.
#[derive(Clone, Copy, Debug)]
pub struct ValueColumn {
    pub field: Field,
    pub start: usize,
    pub end: usize,
}

/// Where the columns of a table stand, in characters.
#[derive(Clone, Debug, Default)]
pub struct Captions {
    pub name: usize,
    /// Year or age: where it starts, and whether it is an age, perhaps with the sex before it.
    pub year: Option<(usize, bool)>,
    pub team: Option<usize>,
    pub bib: Option<(usize, usize)>,
    pub values: Vec<ValueColumn>,
    /// The caption of the result: `Finals`, `Prelims`, `Semis`, `Time`.
    pub result: String,
}

fn field(word: &str) -> Option<Field> {
    let folded = crate::model::fold(word);
    Some(match folded.trim_end_matches('.') {
        "name" | "nom" | "athlete" | "competitor" => Field::Name,
        "year" | "yr" | "annee" | "gr" | "grade" => Field::Year,
        "age" => Field::Age,
        "team" | "school" | "equipe" | "club" | "affiliation" => Field::Team,
        "seed" | "inscription" | "entry" => Field::Seed,
        "finals" | "final" | "finale" | "finales" | "prelims" | "prelim" | "preliminaires" | "semis" | "semi"
        | "quarters" | "time" | "temps" | "result" | "results" | "mark" | "resultat" => Field::Result,
        "wind" | "vent" => Field::Wind,
        "h#" | "s#" | "sec" | "heat" | "section" => Field::Heat,
        "points" | "pts" => Field::Points,
        "alternate" | "alternatif" => Field::Alternate,
        "comp#" | "bib#" | "no" | "#" | "bib" => Field::Bib,
        _ => return None,
    })
}

/// Whether a line is one of captions: a name or team and at least one further column, and nothing else.
pub fn is_captions(line: &str) -> bool {
    Captions::read(line).is_some()
}

/// A line of `=` across the table.
pub fn is_ruler(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 20 && line.bytes().all(|b| b == b'=')
}

impl Captions {
    /// `None` when the line holds other words.
    pub fn read(line: &str) -> Option<Self> {
        let chars: Vec<char> = line.chars().collect();
        let words: Vec<Word> = words(&chars);
        if words.len() < 2 || words.len() > 14 {
            return None;
        }
        let mut captions = Self::default();
        let mut first = None;
        for word in &words {
            let column = ValueColumn {
                field: field(&word.text)?,
                start: word.start,
                end: word.end,
            };
            match column.field {
                Field::Name => first = first.or(Some(word.start)),
                Field::Year => captions.year = Some((word.start, false)),
                Field::Age => captions.year = Some((word.start, true)),
                Field::Team if first.is_none() => first = Some(word.start),
                Field::Team => captions.team = Some(word.start),
                Field::Bib => captions.bib = Some((word.start, word.end)),
                _ => captions.values.push(column),
            }
            if column.field == Field::Result && captions.result.is_empty() {
                captions.result.clone_from(&word.text);
            }
        }
        captions.name = first?;
        Some(captions)
    }

    /// Whether the table holds results, not only seeds.
    pub fn has_results(&self) -> bool {
        !self.result.is_empty()
    }

    /// Whether the table compiles heats: it says which heat each athlete ran in.
    pub fn has_heats(&self) -> bool {
        self.values.iter().any(|v| v.field == Field::Heat)
    }

    /// Where the values begin: they hang over the first caption by up to four characters.
    pub fn values_start(&self) -> usize {
        self.values.first().map_or(usize::MAX, |v| v.start.saturating_sub(4))
    }

    /// The column of a value: the one whose caption it stands under, else the nearest.
    pub fn column_of(&self, word: &Word) -> Option<Field> {
        let distance = |c: &ValueColumn| {
            let overlap = word.end.min(c.end).saturating_sub(word.start.max(c.start));
            (usize::MAX - overlap, c.end.abs_diff(word.end))
        };
        self.values.iter().min_by_key(|c| distance(c)).map(|c| c.field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_say_where_columns_stand() {
        let line = "    Name                    Year School                  Seed     Finals  H# Points";
        let captions = Captions::read(line).expect("captions");
        assert_eq!(
            (captions.name, captions.year, captions.team),
            (4, Some((28, false)), Some(33))
        );
        let fields: Vec<Field> = captions.values.iter().map(|v| v.field).collect();
        assert_eq!(fields, [Field::Seed, Field::Result, Field::Heat, Field::Points]);
        assert_eq!(captions.result, "Finals");
        let relay = Captions::read("    Team                                                 Finals  Points Alternate")
            .expect("captions");
        assert_eq!((relay.name, relay.team), (4, None));
        let french =
            Captions::read("     Nom                         Année Équipe                Seed").expect("captions");
        assert!(!french.has_results());
        assert!(!is_captions(
            "  1 Adam, Jo                00 AT                     4:31.24"
        ));
        assert!(!is_captions("Event 26  Boys 1500 Meter Run"));
    }
}
