//! The order in which the crate declares modules, operations and types: that of the lock, with what is new after what precedes
//! it in the document.

use std::collections::HashMap;

use crate::api::{Api, TypeId};
use crate::lock::Lock;

use super::Names;

/// The operations, by index.
pub(super) fn operations(api: &Api, names: &Names) -> Vec<usize> {
    let locked = |index: &usize| names.keys.locked_operations.get(*index).copied().flatten();
    merge((0..api.operations.len()).collect(), locked)
}

/// The named types.
pub(super) fn types(api: &Api, names: &Names) -> Vec<TypeId> {
    let locked = |id: &TypeId| names.keys.locked_types.get(id).copied();
    merge(api.types.iter().map(|(id, _)| id).filter(|id| names.types.contains_key(id)).collect(), locked)
}

/// The modules, by index.
pub(super) fn modules(names: &Names, count: usize, lock: &Lock) -> Vec<usize> {
    merge((0..count).collect(), |&module| lock.modules.position(names.module(module)))
}

/// Items in the order of their positions in the lock. Those without a position keep their place after the item before them.
fn merge<T: Copy>(items: Vec<T>, position: impl Fn(&T) -> Option<usize>) -> Vec<T> {
    let mut followers: HashMap<Option<usize>, Vec<T>> = HashMap::new();
    let mut locked: Vec<(usize, T)> = Vec::new();
    let mut before = None;
    for item in items {
        match position(&item) {
            Some(position) => {
                locked.push((position, item));
                before = Some(position);
            }
            None => followers.entry(before).or_default().push(item),
        }
    }
    locked.sort_by_key(|(position, _)| *position);
    let mut merged = followers.remove(&None).unwrap_or_default();
    for (position, item) in locked {
        merged.push(item);
        merged.extend(followers.remove(&Some(position)).into_iter().flatten());
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::merge;

    #[test]
    fn what_is_new_follows_what_precedes_it() {
        let locked = |item: &char| "cab".find(*item);
        assert_eq!(merge("xabycz".chars().collect(), locked), "xczaby".chars().collect::<Vec<_>>());
        assert_eq!(merge("xyz".chars().collect(), |_| None), ['x', 'y', 'z']);
    }
}
