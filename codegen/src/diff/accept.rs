//! Changes that the configuration accepts.

use crate::config::Accepted;

use super::change::{Change, Comparison};

impl Comparison {
    /// Marks the changes that the configuration accepts. An entry accepts one change: one that matches none, or several that `was`
    /// and `now` do not tell apart, is noted.
    pub fn accept(&mut self, entries: &[Accepted]) {
        for entry in entries {
            let Accepted { code, item, was, now, reason } = entry;
            let is_equal = |wanted: &Option<String>, text: &Option<String>| wanted.is_none() || wanted == text;
            let is_meant = |change: &&mut Change| {
                change.code.as_str() == *code
                    && change.item == *item
                    && is_equal(was, &change.was)
                    && is_equal(now, &change.now)
            };
            let mut meant: Vec<&mut Change> = self.changes.iter_mut().filter(is_meant).collect();
            match meant.as_mut_slice() {
                [change] => change.accepted = Some(reason.clone()),
                [] => self.unmatched.push(format!("no change `{code}` of `{item}`: remove the entry")),
                several => {
                    let count = several.len();
                    self.unmatched.push(format!(
                        "{count} changes `{code}` of `{item}`: add `was` or `now` of the one that is meant"
                    ));
                }
            }
        }
    }
}
