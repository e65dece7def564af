//! The kinds on the worked example of terms.md 20 and on the embedded sample: numbers, not pictures.

use super::*;
use crate::analysis::RaceSplits;
use crate::model::Time;
use crate::store::{RaceId, Store, fixture};
use std::sync::Arc;

fn store() -> Store {
    Store::new(1, vec![Arc::new(fixture::final_1500())])
}

fn build(store: &Store, key: &str, options: &Options) -> Result<Chart, Refusal> {
    let race = store.race(RaceId(0));
    let splits = RaceSplits::new(race);
    kind(key).expect("a kind").build(&Subject::new(race, &splits), options)
}

/// A kind on the worked example.
pub fn build_of_example(key: &str, options: &Options) -> Result<Chart, Refusal> {
    build(&store(), key, options)
}

/// A kind on the worked example, nothing selected.
pub fn chart_of_example(key: &str) -> Chart {
    chart(key, &Options::default())
}

fn chart(key: &str, options: &Options) -> Chart {
    build(&store(), key, options).unwrap_or_else(|why| panic!("{key}: {why}"))
}

/// `400:+0.2`, one for each point with a text.
pub fn values(series: &Series) -> Vec<String> {
    let told = series.points.iter().filter(|p| !p.text.is_empty());
    told.map(|p| format!("{}:{}", p.x / 1000, p.text)).collect()
}

#[test]
fn gaps_of_the_final() {
    let chart = chart("gap", &Options::default());
    assert_eq!(chart.title, "Men 1500 m, final: gap to the leader");
    assert_eq!(chart.subtitle, "Olympic Games Tokyo 2020, 7 August 2021");
    // 56.4 - 56.2; 1:52.0 - 1:51.8; 2:47.5 - 2:47.3; 3:14.9 - 3:14.7; 3:29.01 - 3:28.32
    assert_eq!(
        values(&chart.series[0]),
        ["400:0.0", "800:+0.2", "1200:+0.2", "1400:0.0", "1500:0.00"]
    );
    assert_eq!(
        values(&chart.series[1]),
        ["400:+0.2", "800:0.0", "1200:0.0", "1400:+0.2", "1500:+0.69"]
    );
    assert_eq!(
        (chart.series[0].points[0].x, chart.series[0].points[0].y),
        (0, 0),
        "from (0, 0)"
    );
    let endings: Vec<&str> = chart.series.iter().map(|s| s.ending.as_str()).collect();
    assert_eq!(endings, ["3:28.32", "+0.69", "+0.73", "+1.24"]);
    assert_eq!(chart.y.direction, Direction::LargerIsDown);
    // Kerr has no passings in this fixture: a point at the finish, and no line that nobody recorded.
    assert_eq!(values(&chart.series[2]), ["1500:+0.73"]);
    assert!(chart.series[2].stands_alone(0));
}

#[test]
fn pace_of_the_winner() {
    let chart = chart("pace", &Options::default());
    // segments 56.2, 55.8, 55.5 over 400 m; 27.2 over 200 m is 54.4; 3:28.32 - 3:14.7 = 13.62 over 100 m is 54.48
    assert_eq!(
        values(&chart.series[0]),
        ["400:56.2", "800:55.8", "1200:55.5", "1400:54.4", "1500:54.5"]
    );
    assert_eq!(chart.series[0].points[3].from, 1_200_000);
    assert_eq!(chart.references[0].text, "55.55", "208.32 * 400 / 1500");
    assert_eq!(chart.y.direction, Direction::LargerIsDown);
    assert!(chart.y.title.contains("faster is up"));
    assert_eq!(chart.series.len(), 2, "no segments, no steps");
}

