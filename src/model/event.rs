//! Events: what is contested, over which distance, by whom.

use super::distance::{Distance, HALF_MARATHON_MM, MARATHON_MM, MILE_MM};
use super::sex::Sex;
use std::fmt;

/// What is contested. Field events and combined events have no distance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Discipline {
    /// Not recognised; the race's title holds the source's words.
    #[default]
    Unknown = 0,
    /// Flat, on the track.
    Track,
    Hurdles,
    Steeplechase,
    TrackWalk,
    Road,
    RoadWalk,
    CrossCountry,
    Relay,
    HighJump,
    PoleVault,
    LongJump,
    TripleJump,
    ShotPut,
    Discus,
    Hammer,
    Javelin,
    WeightThrow,
    Pentathlon,
    Heptathlon,
    Decathlon,
}

impl Discipline {
    pub const ALL: [Discipline; 21] = [
        Self::Unknown,
        Self::Track,
        Self::Hurdles,
        Self::Steeplechase,
        Self::TrackWalk,
        Self::Road,
        Self::RoadWalk,
        Self::CrossCountry,
        Self::Relay,
        Self::HighJump,
        Self::PoleVault,
        Self::LongJump,
        Self::TripleJump,
        Self::ShotPut,
        Self::Discus,
        Self::Hammer,
        Self::Javelin,
        Self::WeightThrow,
        Self::Pentathlon,
        Self::Heptathlon,
        Self::Decathlon,
    ];

    /// Whether marks are times.
    pub const fn is_timed(self) -> bool {
        (self as u8) <= Self::Relay as u8
    }

    const fn field_name(self) -> Option<&'static str> {
        Some(match self {
            Self::HighJump => "high jump",
            Self::PoleVault => "pole vault",
            Self::LongJump => "long jump",
            Self::TripleJump => "triple jump",
            Self::ShotPut => "shot put",
            Self::Discus => "discus throw",
            Self::Hammer => "hammer throw",
            Self::Javelin => "javelin throw",
            Self::WeightThrow => "weight throw",
            Self::Pentathlon => "pentathlon",
            Self::Heptathlon => "heptathlon",
            Self::Decathlon => "decathlon",
            _ => return None,
        })
    }
}

/// An event: discipline, distance, sex and indoors or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Event {
    pub discipline: Discipline,
    /// The whole distance in millimetres (of a relay: all legs together); 0 where there is none.
    pub distance_mm: u32,
    /// Legs of a relay; 0 otherwise.
    pub legs: u8,
    pub sex: Sex,
    /// Indoor (short track).
    pub indoor: bool,
}

impl Event {
    pub const fn track(distance_mm: u32, sex: Sex) -> Self {
        Self {
            discipline: Discipline::Track,
            distance_mm,
            legs: 0,
            sex,
            indoor: false,
        }
    }

