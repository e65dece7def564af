//! The letters of a page as shapes: what usvg drew of each text, in the units of the view box.

use super::number::number;
use resvg::usvg::{
    self,
    tiny_skia_path::{Path, PathSegment, Point},
};

/// Path data of each text of a tree, in the tree's order; a text of which nothing is drawn has none.
pub fn outlines(tree: &usvg::Tree) -> Vec<String> {
    let mut all = Vec::new();
    collect(tree.root(), &mut all);
    all
}

fn collect(group: &usvg::Group, all: &mut Vec<String>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => collect(group, all),
            usvg::Node::Text(text) => {
                let mut data = String::new();
                trace(text.flattened(), &mut data);
                all.push(data);
            }
            _ => {}
        }
    }
}

/// The paths inside a flattened text have the text's own units.
fn trace(group: &usvg::Group, data: &mut String) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => trace(group, data),
            usvg::Node::Path(path) => {
                let path = path.data().clone().transform(path.abs_transform());
                path.iter().for_each(|path| segments(path, data));
            }
            _ => {}
        }
    }
}

/// Each point as its distance to the start of its segment, both rounded: that is shorter, and errors do not add up.
fn segments(path: &Path, data: &mut String) {
    let rounded = |p: Point| [p.x, p.y].map(|v| (f64::from(v) * 100.0).round() / 100.0);
    let (mut contour, mut from) = ([0.0; 2], [0.0; 2]);
    for segment in path.segments() {
        let (letter, points) = match segment {
            PathSegment::MoveTo(to) => ('M', vec![to]),
            PathSegment::LineTo(to) => ('l', vec![to]),
            PathSegment::QuadTo(by, to) => ('q', vec![by, to]),
            PathSegment::CubicTo(by, and, to) => ('c', vec![by, and, to]),
            PathSegment::Close => ('z', Vec::new()),
        };
        data.push(letter);
        let base = if letter == 'M' { [0.0; 2] } else { from };
        let points: Vec<[f64; 2]> = points.into_iter().map(rounded).collect();
        let numbers = points.iter().flat_map(|p| [p[0] - base[0], p[1] - base[1]]).map(number);
        for (nth, number) in numbers.enumerate() {
            if nth > 0 && !number.starts_with('-') {
                data.push(' ');
            }
            data.push_str(&number);
        }
        from = points.last().copied().unwrap_or(contour);
        if letter == 'M' {
            contour = from;
        }
    }
}
