//! Short names for labels: the family name, with an initial when two athletes of a chart share it.

/// The family name of a full name: what stands before a comma, words in capitals if only some are, else the last word with the small words before it
/// (`van der Berg`) and without a `Jr` behind it. What stands in brackets behind the name stays.
pub fn family(full: &str) -> String {
    if let Some((name, behind)) = full.split_once(" (") {
        return format!("{} ({behind}", family(name));
    }
    if let Some((family, _)) = full.split_once(',') {
        return title_case_if_capital(family.trim());
    }
    let words: Vec<&str> = full.split_whitespace().collect();
    let capitals: Vec<&str> = words.iter().copied().filter(|w| is_capital(w)).collect();
    if !capitals.is_empty() && capitals.len() < words.len() {
        return capitals.iter().map(|w| title_case(w)).collect::<Vec<_>>().join(" ");
    }
    let mut end = words.len();
    if end > 1 && matches!(words[end - 1].trim_end_matches('.'), "Jr" | "Sr" | "II" | "III") {
        end -= 1;
    }
    let Some(mut start) = end.checked_sub(1) else {
        return String::new();
    };
    while start > 1 && words[start - 1].chars().all(char::is_lowercase) {
        start -= 1;
    }
    words[start..end].join(" ")
}

/// Whether a word of more than one letter is in capitals throughout.
pub(super) fn is_capital(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
}

fn title_case_if_capital(name: &str) -> String {
    let is_capital = !name.chars().any(char::is_lowercase) && name.chars().count() > 2;
    if is_capital { title_case(name) } else { name.to_owned() }
}

/// `INGEBRIGTSEN` as `Ingebrigtsen`, `O'HARE` as `O'Hare`.
fn title_case(word: &str) -> String {
    let mut start = true;
    word.chars()
        .flat_map(|c| {
            let shown: Vec<char> = if start { vec![c] } else { c.to_lowercase().collect() };
            start = !c.is_alphabetic();
            shown
        })
        .collect()
}

/// Short names of the athletes of one chart, in their order. Equal family names get the initial of the given name, equal
/// ones even so the full name.
pub fn short_names(full: &[&str]) -> Vec<String> {
    let families: Vec<String> = full.iter().map(|n| family(n)).collect();
    let initialled = |at: usize| {
        let given = full[at]
            .split_once(',')
            .map_or(full[at], |(_, given)| given.trim_start());
        let initial = given.chars().next().filter(|_| full[at] != families[at]);
        initial.map_or_else(|| families[at].clone(), |i| format!("{i}. {}", families[at]))
    };
    let twice = |names: &[String], at: usize| names.iter().filter(|n| **n == names[at]).count() > 1;
    let once: Vec<String> = (0..full.len())
        .map(|at| {
            if twice(&families, at) {
                initialled(at)
            } else {
                families[at].clone()
            }
        })
        .collect();
    (0..full.len())
        .map(|at| {
            if twice(&once, at) {
                full[at].to_owned()
            } else {
                once[at].clone()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn family_names() {
        for (full, short) in [
            ("Jakob Ingebrigtsen", "Ingebrigtsen"),
            ("Jakob INGEBRIGTSEN", "Ingebrigtsen"),
            ("INGEBRIGTSEN Jakob", "Ingebrigtsen"),
            ("Femke van der Berg", "van der Berg"),
            ("Michał Rozmys", "Rozmys"),
            ("Cole Hocker Jr.", "Hocker"),
            ("Pelé", "Pelé"),
            ("Van Dyk, Ernst F.", "Van Dyk"),
            ("INGEBRIGTSEN, Jakob", "Ingebrigtsen"),
            ("Jakob Ingebrigtsen (Rome 2024)", "Ingebrigtsen (Rome 2024)"),
            ("", ""),
        ] {
            assert_eq!(family(full), short);
        }
    }

    #[test]
    fn brothers_get_initials() {
        let names = short_names(&["Henrik Ingebrigtsen", "Jakob Ingebrigtsen", "Josh Kerr"]);
        assert_eq!(names, ["H. Ingebrigtsen", "J. Ingebrigtsen", "Kerr"]);
        assert_eq!(short_names(&["J. Doe", "J. Doe"]), ["J. Doe", "J. Doe"]);
        assert_eq!(short_names(&["Doe, Ann", "Doe, Bea"]), ["A. Doe", "B. Doe"]);
    }
}
