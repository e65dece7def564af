//! The RON format keeps everything: what is written is read again, and a mistake in a document is told with its place.

use homestraight::model::{
    Date, Discipline, Event, Finding, Length, LengthUnit, Mark, Method, PackedMark, Passing, Precision, Qualification,
    Reading, Round, Sex, Standing, Status, Str, Suffixes, Time,
};
use homestraight::read::import::{Athlete, AthleteDetails, Extra, LeaderPassing, Meet, Origin, Race, RaceKind, Row};
use homestraight::read::open::read_bytes;
use homestraight::read::{Import, ImportBuilder, Progress, ron, sample};
use proptest::prelude::*;
use std::fmt::Write as _;

fn read(text: &str) -> Import {
    let import = read_bytes("test.ron", text.as_bytes(), &Progress::default());
    import.unwrap_or_else(|error| panic!("{error}"))
}

/// Everything an import says, ids replaced by what they stand for, lines left out; races in their order, athletes sorted.
fn dump(import: &Import) -> String {
    let mut out = String::new();
    let mut athletes: Vec<String> = (0..import.athletes.len()).map(|a| athlete(import, a)).collect();
    athletes.sort_unstable();
    athletes.dedup();
    let mut meets: Vec<String> = import.meets.iter().map(|m| meet(import, Some(m))).collect();
    meets.sort_unstable();
    let _ = writeln!(out, "{athletes:#?}\n{meets:#?}");
    for (at, race) in import.races.iter().enumerate() {
        let of = race.meet.map(|m| &import.meets[m as usize]);
        let text = |id| import.text(id);
        let _ = writeln!(
            out,
            "{:?} {} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            race.kind,
            meet(import, of),
            race.event,
            text(race.title),
            text(race.age_group),
            race.round,
            race.heat,
            race.date,
            text(race.start_time),
            import.markers[race.markers as usize],
            text(race.note),
            text(race.origin.citation),
        );
        for row in (0..import.rows.len()).filter(|row| import.rows.race[*row] == at as u32) {
            let _ = writeln!(out, "  {}", result(import, row));
            for passing in import.rows.passings(row) {
                let own = import.passing_origin(row, passing).citation;
                let other = import.row_origin(row).citation;
                let citation = text(if own.is_empty() { other } else { own });
                let _ = writeln!(out, "    {} {citation:?}", reading(import.passings[passing]));
            }
        }
        for leader in import.leader_passings_of(at as u32) {
            let own = leader.origin.citation;
            let citation = text(if own.is_empty() { race.origin.citation } else { own });
            let who = leader.athlete.map(|a| athlete(import, a as usize));
            let _ = writeln!(out, "  leader {} {who:?} {citation:?}", reading(leader.passing));
        }
    }
    out
}

fn athlete(import: &Import, at: usize) -> String {
    let athlete = import.athletes[at];
    let details = import.athlete_details(at).copied().unwrap_or_default();
    let parts = [
        athlete.name,
        athlete.nation,
        details.id,
        details.given,
        details.family,
        details.club,
        details.coach,
        details.birthplace,
        details.origin.citation,
    ];
    let parts = parts.map(|id| import.text(id));
    format!("{parts:?} {:?} {:?}", athlete.birth, athlete.sex)
}

fn meet(import: &Import, meet: Option<&Meet>) -> String {
    let meet = meet.cloned().unwrap_or_default();
    let parts = [meet.name, meet.venue, meet.city, meet.nation, meet.origin.citation].map(|id| import.text(id));
    format!("{parts:?} {:?} {:?}", meet.start, meet.end)
}

fn reading(p: Passing) -> String {
    format!("{p:?}")
}

