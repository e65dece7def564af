//! The data behind a chart as a table, with the values as the chart shows them: what one pastes into a spreadsheet.

use super::{Chart, Drawing, tick};
use crate::sheet::{Align, Cell, Column, Sheet};
use crate::store::RowId;

/// The table of a chart: lines with a column for every place of the x axis, points with a row each, bars with a row each.
pub struct ChartData {
    columns: Vec<Column>,
    rows: Vec<(Option<RowId>, Vec<String>)>,
}

impl ChartData {
    pub fn new(chart: &Chart) -> Self {
        let is_line = |d: Drawing| d != Drawing::Points;
        if chart.series.iter().any(|s| is_line(s.drawing)) {
            return Self::lines(chart);
        }
        if chart.bars.is_empty() {
            return Self::points(chart);
        }
        Self::bars(chart)
    }

    fn lines(chart: &Chart) -> Self {
        let stops = chart.stops();
        let titles = stops.iter().map(|stop| chart.readout(*stop).title);
        let row = |series: &super::Series| {
            let value = |stop: &i64| {
                let told = series.points.iter().rev().find(|p| p.x == *stop && !p.text.is_empty());
                told.map_or(String::new(), |p| p.text.clone())
            };
            let values = std::iter::once(series.name.clone()).chain(stops.iter().map(value));
            (series.row, values.collect())
        };
        let rows = chart.series.iter().map(row).collect();
        Self::of("Athlete", titles, rows)
    }

    fn points(chart: &Chart) -> Self {
        let of_series = chart.series.iter().flat_map(|s| s.points.iter().map(move |p| (s, p)));
        let rows = of_series.map(|(series, point)| {
            let x = chart.decimal.write(&tick::text(chart.x.quantity, point.x, 1));
            (
                point.row.or(series.row),
                vec![series.name.clone(), x, point.text.clone()],
            )
        });
        let titles = [chart.x.title.clone(), chart.y.title.clone()];
        Self::of("Athlete", titles, rows.collect())
    }

    fn bars(chart: &Chart) -> Self {
        let text = |x: i64| chart.decimal.write(&tick::text(chart.x.quantity, x, 1));
        let rows = chart.bars.iter().map(|bar| {
            let texts = vec![text(bar.range.low), text(bar.range.high), bar.text.clone()];
            (None, texts)
        });
        Self::of("From", ["To".to_owned(), chart.y.title.clone()], rows.collect())
    }

    fn of(first: &str, titles: impl IntoIterator<Item = String>, rows: Vec<(Option<RowId>, Vec<String>)>) -> Self {
        let first = Column::new("0", first, "", Align::Left);
        let others = titles.into_iter().zip(1..);
        let others = others.map(|(title, nth)| Column::new(&nth.to_string(), &title, "", Align::Right));
        Self {
            columns: std::iter::once(first).chain(others).collect(),
            rows,
        }
    }
}

impl Sheet for ChartData {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        Cell::plain(self.rows[row].1[column].clone())
    }

    fn tooltip(&self, _row: usize, _column: usize) -> String {
        String::new()
    }

    fn row_id(&self, row: usize) -> Option<RowId> {
        self.rows[row].0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::tests::chart_of_example;

    #[test]
    fn lines_have_a_column_for_every_marker() {
        let data = ChartData::new(&chart_of_example("gap"));
        let titles: Vec<&str> = data.columns().iter().map(|c| c.title.as_str()).collect();
        assert_eq!(titles, ["Athlete", "400 m", "800 m", "1200 m", "1400 m", "finish"]);
        let line = |row| {
            let cells = (0..titles.len()).map(|column| data.cell(row, column).first.text);
            cells.collect::<Vec<_>>()
        };
        // gaps of chart/tests.rs
        assert_eq!(line(0), ["Jakob Ingebrigtsen", "0.0", "+0.2", "+0.2", "0.0", "0.00"]);
        assert_eq!(line(1), ["Timothy Cheruiyot", "+0.2", "0.0", "0.0", "+0.2", "+0.69"]);
    }

    #[test]
    fn points_and_bars_have_a_row_each() {
        let points = ChartData::new(&chart_of_example("kick"));
        assert_eq!(
            (points.row_count(), points.cell(0, 2).first.text.as_str()),
            (2, "40.8, finish 3:28.32")
        );
        let bars = ChartData::new(&chart_of_example("loss"));
        assert_eq!((bars.row_count(), bars.cell(1, 0).first.text.as_str()), (5, "400"));
    }
}
