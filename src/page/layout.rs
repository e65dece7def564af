//! A chart laid out on a page in the manner of a newspaper: a bold title that says what there is to see, a subtitle that
//! says what it is, labels at the ends of lines instead of a legend, few grid lines, units said once.

use super::scene::{Anchor, Group, Item, Rect, Scene, Stroke, Text};
use super::series::{self, Labels};
use super::size::SMALLEST_MM;
use super::spread;
use super::{PageError, Settings};
use crate::chart::font::{self, Weight};
use crate::chart::scale::Scale;
use crate::chart::style::{Colour, Palette, Shape, palette};
use crate::chart::{Chart, Quantity, Tick, Tone, tick};

/// The part of the page's height that sources take at most; a longer list is cut, the tables name every source.
const MOST_SOURCES: f64 = 0.15;

/// From line to line of the footer, in type sizes.
const FOOTER_LINE: f64 = 1.28;

/// The measures of one page: type size and colours, from which everything else follows.
pub struct Sheet<'a> {
    pub chart: &'a Chart,
    pub settings: Settings,
    pub palette: &'static Palette,
    /// Type size of labels in points.
    pub text: f64,
}

/// The plot itself with its scales.
#[derive(Clone, Copy)]
pub struct Plot {
    pub rect: Rect,
    pub x: Scale,
    pub y: Scale,
}

impl Sheet<'_> {
    pub fn margin(&self) -> f64 {
        self.text * 1.4
    }

    pub fn line(&self) -> f64 {
        self.text * 1.24
    }

    pub fn label(&self, x: f64, y: f64, anchor: Anchor, colour: Colour, content: impl Into<String>) -> Text {
        Text {
            x,
            y,
            anchor,
            size: self.text,
            weight: Weight::Regular,
            colour,
            halo: None,
            content: content.into(),
        }
    }

    /// The title of the y axis, cut where the page ends.
    fn y_title(&self) -> String {
        let room = self.settings.size.width_pt() - 2.0 * self.margin();
        font::shorten(&self.chart.y.title, self.text, Weight::Regular, room)
    }

    /// The title of the x axis; markers of a race and dates need none.
    fn x_title(&self) -> &str {
        match self.chart.x.quantity {
            Quantity::Distance | Quantity::Day => "",
            _ => &self.chart.x.title,
        }
    }

    /// The baseline that centres capitals and figures of labels on `y`.
    pub fn centred(&self, y: f64) -> f64 {
        y + font::CAP_HEIGHT * self.text / 2.0
    }
}

/// Lays a chart out; refuses a page that leaves no room for the plot.
pub fn lay_out(chart: &Chart, settings: Settings) -> Result<Scene, PageError> {
    let sheet = Sheet {
        chart,
        settings,
        palette: palette(settings.ground),
        text: settings.size.text_pt,
    };
    let (width, height) = (settings.size.width_pt(), settings.size.height_pt());
    let (heading, below_heading) = heading(&sheet, width);
    let (footer, above_footer) = footer(&sheet, width, height);
    let frame = Rect {
        left: sheet.margin(),
        top: below_heading + sheet.line() * 1.25,
        right: width - sheet.margin(),
        bottom: above_footer - sheet.line() * if sheet.x_title().is_empty() { 1.55 } else { 2.6 },
    };
    let labels = Labels::new(&sheet, frame);
    // Ranks are counted one by one where there is room; values need fewer lines.
    let spacing = if chart.y.quantity == Quantity::Rank { 1.5 } else { 3.4 };
    let most = (frame.height() / (sheet.text * spacing)).floor().max(3.0) as usize;
    let y_ticks = chart.ticks(&chart.y, most);
    let plot = plot(&sheet, frame, &y_ticks, labels.width());
    if plot.rect.width() < sheet.text * 8.0 || plot.rect.height() < sheet.text * 6.0 {
        return Err(PageError::TooSmall {
            width_mm: SMALLEST_MM.0,
            height_mm: SMALLEST_MM.1,
        });
    }
    let mut groups = Vec::new();
    let ground = sheet.palette.background.filter(|_| !settings.transparent);
    groups.extend(ground.map(|fill| background(fill, width, height)));
    groups.push(heading);
    groups.push(bands(&sheet, plot));
    groups.push(y_axis(&sheet, plot, &y_ticks));
    groups.push(x_axis(&sheet, plot));
    groups.push(bars(&sheet, plot));
    groups.extend(spread::spreads(&sheet, plot));
    groups.extend(series::lines(&sheet, plot));
    groups.push(bar_values(&sheet, plot));
    groups.push(labels.draw(&sheet, plot));
    groups.extend(series::names_beside(&sheet, plot));
    groups.extend(notes(&sheet, plot));
    groups.push(footer);
    Ok(Scene {
        width_mm: settings.size.width_mm,
        height_mm: settings.size.height_mm,
        width,
        height,
        title: chart.title.clone(),
        description: chart.description(),
        groups,
    })
}

