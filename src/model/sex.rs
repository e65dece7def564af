//! Whose competition an event is.

/// Whose competition it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Sex {
    #[default]
    Unknown = 0,
    Men,
    Women,
    Mixed,
}

impl Sex {
    pub const ALL: [Sex; 4] = [Self::Unknown, Self::Men, Self::Women, Self::Mixed];

    /// `men`, `women`, `mixed`; empty when unknown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::Men => "men",
            Self::Women => "women",
            Self::Mixed => "mixed",
        }
    }

    /// Reads the words and letters of result files (English, and the `K` and `H`/`D` of Polish and German ones).
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text.trim().to_lowercase().as_str() {
            "m" | "men" | "man" | "male" | "boys" | "h" | "mann" => Self::Men,
            "w" | "f" | "women" | "woman" | "female" | "girls" | "d" | "k" => Self::Women,
            "x" | "mixed" => Self::Mixed,
            _ => return None,
        })
    }
}
