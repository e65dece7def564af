//! Gaps between results (terms.md 6); positive is behind.

use crate::model::{Gap, Status};
use crate::store::RowView;

/// Behind the winner of the row's race; `None` for a status and where the winner is not loaded.
pub fn gap_to_winner(row: RowView<'_>) -> Option<Gap> {
    let mark = row.mark().time().filter(|_| row.status() == Status::None)?;
    Some(Gap::between(mark, row.shown_race().winner_time()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{RaceId, Store, fixture};
    use std::sync::Arc;

    #[test]
    fn margins_of_the_worked_example() {
        // terms.md 20: +0.69, +0.73, +1.24
        let store = Store::new(1, vec![Arc::new(fixture::final_1500())]);
        let gaps = store.race(RaceId(0)).row_views().map(gap_to_winner);
        let gaps: Vec<String> = gaps.map(|g| g.map_or(String::new(), |g| g.to_string())).collect();
        assert_eq!(gaps, ["0.00", "+0.69", "+0.73", "+1.24"]);
    }
}
