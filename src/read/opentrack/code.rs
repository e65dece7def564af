//! Event codes and categories of athlib: `600`, `1M`, `110H`, `4x400`, `HJ`; `SM`, `U15B`, `M50`.

use crate::model::distance::{HALF_MARATHON_MM, MARATHON_MM, MILE_MM};
use crate::model::{Discipline, Event, Sex};

/// The event of a code, or of a name such as `Mile - A Race`.
pub fn event(code: &str) -> Option<Event> {
    let code = code.trim();
    of_code(code).or_else(|| Event::parse(code))
}

fn of_code(code: &str) -> Option<Event> {
    let of = |discipline, distance_mm| {
        Some(Event {
            discipline,
            distance_mm,
            ..Event::default()
        })
    };
    let upper = code.to_uppercase();
    // an implement's weight or a hurdle's height behind the code: `SP7.26K`
    let letters = upper.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | 'K' | 'G'));
    let field = match letters {
        "HJ" => Discipline::HighJump,
        "PV" => Discipline::PoleVault,
        "LJ" => Discipline::LongJump,
        "TJ" => Discipline::TripleJump,
        "SP" => Discipline::ShotPut,
        "DT" => Discipline::Discus,
        "HT" => Discipline::Hammer,
        "JT" => Discipline::Javelin,
        "WT" => Discipline::WeightThrow,
        "PEN" | "PENI" | "PENWT" => Discipline::Pentathlon,
        "HEP" | "HEPI" => Discipline::Heptathlon,
        "DEC" => Discipline::Decathlon,
        _ => Discipline::Unknown,
    };
    if field != Discipline::Unknown {
        return Some(Event {
            discipline: field,
            indoor: matches!(letters, "PENI" | "HEPI"),
            ..Event::default()
        });
    }
    match upper.as_str() {
        "MAR" => return of(Discipline::Road, MARATHON_MM),
        "HM" | "HMAR" | "HMARATHON" => return of(Discipline::Road, HALF_MARATHON_MM),
        "MILE" => return of(Discipline::Track, MILE_MM),
        "MARW" => return of(Discipline::RoadWalk, MARATHON_MM),
        "HMW" => return of(Discipline::RoadWalk, HALF_MARATHON_MM),
        "MILEW" => return of(Discipline::TrackWalk, MILE_MM),
        "XC" => return of(Discipline::CrossCountry, 0),
        _ => {}
    }
    let digits = upper.len() - upper.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let (number, unit) = upper.split_at(digits);
    let scaled = |unit_mm: u32| {
        let thousandths = crate::read::header::thousandths(number)?;
        u32::try_from(thousandths * u64::from(unit_mm) / 1000).ok()
    };
    // miles are written with a capital M
    let miles = code.ends_with('M') || code.contains("MX") || code.ends_with("MW");
    match unit {
        "" => of(Discipline::Track, scaled(1000)?),
        "SC" => of(Discipline::Steeplechase, scaled(1000)?),
        // nobody walks less than a lap
        "W" if scaled(1)? < 200 => of(Discipline::RoadWalk, scaled(1_000_000)?),
        "W" => of(Discipline::TrackWalk, scaled(1000)?),
        "MT" => of(Discipline::Track, scaled(MILE_MM)?),
        "M" if miles && scaled(1)? <= 2 => of(Discipline::Track, scaled(MILE_MM)?),
        "M" if miles => of(Discipline::Road, scaled(MILE_MM)?),
        "MW" if miles => of(Discipline::RoadWalk, scaled(MILE_MM)?),
        "MXC" if miles => of(Discipline::CrossCountry, scaled(MILE_MM)?),
        "K" => of(Discipline::Road, scaled(1_000_000)?),
        "KW" => of(Discipline::RoadWalk, scaled(1_000_000)?),
        "KXC" => of(Discipline::CrossCountry, scaled(1_000_000)?),
        // of long and short hurdles; the height may follow
        _ if unit.starts_with("LH") || unit.starts_with("SH") => of(Discipline::Hurdles, scaled(1000)?),
        _ if unit.starts_with('H') && !unit.contains("HR") => of(Discipline::Hurdles, scaled(1000)?),
        _ => None,
    }
}

/// The sex that a category says: `SM`, `U15B`, `M50` are men's, `SW`, `U13G`, `W35`, `F40` women's.
pub fn sex(category: &str) -> Sex {
    let upper = category.trim().to_uppercase();
    let letters: String = upper.chars().filter(|c| c.is_ascii_alphabetic()).collect();
    if let Some(sex) = Sex::parse(category) {
        return sex;
    }
    match letters.as_str() {
        "M" | "SM" | "UM" | "UB" | "VM" | "MV" | "SENM" => Sex::Men,
        "W" | "F" | "SW" | "SF" | "UW" | "UG" | "UF" | "VW" | "VF" | "WV" | "SENF" | "SENW" => Sex::Women,
        _ => Sex::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_name_events() {
        for (code, name) in [
            ("600", "600 m"),
            ("1500", "1500 m"),
            ("110H", "110 m hurdles"),
            ("110H99.0cm", "110 m hurdles"),
            ("3000SC", "3000 m steeplechase"),
            ("4x400", "4 x 400 m relay"),
            ("1M", "mile"),
            ("MILE", "mile"),
            ("10M", "10 miles"),
            ("5K", "5 km"),
            ("20KW", "20 km walk"),
            ("3000W", "3000 m walk"),
            ("MAR", "marathon"),
            ("HM", "half marathon"),
            ("HMarathon", "half marathon"),
            ("5MXC", "5 miles cross country"),
            ("HJ", "high jump"),
            ("SP7.26K", "shot put"),
            ("DEC", "decathlon"),
            ("PENI", "pentathlon"),
            ("2MT", "2 miles"),
            ("75SH", "75 m hurdles"),
            ("20W", "20 km walk"),
            ("4x100H", "4 x 100 m relay"),
            ("1500m", "1500 m"),
            ("Mile - A Race", "mile"),
        ] {
            assert_eq!(event(code).map(Event::name).as_deref(), Some(name), "{code}");
        }
        assert_eq!((event("OC"), event("")), (None, None));
    }

    #[test]
    fn categories_say_the_sex() {
        for (category, expected) in [
            ("SM", Sex::Men),
            ("U15B", Sex::Men),
            ("M50", Sex::Men),
            ("SW", Sex::Women),
            ("U13G", Sex::Women),
            ("W35", Sex::Women),
            ("Women", Sex::Women),
            ("V35", Sex::Unknown),
            ("SEN", Sex::Unknown),
            ("?", Sex::Unknown),
        ] {
            assert_eq!(sex(category), expected, "{category}");
        }
    }
}
