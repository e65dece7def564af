//! What producers vary within a format: every reader over small made-up files, compared with what its format document says
//! that they mean.

mod fixed;
mod hytek;
mod lynx;
mod odf;
mod opentrack;
mod tables;
mod timing;
mod world_athletics;

use homestraight::model::mark::wind_text;
use homestraight::model::{PackedMark, Qualification, Reading, Round, Sex, Status};
use homestraight::read::open::read_bytes;
use homestraight::read::{Import, Progress};

/// Reads a file of a format.
fn read(file: &str, bytes: &[u8], format: &str) -> Import {
    let import = read_bytes(file, bytes, &Progress::default()).expect("a result file");
    assert_eq!(import.source.format, format, "{}", import.source.reason);
    import
}

/// The races as `event, round heat, title, wind`.
fn races(import: &Import) -> Vec<String> {
    let shown = import.races.iter().map(|race| {
        let round = match race.round {
            Round::Unknown => String::new(),
            round => round.word().to_owned(),
        };
        let heat = race.heat.map_or(String::new(), |heat| format!("{heat}"));
        let parts = [
            race.event.to_string(),
            format!("{round} {heat}").trim().to_owned(),
            import.text(race.title).to_owned(),
        ];
        stated(&parts).join(", ")
    });
    shown.collect()
}

fn stated(parts: &[String]) -> Vec<&str> {
    parts.iter().map(String::as_str).filter(|p| !p.is_empty()).collect()
}

/// A row in words: place, name, mark, status, and what else is stated, with passings at the end.
fn row(import: &Import, row: usize) -> String {
    let rows = &import.rows;
    let athlete = &import.athletes[rows.athlete[row] as usize];
    let text = |word: &str, text: &str| {
        if text.is_empty() {
            String::new()
        } else {
            format!("{word} {text}")
        }
    };
    let number = |word: &str, number: u32| {
        if number == 0 {
            String::new()
        } else {
            format!("{word} {number}")
        }
    };
    let mut parts = vec![
        number("", rows.place[row]).trim().to_owned(),
        import.text(athlete.name).to_owned(),
        text("of", import.text(athlete.nation)),
        athlete.birth.map_or(String::new(), |b| format!("born {b}")),
        if athlete.sex == Sex::Unknown {
            String::new()
        } else {
            athlete.sex.word().to_owned()
        },
        rows.packed_mark(row).to_string(),
        if rows.status[row] == Status::None {
            String::new()
        } else {
            rows.status[row].code().to_owned()
        },
        if rows.qualification[row] == Qualification::None {
            String::new()
        } else {
            rows.qualification[row].code().to_owned()
        },
        import.flags[rows.flags[row] as usize]
            .iter()
            .map(|f| import.text(*f))
            .collect::<Vec<_>>()
            .join(" "),
        number("age", u32::from(rows.age[row])),
        text("bib", import.text(rows.bib[row])),
        text("team", import.text(rows.team[row])),
    ];
    if let Some(extra) = import.extra(row) {
        parts.extend([
            number("lane", u32::from(extra.lane)),
            number("in round", extra.place_in_round),
            extra.reaction_ms.map_or(String::new(), |ms| format!("reaction {ms}")),
            extra
                .wind_tenths
                .map_or(String::new(), |w| format!("wind {}", wind_text(w))),
            if extra.net == PackedMark::NONE {
                String::new()
            } else {
                format!("net {}", extra.net)
            },
            text("in", import.text(extra.category)),
            text("rule", import.text(extra.rule)),
            text("series", import.text(extra.series)),
            text("note", import.text(extra.note)),
        ]);
    }
    parts.push(passings(import, row));
    stated(&parts).join(" | ")
}

/// The row's passings as `metres time`, those of controls and legs as `#number time`.
fn passings(import: &Import, row: usize) -> String {
    let race = &import.races[import.rows.race[row] as usize];
    let markers = &import.markers[race.markers as usize];
    let shown = import.passings[import.rows.passings(row)].iter().map(|p| {
        let marker = match markers[p.marker()] {
            order @ 0..1000 => format!("#{order}"),
            mm => format!("{}", f64::from(mm) / 1000.0),
        };
        match p.reading() {
            Reading::Time(time) => format!("{marker} {time}"),
            Reading::Position { position, .. } => format!("{marker} position {position}"),
        }
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn rows(import: &Import) -> Vec<String> {
    (0..import.rows.len()).map(|at| row(import, at)).collect()
}

/// The findings as `line code`.
fn findings(import: &Import) -> Vec<String> {
    let kept = import.findings.kept().iter();
    kept.map(|f| format!("{} {}", f.line, f.code)).collect()
}