fn background(fill: Colour, width: f64, height: f64) -> Group {
    let mut group = Group::new("background");
    let rect = Rect {
        left: 0.0,
        top: 0.0,
        right: width,
        bottom: height,
    };
    group.items.push(Item::Rect { rect, fill });
    group
}

/// Title and subtitle, and where the room below them begins.
fn heading(sheet: &Sheet, width: f64) -> (Group, f64) {
    let mut group = Group::new("heading");
    let mut y = sheet.margin();
    let room = width - 2.0 * sheet.margin();
    let parts = [
        (&sheet.chart.title, 1.55, Weight::Bold, sheet.palette.text),
        (&sheet.chart.subtitle, 1.12, Weight::Regular, sheet.palette.quiet_text),
    ];
    for (content, scale, weight, colour) in parts {
        let size = sheet.text * scale;
        for line in font::wrap(content, size, weight, room) {
            y += size * if y > sheet.margin() { 1.26 } else { font::ASCENT };
            group.items.push(Item::Text(Text {
                x: sheet.margin(),
                y,
                anchor: Anchor::Start,
                size,
                weight,
                colour,
                halo: None,
                content: line,
            }));
        }
        y += sheet.text * 0.2;
    }
    (group, y + sheet.text * 0.75)
}

/// Caption and source at the foot of the page, and where the room above them ends.
fn footer(sheet: &Sheet, width: f64, height: f64) -> (Group, f64) {
    let mut group = Group::new("footer");
    let size = sheet.text * 0.94;
    let room = width - 2.0 * sheet.margin();
    let mut lines = font::wrap(&sheet.chart.caption, size, Weight::Regular, room);
    if !sheet.chart.source.is_empty() {
        let source = format!("Source: {}", sheet.chart.source);
        let mut wrapped = font::wrap(&source, size, Weight::Regular, room);
        let most = (height * MOST_SOURCES / (size * FOOTER_LINE)).max(1.0) as usize;
        if wrapped.len() > most {
            let rest = wrapped.split_off(most - 1).join(" ");
            wrapped.push(font::shorten(&rest, size, Weight::Regular, room));
        }
        lines.extend(wrapped);
    }
    if !sheet.chart.byline.is_empty() {
        let byline = format!("Chart: {}", sheet.chart.byline);
        lines.push(font::shorten(&byline, size, Weight::Regular, room));
    }
    let step = size * FOOTER_LINE;
    let mut y = height - sheet.margin() - font::DESCENT * size - step * (lines.len().max(1) - 1) as f64;
    let top = y - size * 1.1;
    for content in lines {
        group.items.push(Item::Text(Text {
            size,
            ..sheet.label(sheet.margin(), y, Anchor::Start, sheet.palette.quiet_text, content)
        }));
        y += step;
    }
    (group, top)
}

