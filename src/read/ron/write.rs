//! Import to document: the same format in a stable order, one result a line, so that reading it gives the import again.

use super::names::{Names, Writing};
use super::text::{Fields, Page, event_fields, mark_fields, reading_fields};
use super::{VERSION, values};
use crate::model::{Passing, Reading, Sex, Standing, Str};
use crate::read::import::{Extra, Import, Meet, Race, RaceKind};
use std::ops::Range;

/// Writes an import as a document. Lines and findings belong to the file that was read and are not written.
pub fn write(import: &Import) -> String {
    let rows = rows_by_race(import);
    let mut writer = Writer {
        import,
        names: Names::of(import, &rows),
        rows: &rows,
        page: Page::default(),
    };
    writer.document();
    writer.page.text
}

/// The rows of each race, in their order.
fn rows_by_race(import: &Import) -> Vec<Vec<usize>> {
    let mut rows = vec![Vec::new(); import.races.len()];
    for (row, race) in import.rows.race.iter().enumerate() {
        rows[*race as usize].push(row);
    }
    rows
}

struct Writer<'a> {
    import: &'a Import,
    names: Names<'a>,
    rows: &'a [Vec<usize>],
    page: Page,
}

/// A passing with the citation that holds for it.
#[derive(Clone, Copy)]
struct Cited {
    passing: Passing,
    citation: Str,
}

