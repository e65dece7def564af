//! Made-up runners, the same ones at every run.

/// Bytes that each made-up file has at least.
pub const SIZE: usize = 2 << 20;
/// Runners of a race.
const FIELD: usize = 10;

const GIVEN: [&str; 16] = [
    "Ada", "Bea", "Cleo", "Dora", "Eva", "Fay", "Gro", "Hanna", "Ida", "Jo", "Kaja", "Lea", "Mia", "Nora", "Olga",
    "Pia",
];
const SYLLABLES: [&str; 16] = [
    "Ber", "dal", "ek", "fal", "gran", "hol", "iva", "ken", "lund", "mor", "nes", "os", "pet", "ros", "sten", "vik",
];
pub const NATIONS: [&str; 8] = ["NOR", "SWE", "GBR", "KEN", "ETH", "USA", "IRL", "FRA"];
const CLUBS: [&str; 8] = [
    "Northside",
    "Hill Harriers",
    "Eastend Runners",
    "Westend",
    "Harbour",
    "Town AC",
    "Porthaven",
    "Field & Track",
];

pub struct Runner {
    /// From 1, in the whole file.
    pub number: usize,
    /// In the race.
    pub place: usize,
    pub given: &'static str,
    pub family: String,
    pub nation: &'static str,
    pub club: &'static str,
    /// Hundredths of seconds at 400, 800, 1200 and 1500 m.
    pub times: [usize; 4],
}

impl Runner {
    fn new(number: usize, place: usize) -> Self {
        // a multiplier that spreads the numbers over all names
        let mixed = number.wrapping_mul(2_654_435_761);
        let syllable = |at: u32| SYLLABLES[mixed >> at & 15];
        // each one slower than the one before, as formats of one race want it
        let lap = 5_800 + number;
        Self {
            number,
            place,
            given: GIVEN[mixed >> 5 & 15],
            family: format!("{}{}{}", syllable(9), syllable(13), syllable(17)),
            nation: NATIONS[mixed >> 3 & 7],
            club: CLUBS[mixed >> 7 & 7],
            times: [lap, lap * 2 + 45, lap * 3 + 120, lap * 15 / 4],
        }
    }

    pub fn name(&self) -> String {
        format!("{} {}", self.given, self.family)
    }

    pub fn laps(&self) -> [usize; 4] {
        let [a, b, c, d] = self.times;
        [a, b - a, c - b, d - c]
    }

    pub fn birth(&self) -> String {
        format!(
            "{}-{:02}-{:02}",
            1985 + self.number % 20,
            1 + self.number % 12,
            1 + self.number % 28
        )
    }
}

/// `3:41.25`
pub fn clock(hundredths: usize) -> String {
    let (minutes, rest) = (hundredths / 6000, hundredths % 6000);
    format!("{minutes}:{:02}.{:02}", rest / 100, rest % 100)
}

/// Texts of one race after the other, up to the size.
pub fn races(race: impl Fn(usize, &[Runner]) -> String) -> String {
    let mut text = String::with_capacity(SIZE + (1 << 16));
    for number in 1.. {
        if text.len() >= SIZE {
            break;
        }
        let field: Vec<Runner> = (1..=FIELD)
            .map(|place| Runner::new((number - 1) * FIELD + place, place))
            .collect();
        text += &race(number, &field);
    }
    text
}

/// Texts of one runner after the other, up to the size.
pub fn runners(one: impl Fn(&Runner) -> String) -> String {
    races(|_, field| field.iter().map(&one).collect())
}