fn plot(sheet: &Sheet, frame: Rect, y_ticks: &[Tick], labels_width: f64) -> Plot {
    let widest = |width: f64, t: &Tick| width.max(font::width(&t.label, sheet.text, Weight::Regular));
    let axis_width = y_ticks.iter().fold(0.0, widest) + sheet.text * 0.6;
    let rect = Rect {
        left: frame.left + axis_width,
        right: frame.right - labels_width,
        ..frame
    };
    // The first and the last rank keep clear of the frame.
    let inset = if sheet.chart.y.quantity == Quantity::Rank {
        sheet.text
    } else {
        0.0
    };
    Plot {
        rect,
        x: Scale::horizontal(&sheet.chart.x, rect.left, rect.right),
        y: Scale::vertical(&sheet.chart.y, rect.top + inset, rect.bottom - inset),
    }
}

/// The user's own texts, each with a point at its place, on the side of it where there is more room.
fn notes(sheet: &Sheet, plot: Plot) -> Option<Group> {
    let mut group = Group::new("notes");
    for note in &sheet.chart.notes {
        let (x, y) = (plot.x.at(note.x), plot.y.at(note.y));
        let is_left = x > (plot.rect.left + plot.rect.right) / 2.0;
        let (side, anchor) = if is_left {
            (-1.0, Anchor::End)
        } else {
            (1.0, Anchor::Start)
        };
        group.items.push(Item::Marker {
            x,
            y,
            radius: sheet.text * 0.16,
            shape: Shape::Circle,
            fill: sheet.palette.text,
            stroke: Stroke::solid(sheet.palette.paper, sheet.text * 0.07),
        });
        let text = sheet.label(
            x + side * sheet.text * 0.5,
            sheet.centred(y),
            anchor,
            sheet.palette.text,
            &note.text,
        );
        group.items.push(Item::Text(Text {
            halo: Some(sheet.palette.paper),
            ..text
        }));
    }
    (!group.items.is_empty()).then_some(group)
}

/// Grid lines with their labels left of the plot, and the axis title above them.
fn y_axis(sheet: &Sheet, plot: Plot, ticks: &[Tick]) -> Group {
    let mut group = Group::new("y-axis");
    for tick in ticks {
        let y = plot.y.at(tick.value);
        let zero = tick.value == 0 && matches!(sheet.chart.y.quantity, Quantity::Gap | Quantity::Percent);
        let colour = if zero { sheet.palette.axis } else { sheet.palette.grid };
        group.items.push(Item::Path {
            points: vec![(plot.rect.left, y), (plot.rect.right, y)],
            stroke: Stroke::solid(colour, sheet.text * 0.07),
        });
        let x = plot.rect.left - sheet.text * 0.6;
        let text = sheet.label(x, sheet.centred(y), Anchor::End, sheet.palette.quiet_text, &tick.label);
        group.items.push(Item::Text(text));
    }
    for line in &sheet.chart.references {
        let x = sheet.chart.x.range;
        let at = |x: i64| (plot.x.at(x), plot.y.at(line.y(x)));
        group.items.push(Item::Path {
            points: vec![at(x.low), at(x.high)],
            stroke: Stroke {
                colour: sheet.palette.reference,
                width: sheet.text * 0.09,
                dash: vec![sheet.text * 0.45, sheet.text * 0.3],
            },
        });
    }
    let y = plot.rect.top - sheet.text * 0.75;
    let title = sheet.label(
        sheet.margin(),
        y,
        Anchor::Start,
        sheet.palette.quiet_text,
        sheet.y_title(),
    );
    group.items.push(Item::Text(title));
    group
}

