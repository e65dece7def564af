//! A scene as SVG text: real text, groups with ids, a title and a description. The page has its true size in
//! millimetres, and a unit of the view box is a point.

use super::number::number;
use super::scene::{Anchor, Group, Item, Scene, Stroke, Text};
use crate::chart::font;
use crate::chart::style::{Colour, Shape};
use std::fmt::Write as _;

/// What the letters of a text are.
pub enum Letters {
    /// Text, with rules for its fonts.
    Text { fonts: String },
    /// Shapes: the path data of every text that is not blank.
    Shapes(std::vec::IntoIter<String>),
}

/// The SVG of a scene.
pub fn write(scene: &Scene, mut letters: Letters) -> String {
    let mut out = String::with_capacity(16 * 1024);
    let (w, h) = (number(scene.width), number(scene.height));
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}mm\" height=\"{}mm\" viewBox=\"0 0 {w} {h}\" \
         font-family=\"{}, Arial, sans-serif\" fill=\"none\" role=\"img\" aria-labelledby=\"title desc\">",
        number(scene.width_mm),
        number(scene.height_mm),
        font::FAMILY,
    );
    let _ = writeln!(out, "<title id=\"title\">{}</title>", escape(&scene.title));
    let _ = writeln!(out, "<desc id=\"desc\">{}</desc>", escape(&scene.description));
    match &letters {
        Letters::Text { fonts } if !fonts.is_empty() => {
            let _ = writeln!(out, "<style>{fonts}</style>");
        }
        _ => {}
    }
    for group in &scene.groups {
        write_group(&mut out, group, &mut letters);
    }
    out.push_str("</svg>\n");
    out
}

fn write_group(out: &mut String, group: &Group, letters: &mut Letters) {
    if group.items.is_empty() {
        return;
    }
    let _ = writeln!(out, "<g id=\"{}\">", escape(&group.id));
    if let Some(title) = &group.title {
        let _ = writeln!(out, "<title>{}</title>", escape(title));
    }
    for item in &group.items {
        write_item(out, item, letters);
    }
    out.push_str("</g>\n");
}

fn write_item(out: &mut String, item: &Item, letters: &mut Letters) {
    let _ = match item {
        Item::Rect { rect, fill } => writeln!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>",
            number(rect.left),
            number(rect.top),
            number(rect.width()),
            number(rect.height()),
            hex(*fill)
        ),
        Item::Path { points, stroke } => writeln!(out, "<path d=\"{}\"{}/>", path(points), stroke_text(stroke)),
        Item::Marker {
            x,
            y,
            radius,
            shape,
            fill,
            stroke,
        } => writeln!(
            out,
            "<path d=\"{}\" fill=\"{}\"{}/>",
            outline(*shape, *x, *y, *radius),
            hex(*fill),
            stroke_text(stroke)
        ),
        Item::Text(text) if text.content.trim().is_empty() => Ok(()),
        Item::Text(text) => match letters {
            Letters::Text { .. } => writeln!(out, "{}", text_element(text)),
            Letters::Shapes(shapes) => writeln!(out, "{}", shape_element(text, &shapes.next().unwrap_or_default())),
        },
    };
}

fn text_element(text: &Text) -> String {
    let anchor = match text.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    format!(
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\" font-weight=\"{}\" fill=\"{}\"{anchor}{}>{}</text>",
        number(text.x),
        number(text.y),
        number(text.size),
        text.weight.number(),
        hex(text.colour),
        halo(text),
        escape(&text.content)
    )
}

/// The shapes of a text's letters, with what they say.
fn shape_element(text: &Text, shapes: &str) -> String {
    format!(
        "<path aria-label=\"{}\" d=\"{shapes}\" fill=\"{}\"{}/>",
        escape(&text.content),
        hex(text.colour),
        halo(text)
    )
}

fn halo(text: &Text) -> String {
    text.halo.map_or(String::new(), |c| {
        let width = number(text.size * 0.3);
        format!(
            " stroke=\"{}\" stroke-width=\"{width}\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
            hex(c)
        )
    })
}

/// `M1 2L3 2`: horizontal and vertical stretches get the shorter `H` and `V`.
fn path(points: &[(f64, f64)]) -> String {
    let mut d = String::new();
    let mut last: Option<(String, String)> = None;
    for &(x, y) in points {
        let (x, y) = (number(x), number(y));
        let _ = match &last {
            None => write!(d, "M{x} {y}"),
            Some((lx, ly)) if *lx == x && *ly == y => Ok(()),
            Some((_, ly)) if *ly == y => write!(d, "H{x}"),
            Some((lx, _)) if *lx == x => write!(d, "V{y}"),
            Some(_) => write!(d, "L{x} {y}"),
        };
        last = Some((x, y));
    }
    d
}

fn outline(shape: Shape, x: f64, y: f64, r: f64) -> String {
    let corners = |corners: &[(f64, f64)]| {
        let points: Vec<(f64, f64)> = corners.iter().map(|(dx, dy)| (x + dx * r, y + dy * r)).collect();
        path(&points) + "Z"
    };
    match shape {
        Shape::Circle => {
            let (left, right, y, r) = (number(x - r), number(x + r), number(y), number(r));
            format!("M{left} {y}A{r} {r} 0 1 1 {right} {y}A{r} {r} 0 1 1 {left} {y}Z")
        }
        Shape::Square => corners(&[(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)]),
        Shape::Diamond => corners(&[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)]),
        Shape::TriangleUp => corners(&[(0.0, -1.2), (1.1, 0.8), (-1.1, 0.8)]),
        Shape::TriangleDown => corners(&[(0.0, 1.2), (1.1, -0.8), (-1.1, -0.8)]),
    }
}

fn stroke_text(stroke: &Stroke) -> String {
    let mut text = format!(
        " stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"",
        hex(stroke.colour),
        number(stroke.width)
    );
    if !stroke.dash.is_empty() {
        let dash: Vec<String> = stroke.dash.iter().map(|d| number(*d)).collect();
        let _ = write!(text, " stroke-dasharray=\"{}\"", dash.join(" "));
    }
    text
}

fn hex(colour: Colour) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.0, colour.1, colour.2)
}

/// Text for element content and attributes; characters that XML cannot hold are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_break_out() {
        assert_eq!(escape("a<b> & \"c\"\u{0}\n"), "a&lt;b&gt; &amp; &quot;c&quot; ");
    }

    #[test]
    fn paths_are_short() {
        assert_eq!(
            path(&[(0.0, 1.0), (5.0, 1.0), (5.0, 3.0), (6.5, 4.0)]),
            "M0 1H5V3L6.5 4"
        );
    }
}