    /// Reads an event's name as result files write it: `1500m`, `1500 Metres`, `Men's 1500m`, `10,000m`, `Mile`,
    /// `3000m SC`, `110mH`, `4x400m`, `Half marathon`, `10 km`, `High Jump`. The sex is read where the text says it, `indoor`
    /// where the text says `indoor` or `short track`. `None` when no event is recognised.
    pub fn parse(text: &str) -> Option<Self> {
        let lower = text.to_lowercase().replace(['’', '\''], "").replace(',', "");
        let words: Vec<&str> = lower
            .split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '/' | '(' | ')'))
            .filter(|w| !w.is_empty())
            .collect();
        let event = Self {
            sex: sex_of(&words),
            indoor: words.contains(&"indoor") || lower.contains("short track"),
            ..Self::default()
        };
        if let Some((_, discipline)) = FIELD.iter().find(|(name, _)| lower.contains(name)) {
            let discipline = *discipline;
            return Some(Self { discipline, ..event });
        }
        let joined = |at: usize| words.get(at..at + 3).map(|three| three.concat());
        let relay = (0..words.len()).find_map(|at| {
            let one = relay_legs(words[at]).map(|found| (found, at + 1));
            let ((legs, leg), next) = one.or_else(|| Some((relay_legs(&joined(at)?)?, at + 3)))?;
            let unit = if matches!(words.get(next), Some(&("mile" | "miles"))) {
                MILE_MM
            } else {
                1000
            };
            Some((legs, leg.checked_mul(unit)?))
        });
        if let Some((legs, leg_mm)) = relay {
            return Some(Self {
                discipline: Discipline::Relay,
                distance_mm: leg_mm.checked_mul(u32::from(legs))?,
                legs,
                ..event
            });
        }
        let (distance_mm, unit) = distance_of(&words)?;
        Some(Self {
            discipline: discipline_of(&lower, &words, distance_mm, unit),
            distance_mm,
            ..event
        })
    }

    /// The event without sex: `1500 m`, `mile`, `3000 m steeplechase`, `4 x 400 m relay`, `marathon`, `10 km`; empty when
    /// unknown.
    pub fn name(self) -> String {
        if let Some(name) = self.discipline.field_name() {
            return name.to_owned();
        }
        let mm = self.distance_mm;
        let distance = match (self.discipline, mm) {
            (_, 0) => String::new(),
            (_, MILE_MM) => "mile".to_owned(),
            (Discipline::Track | Discipline::Road | Discipline::CrossCountry, m)
                if let Some(miles) = whole_hundredths(m) =>
            {
                format!("{miles} miles")
            }
            (Discipline::Road, HALF_MARATHON_MM) => "half marathon".to_owned(),
            (Discipline::Road, MARATHON_MM) => "marathon".to_owned(),
            (Discipline::Road | Discipline::RoadWalk | Discipline::CrossCountry, m) if m % 100_000 == 0 => {
                let (km, tenth) = (m / 1_000_000, m / 100_000 % 10);
                if tenth == 0 {
                    format!("{km} km")
                } else {
                    format!("{km}.{tenth} km")
                }
            }
            (_, m) => Distance(m).to_string(),
        };
        let kind = match self.discipline {
            Discipline::Hurdles => "hurdles",
            Discipline::Steeplechase => "steeplechase",
            Discipline::TrackWalk | Discipline::RoadWalk => "walk",
            Discipline::CrossCountry => "cross country",
            Discipline::Relay if self.legs > 0 => {
                return match mm / u32::from(self.legs) {
                    MILE_MM => format!("{} x 1 mile relay", self.legs),
                    leg => format!("{} x {} relay", self.legs, Distance(leg)),
                };
            }
            _ => "",
        };
        format!("{distance} {kind}").trim().to_owned()
    }

    /// The length of a lap in millimetres: 400 m on the track, 200 m on a short track. 0 where no length is known: off the
    /// track, in a steeplechase, whose lap the water jump makes shorter or longer (terms.md 3), and in a swim.
    pub const fn lap_mm(self) -> u32 {
        match self.discipline {
            Discipline::Track | Discipline::Hurdles | Discipline::TrackWalk | Discipline::Relay if self.indoor => {
                200_000
            }
            Discipline::Track | Discipline::Hurdles | Discipline::TrackWalk | Discipline::Relay => 400_000,
            _ => 0,
        }
    }
}

/// `men 1500 m`, `women mile short track`.
impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            self.sex.word(),
            &self.name(),
            if self.indoor { "short track" } else { "" },
        ];
        f.write_str(
            &parts
                .into_iter()
                .filter(|p| !p.is_empty())
                .collect::<Vec<_>>()
                .join(" "),
        )
    }
}
/// What names of field and combined events contain.
const FIELD: [(&str, Discipline); 14] = [
    ("high jump", Discipline::HighJump),
    ("pole vault", Discipline::PoleVault),
    ("long jump", Discipline::LongJump),
    ("triple jump", Discipline::TripleJump),
    ("shot put", Discipline::ShotPut),
    ("discus", Discipline::Discus),
    ("hammer", Discipline::Hammer),
    ("javelin", Discipline::Javelin),
    ("weight throw", Discipline::WeightThrow),
    ("pentathlon", Discipline::Pentathlon),
    ("heptathlon", Discipline::Heptathlon),
    ("decathlon", Discipline::Decathlon),
    ("shotput", Discipline::ShotPut),
    ("polevault", Discipline::PoleVault),
];

fn sex_of(words: &[&str]) -> Sex {
    let sex = words.iter().find_map(|w| match *w {
        "men" | "mens" | "male" | "boys" => Some(Sex::Men),
        "women" | "womens" | "female" | "girls" => Some(Sex::Women),
        "mixed" => Some(Sex::Mixed),
        _ => None,
    });
    sex.unwrap_or_default()
}