#[test]
fn gaps_to_references() {
    let to = |reference| {
        chart(
            "reference",
            &Options {
                reference,
                ..Options::default()
            },
        )
    };
    let winner = to(Reference::Winner);
    assert_eq!(
        values(&winner.series[1]),
        ["400:+0.2", "800:−0.2", "1200:−0.2", "1400:+0.2", "1500:+0.69"]
    );
    assert_eq!(
        values(&winner.series[0]),
        ["400:0.0", "800:0.0", "1200:0.0", "1400:0.0", "1500:0.00"]
    );
    assert_eq!(winner.title, "Men 1500 m, final: gap to the winner, Jakob Ingebrigtsen");
    let second = to(Reference::Athlete(RowId(1)));
    assert_eq!(
        values(&second.series[0]),
        ["400:−0.2", "800:+0.2", "1200:+0.2", "1400:−0.2", "1500:−0.69"]
    );
    let target = to(Reference::Target(Time::parse("3:30.00").expect("time")));
    // 3:30 is 56.0 at 400, 1:52.0 at 800, 2:48.0 at 1200, 3:16.0 at 1400
    assert_eq!(
        values(&target.series[0]),
        ["400:+0.2", "800:0.0", "1200:−0.5", "1400:−1.3", "1500:−1.68"]
    );
    let leader = to(Reference::Leader);
    assert_eq!(
        values(&leader.series[1]),
        values(&chart("gap", &Options::default()).series[1])
    );
}

#[test]
fn trace_is_the_gap_to_even_pace() {
    let chart = chart("trace", &Options::default());
    // even pace of 3:28.32: 55.552, 1:51.104, 2:46.656, 3:14.432
    assert_eq!(
        values(&chart.series[0]),
        ["400:+0.6", "800:+0.9", "1200:+0.8", "1400:+0.3", "1500:0.00"]
    );
    assert_eq!(chart.series[0].points[1].y, 6_480, "exact, not as displayed");
}

#[test]
fn positions_at_markers() {
    let chart = chart("position", &Options::default());
    assert_eq!(
        values(&chart.series[0]),
        ["400:1 of 2", "800:2 of 2", "1200:2 of 2", "1400:1 of 2", "1500:1"]
    );
    let endings: Vec<&str> = chart.series.iter().map(|s| s.ending.as_str()).collect();
    assert_eq!(endings, ["3:28.32", "3:29.01", "3:29.05", "3:29.56"]);
}

#[test]
fn what_cannot_be_compared_is_refused_with_a_reason() {
    let other = Options {
        reference: Reference::Athlete(RowId(99)),
        ..Options::default()
    };
    let refused = build(&store(), "reference", &other).expect_err("another race");
    assert_eq!(refused, Refusal::OtherRace);
    assert!(refused.to_string().contains("inside one race"));
}

#[test]
fn selection_and_styles() {
    let unselected = chart("gap", &Options::default());
    assert!(
        unselected.series.iter().all(|s| s.emphasis == Emphasis::Selected),
        "up to eight finishers"
    );
    let options = Options {
        selected: [RowId(1)].into(),
        ..Options::default()
    };
    let one = chart("gap", &options);
    let emphasis: Vec<Emphasis> = one.series.iter().map(|s| s.emphasis).collect();
    assert_eq!(emphasis.iter().filter(|e| **e == Emphasis::Selected).count(), 1);
    assert_eq!(
        one.series[1].style, unselected.series[1].style,
        "the colour does not depend on the selection"
    );
}

/// The final of the embedded sample: 13 athletes at 400, 800, 1200, 1400 m and the finish.
pub fn tokyo() -> (Store, RaceId) {
    let imports = crate::read::sample::sample().into_iter().map(Arc::new).collect();
    let store = Store::new(2, imports);
    let found = store.find_races("tokyo 2020 men 1500 final");
    let race = *found.first().expect("the sample's final");
    (store, race)
}

