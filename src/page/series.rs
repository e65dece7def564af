//! The lines of a chart on the page, the field below the selected, and the labels at their ends: a column of names and a
//! column of values right of the plot.

use super::layout::{Plot, Sheet};
use super::scene::{Anchor, Group, Item, Rect, Stroke, Text};
use super::spread;
use crate::chart::font::{self, Weight};
use crate::chart::style::{self, Shape, Style};
use crate::chart::{Basis, Drawing, Emphasis, Join, Point, Series, label};

/// Line width of the selected, in type sizes.
const LINE: f64 = 0.2;
/// Width of the risers between steps, in line widths: the levels are what is read.
const RISER: f64 = 0.35;
/// Radius of a marker, in type sizes.
const MARKER: f64 = 0.26;

fn style_of(sheet: &Sheet, series: &Series) -> Style {
    let style = style::style(series.style, series.emphasis, sheet.settings.ground);
    if sheet.chart.is_crowded() { style.plain() } else { style }
}

/// A group for every series, in drawing order.
pub fn lines(sheet: &Sheet, plot: Plot) -> Vec<Group> {
    let order = sheet.chart.drawing_order();
    order.into_iter().map(|at| line(sheet, plot, at)).collect()
}

fn line(sheet: &Sheet, plot: Plot, at: usize) -> Group {
    let series = &sheet.chart.series[at];
    let style = style_of(sheet, series);
    let width = sheet.text * LINE * style.width;
    let mut group = Group::new(format!("series-{}", at + 1));
    group.title = Some(words(series));
    let dashes = |pattern: &[f64], width: f64| pattern.iter().map(|d| d * width).collect::<Vec<f64>>();
    if series.drawing == Drawing::Cells {
        group.items = spread::cells(sheet, plot, series);
        return group;
    }
    if series.drawing != Drawing::Points {
        for (join, points) in runs(plot, series) {
            let (width, pattern) = match join {
                Join::Bridge => (width * 0.6, style::BRIDGE_DASH),
                _ if series.drawing == Drawing::Steps => (width * RISER, [].as_slice()),
                _ => (width, style.dash),
            };
            let stroke = Stroke {
                colour: style.line,
                width,
                dash: dashes(pattern, width),
            };
            group.items.push(Item::Path { points, stroke });
        }
    }
    if series.drawing == Drawing::Steps {
        for point in &series.points {
            let y = plot.y.at(point.y);
            let stroke = Stroke {
                colour: style.line,
                width,
                dash: dashes(style.dash, width),
            };
            let points = vec![(plot.x.at(point.from), y), (plot.x.at(point.x), y)];
            group.items.push(Item::Path { points, stroke });
        }
    }
    group.items.extend(markers(sheet, plot, series, style));
    group
}

/// Markers at the passings of the selected, and at points that no line shows; hollow where the value is not a plain record.
fn markers(sheet: &Sheet, plot: Plot, series: &Series, style: Style) -> Vec<Item> {
    let marker = |(nth, point): (usize, &Point)| {
        let alone = series.stands_alone(nth);
        let shape = style.shape.or(alone.then_some(Shape::Circle));
        let hollow = point.basis != Basis::Recorded;
        Some(Item::Marker {
            x: plot.x.at(series.place(point)),
            y: plot.y.at(point.y),
            radius: sheet.text * MARKER * style.width.sqrt(),
            shape: shape.filter(|_| alone || series.drawing != Drawing::Steps)?,
            fill: if hollow { sheet.palette.paper } else { style.line },
            stroke: Stroke::solid(if hollow { style.line } else { sheet.palette.paper }, sheet.text * 0.07),
        })
    };
    series.points.iter().enumerate().filter_map(marker).collect()
}

/// `Jakob Ingebrigtsen: 0.00, +0.2, 0.00`: the values of a line in words.
fn words(series: &Series) -> String {
    let values: Vec<&str> = series
        .points
        .iter()
        .map(|p| p.text.as_str())
        .filter(|t| !t.is_empty())
        .collect();
    format!("{}: {}", series.name, values.join(", "))
}

/// The line cut into runs of one kind: joined points, and bridges of two points each.
fn runs(plot: Plot, series: &Series) -> Vec<(Join, Vec<(f64, f64)>)> {
    let stepped = series.drawing == Drawing::Steps;
    let place = |p: &Point| (plot.x.at(p.x), plot.y.at(p.y));
    let start = |p: &Point| (plot.x.at(p.from), plot.y.at(p.y));
    let mut runs: Vec<(Join, Vec<(f64, f64)>)> = Vec::new();
    let mut before: Option<&Point> = None;
    for point in &series.points {
        match (point.join, before) {
            (Join::Bridge, Some(last)) => {
                runs.push((
                    Join::Bridge,
                    vec![place(last), if stepped { start(point) } else { place(point) }],
                ));
                runs.push((Join::Line, Vec::new()));
            }
            (Join::Break, _) | (_, None) => runs.push((Join::Line, Vec::new())),
            _ => {}
        }
        if let Some((_, run)) = runs.last_mut() {
            if stepped {
                run.push(start(point));
            }
            run.push(place(point));
        }
        before = Some(point);
    }
    runs.retain(|(_, points)| points.len() > 1);
    runs
}

/// One label: what it says and where it belongs.
struct Label {
    name: Text,
    value: Text,
    /// Of the series, for the leader line; none for a reference line.
    series: Option<usize>,
    /// Where the line ends, in the chart's integers; x is `None` at the right edge of the plot.
    x: Option<i64>,
    y: i64,
}

/// The labels of a chart and the room they take right of the plot.
pub struct Labels {
    labels: Vec<Label>,
    names: f64,
    values: f64,
    /// Room for leader lines between plot and names.
    lead: f64,
    gap: f64,
}

