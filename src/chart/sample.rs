//! Invented charts for the tests of this module and of the painters.
use super::*;

fn point(x: i64, y: i64, join: Join) -> Point {
    let text = format!("+{}.{:02}", y / 100, y % 100);
    Point {
        join,
        ..Point::new(x * 1000, y * 100, text, Basis::Recorded)
    }
}

/// A gap chart of `athletes` lines (the first `selected` in colour) over five markers, gaps in hundredths.
pub fn gaps(athletes: usize, selected: usize) -> Chart {
    let markers = [400, 800, 1200, 1400, 1500];
    let series = (0..athletes)
        .map(|at| {
            let k = at as i64;
            let mut points = vec![point(0, 0, Join::Break)];
            for (m, &x) in markers.iter().enumerate() {
                let m = m as i64;
                let y = k * (m + 1) * 9 + (k * 37 + m * 11) % 23 * i64::from(at > 0);
                points.push(point(x, y, Join::Line));
            }
            Series {
                name: format!("Given{at} Athlete{at}"),
                short: format!("Athlete{at}"),
                ending: points.last().map_or(String::new(), |p| p.text.clone()),
                row: Some(RowId(at as u32)),
                emphasis: if at < selected {
                    Emphasis::Selected
                } else {
                    Emphasis::Field
                },
                style: at,
                drawing: Drawing::Line,
                points,
            }
        })
        .collect::<Vec<_>>();
    let high = series.iter().flat_map(|s| &s.points).map(|p| p.y).max().unwrap_or(0);
    Chart {
        kind: "gap",
        title: "A kick from the bell decides an invented 1500 m final".into(),
        subtitle: "Men 1500 m, final. Gap to the leader at each marker".into(),
        caption: "Gap to the leader at recorded markers, in seconds; behind is down.".into(),
        source: "Invented figures".into(),
        byline: String::new(),
        x: Axis {
            title: "Distance".into(),
            quantity: Quantity::Distance,
            direction: Direction::LargerIsUp,
            ticks: TickRule::Markers([0, 400, 800, 1200, 1400, 1500].map(|m| m * 1000).to_vec()),
            range: Range {
                low: 0,
                high: 1_500_000,
            },
        },
        y: Axis {
            title: "Seconds behind the leader".into(),
            quantity: Quantity::Gap,
            direction: Direction::LargerIsDown,
            ticks: TickRule::Round,
            range: Range { low: 0, high }.padded(30, 1000),
        },
        series,
        bands: vec![Band {
            range: Range {
                low: 1_100_000,
                high: 1_500_000,
            },
            label: "last lap".into(),
        }],
        bars: Vec::new(),
        spreads: Vec::new(),
        references: Vec::new(),
        notes: Vec::new(),
        decimal: crate::model::DecimalMark::default(),
    }
}