fn result(import: &Import, row: usize) -> String {
    let rows = &import.rows;
    let extra = import.extra(row).copied().unwrap_or_default();
    let flags: Vec<&str> = import.flags[usize::from(rows.flags[row])]
        .iter()
        .map(|f| import.text(*f))
        .collect();
    let texts = [
        rows.bib[row],
        rows.team[row],
        extra.meet,
        extra.venue,
        extra.category,
        extra.rule,
        extra.series,
        extra.note,
        extra.citation,
    ];
    format!(
        "{} {} {:?} {:?} {:?} {:?} {} {flags:?} {:?} {:?}",
        rows.place[row],
        athlete(import, rows.athlete[row] as usize),
        rows.packed_mark(row),
        rows.status[row],
        rows.qualification[row],
        texts.map(|id| import.text(id)),
        rows.age[row],
        (extra.date, extra.place_in_round, extra.place_at, extra.lane),
        (extra.reaction_ms, extra.wind_tenths, extra.net),
    )
}

#[test]
fn the_sample_is_written_and_read_again() {
    for import in sample::sample() {
        let text = ron::write(&import);
        let again = read(&text);
        assert_eq!(again.findings.kept(), []);
        assert_eq!(dump(&again), dump(&import), "{}", import.source.path);
        assert_eq!(ron::write(&again), text, "the order is stable");
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just(String::new()),
        2 => "[A-Z][a-z]{0,3}",
        1 => "\\PC{0,12}".prop_map(|t| t.trim().to_owned()),
        1 => "[\"\\\\\n/*()\\[\\]{}:,'#r é]{0,8}".prop_map(|t| t.trim().to_owned()),
    ]
}

fn date() -> impl Strategy<Value = Option<Date>> {
    (
        1i16..=9999,
        proptest::option::of(1u8..=12),
        proptest::option::of(1u8..=28),
    )
        .prop_map(|(year, month, day)| Date::new(year, month, month.and(day)))
}

fn sex() -> impl Strategy<Value = Sex> {
    proptest::sample::select(Sex::ALL.to_vec())
}

fn time() -> impl Strategy<Value = Time> {
    let ticks = prop_oneof![0u32..100_000_000, any::<u32>()];
    let (precision, method) = (0usize..4, 0usize..5);
    (ticks, precision, method, any::<bool>()).prop_map(|(ticks, precision, method, whole)| {
        let precision = Precision::ALL[precision];
        let ticks = if whole {
            ticks / precision.ticks() * precision.ticks()
        } else {
            ticks
        };
        Time::from_ticks(ticks, precision).with_method(Method::ALL[method])
    })
}

fn mark() -> impl Strategy<Value = PackedMark> {
    let mark = prop_oneof![
        3 => time().prop_map(Mark::Time),
        1 => (any::<u32>(), any::<bool>()).prop_map(|(hundredths_mm, metric)| Mark::Length(Length {
            hundredths_mm,
            unit: if metric { LengthUnit::Metric } else { LengthUnit::Imperial },
        })),
        1 => any::<u32>().prop_map(Mark::Points),
    ];
    let suffixes = prop_oneof![3 => Just(0u8), 1 => any::<u8>()];
    (proptest::option::of(mark), suffixes).prop_map(|(mark, suffixes)| {
        let suffixes = if mark.is_some() { suffixes } else { 0 };
        PackedMark::new(mark, Suffixes::from_bits(suffixes))
    })
}

#[derive(Clone, Debug)]
struct Reader {
    marker: usize,
    reading: Reading,
    bits: (bool, bool),
    source: String,
    athlete: Option<usize>,
}

impl Reader {
    fn passing(&self) -> Option<Passing> {
        let passing = Passing::new(self.marker, self.reading)?;
        let passing = if self.bits.0 { passing.as_estimate() } else { passing };
        Some(if self.bits.1 {
            passing.with_standing(Standing::Alternative)
        } else {
            passing
        })
    }
}

fn readings() -> impl Strategy<Value = Vec<Reader>> {
    let reading = prop_oneof![
        2 => time().prop_map(Reading::Time),
        1 => (any::<u32>(), any::<bool>()).prop_map(|(position, tied)| Reading::Position { position, tied }),
    ];
    let reader = (
        0usize..4,
        reading,
        any::<(bool, bool)>(),
        text(),
        proptest::option::of(0usize..6),
    );
    let reader = reader.prop_map(|(marker, reading, bits, source, athlete)| Reader {
        marker,
        reading,
        bits,
        source,
        athlete,
    });
    proptest::collection::vec(reader, 0..4)
}

