//! An element with its attributes.

use super::text::{trimmed, unescape};
use quick_xml::events::attributes::Attributes;
use std::borrow::Cow;

/// An element that was begun.
#[derive(Clone, Copy, Debug)]
pub struct Element<'t> {
    /// Without the prefix of its namespace.
    pub name: &'t str,
    pub(super) attributes: &'t str,
    /// Of its `<` in the text.
    pub(super) offset: usize,
    /// 1 for the root.
    pub(super) depth: usize,
}

impl<'t> Element<'t> {
    /// The trimmed value of an attribute, named without a prefix; `None` when it is not there or empty.
    pub fn attribute(&self, name: &str) -> Option<Cow<'t, str>> {
        if self.attributes.is_empty() {
            return None;
        }
        let found = Attributes::html(self.attributes, 0)
            .with_checks(false)
            .flatten()
            .find(|a| a.key.local_name().as_ref() == name.as_bytes())?;
        let Cow::Borrowed(value) = found.value else { return None };
        let value = trimmed(unescape(std::str::from_utf8(value).ok()?));
        (!value.is_empty()).then_some(value)
    }
}