#[test]
fn every_kind_draws_the_sample() {
    let (store, race) = tokyo();
    let view = store.race(race);
    let splits = RaceSplits::new(view);
    let subject = Subject::new(view, &splits);
    for kind in &KINDS {
        let chart = match (kind.key, kind.build(&subject, &Options::default())) {
            // the sample has passings of the final alone
            ("rounds", built) => {
                assert_eq!(built.err(), Some(Refusal::OneRound("Jakob Ingebrigtsen".to_owned())));
                continue;
            }
            (key, built) => built.unwrap_or_else(|why| panic!("{key}: {why}")),
        };
        // a duel has the line of one gap; one athlete's losses and a histogram without a selection have bars alone; a
        // ladder has the first five, and the others as one series
        let lines = match kind.key {
            "duel" => 1,
            "loss" | "distribution" => 0,
            "ladder" => 6,
            _ => 13,
        };
        assert_eq!(chart.series.len(), lines, "{}", kind.key);
        assert_eq!(chart.kind, kind.key);
        for point in chart.series.iter().flat_map(|s| &s.points) {
            assert!(
                chart.x.range.contains(point.x) && chart.y.range.contains(point.y),
                "{}",
                kind.key
            );
        }
        // All five main markers are recorded for all thirteen, so nothing is broken or bridged.
        assert!(!chart.has_bridge(), "{}", kind.key);
    }
    let gap = kind("gap")
        .expect("gap")
        .build(&subject, &Options::default())
        .expect("a chart");
    let readout = gap.readout(800_000);
    let first: Vec<(&str, &str)> = readout.lines[..4]
        .iter()
        .map(|l| (gap.series[l.series].short.as_str(), l.text.as_str()))
        .collect();
    // facts/tokyo2020_1500m_final_splits.csv: 1:51.8, 1:52.0, 1:52.3, 1:52.5
    assert_eq!(
        first,
        [
            ("Cheruiyot", "0.0"),
            ("Ingebrigtsen", "+0.2"),
            ("McSweyn", "+0.5"),
            ("Wightman", "+0.7")
        ]
    );
}

#[test]
fn progression_of_a_career() {
    let (store, _) = tokyo();
    let athlete = store
        .athletes()
        .find(|a| a.name() == "Jakob Ingebrigtsen")
        .expect("in the sample");
    let event = crate::model::Event::track(1_500_000, crate::model::Sex::Men);
    let chart = super::progression::progression(&store, athlete, event, None).expect("marks");
    let [best, steps, others] = chart.series.as_slice() else {
        panic!("three series")
    };
    assert!(
        best.points.iter().any(|p| p.text.starts_with("3:28.32 ")),
        "the Olympic final was a best"
    );
    assert!(
        steps.points.windows(2).all(|w| w[1].y < w[0].y && w[1].from == w[0].x),
        "each step better"
    );
    let fastest = others.points.iter().chain(&best.points).map(|p| p.y).min();
    assert_eq!(best.points.last().map(|p| p.y), fastest);
    assert_eq!(
        (chart.x.quantity, chart.y.direction),
        (Quantity::Day, Direction::LargerIsDown)
    );
    let season = super::progression::progression(&store, athlete, event, Some(2021)).expect("a season");
    assert!(season.series[2].points.len() < others.points.len());
    let none = super::progression::progression(
        &store,
        athlete,
        crate::model::Event::track(1, crate::model::Sex::Men),
        None,
    );
    assert!(none.is_err());
}

#[test]
fn a_duel_is_lost_and_won_segment_by_segment() {
    let chart = chart("duel", &Options::default());
    assert_eq!(chart.title, "Men 1500 m, final: Cheruiyot against Ingebrigtsen");
    assert_eq!(
        values(&chart.series[0]),
        ["400:+0.2", "800:−0.2", "1200:−0.2", "1400:+0.2", "1500:+0.69"]
    );
    // segments 56.4 - 56.2, 55.4 - 55.8, 55.5 - 55.5, 27.6 - 27.2, 14.11 - 13.62
    let bars: Vec<&str> = chart.bars.iter().map(|b| b.text.as_str()).collect();
    assert_eq!(bars, ["+0.2", "−0.4", "0.0", "+0.4", "+0.5"]);
    let passed = "Cheruiyot passed Ingebrigtsen at 400–800 m, Ingebrigtsen passed Cheruiyot at 1200–1400 m.";
    assert!(chart.caption.contains(passed), "{}", chart.caption);
    let three = Options {
        selected: [RowId(0), RowId(1)].into(),
        ..Options::default()
    };
    assert!(build(&store(), "duel", &three).is_ok());
}

