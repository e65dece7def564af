//! Folded forms and alphabetical ranks of all strings, so that searching and sorting a million rows compares integers.

use crate::model::{Str, fold};
use crate::read::Import;
use rayon::prelude::*;
use std::sync::Arc;

/// Ranks and folded texts by import and string.
#[derive(Debug)]
pub(super) struct Lexicon {
    words: Vec<Words>,
}

#[derive(Debug)]
struct Words {
    folded: String,
    /// End of each folded text.
    ends: Vec<u32>,
    /// Alphabetical rank over all imports; equal folded texts have equal ranks, the empty text the last one.
    ranks: Vec<u32>,
}

impl Words {
    fn folded(&self, id: usize) -> &str {
        let start = if id == 0 { 0 } else { self.ends[id - 1] };
        &self.folded[start as usize..self.ends[id] as usize]
    }
}

const CHUNK: usize = 16_384;

impl Lexicon {
    pub(super) fn new(imports: &[Arc<Import>]) -> Self {
        let mut words: Vec<Words> = imports.iter().map(|import| fold_all(import)).collect();
        let mut order: Vec<(u64, u32, u32)> = Vec::with_capacity(words.iter().map(|w| w.ends.len()).sum());
        for (at, w) in words.iter().enumerate() {
            order.extend((1..w.ends.len()).map(|id| (prefix(w.folded(id)), at as u32, id as u32)));
        }
        let text = |&(_, at, id): &(u64, u32, u32)| words[at as usize].folded(id as usize);
        order.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| text(a).cmp(text(b))));
        let mut ranks: Vec<Vec<u32>> = words.iter().map(|w| vec![u32::MAX; w.ends.len()]).collect();
        let mut rank = 0;
        for pair in 0..order.len() {
            if pair > 0 && text(&order[pair]) != text(&order[pair - 1]) {
                rank += 1;
            }
            let (_, at, id) = order[pair];
            ranks[at as usize][id as usize] = rank;
        }
        for (w, ranks) in words.iter_mut().zip(ranks) {
            w.ranks = ranks;
        }
        Self { words }
    }

    /// Alphabetical rank; `u32::MAX` for the empty string.
    pub(super) fn rank(&self, import: usize, id: Str) -> u32 {
        self.words[import].ranks.get(id.0 as usize).copied().unwrap_or(u32::MAX)
    }

    /// For each string of an import whether its folded form contains `needle` (folded).
    pub(super) fn containing(&self, import: usize, needle: &str) -> Vec<bool> {
        let w = &self.words[import];
        let finder = memchr::memmem::Finder::new(needle.as_bytes());
        let ids = 0..w.ends.len();
        ids.into_par_iter()
            .with_min_len(CHUNK)
            .map(|id| finder.find(w.folded(id).as_bytes()).is_some())
            .collect()
    }
}

/// The first eight bytes as a number that orders like the text.
fn prefix(text: &str) -> u64 {
    let mut bytes = [0; 8];
    let head = &text.as_bytes()[..text.len().min(8)];
    bytes[..head.len()].copy_from_slice(head);
    u64::from_be_bytes(bytes)
}

fn fold_all(import: &Import) -> Words {
    let count = import.strings.len();
    let chunks: Vec<(String, Vec<u32>)> = (0..count.div_ceil(CHUNK))
        .into_par_iter()
        .map(|chunk| {
            let (mut folded, mut ends) = (String::new(), Vec::new());
            for id in chunk * CHUNK..((chunk + 1) * CHUNK).min(count) {
                let text = import.strings.text(Str(id as u32));
                let start = folded.len();
                if text.is_ascii() {
                    folded.push_str(text);
                    folded[start..].make_ascii_lowercase();
                } else {
                    folded.push_str(&fold(text));
                }
                ends.push(folded.len() as u32);
            }
            (folded, ends)
        })
        .collect();
    let mut words = Words {
        folded: String::new(),
        ends: Vec::with_capacity(count),
        ranks: Vec::new(),
    };
    for (folded, ends) in chunks {
        let start = words.folded.len() as u32;
        words.ends.extend(ends.iter().map(|e| e + start));
        words.folded.push_str(&folded);
    }
    words
}