type AthleteParts = (String, String, Option<Date>, Sex, Option<[String; 7]>);
type RaceParts = (
    (usize, bool, [String; 5]),
    (Event, usize, Option<u16>, Option<Date>),
    Vec<RowParts>,
    Vec<Reader>,
);
type RowParts = (
    (usize, PackedMark, usize, usize),
    (u32, u8, u16),
    [String; 9],
    ExtraParts,
    Vec<Reader>,
);
type ExtraParts = (Option<Date>, u32, u16, Option<i16>, Option<i16>, Option<Time>);

fn event() -> impl Strategy<Value = Event> {
    let common = prop_oneof![
        Just((1, 1_500_000)),
        Just((1, 1_609_344)),
        Just((3, 3_000_000)),
        Just((5, 42_195_000)),
        Just((5, 1_609_344))
    ];
    let parts = prop_oneof![2 => common, 1 => (0usize..21, any::<u32>())];
    (parts, 0u8..5, sex(), any::<bool>()).prop_map(|((discipline, distance_mm), legs, sex, indoor)| Event {
        discipline: Discipline::ALL[discipline],
        distance_mm,
        legs: if discipline == 8 { legs } else { 0 },
        sex,
        indoor,
    })
}

fn texts<const N: usize>() -> impl Strategy<Value = [String; N]> {
    proptest::collection::vec(text(), N).prop_map(|v| v.try_into().unwrap_or_else(|_| panic!("N texts")))
}

fn row() -> impl Strategy<Value = RowParts> {
    let extra = (
        date(),
        any::<u32>(),
        any::<u16>(),
        any::<Option<i16>>(),
        any::<Option<i16>>(),
        proptest::option::of(time()),
    );
    (
        (0usize..6, mark(), 0usize..12, 0usize..6),
        any::<(u32, u8, u16)>(),
        texts(),
        extra,
        readings(),
    )
}

fn race() -> impl Strategy<Value = RaceParts> {
    (
        (0usize..4, any::<bool>(), texts()),
        (event(), 0usize..8, any::<Option<u16>>(), date()),
        proptest::collection::vec(row(), 0..4),
        readings(),
    )
}

fn import() -> impl Strategy<Value = Import> {
    let athlete = (
        "[AB]?",
        "(KEN|NOR)?",
        proptest::option::of(date()).prop_map(Option::flatten),
        sex(),
        proptest::option::of(texts()),
    );
    let meets = proptest::collection::vec((texts::<5>(), date(), date()), 3);
    (
        proptest::collection::vec(athlete, 6),
        meets,
        proptest::collection::vec(race(), 0..4),
    )
        .prop_map(|(athletes, meets, races)| make(&athletes, &meets, &races))
}

fn make(athletes: &[AthleteParts], meets: &[([String; 5], Option<Date>, Option<Date>)], races: &[RaceParts]) -> Import {
    let mut b = ImportBuilder::new();
    let athletes: Vec<u32> = athletes.iter().map(|parts| add_athlete(&mut b, parts)).collect();
    let meets: Vec<u32> = meets
        .iter()
        .map(|([name, venue, city, nation, source], start, end)| {
            let meet = Meet {
                name: b.intern(&format!("meet {name}")),
                venue: b.intern(venue),
                city: b.intern(city),
                nation: b.intern(nation),
                start: *start,
                end: *end,
                origin: Origin {
                    line: 0,
                    citation: b.intern(source),
                },
            };
            b.meet(meet)
        })
        .collect();
    for race in races {
        add_race(&mut b, race, &athletes, &meets);
    }
    b.finish()
}

fn add_athlete(b: &mut ImportBuilder, (name, nation, birth, sex, details): &AthleteParts) -> u32 {
    let details = details.as_ref().map_or(0, |texts| {
        let [id, given, family, club, coach, birthplace, source] = texts.each_ref().map(|t| b.intern(t));
        b.details(AthleteDetails {
            id,
            given,
            family,
            club,
            coach,
            birthplace,
            origin: Origin {
                line: 0,
                citation: source,
            },
        })
    });
    let athlete = Athlete {
        name: b.intern(name),
        nation: b.intern(nation),
        birth: *birth,
        details,
        sex: *sex,
    };
    b.athlete(athlete)
}

