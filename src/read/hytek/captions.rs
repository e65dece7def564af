//! The caption line of a table: what stands in which column. Values are right-aligned under their caption and may hang over it
//! by a few characters.

use crate::model::fold;
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
    /// The result of a round before, beside that of this one.
    Before,
    /// The time from the start line, beside that from the gun.
    Net,
    Wind,
    Heat,
    Points,
    Alternate,
    /// A number of the athlete.
    Bib,
    Lane,
    /// A caption that is not known.
    Other,
}

/// A column of values behind the team, in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub field: Field,
    pub start: usize,
    pub end: usize,
    pub caption: String,
}

/// Where the columns of a table stand, in characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Captions {
    pub name: usize,
    /// Year or age: where it starts, and whether it is an age, perhaps with the sex before it.
    pub year: Option<(usize, bool)>,
    pub team: Option<usize>,
    /// Where a number of the athlete ends that stands before the name.
    pub bib_end: Option<usize>,
    /// The number before the name is a lane, not a place.
    pub has_lanes: bool,
    pub values: Vec<Column>,
    /// The caption of the result: `Finals`, `Prelims`, `Semis`, `Time`.
    pub result: String,
}

fn field(word: &str) -> Option<Field> {
    let folded = fold(word);
    Some(match folded.trim_end_matches('.') {
        "name" | "nom" | "athlete" | "competitor" => Field::Name,
        "year" | "yr" | "annee" | "gr" | "grade" => Field::Year,
        "age" => Field::Age,
        "team" | "school" | "equipe" | "club" | "affiliation" | "ecole" => Field::Team,
        "seed" | "inscription" | "entry" => Field::Seed,
        "finals" | "final" | "finale" | "finales" | "prelims" | "prelim" | "preliminaires" | "semis" | "semi"
        | "quarters" | "time" | "temps" | "result" | "results" | "mark" | "resultat" => Field::Result,
        "wind" | "vent" => Field::Wind,
        "h#" | "s#" | "f#" | "sec" | "heat" | "section" => Field::Heat,
        "points" | "pts" => Field::Points,
        "alternate" | "alternatif" => Field::Alternate,
        "comp#" | "bib#" | "no" | "#" | "bib" => Field::Bib,
        "lane" | "ln" | "couloir" => Field::Lane,
        _ => return None,
    })
}

/// A line of `=` across the table.
pub fn is_ruler(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 20 && line.bytes().all(|b| b == b'=')
}

impl Captions {
    /// `None` for another line. Of a line below a ruler half of the words may be unknown ones.
    pub fn read(line: &str, below_ruler: bool) -> Option<Self> {
        if line.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let first = field(line.split_whitespace().next()?)?;
        if !matches!(first, Field::Name | Field::Team | Field::Bib | Field::Lane) {
            return None;
        }
        let words: Vec<Word<'_>> = words(line).collect();
        let known = words.iter().filter(|w| field(w.text).is_some()).count();
        if !(2..=14).contains(&known) || known < words.len() && (!below_ruler || known * 2 < words.len()) {
            return None;
        }
        let mut captions = Self::default();
        let mut name = None;
        for word in words {
            let field = field(word.text).unwrap_or(Field::Other);
            match field {
                Field::Name => name = name.or(Some(word.start)),
                Field::Team if name.is_none() => name = Some(word.start),
                Field::Team => captions.team = Some(word.start),
                Field::Year => captions.year = Some((word.start, false)),
                Field::Age => captions.year = Some((word.start, true)),
                Field::Lane if name.is_none() => captions.has_lanes = true,
                Field::Bib if name.is_none() => captions.bib_end = Some(word.end),
                _ => captions.add(field, word),
            }
        }
        captions.name = name?;
        captions.choose_result();
        Some(captions)
    }

    /// `Seed Time`, `Gun Time`, `Chip Time` and `Avg Mile` are one caption each.
    fn add(&mut self, field: Field, word: Word<'_>) {
        match self.values.last_mut() {
            Some(last) if last.end + 1 == word.start && matches!(field, Field::Result | Field::Other) => {
                let first = last.caption.to_lowercase();
                last.field = match last.field {
                    Field::Other if field == Field::Result && matches!(first.as_str(), "chip" | "net") => Field::Net,
                    Field::Other => field,
                    known => known,
                };
                last.end = word.end;
                last.caption = format!("{} {}", last.caption, word.text);
            }
            _ => self.values.push(Column {
                field,
                start: word.start,
                end: word.end,
                caption: word.text.to_owned(),
            }),
        }
    }

