//! The cells of a row of an HTML table, those that span columns or rows repeated in each.

/// Cells of a row, and rows that one cell may span.
const MOST: usize = 256;
/// Columns that one cell may span.
const WIDEST: usize = 32;
/// Bytes of a text that is repeated in the rows that it spans.
const LONGEST: usize = 200;

/// The row that is being read.
#[derive(Debug, Default)]
pub struct Row {
    cells: Vec<String>,
    /// By cell, the rows that it spans.
    rows: Vec<usize>,
    /// Columns that the last cell spans beside its own.
    further: usize,
}

/// By column the text of a cell above that reaches into the next rows, and into how many.
#[derive(Debug, Default)]
pub struct Spans(Vec<(String, usize)>);

impl Row {
    pub fn push(&mut self, text: &str) {
        if let Some(cell) = self.cells.last_mut() {
            cell.push_str(text);
        }
    }

    /// Begins a cell with its tag, `<td colspan="2"`.
    pub fn begin_cell(&mut self, tag: &str, spans: &mut Spans) {
        self.end_cell();
        self.reach_down(spans);
        if self.cells.len() < MOST {
            self.cells.push(String::new());
            self.rows.push(span(tag, "rowspan"));
            self.further = span(tag, "colspan").min(WIDEST) - 1;
        }
    }

    /// A cell stands once, the other columns that it spans before a further cell are empty.
    fn end_cell(&mut self) {
        for _ in 0..std::mem::take(&mut self.further).min(MOST - self.cells.len().min(MOST)) {
            self.cells.push(String::new());
            self.rows.push(1);
        }
    }

    /// The cells of rows above that stand before the next one.
    fn reach_down(&mut self, spans: &mut Spans) {
        while let Some((text, rows)) = spans.0.get_mut(self.cells.len())
            && *rows > 0
        {
            *rows -= 1;
            self.cells.push(text.clone());
            self.rows.push(1);
        }
    }

    /// The cells with their blanks made one each.
    pub fn end(mut self, spans: &mut Spans) -> Vec<String> {
        let is_empty = self.cells.is_empty();
        self.reach_down(spans);
        if is_empty {
            return Vec::new();
        }
        let cells = self
            .cells
            .iter()
            .map(|c| c.split_whitespace().collect::<Vec<_>>().join(" "));
        let cells: Vec<String> = cells.collect();
        for (at, rows) in self.rows.iter().enumerate().filter(|(_, rows)| **rows > 1) {
            if cells[at].len() > LONGEST {
                continue;
            }
            if spans.0.len() <= at {
                spans.0.resize(at + 1, Default::default());
            }
            spans.0[at] = (cells[at].clone(), rows - 1);
        }
        cells
    }
}

/// The number of an attribute such as `colspan="2"`; 1 without one.
fn span(tag: &str, name: &str) -> usize {
    let lower = tag.to_ascii_lowercase();
    let value = lower.split_once(name).map_or("", |(_, behind)| behind);
    let digits: String = value
        .trim_start_matches([' ', '=', '"', '\''])
        .chars()
        .take_while(char::is_ascii_digit)
        .take(4)
        .collect();
    digits.parse().unwrap_or(1).clamp(1, MOST)
}
