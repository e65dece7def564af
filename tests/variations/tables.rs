//! tables.md: the captions of timing companies and federations in the languages of the sport.

use super::{findings, races, rows};
use homestraight::read::Import;

fn read(text: &str) -> Import {
    super::read("results.csv", text.as_bytes(), "csv")
}

#[test]
fn german_captions_with_gun_and_net_times() {
    let text = "Platz;Platz AK;Startnr.;Name;Verein/Ort;AK;5 km;10 km;HM;30 km;Zeit brutto;Zeit netto\n\
                1;1;23;Müller, Hans;LG Ost;M30;00:15:52;00:31:45;01:07:22;01:36:10;02:17:01;02:16:55\n\
                ;;24;Maier, Fritz;LG Ost;M30;00:15:52;00:31:45;;;DNF;\n";
    let import = read(text);
    let expected = [
        "1 | Müller, Hans | 2:17:01 | bib 23 | team LG Ost | net 2:16:55 | in M30 | 5000 15:52, 10000 31:45, \
         21097.5 1:07:22, 30000 1:36:10",
        "Maier, Fritz | DNF | bib 24 | team LG Ost | in M30 | 5000 15:52, 10000 31:45",
    ];
    assert_eq!(rows(&import), expected);
    assert!(findings(&import).is_empty(), "{:?}", findings(&import));
}

#[test]
fn a_road_race_without_a_name_is_known_by_its_times() {
    // 1:36:10 at 30 km is 2:15:15 at an even pace over 42.195 km
    let marathon =
        "Platz;Name;HM;30 km;Zeit\n1;Hans Eins;1:07:22;1:36:10;2:17:01\n2;Fritz Zwei;1:08:00;1:37:20;2:20:11\n";
    assert_eq!(races(&read(marathon)), ["marathon"]);
    // 45:20 at 15 km is 1:03:45 over 21.0975 km, and 1:00:27 over 20 km
    let half = "Rank,Name,5KM,15KM,Time\n1,Piet Een,15:01,45:20,1:03:55\n2,Jan Twee,15:02,45:29,1:04:30\n";
    assert_eq!(races(&read(half)), ["half marathon"]);
    let other = half.replace("1:03:55", "1:00:27").replace("1:04:30", "1:00:40");
    assert_eq!(races(&read(&other)), [""]);
}

#[test]
fn french_captions() {
    let text = "Clt;Dos;Nom;Prénom;Sexe;Cat;Club;Temps;Km 5\n1;12;DUPONT;Jean;M;SEM;AC Ville;0:31:02;0:15:31\n\
                Abd;15;PETIT;Luc;M;V1M;;;0:18:00\n";
    let expected = [
        "1 | Jean DUPONT | men | 31:02 | bib 12 | team AC Ville | in SEM | 5000 15:31",
        "Luc PETIT | men | DNF | bib 15 | in V1M | 5000 18:00",
    ];
    assert_eq!(rows(&read(text)), expected);
}

#[test]
fn italian_and_finnish_captions_and_marks() {
    let italian = "Pos.;Pett.;Cognome;Nome;Cat.;Società;Tempo;Distacco\n1;5;ROSSI;Mario;SM;ATL. ROMA;29'58\";\n\
                   2;8;BIANCHI;Luca;SM35;ATL. ROMA;30'12\";14\"\n";
    let expected = [
        "1 | Mario ROSSI | 29:58 | bib 5 | team ATL. ROMA | in SM",
        "2 | Luca BIANCHI | 30:12 | bib 8 | team ATL. ROMA | in SM35",
    ];
    assert_eq!(rows(&read(italian)), expected);
    let finnish =
        "Sija;Nro;Nimi;Seura;Tulos;Ero\n1;4;Virtanen Matti;HKV;3.45,31;\n2;6;Korhonen Pekka;TuUL;3.46,02;0,71\n";
    let expected = [
        "1 | Virtanen Matti | 3:45.31 | bib 4 | team HKV",
        "2 | Korhonen Pekka | 3:46.02 | bib 6 | team TuUL",
    ];
    assert_eq!(rows(&read(finnish)), expected);
}

#[test]
fn places_of_parts_and_splits_named_by_number_and_distance() {
    let text = "Overall Place,Gender Place,Division Place,Bib,First Name,Last Name,Gender,Age,Chip Time,Gun Time,Split 1 (5K)\n\
                1,1,1,101,John,Smith,M,28,1:05:12.3,1:05:13.0,15:30\n2,9,4,205,Amy,O'Neil,F,31,1:12:44.9,1:12:50.1,17:12\n";
    let expected = [
        "1 | John Smith | men | 1:05:13.0 | age 28 | bib 101 | net 1:05:12.3 | 5000 15:30",
        "2 | Amy O'Neil | women | 1:12:50.1 | age 31 | bib 205 | net 1:12:44.9 | 5000 17:12",
    ];
    assert_eq!(rows(&read(text)), expected);
}

