//! Made-up files of lines and columns.

use crate::people::{Runner, clock, races, runners};
use std::fmt::Write as _;

pub fn csv() -> String {
    let row = |r: &Runner| {
        let [a, b, c, finish] = r.times.map(clock);
        format!(
            "{},{},{},{},\"{}\",{a},{b},{c},{finish}\n",
            r.number,
            r.number,
            r.name(),
            r.nation,
            r.club
        )
    };
    format!("Place,Bib,Name,Nation,Club,400m,800m,1200m,Time\n{}", runners(row))
}

pub fn fixed() -> String {
    let row = |r: &Runner| {
        let age = 18 + r.number % 40;
        format!(
            "{:>5} {:>6} {:<24} {age:>3} {:<16} {:>8}\n",
            r.number,
            r.number,
            r.name(),
            r.club,
            clock(r.times[3])
        )
    };
    format!(
        "TOWN 1500 METERS\nPlace    Bib Name                     Age Club                 Time\n{}",
        runners(row)
    )
}

pub fn html_table() -> String {
    let row = |r: &Runner| {
        let [a, b, c, finish] = r.times.map(clock);
        let (number, name, club) = (r.number, r.name(), &r.club);
        format!(
            "<tr>\n<td>{number}</td><td>{number}</td>\n<td><a href=\"/athlete/{number}\">{name}</a></td><td>{club}</td>\n\
             <td>{a}</td><td>{b}</td><td>{c}</td><td>{finish}</td>\n</tr>\n"
        )
    };
    format!(
        "<!DOCTYPE html><html><head><title>Town meet</title></head><body><h2>Men 1500 m</h2>\n<table><tr><th>Place</th>\
         <th>Bib</th><th>Name</th><th>Club</th><th>400m</th><th>800m</th><th>1200m</th><th>Time</th></tr>\n{}</table></body></html>",
        runners(row)
    )
}

pub fn hytek() -> String {
    let rule = "=".repeat(81);
    let event = |number: usize, field: &[Runner]| {
        let mut text = format!(
            "\nEvent {number}  Girls 1500 Meter Run Junior\n{rule}\n    Name                    Year Team                    Finals  \
             Points\n{rule}\n"
        );
        for r in field {
            let name = format!("{}, {}", r.family, r.given);
            let finish = clock(r.times[3]);
            let _ = writeln!(
                text,
                "{:>3} {name:<25} 06 {:<20} {finish:>10}  {:>3}",
                r.place,
                r.club,
                11 - r.place
            );
            let [a, b, c, d] = r.times.map(|t| clock(t) + "0");
            let [_, second, third, last] = r.laps().map(|t| clock(t) + "0");
            let _ = writeln!(text, "     {a}   {b} ({second})   {c} ({third})   {d} ({last})");
        }
        text
    };
    format!(
        "Licensed to A Club - Contractor License\n                    HY-TEK's Meet Manager 4/1/2024 10:28 AM\n                     \
         Spring Invitational - 3/29/2024\n                                Results\n{}",
        races(event)
    )
}

pub fn hytek_export() -> String {
    let heat = |number: usize, field: &[Runner]| {
        let line = |r: &Runner| {
            let (finish, place) = (clock(r.times[3]), r.place);
            format!(
                "E;T;{number};;1500;F;;0;;F;{finish};M;;{place};1;1;;;;;{};{};;F;05/01/2005;HIL;{}\n",
                r.family, r.given, r.club
            )
        };
        field.iter().map(line).collect()
    };
    format!(
        "H;Spring Invitational;03/29/2024;03/29/2024;A Club;03/30/2024;\n{}",
        races(heat)
    )
}

pub fn lynx() -> String {
    let row = |r: &Runner| {
        let [a, b, c, d] = r.times.map(clock);
        let [_, second, third, last] = r.laps().map(clock);
        format!(
            "{},{},{},{},{},{},{d},,{d},,\"{a} ({a}),{b} ({second}),{c} ({third}),{d} ({last})\",14:05:09.13\n",
            r.number, r.number, r.place, r.family, r.given, r.club
        )
    };
    format!("7,1,2,Girls 1500m,,,,,,1500,14:05:09.1234\n{}", runners(row))
}

