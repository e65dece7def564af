//! Bytes to [`Import`] and findings; a reader never fails on content and knows no other format and no store.

pub mod combine;
pub mod container;
pub mod controls;
pub mod csv;
pub mod event_name;
pub mod fixed;
pub mod folder;
pub mod format;
pub mod header;
pub mod html;
pub mod hytek;
pub mod import;
pub mod iof;
pub mod lenex;
pub mod lynx;
pub mod mapping;
pub mod oe;
pub mod odf;
pub mod open;
pub mod progress;
pub mod ron;
pub mod sample;
pub mod strings;
pub mod swim;
pub mod text;
pub mod title;
pub mod unplaced;
pub mod wanted;
pub mod xml;

pub use combine::combine;
pub use folder::{Folder, Folders};
pub use format::{FORMATS, Format, Progress};
pub use import::{Import, ImportBuilder};
pub use open::{OpenError, open};
pub use wanted::{Wanted, files_in};
