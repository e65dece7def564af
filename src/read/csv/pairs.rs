//! Tables of duels, with a pair of columns an athlete: `kerr_place, kerr_time, cheruiyot_place, cheruiyot_time`. Each line
//! is a race with one result an athlete, named as the captions name them.

use super::plan::Plan;
use crate::model::Findings;
use crate::read::import::Import;

/// The athletes that captions name, with the columns of their places and times.
pub fn pairs(captions: &[String]) -> Vec<(String, usize, usize)> {
    let lower: Vec<String> = captions.iter().map(|c| c.to_lowercase()).collect();
    let named = |suffix: &str, name: &str| {
        lower.iter().position(|c| {
            c.strip_suffix(suffix)
                .is_some_and(|n| n.trim_end_matches([' ', '_']) == name)
        })
    };
    let mut found = Vec::new();
    for (place, caption) in lower.iter().enumerate() {
        let Some(name) = caption.strip_suffix("place").map(|n| n.trim_end_matches([' ', '_'])) else {
            continue;
        };
        if let Some(time) = named("time", name).filter(|_| !name.is_empty()) {
            found.push((title_case(name), place, time));
        }
    }
    found
}

fn title_case(name: &str) -> String {
    let words = name.split([' ', '_']).map(|w| {
        let mut letters = w.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    });
    words.collect::<Vec<_>>().join(" ")
}

pub fn are_in(plan: &Plan) -> bool {
    pairs(&plan.captions).len() > 1
}

/// Reads the data behind the header, which starts at line `first_line`.
pub fn read(data: &str, first_line: u32, plan: &Plan, findings: Findings) -> Import {
    let hasher = super::TextHasher::default();
    let mut assembly = super::Assembly::new(plan, hasher.clone(), findings, first_line);
    let pairs = pairs(&plan.captions);
    let mut block = super::rows::read_pairs(data, plan, &hasher, &pairs);
    block.bytes = data.len() as u64;
    assembly.append(block);
    super::splits::finish(assembly, plan)
}
