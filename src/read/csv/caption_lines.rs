//! Captions in two lines: distances above the columns that tell of each, `5 km` above `Time` and `Place`.

use crate::read::header::{self, Meaning};

/// The captions of both lines, where the upper one is of distances; `None` where it is a title.
pub fn joined(upper: &[String], lower: &[String]) -> Option<Vec<String>> {
    let is_distance = |cell: &str| matches!(header::meaning(cell), Meaning::Marker(marker) if !marker.bare);
    let first = upper.iter().position(|cell| !cell.trim().is_empty())?;
    let mut filled = upper.iter().filter(|cell| !cell.trim().is_empty());
    if upper.len() > lower.len() || !filled.all(|cell| is_distance(cell)) {
        return None;
    }
    let mut above = "";
    let captions = lower.iter().enumerate().map(|(at, caption)| {
        match upper.get(at).map(|cell| cell.trim()) {
            Some(cell) if !cell.is_empty() => above = cell,
            _ => {}
        }
        match at < first {
            true => caption.clone(),
            false => format!("{above} {caption}").trim().to_owned(),
        }
    });
    let captions: Vec<String> = captions.collect();
    let is_of_passings = |caption: &String| !matches!(header::meaning(caption), Meaning::Unknown);
    captions[first..].iter().all(is_of_passings).then_some(captions)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(line: &str) -> Vec<String> {
        line.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn distances_stand_above_their_columns() {
        let captions = joined(&cells(",,5 km,,10 km,"), &cells("Pos,Name,Time,Pos,Time,Pos"));
        let expected = cells("Pos,Name,5 km Time,5 km Pos,10 km Time,10 km Pos");
        assert_eq!(captions, Some(expected));
        assert_eq!(joined(&cells("Town 10 km,,"), &cells("Pos,Name,Time")), None, "a title");
        assert_eq!(joined(&cells(",,2021"), &cells("Pos,Name,Time")), None, "a year");
    }
}