#[test]
fn a_duel_says_where_its_bars_are_not_those_of_rounded_segments() {
    let (store, race) = tokyo();
    let splits = RaceSplits::new(store.race(race));
    let subject = Subject::new(store.race(race), &splits);
    let duel = |names: [&str; 2]| {
        let rows = splits.lines.iter().filter(|l| names.contains(&l.name.as_str()));
        let options = Options {
            selected: rows.map(|l| l.row).collect(),
            ..Options::default()
        };
        let built = kind("duel").expect("a kind").build(&subject, &options);
        built.expect("two athletes")
    };
    // 3:29.05 - 3:15.4 = 13.65 and 3:28.32 - 3:14.7 = 13.62 are shown 13.7 and 13.6; from +0.7 to +0.73 is 0.03, shown 0.0
    let kerr = duel(["Jakob Ingebrigtsen", "Josh Kerr"]);
    assert_eq!(kerr.bars.last().map(|b| b.text.as_str()), Some("0.0"));
    assert!(kerr.caption.contains("rounded last"), "{}", kerr.caption);
    // 14.11 and 13.62 are shown 14.1 and 13.6; 0.49 is shown +0.5
    let cheruiyot = duel(["Jakob Ingebrigtsen", "Timothy Cheruiyot"]);
    assert!(!cheruiyot.caption.contains("rounded last"), "{}", cheruiyot.caption);
}

#[test]
fn a_list_is_no_race() {
    let (store, _) = tokyo();
    let list = store.races().find(|r| r.is_list()).expect("a list in the sample");
    let splits = RaceSplits::new(list);
    let subject = Subject::new(list, &splits);
    for kind in KINDS.iter().filter(|k| k.key != "ladder") {
        let refused = kind.build(&subject, &Options::default()).err();
        assert_eq!(refused, Some(Refusal::List), "{}", kind.key);
    }
}

#[test]
fn an_own_best_race_is_a_reference_and_unlike_races_are_refused() {
    let (store, race) = tokyo();
    let view = store.race(race);
    let splits = RaceSplits::new(view);
    let subject = Subject::new(view, &splits);
    let winner = &splits.lines[0];
    let best = super::Schedule::best_other(&store, winner.athlete, view).expect("Rome is in the sample");
    assert!(
        best.name.contains("Ingebrigtsen") && best.name.contains("2024"),
        "{}",
        best.name
    );
    let options = |schedule: super::Schedule| Options {
        reference: Reference::Schedule(Arc::new(schedule)),
        selected: [winner.row].into(),
        ..Options::default()
    };
    let reference = kind("reference").expect("a kind");
    let chart = reference
        .build(&subject, &options(best.clone()))
        .expect("common markers");
    let (_, theirs, _) = best
        .passings
        .iter()
        .find(|(mm, _, _)| *mm == 1_500_000)
        .expect("the finish");
    let own = winner.points.last().and_then(|p| p.time).expect("a finish");
    let shown = crate::model::Gap::between(own, *theirs).to_string();
    assert_eq!(chart.series[0].points.last().map(|p| p.text.clone()), Some(shown));
    let mut mile = best.clone();
    mile.event.distance_mm = crate::model::distance::MILE_MM;
    let refused = reference
        .build(&subject, &options(mile))
        .expect_err("a mile is not 1500 m");
    assert!(
        refused.to_string().contains("over mile, this race over 1500 m"),
        "{refused}"
    );
    let mut alien = best;
    alien
        .passings
        .retain(|(mm, _, _)| mm % 400_000 != 0 && mm % 700_000 != 0);
    assert!(matches!(
        reference.build(&subject, &options(alien)),
        Err(Refusal::NoCommonMarker(_))
    ));
}

