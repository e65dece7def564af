//! Columns that no caption and no expression tells, by what is in them.

use super::columns::{Column, Columns, Meaning};
use super::text;
use crate::model::Time;
use crate::read::json::Value;

impl<'d> Columns<'d> {
    /// Takes columns of times and of names that no word tells by what is in some rows, and says which.
    pub fn complete(&mut self, rows: &[Value<'d>]) -> Vec<String> {
        let mut taken = Vec::new();
        let has = |columns: &[Column], known: &[Meaning]| columns.iter().any(|c| known.contains(&c.meaning));
        if !has(&self.columns, &[Meaning::Gun, Meaning::Chip, Meaning::SomeTime]) {
            let times = self.by_content(rows, |text| text.contains(':') && Time::parse(text).is_some());
            taken.extend(times.last().map(|at| (*at, Meaning::Gun)));
        }
        if !has(&self.columns, &[Meaning::Name, Meaning::Given, Meaning::Family]) {
            let is_name = |text: &str| {
                text.trim().contains([' ', ','])
                    && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '[' | ':' | '>'))
            };
            taken.extend(self.by_content(rows, is_name).first().map(|at| (*at, Meaning::Name)));
        }
        let mut names = Vec::new();
        for (at, meaning) in taken {
            if let Some(column) = self.columns.get_mut(at) {
                column.meaning = meaning;
                let word = if meaning == Meaning::Name { "names" } else { "times" };
                names.push(format!("{word} in column {} \"{}\"", at + 1, column.caption));
            }
        }
        names
    }

    /// The columns that nothing is known of and most of whose cells are of a kind.
    fn by_content(&self, rows: &[Value<'d>], is_kind: impl Fn(&str) -> bool) -> Vec<usize> {
        let mut counts = vec![(0usize, 0usize); self.columns.len()];
        for row in rows {
            for (count, cell) in counts.iter_mut().zip(row.items().skip(self.extra(*row))) {
                let text = text(cell);
                count.0 += usize::from(!text.is_empty());
                count.1 += usize::from(is_kind(&text));
            }
        }
        let unknown = |at: &usize| self.columns[*at].meaning == Meaning::Ignored && !self.columns[*at].is_constant;
        let most = |at: &usize| counts[*at].1 > 0 && counts[*at].1 * 2 >= counts[*at].0;
        (0..counts.len()).filter(unknown).filter(most).collect()
    }
}
