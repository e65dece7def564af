//! What a result is: plain values, no I/O, no thread, no pixel.

pub mod area;
pub mod date;
pub mod distance;
pub mod doubt;
pub mod event;
pub mod finding;
pub mod flag;
pub mod gap;
pub mod likeness;
pub mod mark;
pub mod name;
pub mod passing;
pub mod round;
pub mod sex;
pub mod status;
pub mod text;
pub mod time;
pub mod unit;

pub use date::Date;
pub use distance::Distance;
pub use doubt::Doubt;
pub use event::{Discipline, Event};
pub use finding::{Finding, Findings, Severity};
pub use gap::Gap;
pub use mark::{Length, LengthUnit, Mark, PackedMark, Suffixes};
pub use passing::{Markers, Passing, Reading, Standing};
pub use round::Round;
pub use sex::Sex;
pub use status::{Qualification, Status};
pub use text::{Str, fold};
pub use time::{Method, Precision, Time};
pub use unit::{DecimalMark, PaceUnit, SpeedUnit, Units};