pub fn lynx_start_list() -> String {
    races(|number, field| {
        let line = |r: &Runner| format!(",{},{},{},{},{}\n", r.number, r.place, r.family, r.given, r.club);
        let lines: String = field.iter().map(line).collect();
        format!("{number},1,1,Girls 1500m,,,,,,1500\n{lines}")
    })
}

pub fn lynx_people() -> String {
    runners(|r| format!("{},{},{},{}\n", r.number, r.family, r.given, r.club))
}

/// OE2003 with 46 columns before the controls.
pub fn oe() -> String {
    const CONTROLS: usize = 20;
    let captions: String = (1..=10).map(|n| format!(";Kontroll{n};Tid{n}")).collect();
    let class = |number: usize, field: &[Runner]| {
        let row = |r: &Runner| {
            let minutes = |s: usize| format!("{}:{:02}", s / 60, s % 60);
            let pace = r.times[0] / 50;
            let controls: String = (1..=CONTROLS)
                .map(|n| format!(";{};{}", 30 + n, minutes(n * pace)))
                .collect();
            format!(
                "{};{};;\"{}\";\"{}\";85;D;;0;10:00:00;;{};0;7;;\"{}\";NOR;;D{};D{};;;;;;;;;;;;;;;;;;;;{number};5.2;120;{CONTROLS};{};;\
                 {controls};\r\n",
                r.number,
                500_000 + r.number,
                r.family,
                r.given,
                minutes((CONTROLS + 1) * pace),
                r.club,
                number,
                number,
                r.place,
            )
        };
        field.iter().map(row).collect()
    };
    let before = vec!["x"; 46].join(";");
    format!("{before}{captions};(mer) ...\r\n{}", races(class))
}

/// A line from texts with the columns that they begin at.
fn columns(fields: &[(usize, &str)]) -> String {
    let mut line = String::new();
    for (from, text) in fields {
        let _ = write!(line, "{:1$}{text}", "", from - 1 - line.len());
    }
    line + "\r\n"
}

pub fn hy3() -> String {
    let swimmer = |r: &Runner| {
        let number = format!("{:>5}", r.number % 100_000);
        let time = |hundredths: usize| format!("{:>8}", format!("{}.{:02}", hundredths / 100, hundredths % 100));
        let [a, b, c, d] = r.times.map(time);
        columns(&[
            (1, "D1F"),
            (4, &number),
            (9, &r.family),
            (29, r.given),
            (98, "24"),
            (113, r.nation),
        ]) + &columns(&[
            (1, "E1F"),
            (4, &number),
            (9, "Fivel"),
            (15, "W"),
            (16, "   200A 13 14"),
            (39, "7A"),
            (44, "  60.00L"),
        ]) + &columns(&[
            (1, "E2F"),
            (4, &d),
            (12, "L"),
            (21, "  3  4  1"),
            (30, &format!("{:>4}", r.place)),
            (88, "04042013"),
        ]) + &columns(&[(1, &format!("G1F 1{a}F 2{b}F 3{c}F 4{d}"))])
    };
    let meet = columns(&[(1, "B1Spring Meet"), (48, "Town Pool"), (93, "0403201304062013")]);
    let head = columns(&[(1, "A107Results"), (59, "04072013")]) + &meet + "C1ABC  A Best Club\r\n";
    head + &runners(swimmer)
}

pub fn cl2() -> String {
    let swimmer = |r: &Runner| {
        let time = |hundredths: usize| format!("{:>8}", clock(hundredths));
        let [a, b, c, d] = r.times.map(time);
        let name = format!("{}, {}", r.family, r.given);
        columns(&[
            (1, "D01PC"),
            (12, &name),
            (40, "404D210BC644A"),
            (53, r.nation),
            (64, "17F"),
            (67, "F 2001  8 1314"),
            (116, &(d.clone() + "L")),
            (129, " 1 4"),
        ]) + &columns(&[(1, "G0"), (56, &format!("1 4  50C{a}{b}{c}{d}")), (144, "F")])
    };
    let meet = columns(&[
        (1, "B11"),
        (12, "Spring Meet"),
        (86, "Reno"),
        (106, "NV"),
        (118, "USA"),
        (122, "0510202605112026"),
    ]);
    let club = columns(&[(1, "C11PC"), (12, "PCABC"), (18, "A Best Club")]);
    columns(&[(1, "A01V3      02Meet Results"), (106, "05102026")]) + &meet + &club + &runners(swimmer)
}
