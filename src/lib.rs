//! Homestraight, a desktop results viewer for athletics. A module imports only from modules above it in this list.

pub mod model; // what a result is: plain values
pub mod read; // bytes to an import and findings
pub mod store; // all imports together, by id, with queries
pub mod analysis; // store to figures; the only place where a formula stands
pub mod sheet; // a table as a plain description
pub mod chart; // a chart as a plain description: data and meaning
pub mod page; // a chart as bytes: SVG, PNG, PDF
pub mod session; // what the user looks at
pub mod desk; // the window; the only place that knows egui
pub mod cli; // the headless commands