/// What is run or walked over a distance, by the words beside it and the unit in which it is written.
fn discipline_of(lower: &str, words: &[&str], distance_mm: u32, unit: Unit) -> Discipline {
    let has = |word: &str| words.contains(&word);
    let is_on_road = unit == Unit::Kilometres || has("road");
    if has("sc") || lower.contains("steeple") || lower.ends_with("msc") {
        Discipline::Steeplechase
    } else if lower.contains("hurdle") || has("h") || unit == Unit::Hurdles {
        Discipline::Hurdles
    } else if lower.contains("cross") || has("xc") {
        Discipline::CrossCountry
    } else if has("walk") || has("w") || has("rw") {
        match is_on_road {
            true => Discipline::RoadWalk,
            false => Discipline::TrackWalk,
        }
    } else if is_on_road || unit == Unit::Named && distance_mm > 10_000_000 {
        Discipline::Road
    } else {
        Discipline::Track
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Metres,
    Hurdles,
    Kilometres,
    Named,
}

/// `5`, `4.97`: miles, more than one and with at most two decimals, when the distance is exactly so many.
fn whole_hundredths(mm: u32) -> Option<String> {
    let hundredths = (u64::from(mm) * 100 + u64::from(MILE_MM) / 2) / u64::from(MILE_MM);
    let is_exact = mm > MILE_MM && hundredths * u64::from(MILE_MM) / 100 == u64::from(mm) && !mm.is_multiple_of(1000);
    let (miles, rest) = (hundredths / 100, hundredths % 100);
    let fraction = format!(".{rest:02}");
    is_exact.then(|| format!("{miles}{}", fraction.trim_end_matches('0').trim_end_matches('.')))
}

/// The legs of `4x400m`, and how long each is in the unit that it is written in.
fn relay_legs(word: &str) -> Option<(u8, u32)> {
    let (legs, leg) = word.split_once(['x', '×'])?;
    let legs: u8 = legs.parse().ok().filter(|l| *l > 1)?;
    // shuttle relays are run over hurdles
    let leg = leg.strip_suffix('h').unwrap_or(leg);
    Some((legs, leg.trim_end_matches('m').parse().ok()?))
}

/// The distance in millimetres among the words of an event's name, and how it was written.
fn distance_of(words: &[&str]) -> Option<(u32, Unit)> {
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).copied().unwrap_or("");
        match *word {
            "mile" => return Some((MILE_MM, Unit::Named)),
            "marathon" => return Some((MARATHON_MM, Unit::Named)),
            "half" | "halfmarathon" | "hm" if next == "marathon" || *word != "half" => {
                return Some((HALF_MARATHON_MM, Unit::Named));
            }
            _ => {}
        }
        let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let (number, unit) = word.split_at(digits);
        if number.is_empty() {
            continue;
        }
        let unit = if unit.is_empty() { next } else { unit };
        let scaled = |mm: u32, unit| Some((scale(number, mm)?, unit));
        return match unit {
            "km" | "k" | "kilometres" | "kilometers" => scaled(1_000_000, Unit::Kilometres),
            "mile" | "miles" | "mi" => scaled(MILE_MM, Unit::Named),
            "y" | "yd" | "yds" | "yard" | "yards" => Some((scale(number, 9144)? / 10, Unit::Metres)),
            "mh" | "h" | "hurdles" => scaled(1000, Unit::Hurdles),
            _ => scaled(1000, Unit::Metres),
        };
    }
    None
}

/// A decimal number times `mm`, exact for three decimals; `None` beyond 4000 km.
fn scale(number: &str, mm: u32) -> Option<u32> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let whole: u64 = whole.parse().ok().filter(|w| *w < 4_000_000)?;
    let mut value = whole * 1000;
    for (b, weight) in fraction.bytes().take(3).zip([100, 10, 1]) {
        value += u64::from(b.checked_sub(b'0').filter(|d| *d < 10)?) * weight;
    }
    u32::try_from(value * u64::from(mm) / 1000).ok().filter(|d| *d > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn event_names() {
        for (text, name) in [
            ("1500m", "1500 m"),
            ("Men's 1500 Metres", "men 1500 m"),
            ("10,000m", "10000 m"),
            ("Mile", "mile"),
            ("2 miles", "2 miles"),
            ("3000m SC", "3000 m steeplechase"),
            ("3000m steeplechase", "3000 m steeplechase"),
            ("110mH", "110 m hurdles"),
            ("4x400m", "4 x 400 m relay"),
            ("4 x 800 Relay", "4 x 800 m relay"),
            ("4x1 Mile Relay", "4 x 1 mile relay"),
            ("4 x 1 mile", "4 x 1 mile relay"),
            ("4.97 Mile", "4.97 miles"),
            ("5.2 Mile", "5.2 miles"),
            ("10 miles", "10 miles"),
            ("4x100mH", "4 x 100 m relay"),
            ("Men's 100 Yards", "men 91.44 m"),
            ("Half marathon", "half marathon"),
            ("Marathon", "marathon"),
            ("10 km", "10 km"),
            ("Women's High Jump", "women high jump"),
            ("1500m short track", "1500 m short track"),
        ] {
            assert_eq!(
                Event::parse(text).map(|e| e.to_string()).as_deref(),
                Some(name),
                "{text}"
            );
        }
        assert_eq!(Event::parse("Results"), None);
    }

    #[test]
    fn only_the_flat_track_has_laps_of_known_length() {
        // terms.md 3: a lap is 400 m, 200 m on a short track; laps of a steeplechase are not 400 m
        let lap = |text: &str| Event::parse(text).map(Event::lap_mm);
        assert_eq!(
            [
                "1500m",
                "1500m indoor",
                "3000m SC",
                "10 km",
                "Marathon",
                "8 km cross country"
            ]
            .map(lap),
            [Some(400_000), Some(200_000), Some(0), Some(0), Some(0), Some(0)]
        );
    }
}
