//! Groups of operations without tags: by the first segment of their path that names their subject.

use std::collections::{HashMap, HashSet};

use crate::api::model::{Operation, Tag};

use super::selection::Unselected;

/// The number of operations without a tag up to which they are one group.
const FEW: usize = 8;

/// Gives operations without a tag the tag of their path, if they are many and of more than one group. Those that are not
/// selected count as well, so that a selection moves no operation.
pub(super) fn group(operations: &mut [Operation], unselected: &[Unselected], tags: &mut Vec<Tag>) {
    let untagged: Vec<usize> = (0..operations.len()).filter(|&index| operations[index].tag.is_none()).collect();
    let others = unselected.iter().filter(|operation| !operation.is_tagged).map(|operation| operation.path.as_str());
    let paths: Vec<&str> = untagged.iter().map(|&index| operations[index].path.as_str()).chain(others).collect();
    if paths.len() <= FEW {
        return;
    }
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for path in &paths {
        let own: HashSet<&str> = segments(path).collect();
        own.into_iter().for_each(|segment| *counts.entry(segment).or_default() += 1);
    }
    let is_common = |segment: &str| counts.get(segment) == Some(&paths.len());
    let group = |path: &&str| segments(path).find(|segment| !is_common(segment)).map(str::to_owned);
    let groups: Vec<Option<String>> = paths.iter().map(group).collect();
    if groups.iter().flatten().collect::<HashSet<_>>().len() < 2 {
        return;
    }
    let mut known: HashMap<String, usize> =
        tags.iter().enumerate().map(|(index, tag)| (folded(&tag.name), index)).collect();
    for (index, group) in untagged.into_iter().zip(groups) {
        let Some(group) = group else { continue };
        let tag = *known.entry(folded(&group)).or_insert_with(|| {
            let description = format!("Operations on `{group}`.");
            tags.push(Tag { name: group, description: Some(description) });
            tags.len() - 1
        });
        operations[index].tag = Some(tag);
    }
}

/// The segments of a path that are neither parameters nor versions.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    let segments = path.split('/').filter(|segment| !segment.contains('{') && !is_version(segment));
    let named = segments.map(|segment| segment.split([':', '.', '(', '?', '#']).next().unwrap_or_default());
    named.filter(|segment| segment.chars().any(char::is_alphabetic))
}

/// Whether a segment is a version: `v1`, `v2beta1`, `1.0`, `2024-01-01`.
fn is_version(segment: &str) -> bool {
    let number = segment.strip_prefix(['v', 'V']).unwrap_or(segment);
    let digits = number.trim_start_matches(|letter: char| letter.is_ascii_digit() || "._-".contains(letter));
    let stage = digits.trim_end_matches(|letter: char| letter.is_ascii_digit());
    number.starts_with(|first: char| first.is_ascii_digit()) && ["", "alpha", "beta", "preview", "rc"].contains(&stage)
}

/// The letters and digits of a name in lower case.
fn folded(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::api::lower;
    use crate::config::Config;

    fn check(paths: &[&str], expected: &[&str]) {
        let item = json!({"get": {"responses": {}}});
        let paths: serde_json::Map<_, _> = paths.iter().map(|path| ((*path).to_owned(), item.clone())).collect();
        let (api, _) = lower(&json!({"openapi": "3.0.0", "paths": paths}), &Config::default());
        let tags: Vec<&str> = api.tags.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(tags, expected);
    }

    #[test]
    fn many_operations_are_grouped_by_their_paths() {
        let paths = ["jobs", "jobs/all", "users", "users:find", "users/all", "links.json", "links/all", "a-b", "a-b/c"];
        let paths = paths.map(|path| format!("/api/v2beta1/{path}"));
        check(&paths.each_ref().map(String::as_str), &["jobs", "users", "links", "a-b"]);
    }

    #[test]
    fn few_operations_are_one_group() {
        check(&["/jobs", "/users", "/links"], &[]);
    }
}