impl Writer<'_> {
    fn text(&self, id: Str) -> &str {
        self.import.text(id)
    }

    fn document(&mut self) {
        self.page.open("Homestraight(");
        self.page.line(&format!("version: {VERSION},"));
        if !self.names.listed().is_empty() {
            self.page.open("athletes: [");
            for athlete in self.names.listed().to_vec() {
                self.athlete(athlete as usize);
            }
            self.page.close("],");
        }
        // races and lists of no meet at the end stand beside the meets; all others in them, so that the order stays
        let races = &self.import.races;
        let lone = |kind| move |race: &Race| race.kind == kind && race.meet.is_none();
        let lists = races.len() - races.iter().rev().take_while(|r| lone(RaceKind::List)(r)).count();
        let loose = lists
            - races[..lists]
                .iter()
                .rev()
                .take_while(|r| lone(RaceKind::Race)(r))
                .count();
        self.meets(loose);
        self.races(loose..lists);
        self.races(lists..races.len());
        self.page.close(")");
    }

    fn athlete(&mut self, at: usize) {
        let athlete = self.import.athletes[at];
        let mut fields = Fields::default();
        fields
            .text("name", self.text(athlete.name))
            .text("nation", self.text(athlete.nation))
            .quoted("born", athlete.birth)
            .text("sex", athlete.sex.word());
        if let Some(details) = self.import.athlete_details(at) {
            fields
                .text("id", self.text(details.id))
                .text("given", self.text(details.given))
                .text("family", self.text(details.family))
                .text("club", self.text(details.club))
                .text("coach", self.text(details.coach))
                .text("birthplace", self.text(details.birthplace))
                .text("source", self.text(details.origin.citation));
        }
        self.page.line(&format!("({}),", fields.text));
    }

    /// The meets of the first races, in runs of one meet, and the meets of no race.
    fn meets(&mut self, races: usize) {
        let all = &self.import.races;
        let mut idle = vec![true; self.import.meets.len()];
        for meet in all.iter().filter_map(|race| race.meet) {
            idle[meet as usize] = false;
        }
        let idle = self.import.meets.iter().zip(idle).filter(|(_, idle)| *idle);
        let idle: Vec<&Meet> = idle.map(|(meet, _)| meet).collect();
        if races == 0 && idle.is_empty() {
            return;
        }
        self.page.open("meets: [");
        let mut start = 0;
        while start < races {
            let meet = all[start].meet;
            let of_meet = all[start..races].iter().take_while(|r| r.meet == meet);
            let of_meet: Vec<RaceKind> = of_meet.map(|r| r.kind).collect();
            let list = |kind: &RaceKind| *kind == RaceKind::List;
            let first_list = of_meet.iter().position(list).unwrap_or(of_meet.len());
            let lists = of_meet[first_list..].iter().take_while(|kind| list(kind)).count();
            self.page.open("(");
            if let Some(meet) = meet.and_then(|m| self.import.meets.get(m as usize)) {
                self.meet_fields(meet);
            }
            self.races(start..start + first_list);
            self.races(start + first_list..start + first_list + lists);
            self.page.close("),");
            start += first_list + lists;
        }
        for meet in idle {
            self.page.open("(");
            self.meet_fields(meet);
            self.page.close("),");
        }
        self.page.close("],");
    }

    fn meet_fields(&mut self, meet: &Meet) {
        let mut lines = [const { Fields { text: String::new() } }; 4];
        lines[0].text("name", self.text(meet.name));
        lines[1]
            .text("venue", self.text(meet.venue))
            .text("city", self.text(meet.city))
            .text("nation", self.text(meet.nation));
        lines[2].quoted("start", meet.start).quoted("end", meet.end);
        lines[3].text("source", self.text(meet.origin.citation));
        lines.iter().for_each(|line| self.page.fields(line));
    }

    /// Races of one kind.
    fn races(&mut self, range: Range<usize>) {
        let Some(first) = self.import.races[range.clone()].first() else {
            return;
        };
        let (list, results) = match first.kind {
            RaceKind::Race => ("races", "results"),
            RaceKind::List => ("lists", "rows"),
        };
        self.page.open(&format!("{list}: ["));
        for race in range {
            self.page.open("(");
            self.race(race, results);
            self.page.close("),");
        }
        self.page.close("],");
    }

    fn race(&mut self, at: usize, results: &str) {
        let import = self.import;
        let race = &import.races[at];
        let source = self.passings_source(at);
        self.race_fields(race, source);
        let rows = &self.rows[at];
        let leader = import.leader_passings_of(at as u32);
        let markers = &import.markers[race.markers as usize];
        let mut used = vec![false; markers.len()];
        let of_rows = rows.iter().flat_map(|row| &import.passings[import.rows.passings(*row)]);
        for passing in of_rows.chain(leader.iter().map(|l| &l.passing)) {
            if let Some(used) = used.get_mut(passing.marker()) {
                *used = true;
            }
        }
        if used.contains(&false) {
            let metres: Vec<String> = markers.iter().map(|mm| values::metres(*mm)).collect();
            self.page.line(&format!("markers: [{}],", metres.join(", ")));
        }
        if !rows.is_empty() {
            self.page.open(&format!("{results}: ["));
            for row in rows {
                self.result(*row, race, source);
            }
            self.page.close("],");
        }
        if !leader.is_empty() {
            self.page.open("leader: [");
            self.leader(at, markers, source);
            self.page.close("],");
        }
    }

    fn race_fields(&mut self, race: &Race, source: Str) {
        let mut lines = [const { Fields { text: String::new() } }; 5];
        event_fields(&mut lines[0], race.event);
        lines[0]
            .text("title", self.text(race.title))
            .text("age_group", self.text(race.age_group));
        lines[1]
            .text("round", race.round.word())
            .show("heat", race.heat)
            .quoted("date", race.date)
            .text("start_time", self.text(race.start_time));
        lines[2].text("note", self.text(race.note));
        lines[3].text("source", self.text(race.origin.citation));
        lines[4].text("passings_source", self.text(source));
        lines.iter().for_each(|line| self.page.fields(line));
    }

    fn result(&mut self, row: usize, race: &Race, source: Str) {
        let import = self.import;
        let rows = &import.rows;
        let extra = import.extra(row).copied().unwrap_or_default();
        let mut fields = Fields::default();
        match race.kind {
            RaceKind::Race => fields.number("place", rows.place[row]),
            RaceKind::List => fields.number("rank", rows.place[row]).number("place", extra.place_at),
        };
        fields.number("place_in_round", extra.place_in_round);
        self.athlete_fields(&mut fields, self.names.of_result(rows.athlete[row], race.event.sex));
        fields
            .text("bib", self.text(rows.bib[row]))
            .text("team", self.text(rows.team[row]))
            .number("age", u32::from(rows.age[row]));
        mark_fields(&mut fields, rows.packed_mark(row));
        let flags: Vec<&str> = import.flags[usize::from(rows.flags[row])]
            .iter()
            .map(|f| self.text(*f))
            .collect();
        fields
            .text("status", rows.status[row].code())
            .text("rule", self.text(extra.rule))
            .text("qualified", rows.qualification[row].code())
            .text("flags", &flags.join(" "));
        self.extra_fields(&mut fields, &extra);
        let citation = import.row_origin(row).citation;
        let passings = rows.passings(row).map(|at| Cited {
            passing: import.passings[at],
            citation: or(import.passing_origin(row, at).citation, citation),
        });
        let passings: Vec<Cited> = passings.collect();
        if passings.is_empty() {
            self.page.line(&format!("({}),", fields.text));
            return;
        }
        let comma = if fields.is_empty() { "" } else { ", " };
        self.page.open(&format!("({}{comma}passings: [", fields.text));
        let markers = &import.markers[race.markers as usize];
        self.passings(&passings, markers, or(source, citation), |_| Writing::default());
        self.page.close("]),");
    }

    fn extra_fields(&self, fields: &mut Fields, extra: &Extra) {
        fields
            .number("lane", u32::from(extra.lane))
            .show("reaction_ms", extra.reaction_ms)
            .quoted("wind", extra.wind_tenths.map(crate::model::mark::wind_text));
        if let Some(net) = extra.net.time() {
            fields.text("net", &values::time_text(net, extra.net.suffixes()));
        }
        fields
            .text("category", self.text(extra.category))
            .text("series", self.text(extra.series))
            .quoted("date", extra.date)
            .text("meet", self.text(extra.meet))
            .text("venue", self.text(extra.venue))
            .text("note", self.text(extra.note))
            .text("source", self.text(extra.citation));
    }

    fn athlete_fields(&self, fields: &mut Fields, writing: Writing) {
        let sex = writing.named.sex.map(|sex| match sex {
            Sex::Unknown => "unknown",
            known => known.word(),
        });
        fields
            .text("athlete", self.text(writing.named.name))
            .text("nation", self.text(writing.named.nation))
            .quoted("born", writing.named.birth)
            .quoted("sex", sex)
            .number("athlete_number", writing.number);
    }

    fn leader(&mut self, race: usize, markers: &[u32], source: Str) {
        let import = self.import;
        let citation = import.races[race].origin.citation;
        let leader = import.leader_passings_of(race as u32);
        let passings: Vec<Cited> = leader
            .iter()
            .map(|l| Cited {
                passing: l.passing,
                citation: or(l.origin.citation, citation),
            })
            .collect();
        let names: Vec<Writing> = leader.iter().map(|l| self.names.of_leader(l)).collect();
        self.passings(&passings, markers, or(source, citation), |at| names[at]);
    }

    /// Passings one a line: a time and the position that follows it at the same marker stand together.
    fn passings(&mut self, passings: &[Cited], markers: &[u32], source: Str, name: impl Fn(usize) -> Writing) {
        let mut at = 0;
        while let Some(first) = passings.get(at) {
            let second = passings.get(at + 1).filter(|second| {
                let (a, b) = (first.passing, second.passing);
                let (Reading::Time(_), Reading::Position { .. }) = (a.reading(), b.reading()) else {
                    return false;
                };
                let same = |p: Passing| (p.marker(), p.standing() as u8, p.is_estimate());
                same(a) == same(b) && first.citation == second.citation && name(at).is(name(at + 1))
            });
            let Some(marker) = markers.get(first.passing.marker()) else {
                at += 1;
                continue;
            };
            let mut fields = Fields::default();
            fields.show("at", Some(values::metres(*marker)));
            let readings = [Some(first), second].into_iter().flatten();
            readings.for_each(|cited| reading_fields(&mut fields, cited.passing));
            fields.mark("alternative", first.passing.standing() == Standing::Alternative);
            self.athlete_fields(&mut fields, name(at));
            if first.citation != source {
                fields.text("source", self.text(first.citation));
            }
            self.page.line(&format!("({}),", fields.text));
            at += 1 + usize::from(second.is_some());
        }
    }

    /// The citation that most passings of a race have, where it is not their result's and all of them have one.
    fn passings_source(&self, race: usize) -> Str {
        let import = self.import;
        let own = import.races[race].origin.citation;
        let mut counts: Vec<(Str, usize)> = Vec::new();
        let mut count = |citation: Str| match counts.iter_mut().find(|(c, _)| *c == citation) {
            Some((_, n)) => *n += 1,
            None => counts.push((citation, 1)),
        };
        let mut apart = false;
        for row in &self.rows[race] {
            let of_row = import.row_origin(*row).citation;
            for at in import.rows.passings(*row) {
                let citation = or(import.passing_origin(*row, at).citation, of_row);
                apart |= citation != of_row;
                count(citation);
            }
        }
        for leader in import.leader_passings_of(race as u32) {
            let citation = or(leader.origin.citation, own);
            apart |= citation != own;
            count(citation);
        }
        let complete = counts.iter().all(|(citation, _)| !citation.is_empty());
        let most = counts.iter().rev().max_by_key(|(_, n)| *n);
        most.filter(|(_, n)| apart && complete && *n > 1)
            .map_or(Str::EMPTY, |(citation, _)| *citation)
    }
}

impl Writing {
    fn is(self, other: Self) -> bool {
        let key = |w: Self| (w.named.name, w.named.nation, w.number);
        key(self) == key(other)
    }
}

/// A citation, or the one that holds without it.
fn or(own: Str, other: Str) -> Str {
    if own.is_empty() { other } else { own }
}
