//! What few results have beside the mark, as the row's file says it, else the first other file of the same result.

use super::RowView;
use crate::model::{PackedMark, Str};
use crate::read::import::Extra;

impl<'a> RowView<'a> {
    fn told<T>(self, value: impl Fn(&Extra) -> Option<T>) -> Option<T> {
        let mut all = std::iter::once(self).chain(self.repeats());
        all.find_map(|row| value(row.extra()?))
    }

    fn rare_text(self, text: fn(&Extra) -> Str) -> &'a str {
        let (at, text) = self.own_or_repeated(|row| row.extra().map_or(Str::EMPTY, text));
        self.import_at(at).text(text)
    }

    pub fn note(self) -> &'a str {
        self.rare_text(|e| e.note)
    }

    /// Class or category as written.
    pub fn category(self) -> &'a str {
        self.rare_text(|e| e.category)
    }

    /// Rule of a disqualification, verbatim.
    pub fn rule(self) -> &'a str {
        self.rare_text(|e| e.rule)
    }

    /// Attempts of a field event, verbatim.
    pub fn series(self) -> &'a str {
        self.rare_text(|e| e.series)
    }

    /// Lane or order at the start.
    pub fn lane(self) -> Option<u16> {
        self.told(|e| Some(e.lane).filter(|lane| *lane > 0))
    }

    /// Reaction time in milliseconds.
    pub fn reaction_ms(self) -> Option<i16> {
        self.told(|e| e.reaction_ms)
    }

    /// Wind in tenths of m/s, positive assisting (terms.md 13).
    pub fn wind_tenths(self) -> Option<i16> {
        self.told(|e| e.wind_tenths)
    }

    /// Net (chip) time beside the official one.
    pub fn net(self) -> Option<PackedMark> {
        self.told(|e| Some(e.net).filter(|net| net.mark().is_some()))
    }

    /// Place in the compiled round, beside the place in the race.
    pub fn place_in_round(self) -> Option<u32> {
        self.told(|e| Some(e.place_in_round).filter(|place| *place > 0))
    }

    /// Of a list's row: place in the race in which the mark was set.
    pub fn place_at(self) -> Option<u32> {
        self.told(|e| Some(e.place_at).filter(|place| *place > 0))
    }
}
