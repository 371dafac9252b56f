//! Files that use each other in a circle.

use std::collections::{BTreeMap, BTreeSet};

use crate::imports::{Files, Import, imports};

/// The circles of a crate's files, each as the imports that it consists of.
pub fn circles(files: &Files) -> Vec<String> {
    let imports = imports(files);
    let edges = imports.iter().map(|import| (import.from.as_str(), import.to.as_str()));
    let circles = components(&edges.collect());
    circles.iter().map(|members| describe(members, &imports)).collect()
}

fn describe(members: &BTreeSet<&str>, imports: &[Import]) -> String {
    let mut text = format!("{} files use each other in a circle:", members.len());
    for Import { from, line, path, to } in imports {
        if members.contains(from.as_str()) && members.contains(to.as_str()) {
            text.push_str(&format!("\n  {from}:{line} uses {to} ({path})"));
        }
    }
    text
}

/// The groups of more than one node in which each node can be reached from each other.
pub fn components<'a>(edges: &BTreeSet<(&'a str, &'a str)>) -> Vec<BTreeSet<&'a str>> {
    let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in edges {
        next.entry(from).or_default().push(to);
    }
    let reached = |start: &'a str| {
        let mut reached = BTreeSet::new();
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            for to in next.get(node).into_iter().flatten() {
                if reached.insert(*to) {
                    open.push(to);
                }
            }
        }
        reached
    };
    let reached: BTreeMap<&str, BTreeSet<&str>> = next.keys().map(|node| (*node, reached(node))).collect();
    let mut groups: BTreeSet<BTreeSet<&str>> = BTreeSet::new();
    for (node, from_here) in &reached {
        let back = |other: &&&str| reached.get(**other).is_some_and(|from_there| from_there.contains(node));
        let group: BTreeSet<&str> = from_here.iter().filter(back).copied().collect();
        if group.len() > 1 {
            groups.insert(group);
        }
    }
    groups.into_iter().collect()
}
