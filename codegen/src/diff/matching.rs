//! Which operation of the new document is which of the old one.

use std::collections::HashMap;

use crate::api::{Api, Operation};

/// An operation of the old document, of the new one, or of both.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    /// Its index in the old API.
    pub old: Option<usize>,
    /// Its index in the new API.
    pub new: Option<usize>,
}

/// The operations of two documents: those of the old one in its order, then those that only the new one has.
#[derive(Debug)]
pub(super) struct Matching(Vec<Match>);

impl Matching {
    /// Finds the operations of two documents by method and path, where the names of path parameters do not count, and the others
    /// by their `operationId`.
    pub fn new(old: &Api, new: &Api) -> Self {
        let mut of_new: Vec<Option<usize>> = vec![None; old.operations.len()];
        let mut taken = vec![false; new.operations.len()];
        let exact: fn(&Operation) -> Option<(String, String)> = |of| Some((of.method.clone(), of.path.clone()));
        let alike: fn(&Operation) -> Option<(String, String)> = |of| Some((of.method.clone(), without_names(&of.path)));
        let by_id: fn(&Operation) -> Option<(String, String)> = |of| Some((String::new(), of.id.clone()?));
        for key in [exact, alike, by_id] {
            let mut open: HashMap<(String, String), usize> = HashMap::new();
            for (index, operation) in new.operations.iter().enumerate().filter(|(index, _)| !taken[*index]) {
                if let Some(key) = key(operation) {
                    open.entry(key).or_insert(index);
                }
            }
            for (operation, found) in old.operations.iter().zip(&mut of_new).filter(|(_, found)| found.is_none()) {
                if let Some(index) = key(operation).and_then(|key| open.remove(&key)) {
                    *found = Some(index);
                    taken[index] = true;
                }
            }
        }
        let known = of_new.into_iter().enumerate().map(|(index, new)| Match { old: Some(index), new });
        let added = taken.iter().enumerate().filter(|(_, taken)| !**taken);
        let added = added.map(|(index, _)| Match { old: None, new: Some(index) });
        Self(known.chain(added).collect())
    }

    /// The operations, with their indexes.
    pub fn iter(&self) -> impl Iterator<Item = (usize, Match)> {
        self.0.iter().copied().enumerate()
    }

    /// One of them.
    pub fn get(&self, index: usize) -> Option<Match> {
        self.0.get(index).copied()
    }
}

/// A path template without the names of its parameters.
pub(super) fn without_names(path: &str) -> String {
    let mut parts = path.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str("{}");
        text.push_str(part.split_once('}').map_or("", |(_, rest)| rest));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_path_parameters_do_not_count() {
        assert_eq!(without_names("/jobs/{id}/runs/{run}.json"), "/jobs/{}/runs/{}.json");
        assert_eq!(without_names("/jobs"), "/jobs");
    }
}