impl Labels {
    /// Chooses the labels that fit into the frame's height and measures them; names are cut when they would take more
    /// than a third of the width.
    pub fn new(sheet: &Sheet, frame: Rect) -> Self {
        let room = (frame.height() / sheet.line()).floor() as usize;
        let room = room.saturating_sub(sheet.chart.references.len());
        let mut labels: Vec<Label> = label::at_ends(sheet.chart, room, None)
            .into_iter()
            .filter_map(|at| series_label(sheet, at))
            .collect();
        labels.extend(sheet.chart.references.iter().filter(|r| !r.label.is_empty()).map(|r| {
            let text = |t: &str| sheet.label(0.0, 0.0, Anchor::Start, sheet.palette.text, t);
            Label {
                name: text(&r.label),
                value: text(&r.text),
                series: None,
                x: None,
                y: r.y(sheet.chart.x.range.high),
            }
        }));
        let widest = |width: f64, t: &Text| width.max(t.bounds().width());
        let values = labels.iter().map(|l| &l.value).fold(0.0, widest);
        let most = (frame.width() * 0.36 - values).max(sheet.text * 4.0);
        for label in &mut labels {
            label.name.content = font::shorten(&label.name.content, label.name.size, label.name.weight, most);
        }
        let names = labels.iter().map(|l| &l.name).fold(0.0, widest);
        let gap = if values > 0.0 { sheet.text * 0.7 } else { 0.0 };
        Self {
            labels,
            names,
            values,
            lead: sheet.text * 1.3,
            gap,
        }
    }

    /// Room in points from the plot's right edge to the frame's.
    pub fn width(&self) -> f64 {
        if self.labels.is_empty() {
            return self.lead;
        }
        self.lead + self.names + self.gap + self.values
    }

    /// The labels at their places, with leader lines to those that had to move.
    pub fn draw(self, sheet: &Sheet, plot: Plot) -> Group {
        let mut group = Group::new("labels");
        let wanted: Vec<f64> = self.labels.iter().map(|l| plot.y.at(l.y)).collect();
        let half = sheet.line() / 2.0;
        let placed = label::place(&wanted, sheet.line(), plot.rect.top - half, plot.rect.bottom + half);
        let left = plot.rect.right + self.lead;
        for ((label, y), end_y) in self.labels.into_iter().zip(placed).zip(wanted) {
            let end_x = label.x.map_or(plot.rect.right, |x| plot.x.at(x));
            if (y - end_y).abs() > sheet.text * 0.12 || plot.rect.right - end_x > sheet.text * 0.5 {
                let colour = match label.series {
                    Some(at) => style_of(sheet, &sheet.chart.series[at]).line,
                    None => sheet.palette.reference,
                };
                group.items.push(Item::Path {
                    points: vec![(end_x + sheet.text * 0.35, end_y), (left - sheet.text * 0.2, y)],
                    stroke: Stroke::solid(colour, sheet.text * 0.06),
                });
            }
            let baseline = sheet.centred(y);
            let right = left + self.names + self.gap + self.values;
            for (text, x, anchor) in [(label.name, left, Anchor::Start), (label.value, right, Anchor::End)] {
                if !text.content.is_empty() {
                    group.items.push(Item::Text(Text {
                        x,
                        y: baseline,
                        anchor,
                        ..text
                    }));
                }
            }
        }
        group
    }
}

/// Names beside points that stand alone, as many as leave room for each other.
pub fn names_beside(sheet: &Sheet, plot: Plot) -> Option<Group> {
    let mut group = Group::new("names");
    let room = (plot.rect.height() / sheet.line()) as usize;
    let named: Vec<Text> = label::at_points(sheet.chart, room, None)
        .into_iter()
        .filter_map(|at| {
            let label = series_label(sheet, at)?;
            let series = &sheet.chart.series[at];
            let point = series.end()?;
            Some(Text {
                x: plot.x.at(series.place(point)),
                y: plot.y.at(point.y),
                ..label.name
            })
        })
        .collect();
    let sizes: Vec<(f64, f64)> = named.iter().map(|t| (t.bounds().width(), sheet.line())).collect();
    let points = sheet.chart.series.iter().filter(|s| s.drawing == Drawing::Points);
    let places = |s: &Series| {
        s.points
            .iter()
            .map(|p| (plot.x.at(s.place(p)), plot.y.at(p.y)))
            .collect::<Vec<_>>()
    };
    let points: Vec<(f64, f64)> = points.flat_map(places).collect();
    let wanted: Vec<(f64, f64)> = named.iter().map(|t| (t.x, t.y)).collect();
    let bounds = [plot.rect.left, plot.rect.top, plot.rect.right, plot.rect.bottom];
    let places = label::beside(&wanted, &sizes, &points, bounds, sheet.text * 0.45);
    for (text, place) in named.into_iter().zip(places) {
        if let Some((left, middle)) = place {
            group.items.push(Item::Text(Text {
                x: left,
                y: sheet.centred(middle),
                halo: Some(sheet.palette.paper),
                ..text
            }));
        }
    }
    (!group.items.is_empty()).then_some(group)
}

fn series_label(sheet: &Sheet, at: usize) -> Option<Label> {
    let series = &sheet.chart.series[at];
    let end = series.end()?;
    let colour = style_of(sheet, series).text;
    let name = Text {
        weight: match series.emphasis {
            Emphasis::Selected => Weight::Medium,
            Emphasis::Field => Weight::Regular,
        },
        ..sheet.label(0.0, 0.0, Anchor::Start, colour, &series.short)
    };
    Some(Label {
        value: sheet.label(0.0, 0.0, Anchor::Start, colour, &series.ending),
        name,
        series: Some(at),
        x: Some(end.x),
        y: end.y,
    })
}