/// Three invented athletes over 400, 800 and 1200 m of a 1500 m: `~` before a time makes it an estimate.
fn invented(rows: &[(&str, [&str; 3], &str)]) -> Store {
    use crate::model::{Event, Mark, PackedMark, Passing, Reading, Sex, Status, Suffixes};
    use crate::read::import::{Athlete, Race, Row};
    let mut b = crate::read::ImportBuilder::new();
    let markers = b.markers(&[400_000, 800_000, 1_200_000]);
    let race = b.race(Race {
        event: Event::track(1_500_000, Sex::Women),
        markers,
        ..Race::default()
    });
    for (at, (name, passings, mark)) in rows.iter().enumerate() {
        let athlete = Athlete {
            name: b.intern(name),
            ..Athlete::default()
        };
        let athlete = b.athlete(athlete);
        let passing = |(m, text): (usize, &&str)| {
            let passing = Passing::new(m, Reading::Time(Time::parse(text.trim_start_matches('~'))?))?;
            Some((
                if text.starts_with('~') {
                    passing.as_estimate()
                } else {
                    passing
                },
                None,
            ))
        };
        let passings: Vec<_> = passings.iter().enumerate().filter_map(passing).collect();
        let time = Time::parse(mark);
        let row = Row {
            race,
            athlete,
            mark: PackedMark::new(time.map(Mark::Time), Suffixes::NONE),
            status: if time.is_some() { Status::None } else { Status::Dnf },
            place: if time.is_some() { at as u32 + 1 } else { 0 },
            line: 1,
            ..Row::default()
        };
        b.row(row, &passings);
    }
    Store::new(3, vec![Arc::new(b.finish())])
}

#[test]
fn estimates_gaps_in_the_record_and_a_dnf_are_marked() {
    let store = invented(&[
        ("Ann Able", ["64.0", "2:08.0", "3:12.0"], "4:00.00"),
        ("Bea Baker", ["64.5", "", "3:13.0"], "4:01.50"),
        ("Cat Coe", ["~65.25", "2:10.0", "3:15.0"], "4:02.00"),
        ("Dee Dow", ["64.2", "2:09.0", ""], "DNF"),
    ]);
    let chart = build(&store, "gap", &Options::default()).expect("a chart");
    let of = |name: &str| chart.series.iter().find(|s| s.short == name).expect("a line");
    let (baker, coe, dow) = (of("Baker"), of("Coe"), of("Dow"));
    assert_eq!(values(baker), ["400:+0.5", "1200:+1.0", "1500:+1.50"]);
    assert_eq!(baker.points[2].join, Join::Bridge, "over 800 m");
    assert_eq!(values(coe)[0], "400:≈+1.3", "an estimate has at most one decimal");
    assert_eq!(coe.points[1].basis, Basis::Estimate);
    assert_eq!((dow.ending.as_str(), dow.points.len()), ("DNF", 3));
    assert!(
        chart.caption.contains("≈") && chart.caption.contains("Dashed"),
        "{}",
        chart.caption
    );
    let pace = build(&store, "pace", &Options::default()).expect("a chart");
    let coe = pace.series.iter().find(|s| s.short == "Coe").expect("a line");
    assert!(
        coe.points[0].text.starts_with('≈') && coe.points[1].text.starts_with('≈'),
        "both rest on the estimate"
    );
    assert!(!coe.points[2].text.contains('≈'));
}