fn add_race(b: &mut ImportBuilder, parts: &RaceParts, athletes: &[u32], meets: &[u32]) {
    let ((meet, is_list, texts), (event, round, heat, date), rows, leader) = parts;
    let [title, age_group, start_time, note, source] = texts.each_ref().map(|t| b.intern(t));
    let kind = if *is_list { RaceKind::List } else { RaceKind::Race };
    let markers = b.markers(&[200_000, 409_344, 800_000, 1_100_001]);
    let race = b.race(Race {
        kind,
        meet: meets.get(*meet).copied(),
        event: *event,
        title,
        age_group,
        round: Round::ALL[*round],
        heat: *heat,
        date: *date,
        start_time,
        markers,
        note,
        origin: Origin {
            line: 0,
            citation: source,
        },
    });
    for row in rows {
        add_row(b, race, kind, row, athletes);
    }
    for reader in leader {
        let Some(passing) = reader.passing() else { continue };
        let origin = Origin {
            line: 0,
            citation: b.intern(&reader.source),
        };
        b.leader_passing(LeaderPassing {
            race,
            passing,
            athlete: reader.athlete.map(|a| athletes[a]),
            origin,
        });
    }
}

fn add_row(b: &mut ImportBuilder, race: u32, kind: RaceKind, parts: &RowParts, athletes: &[u32]) {
    let ((athlete, mark, status, qualification), (place, age, lane), texts, extra, readers) = parts;
    let [bib, team, meet, venue, category, rule, series, note, citation]: [Str; 9] =
        texts.each_ref().map(|t| b.intern(t));
    let (date, place_in_round, _, reaction_ms, wind_tenths, net) = *extra;
    let extra = b.extra(Extra {
        date,
        meet,
        venue,
        place_in_round,
        place_at: if kind == RaceKind::List { u32::from(*lane) } else { 0 },
        lane: *lane,
        reaction_ms,
        wind_tenths,
        net: PackedMark::new(net.map(Mark::Time), Suffixes::NONE),
        category,
        rule,
        series,
        note,
        citation,
    });
    let flags = b.flags(["", "PB", "=WR* NR", "AR(ER)"][usize::from(*age) % 4]);
    let mut passings: Vec<(Passing, Option<Origin>)> = Vec::new();
    for reader in readers {
        let citation = b.intern(&reader.source);
        let origin = Origin { line: 0, citation };
        passings.extend(reader.passing().map(|p| (p, reader.athlete.map(|_| origin))));
    }
    let row = Row {
        race,
        athlete: athletes[*athlete],
        mark: *mark,
        status: Status::ALL[*status],
        qualification: Qualification::ALL[*qualification],
        place: *place,
        flags,
        age: *age,
        bib,
        team,
        extra,
        line: 0,
    };
    b.row(row, &passings);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(import in import()) {
        let text = ron::write(&import);
        let again = read(&text);
        prop_assert_eq!(again.findings.kept(), &[] as &[Finding], "{}", text);
        prop_assert_eq!(dump(&again), dump(&import), "{}", text);
    }

    #[test]
    fn as_json_it_is_the_same(import in import()) {
        let text = ron::json::write(&import);
        prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{}", text);
        let again = read_bytes("test.json", text.as_bytes(), &Progress::default());
        let again = again.unwrap_or_else(|error| panic!("{error}"));
        prop_assert_eq!(again.findings.kept(), &[] as &[Finding], "{}", text);
        prop_assert_eq!(dump(&again), dump(&import), "{}", text);
    }

    #[test]
    fn nothing_in_a_document_makes_the_reader_fail(noise in "\\PC{0,80}", at in 0usize..2000, cut in any::<bool>()) {
        let (_, text) = sample::SAMPLE[0];
        let start = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let rest = if cut { "" } else { &text[start..] };
        let _ = read_bytes("noise.ron", format!("Homestraight(version: 1, {noise}{rest}").as_bytes(), &Progress::default());
        let _ = read_bytes("noise.ron", format!("{}{noise}{rest}", &text[..start]).as_bytes(), &Progress::default());
    }
}
