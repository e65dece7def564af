//! finishlynx-lif.md.

use super::{findings, races, rows};
use homestraight::read::Import;

fn read(text: &str) -> Import {
    super::read("005-2-01.lif", text.as_bytes(), "lynx")
}

#[test]
fn rows_that_end_early_ties_and_words_of_two_languages() {
    let import = read(concat!(
        "; comment\n5,2,1,Men 800m,,,,,,800,14:05:01.1234,NWI,3\r\n",
        "1,1005-0000712,1,\"Smith, Jr\",John,\"Club, The\",1:45.12,LIC1,1:45.119,0.142,\"51.10 (51.10),1:45.12 (54.02)\",14:05:01.13,u1,u2,u3,0.0,0.0,6.7,2:30\n",
        "T2,A12,2,O'Neil,Pat - \"Ace\",Town,1:46.00 q,,0.89,-0.020\n",
        "=2,13,3,LEE,,Town,1:46.00\n",
        "4,14,4,Roe,Al,,1:50.1h\n",
        "DNF,15,5,Coe,Cy,,,,,,\"52.50 (52.50)\"\n",
        "DQ 162.7,16,6,Doe,Di,,,,,,\n",
        "NP,17,7,Goe,Ed,X,\n",
        ",18,8,Joe,Gi,X,DNS\n",
        ",19,9,Koe,Hi,X,\n",
        "5,,10,,,,,,9.232\n",
    ));
    assert_eq!(races(&import), ["men 800 m, round 2 1, Men 800m"]);
    assert_eq!(
        rows(&import),
        [
            "1 | John Smith, Jr | men | 1:45.12 | bib 1005-0000712 | team Club, The | lane 1 | reaction 142 | 400 51.10, 800 1:45.12",
            "2 | Pat - \"Ace\" O'Neil | men | 1:46.00 | q | bib A12 | team Town | lane 2 | reaction -20",
            "2 | LEE | men | 1:46.00 | bib 13 | team Town | lane 3",
            "4 | Al Roe | men | 1:50.1h | bib 14 | lane 4",
            "Cy Coe | men | DNF | bib 15 | lane 5 | 400 52.50",
            "Di Doe | men | DQ | bib 16 | lane 6 | rule 162.7",
            "Ed Goe | men | DNS | bib 17 | team X | lane 7 | note NP",
            "Gi Joe | men | DNS | bib 18 | team X | lane 8",
            "Hi Koe | men | bib 19 | team X | lane 9",
            "5 | men | lane 10 | note gap 9.232",
        ]
    );
    let codes = findings(&import);
    assert_eq!(codes, ["9 status-word", "12 place-without-time", "3 placed-splits"]);
}

#[test]
fn encodings_and_winds() {
    let text = "12,1,3,Women 100m,+1.2,m/s,,,,100,10:00:00.0000\r\n1,1,4,Lée,Ann,USA,11.12\r\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xff\xfe".as_slice(), &utf16].concat();
    let cp1252: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let nul = text.replace("Lée", "L\0ée");
    for bytes in [
        text.as_bytes(),
        &utf16,
        &marked,
        &cp1252,
        nul.as_bytes(),
        format!("\u{feff}{text}").as_bytes(),
    ] {
        let import = super::read("x.lif", bytes, "lynx");
        assert_eq!(
            rows(&import),
            ["1 | Ann Lée | women | 11.12 | bib 1 | team USA | lane 4 | wind +1.2"]
        );
    }
    // in the twelfth field, where the fifth has none
    let late = |fifth: &str| {
        read(&format!(
            "12,1,3,Men 200m,{fifth},,,,,200,10:00:00.0000,-0.7\n1,1,4,Lee,Ann,USA,21.12\n"
        ))
    };
    assert!(rows(&late(""))[0].ends_with("wind -0.7"));
    assert!(rows(&late("1.1"))[0].ends_with("wind +1.1"));
    assert!(!rows(&late("NWI"))[0].contains("| wind"));
}

#[test]
fn a_lane_that_is_no_number_is_noted() {
    let import = read("1,1,1,Men 1500m,,,,,,1500\n1,5,B2,Lee,Al,Town,3:50.12\n");
    assert_eq!(
        rows(&import),
        ["1 | Al Lee | men | 3:50.12 | bib 5 | team Town | note lane B2"]
    );
    assert_eq!(findings(&import), ["2 unreadable-lane"]);
}
