//! The event line: `event number, round, heat, name, wind, wind unit, template, capture time, capture duration, distance, start
//! time`, and fields of newer versions. It stands at the head of a result and above each heat of a start list, and may stop
//! after the name.

use super::fields::Record;
use crate::model::Time;
use crate::read::header::thousandths;

/// An event line as written; an empty text is not stated.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    pub line: u32,
    pub number: String,
    pub round: String,
    pub heat: String,
    pub name: String,
    pub wind: String,
    pub wind_unit: String,
    pub distance: String,
    /// Column of the distance.
    pub distance_column: u32,
    /// Time of day.
    pub start_time: String,
}

impl Header {
    pub fn read(record: &Record<'_>) -> Self {
        let text = |number| record.field(number).to_owned();
        // one writer puts the wind into field 12, where others have words
        let late_wind = if is_number(record.field(12)) {
            text(12)
        } else {
            String::new()
        };
        let wind = text(5);
        let start_time = text(11);
        Self {
            line: record.line,
            number: text(1),
            round: text(2),
            heat: text(3),
            name: text(4),
            wind: if wind.is_empty() { late_wind } else { wind },
            wind_unit: text(6),
            distance: text(10),
            distance_column: record.column(10),
            start_time: if start_time.contains(':') {
                start_time
            } else {
                String::new()
            },
        }
    }

    /// The distance in millimetres; a zero means nothing.
    pub fn distance_mm(&self) -> Option<u32> {
        let metres = self.distance.trim_end_matches(['m', 'M']).trim_end();
        let mm = thousandths(metres).and_then(|mm| u32::try_from(mm).ok());
        mm.filter(|mm| *mm > 0)
    }

    pub fn names_an_event(&self) -> bool {
        !self.number.trim_start_matches('0').is_empty()
    }

    /// Whether the other line is about the same heat, leading zeros and case aside.
    pub fn is_same_heat(&self, other: &Self) -> bool {
        let same = |a: &str, b: &str| {
            a.trim_start_matches('0')
                .eq_ignore_ascii_case(b.trim_start_matches('0'))
        };
        same(&self.number, &other.number) && same(&self.round, &other.round) && same(&self.heat, &other.heat)
    }
}

/// Whether a line has the shape of an event line, which rows of most tables lack.
pub(super) fn is_header(record: &Record<'_>) -> bool {
    let digits = |text: &str, most| text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    let (number, heat, wind) = (record.field(1), record.field(3), record.field(5));
    let wind_like = wind.is_empty() || is_number(wind) || wind.to_ascii_uppercase().starts_with("NW");
    let start = record.field(11);
    let blank = |number| is_number(record.field(number)) || record.field(number).is_empty();
    (4..=24).contains(&record.len())
        && !number.is_empty()
        && digits(number, 12)
        && digits(heat, 5)
        && wind_like
        // where a row has its time
        && Time::parse(record.field(7)).is_none()
        && blank(10)
        && (start.is_empty() || start.contains(':') || digits(start, 2))
}

/// A number with an optional sign.
pub(super) fn is_number(text: &str) -> bool {
    thousandths(text.trim_start_matches(['+', '-'])).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::fields::records;
    use super::*;

    fn header(line: &str) -> Option<Header> {
        let record = records(line, 1).next()?;
        is_header(&record).then(|| Header::read(&record))
    }

    #[test]
    fn headers_of_all_lengths() {
        for (line, wind, distance_mm, start) in [
            (
                "001,Heat 1,1,W6 250,,,,,,250,11:08:53.1692",
                "",
                Some(250_000),
                "11:08:53.1692",
            ),
            ("0,0,0,,,,,,,,8:29:39.8684", "", None, "8:29:39.8684"),
            ("103,1,1,400m Men,,,,,,0", "", None, ""),
            ("7,1,2,Mile", "", None, ""),
            (
                "7,1,2,100m,-0.3,m/s,,,,100,9:00:00.0000,Auto",
                "-0.3",
                Some(100_000),
                "9:00:00.0000",
            ),
            (
                "7,1,2,100m,,,,,,100,9:00:00.0000,1.4",
                "1.4",
                Some(100_000),
                "9:00:00.0000",
            ),
            (
                "7,1,2,100m,0.9,m/s,,,,100,9:00:00.0000,1",
                "0.9",
                Some(100_000),
                "9:00:00.0000",
            ),
        ] {
            let header = header(line).expect(line);
            assert_eq!(
                (header.wind.as_str(), header.distance_mm(), header.start_time.as_str()),
                (wind, distance_mm, start),
                "{line}"
            );
        }
        for line in [
            "1,12,4,Kerr,Josh,Brooks,3:29.05",
            "Place,Name,Time",
            "1,2,3",
            ",110,2,A,B,C",
        ] {
            assert!(header(line).is_none(), "{line}");
        }
    }

    #[test]
    fn heats_are_compared_without_leading_zeros() {
        let of = |line: &str| header(line).expect(line);
        assert!(of("001,Heat,01,x").is_same_heat(&of("1,HEAT,1,y")));
        assert!(!of("1,1,1,x").is_same_heat(&of("1,1,2,x")));
    }
}
