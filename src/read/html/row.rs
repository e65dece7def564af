//! The cells of a row of an HTML table, those that span columns or rows repeated in each.

/// Cells of a row, and rows that one cell may span.
const MOST: usize = 256;
/// Columns that one cell may span.
const WIDEST: usize = 32;
/// Bytes of a text that is repeated in the rows that it spans.
const LONGEST: usize = 200;

/// The row that is being read: its cells as a text, divided by tabs, with their blanks made one each.
#[derive(Debug, Default)]
pub struct Row {
    text: String,
    cells: usize,
    /// A blank stands before what comes next in the cell.
    blank: bool,
    /// Columns that the last cell spans beside its own.
    further: usize,
    /// Column, start of the text and rows of the cells that span several.
    tall: Vec<(usize, usize, usize)>,
}

/// By column the text of a cell above that reaches into the next rows, and into how many.
#[derive(Debug, Default)]
pub struct Spans(Vec<(String, usize)>);

impl Row {
    /// Adds to the last cell.
    pub fn push(&mut self, text: &str) {
        if self.cells == 0 {
            return;
        }
        for (nth, part) in text.split(char::is_whitespace).enumerate() {
            self.blank |= nth > 0;
            if !part.is_empty() {
                let is_first = self.text.is_empty() || self.text.ends_with('\t');
                if std::mem::take(&mut self.blank) && !is_first {
                    self.text.push(' ');
                }
                self.text.push_str(part);
            }
        }
    }

    /// Begins a cell with its tag, `<td colspan="2"`. A cell stands once; the other columns that it spans before a further
    /// cell are empty.
    pub fn begin_cell(&mut self, tag: &str, spans: &mut Spans) {
        for _ in 0..std::mem::take(&mut self.further) {
            self.begin();
        }
        self.reach_down(spans);
        if !self.begin() {
            return;
        }
        // few tags say more than their name
        if tag.len() > "<td rowspan=".len() {
            self.further = span(tag, "colspan").min(WIDEST) - 1;
            let rows = span(tag, "rowspan");
            if rows > 1 {
                self.tall.push((self.cells - 1, self.text.len(), rows - 1));
            }
        }
    }

    /// Begins the next column, as long as there is room.
    fn begin(&mut self) -> bool {
        let has_room = self.cells < MOST;
        if has_room {
            if self.cells > 0 {
                self.text.push('\t');
            }
            self.cells += 1;
            self.blank = false;
        }
        has_room
    }

    /// The cells of rows above that stand before the next one.
    fn reach_down(&mut self, spans: &mut Spans) {
        while let Some((text, rows)) = spans.0.get_mut(self.cells)
            && *rows > 0
        {
            *rows -= 1;
            let text = std::mem::take(text);
            let at = self.cells;
            if !self.begin() {
                return;
            }
            self.text.push_str(&text);
            spans.0[at].0 = text;
        }
    }

    /// The cells divided by tabs; `None` of a row without any of its own.
    pub fn end(mut self, spans: &mut Spans) -> Option<String> {
        let is_empty = self.cells == 0;
        self.reach_down(spans);
        for (column, start, rows) in std::mem::take(&mut self.tall) {
            let text = self.text[start..].split('\t').next().unwrap_or_default();
            if text.len() <= LONGEST {
                if spans.0.len() <= column {
                    spans.0.resize(column + 1, Default::default());
                }
                spans.0[column] = (text.to_owned(), rows);
            }
        }
        let has_text = !is_empty && self.text.bytes().any(|b| b != b'\t');
        has_text.then_some(self.text)
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
