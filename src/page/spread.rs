//! Spreads and cells on the page: boxes from quartile to quartile with whiskers, and the cells of a heat map.

use super::layout::{Plot, Sheet};
use super::scene::{Anchor, Group, Item, Rect, Stroke};
use crate::chart::style;
use crate::chart::{Point, Series};

/// A box for every spread, or nothing.
pub fn spreads(sheet: &Sheet, plot: Plot) -> Option<Group> {
    let mut group = Group::new("spreads");
    for spread in &sheet.chart.spreads {
        let (left, right) = (plot.x.at(spread.range.low), plot.x.at(spread.range.high));
        let middle = f64::midpoint(left, right);
        let half = ((right - left) * 0.3).min(sheet.text * 2.2);
        let y = |value: i64| plot.y.at(value);
        let q = spread.quartiles;
        let line = |points: Vec<(f64, f64)>, width: f64| Item::Path {
            points,
            stroke: Stroke::solid(sheet.palette.axis, sheet.text * width),
        };
        group
            .items
            .push(line(vec![(middle, y(q.low)), (middle, y(q.high))], 0.07));
        group.items.push(Item::Rect {
            rect: Rect {
                left: middle - half,
                right: middle + half,
                top: y(q.first).min(y(q.third)),
                bottom: y(q.first).max(y(q.third)),
            },
            fill: sheet.palette.grid,
        });
        let median = y(q.median);
        group
            .items
            .push(line(vec![(middle - half, median), (middle + half, median)], 0.16));
    }
    (!group.items.is_empty()).then_some(group)
}

/// The cells of one row of a heat map, with their values where they fit.
pub fn cells(sheet: &Sheet, plot: Plot, series: &Series) -> Vec<Item> {
    let height = (plot.y.at(2) - plot.y.at(1)).abs();
    let cell = |point: &Point| {
        let (left, right) = (plot.x.at(point.from), plot.x.at(point.x));
        let middle = plot.y.at(point.y);
        let rect = Rect {
            left,
            right,
            top: middle - height / 2.0,
            bottom: middle + height / 2.0,
        };
        let fill = style::shade(sheet.settings.ground, point.shade);
        let x = f64::midpoint(left, right);
        let text = sheet.label(
            x,
            sheet.centred(middle),
            Anchor::Middle,
            sheet.palette.text,
            &point.text,
        );
        let fits = text.bounds().width() <= right - left - sheet.text * 0.4 && height >= sheet.line();
        [Some(Item::Rect { rect, fill }), fits.then_some(Item::Text(text))]
    };
    series.points.iter().flat_map(cell).flatten().collect()
}