/// A race of 1500 m with positions at 400, 800 and 1200 m and no time on the way.
fn positions_only() -> Store {
    use crate::model::{Event, Passing, Reading, Sex};
    use crate::read::import::{Athlete, Race, Row};
    let mut b = crate::read::ImportBuilder::new();
    let markers = b.markers(&[400_000, 800_000, 1_200_000]);
    let race = b.race(Race {
        event: Event::track(1_500_000, Sex::Women),
        markers,
        ..Race::default()
    });
    let rows = [
        ("Ann Able", [3, 2, 1]),
        ("Bea Baker", [1, 1, 2]),
        ("Cat Coe", [1, 3, 3]),
    ];
    for (place, (name, positions)) in rows.into_iter().enumerate() {
        let athlete = Athlete {
            name: b.intern(name),
            ..Athlete::default()
        };
        let athlete = b.athlete(athlete);
        let passing = |(m, position): (usize, u32)| {
            let tied = m == 0 && position == 1;
            Some((Passing::new(m, Reading::Position { position, tied })?, None))
        };
        let passings: Vec<_> = positions.into_iter().enumerate().filter_map(passing).collect();
        let row = Row {
            race,
            athlete,
            place: place as u32 + 1,
            line: 1,
            ..Row::default()
        };
        b.row(row, &passings);
    }
    Store::new(4, vec![Arc::new(b.finish())])
}

#[test]
fn positions_alone_make_a_position_chart_and_no_other() {
    let store = positions_only();
    let chart = build(&store, "position", &Options::default()).expect("a chart");
    assert_eq!(values(&chart.series[0]), ["400:3", "800:2", "1200:1", "1500:1"]);
    assert_eq!(values(&chart.series[1]), ["400:=1", "800:1", "1200:2", "1500:2"]);
    assert_eq!((chart.series[1].ending.as_str(), chart.y.range.high), ("2", 3));
    assert!(chart.caption.contains("as sources report them"), "{}", chart.caption);
    for key in [
        "gap",
        "pace",
        "reference",
        "trace",
        "duel",
        "speed",
        "percent",
        "segment-rank",
        "passing",
    ] {
        let refused = build(&store, key, &Options::default()).expect_err("no times");
        assert!(refused.to_string().contains("Only positions are recorded"), "{refused}");
    }
}

#[test]
fn positions_from_tracking_are_estimates_as_in_the_table() {
    use crate::sheet::{Sheet as _, SplitsSheet};
    let (store, _) = tokyo();
    // facts/README.md: Rome 2024 passings every 100 m are derived from tracking
    let race = *store
        .find_races("Rome 2024 men 1500 m final")
        .first()
        .expect("in the sample");
    let (view, splits) = (store.race(race), RaceSplits::new(store.race(race)));
    let subject = Subject::new(view, &splits);
    let chart = kind("position").expect("a kind").build(&subject, &Options::default());
    let chart = chart.expect("passings");
    let sheet = SplitsSheet::new(&store, &splits);
    let at_800 = splits.markers.iter().position(|m| m.mm == 800_000).expect("a marker");
    let column = sheet
        .columns()
        .iter()
        .position(|c| c.title == "800 m")
        .expect("a column");
    for (line, series) in splits.lines.iter().zip(&chart.series) {
        let row = (0..sheet.row_count())
            .find(|r| sheet.row_id(*r) == Some(line.row))
            .expect("a row");
        let in_table = sheet.cell(row, column).first.rank;
        let in_plot = series.points.iter().find(|p| p.x == 800_000).map(|p| p.text.clone());
        assert_eq!(Some(in_table.clone()), in_plot, "{}", line.name);
        assert!(in_table.starts_with('≈'), "{in_table}");
        assert_eq!(line.points[at_800].rank.map(|r| r.of), Some(16));
    }
}

#[test]
fn a_mass_race_is_cut_and_says_so() {
    let names: Vec<String> = (0..700).map(|n| format!("Given{n} Family{n}")).collect();
    let rows: Vec<(&str, [&str; 3], &str)> = names
        .iter()
        .map(|n| (n.as_str(), ["64.0", "2:08.0", "3:12.0"], "4:00.00"))
        .collect();
    let store = invented(&rows);
    let options = Options {
        selected: [RowId(650)].into(),
        ..Options::default()
    };
    let chart = build(&store, "gap", &options).expect("a chart");
    assert_eq!(chart.series.len(), 201, "200 of the field and the selected one");
    assert!(chart.series.iter().any(|s| s.row == Some(RowId(650))));
    assert!(
        chart.caption.contains("201 of 700 athletes are drawn"),
        "{}",
        chart.caption
    );
}