#[test]
fn a_column_called_race_names_the_event_or_is_a_number() {
    let named = "Year,Race,Pos,Name,Nat,Time\n2019,Town 10K,1,Ann One,GBR,31:22\n2020,Town 10K,1,Cis Two,GBR,31:11\n";
    assert_eq!(races(&read(named)), ["10 km", "10 km"]);
    let numbered = "Race,Pos,Name,Time\n1,1,Ann One,31:22\n1,2,Cis Two,31:11\n";
    assert_eq!(findings(&read(numbered)), ["1 unknown-column"]);
}

#[test]
fn a_list_without_captions_has_nations_births_and_dates() {
    let text = "1;3:26.00;;Hicham El Guerrouj;MAR;14.09.74;1;Roma;14.07.1998\n\
                2;3:26.34;;Bernard Lagat;KEN;12.12.74;2;Bruxelles;24.08.2001\n";
    let import = read(text);
    let athletes: Vec<String> = import
        .athletes
        .iter()
        .map(|a| {
            let birth = a.birth.map(|b| b.to_string()).unwrap_or_default();
            format!("{} {} {birth}", import.text(a.name), import.text(a.nation))
        })
        .collect();
    assert_eq!(
        athletes,
        ["Hicham El Guerrouj MAR 1974-09-14", "Bernard Lagat KEN 1974-12-12"]
    );
    let days = (0..2).map(|row| import.extra(row).and_then(|e| e.date).map(|d| d.to_string()));
    assert_eq!(
        days.collect::<Vec<_>>(),
        [Some("1998-07-14".into()), Some("2001-08-24".into())]
    );
}

#[test]
fn a_team_without_athletes_is_who_competed() {
    let text = "Place,Team,Time\n1,Norway,3:38.0\n2,Sweden,3:41.5\n";
    assert_eq!(rows(&read(text)), ["1 | Norway | 3:38.0", "2 | Sweden | 3:41.5"]);
}

#[test]
fn the_points_of_a_combined_event_are_its_result() {
    let text = "Place,Name,Nat,100m,Long Jump,Shot Put,High Jump,400m,110mH,Discus,Pole Vault,Javelin,1500m,Points\n\
                1,Jon Ten,FRA,10.55,7.80,16.00,2.05,48.42,13.75,50.54,5.45,71.90,4:36.11,9126\n\
                2,Kit Ten,CAN,10.40,7.70,15.00,2.02,47.42,13.95,49.00,5.00,64.00,4:40.10,8850\n";
    let import = read(text);
    assert_eq!(races(&import), ["decathlon"]);
    assert_eq!(
        rows(&import),
        ["1 | Jon Ten | of FRA | 9126", "2 | Kit Ten | of CAN | 8850"]
    );
}

#[test]
fn captions_in_two_lines() {
    let text = ",,,5 km,,10 km,\nPlatz,Name,Verein,Zeit,Platz,Zeit,Platz\n1,Ann One,LG,17:01,2,34:11,1\n\
                2,Bea Two,TV,17:00,1,34:40,2\n";
    // the last distance is that of the race
    let expected = [
        "1 | Ann One | 34:11 | team LG | 5000 17:01",
        "2 | Bea Two | 34:40 | team TV | 5000 17:00",
    ];
    assert_eq!(rows(&read(text)), expected);
}

#[test]
fn nations_behind_the_names() {
    let text =
        "Pos,Athlete,Time\n1,Jakob Run (NOR),3:28.32\n2,\"Timothy FAST, KEN\",3:29.01\n3,Josh Three [GBR],3:29.05\n";
    let expected = [
        "1 | Jakob Run | of NOR | 3:28.32",
        "2 | Timothy FAST | of KEN | 3:29.01",
        "3 | Josh Three | of GBR | 3:29.05",
    ];
    assert_eq!(rows(&read(text)), expected);
    let clubs = "Pos,Athlete,Time\n1,Jakob Run (Town),3:28.32\n2,Tim Fast (Mid),3:29.01\n";
    assert_eq!(rows(&read(clubs))[0], "1 | Jakob Run (Town) | 3:28.32");
}

#[test]
fn who_runs_outside_the_competition_has_no_place() {
    let text =
        "Platz;Name;Verein;Zeit\n1;Hans Eins;LG Ost;31:02\na.K.;Fritz Zwei;HC Nord;30:50\nHC;Luc Trois;AK West;31:40\n";
    let expected = [
        "1 | Hans Eins | 31:02 | team LG Ost",
        "Fritz Zwei | 30:50 | EXH | team HC Nord",
        "Luc Trois | 31:40 | EXH | team AK West",
    ];
    assert_eq!(rows(&read(text)), expected);
    assert!(findings(&read(text)).is_empty(), "{:?}", findings(&read(text)));
}
