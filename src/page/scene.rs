//! What stands on a page: groups of shapes and texts at positions in points, y downwards. Tests measure it; the SVG is
//! written from it word by word.

use crate::chart::font::{self, Weight};
use crate::chart::style::{Colour, Shape};

/// Which end of a text its x names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// One line of text; `y` is the baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub x: f64,
    pub y: f64,
    pub anchor: Anchor,
    pub size: f64,
    pub weight: Weight,
    pub colour: Colour,
    /// Drawn around the letters, where a line may run behind them.
    pub halo: Option<Colour>,
    pub content: String,
}

/// A rectangle on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rect {
    pub fn width(self) -> f64 {
        self.right - self.left
    }

    pub fn height(self) -> f64 {
        self.bottom - self.top
    }

    /// Whether two rectangles share more than `slack` points in both directions.
    pub fn overlaps(self, other: Self, slack: f64) -> bool {
        self.left + slack < other.right
            && other.left + slack < self.right
            && self.top + slack < other.bottom
            && other.top + slack < self.bottom
    }
}

impl Text {
    /// The box that the text takes: its measured width, from the top of capitals to the baseline and a little below.
    pub fn bounds(&self) -> Rect {
        let width = font::width(&self.content, self.size, self.weight);
        let left = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - width / 2.0,
            Anchor::End => self.x - width,
        };
        Rect {
            left,
            top: self.y - font::CAP_HEIGHT * self.size,
            right: left + width,
            bottom: self.y + font::DESCENT * self.size,
        }
    }
}

/// A line's colour, width in points and dash pattern in points (empty is solid).
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    pub colour: Colour,
    pub width: f64,
    pub dash: Vec<f64>,
}

impl Stroke {
    pub fn solid(colour: Colour, width: f64) -> Self {
        Self {
            colour,
            width,
            dash: Vec::new(),
        }
    }
}

/// One thing on the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    Rect {
        rect: Rect,
        fill: Colour,
    },
    /// A run of straight lines.
    Path {
        points: Vec<(f64, f64)>,
        stroke: Stroke,
    },
    Marker {
        x: f64,
        y: f64,
        radius: f64,
        shape: Shape,
        fill: Colour,
        stroke: Stroke,
    },
    Text(Text),
}

/// Items that belong together, with an id and, where a reader of the file gains by it, a title.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    pub id: String,
    pub title: Option<String>,
    pub items: Vec<Item>,
}

impl Group {
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            ..Self::default()
        }
    }
}

/// A whole page.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    pub width_mm: f64,
    pub height_mm: f64,
    pub width: f64,
    pub height: f64,
    pub title: String,
    /// The chart in words, for those who do not see it.
    pub description: String,
    pub groups: Vec<Group>,
}

impl Scene {
    /// All texts on the page.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.groups.iter().flat_map(|g| &g.items).filter_map(|item| match item {
            Item::Text(text) => Some(text),
            _ => None,
        })
    }
}
