//! An athlete as the search for candidates sees him or her: the ways the name is written, and what the files state.

use super::sketch::Sketch;
use crate::model::likeness::NameForm;
use crate::model::{Date, Sex};
use crate::store::{AthleteId, Store};

/// Ways to write the name that are compared.
const MAX_FORMS: usize = 4;

pub(super) struct Person<'a> {
    /// The ways in which the files write the name, each once.
    pub forms: Vec<NameForm>,
    pub sketch: Sketch,
    pub birth: Option<Date>,
    pub sex: Sex,
    nations: Vec<&'a str>,
    /// Ids with the format that gave them.
    pub ids: Vec<(&'static str, &'a str)>,
}

impl<'a> Person<'a> {
    pub(super) fn of(store: &'a Store, id: AthleteId) -> Self {
        let view = store.athlete(id);
        let mut person = Self {
            forms: Vec::new(),
            sketch: Sketch::default(),
            birth: view.birth(),
            sex: view.sex(),
            nations: view.nations().collect(),
            ids: view.ids().collect(),
        };
        for name in view.names() {
            let form = NameForm::new(name);
            if !form.words.is_empty() && person.forms.len() < MAX_FORMS && !person.forms.contains(&form) {
                person.forms.push(form);
            }
        }
        person.sketch = Sketch::of(&person.forms);
        person.nations.sort_unstable();
        person.nations.dedup();
        person.ids.sort_unstable();
        person.ids.dedup();
        person
    }

    pub(super) fn key(&self) -> String {
        self.forms.first().map(NameForm::key).unwrap_or_default()
    }

    /// Whether birth or sex tells two athletes apart.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        let births = self.birth.zip(other.birth).is_some_and(|(a, b)| !a.agrees_with(b));
        let sexes = self.sex != Sex::Unknown && other.sex != Sex::Unknown && self.sex != other.sex;
        births || sexes
    }

    pub(super) fn has_id_of(&self, other: &Self) -> bool {
        self.ids.iter().any(|id| other.ids.contains(id))
    }

    pub(super) fn nation(&self) -> Option<&'a str> {
        self.nations.first().copied()
    }

    pub(super) fn common_nation(&self, other: &Self) -> Option<&'a str> {
        self.nations.iter().find(|n| other.nations.contains(n)).copied()
    }

    /// Whether the two have a nation in common; `None` when the files do not state one of both.
    pub(super) fn nation_with(&self, other: &Self) -> Option<bool> {
        let is_known = !self.nations.is_empty() && !other.nations.is_empty();
        is_known.then(|| self.common_nation(other).is_some())
    }
}