    /// Of `Prelims` and `Finals` the last is the result.
    fn choose_result(&mut self) {
        let results = self.values.iter_mut().filter(|c| c.field == Field::Result);
        let mut later = false;
        for column in results.rev() {
            if later {
                column.field = Field::Before;
            } else {
                self.result.clone_from(&column.caption);
            }
            later = true;
        }
    }

    /// Makes the column of a round that of the result: the preliminaries below the finals of one table stand in it.
    pub fn turn_to(&mut self, is_of: impl Fn(&str) -> bool) {
        let is_result = |c: &Column| matches!(c.field, Field::Result | Field::Before);
        let Some(own) = self.values.iter().position(|c| is_result(c) && is_of(&c.caption)) else {
            return;
        };
        for (at, column) in self.values.iter_mut().enumerate().filter(|(_, c)| is_result(c)) {
            column.field = if at == own { Field::Result } else { Field::Before };
        }
        self.result = self.values.get(own).map(|c| c.caption.clone()).unwrap_or_default();
    }

    /// Whether the table holds results, not only seeds.
    pub fn has_results(&self) -> bool {
        !self.result.is_empty()
    }

    /// Whether the table compiles heats: it says which heat each athlete ran in.
    pub fn has_heats(&self) -> bool {
        self.values.iter().any(|v| v.field == Field::Heat)
    }

    /// Where the first value's caption begins; a value ends behind it, what stands before ends in front of it.
    pub fn values_start(&self) -> usize {
        self.values.first().map_or(usize::MAX, |v| v.start)
    }

    /// The next column, where its caption begins close behind the end of a value.
    pub fn column_close_behind(&self, column: &Column, end: usize) -> Option<&Column> {
        let mut behind = self.values.iter().filter(|c| c.start >= column.end);
        behind.next().filter(|next| next.start <= end + 1)
    }

    /// The column of a value from `start` to `end`: the one whose caption it stands under most, else the nearest.
    pub fn column_of(&self, start: usize, end: usize) -> Option<&Column> {
        let overlap = |c: &Column| end.min(c.end).saturating_sub(start.max(c.start));
        self.values
            .iter()
            .min_by_key(|c| (usize::MAX - overlap(c), c.end.abs_diff(end)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn captions(line: &str) -> Captions {
        Captions::read(line, true).expect("captions")
    }

    fn fields(line: &str) -> Vec<Field> {
        captions(line).values.iter().map(|v| v.field).collect()
    }

    #[test]
    fn captions_say_where_columns_stand() {
        let line = "    Name                    Year School                  Seed     Finals  H# Points";
        let own = captions(line);
        assert_eq!((own.name, own.year, own.team), (4, Some((28, false)), Some(33)));
        assert_eq!(fields(line), [Field::Seed, Field::Result, Field::Heat, Field::Points]);
        assert_eq!(own.result, "Finals");
        let relay = captions("    Team                                                 Finals  Points Alternate");
        assert_eq!((relay.name, relay.team), (4, None));
        assert!(!captions("     Nom                         Année Équipe                Seed").has_results());
        assert_eq!(
            Captions::read("  1 Adam, Jo                00 AT       4:31.24", true),
            None
        );
        assert_eq!(Captions::read("Event 26  Boys 1500 Meter Run", true), None);
    }

    #[test]
    fn the_later_round_is_the_result() {
        let line = "    Name                    Year School                 Prelims     Finals  Wind Points";
        assert_eq!(fields(line), [Field::Before, Field::Result, Field::Wind, Field::Points]);
        assert_eq!(captions(line).result, "Finals");
        assert_eq!(
            fields("    Name   Year School    Seed Time   Finals Time"),
            [Field::Seed, Field::Result]
        );
    }

    #[test]
    fn unknown_captions_are_taken_between_rulers_only() {
        let line = "    Name                    Year School                  Finals  Standard";
        assert_eq!(fields(line), [Field::Result, Field::Other]);
        assert_eq!(Captions::read(line, false), None);
        let lanes = captions("Lane Name                    Year School                    Seed");
        assert!(lanes.has_lanes && lanes.name == 5);
    }
}
