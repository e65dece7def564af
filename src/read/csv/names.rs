//! Who a row is of: the columns of names beside each other, and nations behind names.

use super::plan::Plan;
use super::sample::Sample;
use crate::model::area::Area;

impl Plan {
    /// What names mean beside each other: `Nom` with `Prénom` is the family name, `Nome` with `Cognome` the given one, and a
    /// team without athletes is who competed.
    pub(super) fn settle_names(&mut self, sample: &Sample) {
        let c = &mut self.at;
        match (c.name, c.given, c.family) {
            (Some(_), Some(_), None) => c.family = c.name.take(),
            (Some(_), None, Some(_)) => c.given = c.name.take(),
            _ => {}
        }
        self.nation_in_name = c.nation.is_none()
            && c.name
                .is_some_and(|at| sample.mostly(at, |name| without_nation(name).is_some()));
        if let (None, None, None, Some(_)) = (c.name, c.given, c.family, c.team) {
            c.name = c.team.take();
        }
    }
}

/// Name and nation of `Josh Kerr (GBR)`, `Josh Kerr [GBR]` or `Josh KERR, GBR`.
pub fn without_nation(name: &str) -> Option<(&str, &str)> {
    let name = name.trim();
    let (rest, code) = match name.strip_suffix([')', ']']) {
        Some(inner) => inner.rsplit_once(['(', '[']),
        None => name.rsplit_once([',', ' ']),
    }?;
    let rest = rest.trim_end().trim_end_matches(',');
    // a family name may be in capitals too
    let is_apart = name.ends_with([')', ']']) || name.contains(',');
    (is_apart && !rest.is_empty() && Area::of(code.trim()).is_some()).then_some((rest, code.trim()))
}