/// The base line with a tick at every marker and the labels that fit; the last one carries the unit.
fn x_axis(sheet: &Sheet, plot: Plot) -> Group {
    let mut group = Group::new("x-axis");
    let most = (plot.rect.width() / (sheet.text * 3.6)).max(2.0) as usize;
    let mut ticks = sheet.chart.ticks(&sheet.chart.x, most);
    let bottom = plot.rect.bottom;
    group.items.push(Item::Path {
        points: vec![(plot.rect.left, bottom), (plot.rect.right, bottom)],
        stroke: Stroke::solid(sheet.palette.axis, sheet.text * 0.08),
    });
    for tick in &ticks {
        let x = plot.x.at(tick.value);
        group.items.push(Item::Path {
            points: vec![(x, bottom), (x, bottom + sheet.text * 0.35)],
            stroke: Stroke::solid(sheet.palette.axis, sheet.text * 0.08),
        });
    }
    let text = |t: &Tick| {
        let y = bottom + sheet.text * 1.35;
        sheet.label(
            plot.x.at(t.value),
            y,
            Anchor::Middle,
            sheet.palette.quiet_text,
            &t.label,
        )
    };
    tick::thin_labels(&mut ticks, sheet.text * 0.6, |t| {
        let bounds = text(t).bounds();
        (bounds.left, bounds.right)
    });
    let written = ticks.iter().filter(|t| !t.label.is_empty());
    group.items.extend(written.map(|t| Item::Text(text(t))));
    let (y, ink) = (bottom + sheet.text * 2.6, sheet.palette.quiet_text);
    let title = sheet.label(plot.rect.right, y, Anchor::End, ink, sheet.x_title());
    group
        .items
        .extend((!title.content.is_empty()).then_some(Item::Text(title)));
    group
}

/// Shaded stretches with their names above the plot, where the axis title leaves room.
fn bands(sheet: &Sheet, plot: Plot) -> Group {
    let mut group = Group::new("bands");
    let title_width = font::width(&sheet.y_title(), sheet.text, Weight::Regular);
    let mut free_from = sheet.margin() + title_width + sheet.text;
    for band in &sheet.chart.bands {
        let rect = Rect {
            left: plot.x.at(band.range.low),
            right: plot.x.at(band.range.high),
            ..plot.rect
        };
        group.items.push(Item::Rect {
            rect,
            fill: sheet.palette.band,
        });
        let middle = f64::midpoint(rect.left, rect.right);
        let y = plot.rect.top - sheet.text * 0.75;
        let text = sheet.label(middle, y, Anchor::Middle, sheet.palette.quiet_text, &band.label);
        let bounds = text.bounds();
        if bounds.left >= free_from && bounds.right <= sheet.settings.size.width_pt() - sheet.margin() {
            free_from = bounds.right + sheet.text;
            group.items.push(Item::Text(text));
        }
    }
    group
}

/// Bars from zero.
fn bars(sheet: &Sheet, plot: Plot) -> Group {
    let mut group = Group::new("bars");
    for bar in &sheet.chart.bars {
        let (left, right) = (plot.x.at(bar.range.low), plot.x.at(bar.range.high));
        let inset = ((right - left) * 0.12).min(sheet.text);
        let (zero, end) = (plot.y.at(0), plot.y.at(bar.y));
        let rect = Rect {
            left: left + inset,
            right: right - inset,
            top: zero.min(end),
            bottom: zero.max(end),
        };
        let fill = match bar.tone {
            Tone::Ahead => sheet.palette.ahead,
            Tone::Behind => sheet.palette.behind,
            Tone::Neutral => sheet.palette.field_line,
        };
        group.items.push(Item::Rect { rect, fill });
    }
    group
}

/// The value of each bar at its end, over the lines, where the bar is wide enough.
fn bar_values(sheet: &Sheet, plot: Plot) -> Group {
    let mut group = Group::new("bar-values");
    for bar in &sheet.chart.bars {
        let (left, right) = (plot.x.at(bar.range.low), plot.x.at(bar.range.high));
        let (zero, end) = (plot.y.at(0), plot.y.at(bar.y));
        let y = if end <= zero {
            end - sheet.text * 0.35
        } else {
            end + sheet.text * 1.05
        };
        let middle = f64::midpoint(left, right);
        let text = Text {
            halo: Some(sheet.palette.paper),
            ..sheet.label(middle, y, Anchor::Middle, sheet.palette.text, &bar.text)
        };
        if text.bounds().width() <= right - left - sheet.text * 0.4 {
            group.items.push(Item::Text(text));
        }
    }
    group
}
