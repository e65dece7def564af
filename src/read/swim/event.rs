//! What is swum: distance, course, stroke, sex and ages, and how it is named.

use crate::model::{Event, Round, Sex};

/// The pool.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Course {
    /// Not stated; distances are taken as metres.
    #[default]
    Unknown,
    /// 25 yards.
    Yards,
    /// 25 metres.
    Short,
    /// 50 metres.
    Long,
}

impl Course {
    /// Hy-Tek's and SDIF's letters and digits.
    pub fn parse(letter: &str) -> Self {
        match letter {
            "Y" | "y" | "2" => Self::Yards,
            "S" | "s" | "M" | "m" | "1" => Self::Short,
            "L" | "l" | "3" => Self::Long,
            _ => Self::Unknown,
        }
    }

    /// A yard or a metre in tenths of a millimetre.
    const fn unit(self) -> u32 {
        match self {
            Self::Yards => 9_144,
            Self::Unknown | Self::Short | Self::Long => 10_000,
        }
    }

    /// Millimetres of a distance in the unit of the pool.
    pub fn mm(self, distance: u32) -> u32 {
        (u64::from(distance) * u64::from(self.unit()) / 10)
            .try_into()
            .unwrap_or(0)
    }

    /// Length of the pool in millimetres.
    pub fn pool_mm(self) -> u32 {
        self.mm(if self == Self::Long { 50 } else { 25 })
    }
}

/// An event of a meet, by which its results are brought together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct SwimEvent<'t> {
    /// As the programme numbers it.
    pub number: &'t str,
    /// In yards or metres; of a relay all legs together.
    pub distance: u32,
    pub course: Course,
    pub stroke: &'static str,
    pub sex: Sex,
    /// Youngest and oldest, 0 for no limit.
    pub ages: (u16, u16),
    pub legs: u8,
}

impl SwimEvent<'_> {
    pub fn event(&self) -> Event {
        Event {
            distance_mm: self.course.mm(self.distance),
            legs: self.legs,
            sex: self.sex,
            ..Event::default()
        }
    }

    /// `100 yd freestyle`, `200 m medley relay, 25 m pool`.
    pub fn title(&self) -> String {
        let (unit, pool) = match self.course {
            Course::Unknown => ("m", ""),
            Course::Yards => ("yd", ""),
            Course::Short => ("m", ", 25 m pool"),
            Course::Long => ("m", ", 50 m pool"),
        };
        let relay = if self.legs > 0 { " relay" } else { "" };
        match self.distance {
            0 => format!("{}{relay}{pool}", self.stroke),
            distance => format!("{distance} {unit} {}{relay}{pool}", self.stroke),
        }
    }

    /// `13-14`, `10 and under`, `13 and over`; empty for everyone.
    pub fn age_group(&self) -> String {
        match self.ages {
            (0, 0) => String::new(),
            (0, oldest) => format!("{oldest} and under"),
            (youngest, 0) => format!("{youngest} and over"),
            (youngest, oldest) => format!("{youngest}-{oldest}"),
        }
    }
}

/// The round of a letter, and a word for the swim-off, which is none.
pub(super) fn round(letter: &str) -> (Round, &'static str) {
    match letter {
        "P" => (Round::Preliminary, ""),
        "F" => (Round::Final, ""),
        "S" => (Round::Unknown, "swim-off"),
        _ => (Round::Unknown, ""),
    }
}

/// Girls and women, boys and men.
pub(super) fn event_sex(letter: &str) -> Sex {
    match letter {
        "W" | "G" | "F" => Sex::Women,
        "M" | "B" => Sex::Men,
        "X" => Sex::Mixed,
        _ => Sex::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_follow_the_pool() {
        // 100 yd = 91.44 m, 25 yd = 22.86 m
        assert_eq!((Course::Yards.mm(100), Course::Yards.pool_mm()), (91_440, 22_860));
        assert_eq!((Course::Long.mm(100), Course::Long.pool_mm()), (100_000, 50_000));
        let relay = SwimEvent {
            number: "9",
            distance: 200,
            course: Course::Short,
            stroke: "medley",
            sex: Sex::Women,
            ages: (13, 14),
            legs: 4,
        };
        assert_eq!(relay.title(), "200 m medley relay, 25 m pool");
        assert_eq!(relay.age_group(), "13-14");
        let open = SwimEvent {
            ages: (13, 0),
            course: Course::Yards,
            legs: 0,
            ..relay
        };
        assert_eq!(
            (open.title(), open.age_group()),
            ("200 yd medley".into(), "13 and over".into())
        );
    }
}
