//! What equal inline types have in common: the name of the places in which they stand.
//!
//! Types become one only under a name that is right in each of the places. A type never has the name of an operation, a
//! schema or a property in which it does not stand.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::api::model::{self, Hint, TypeId, Types};

/// How many words a title has at most that is a name.
const MAX_WORDS: usize = 4;

/// Names of branches that describe only the kind of the values.
const KINDS: [&str; 7] = ["Boolean", "Integer", "List", "Map", "Number", "Object", "String"];

/// How many names of places around each other are one name.
const MAX_LEVEL: usize = 4;

/// Types that become one.
pub(super) struct Group {
    /// What it is named after.
    pub hint: Hint,
    /// The types, in order.
    pub ids: Vec<TypeId>,
}

/// The part of the document that a type belongs to.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Owner {
    Component(TypeId),
    Part(model::Owner),
}

/// The name of a place within its owner.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
struct Name {
    words: String,
    /// Whether it describes the type without its owner.
    is_complete: bool,
}

/// The types of each list of equal types that have a name in common.
pub(super) fn groups(types: &Types, equal: &[Vec<TypeId>]) -> Vec<Group> {
    let mut used: HashSet<String> = types
        .iter()
        .filter_map(|(_, of)| match &of.hint {
            Hint::Component(name) => Some(folded(name)),
            _ => None,
        })
        .collect();
    let mut groups = Vec::new();
    let mut ambiguous: Vec<Vec<TypeId>> = equal.to_vec();
    // Where several types share a name, the name of what they are part of is put before it.
    for level in 1..=MAX_LEVEL {
        let candidates = candidates(types, &std::mem::take(&mut ambiguous), level);
        // A name that several different types would have, or a component has, is none of them.
        let mut counts: HashMap<String, usize> = HashMap::new();
        for (name, _) in candidates.iter().filter(|(_, owners)| owners.len() > 1) {
            *counts.entry(folded(&name.words)).or_default() += 1;
        }
        for (name, owners) in candidates {
            let key = folded(&name.words);
            let ids = |owners: IndexMap<Owner, Vec<TypeId>>| {
                let mut ids: Vec<TypeId> = owners.into_values().flatten().collect();
                ids.sort_unstable();
                ids
            };
            if owners.len() > 1 && name.is_complete && !used.contains(&key) && counts.get(&key) == Some(&1) {
                used.insert(key);
                groups.push(Group { hint: Hint::Shared(name.words), ids: ids(owners) });
            } else if owners.len() > 1 && name.is_complete && level < MAX_LEVEL {
                ambiguous.push(ids(owners));
            } else {
                groups.extend(of_owners(types, &name, owners));
            }
        }
    }
    groups
}

/// The types of one owner each that become one.
fn of_owners(types: &Types, name: &Name, owners: IndexMap<Owner, Vec<TypeId>>) -> Vec<Group> {
    let mut groups = Vec::new();
    for (owner, ids) in owners.into_iter().filter(|(_, ids)| ids.len() > 1) {
        let Some(&first) = ids.first() else { continue };
        let own = &types[first].hint;
        let hint = match owner {
            Owner::Component(component) if ids.iter().any(|&id| types[id].hint != *own) => {
                Hint::Property(component, name.words.clone())
            }
            _ => own.clone(),
        };
        groups.push(Group { hint, ids });
    }
    groups
}

/// Equal types by the name of their place, and by their owners.
fn candidates(types: &Types, equal: &[Vec<TypeId>], level: usize) -> Vec<(Name, IndexMap<Owner, Vec<TypeId>>)> {
    let mut candidates = Vec::new();
    for ids in equal {
        let mut by_name: IndexMap<Name, IndexMap<Owner, Vec<TypeId>>> = IndexMap::new();
        for &id in ids {
            if let (Some(name), Some(owner)) = (leveled(types, id, level), owner(types, id)) {
                by_name.entry(name).or_default().entry(owner).or_default().push(id);
            }
        }
        candidates.extend(by_name);
    }
    candidates
}

/// The name of a place with those of the places around it, `level` in all if there are so many.
fn leveled(types: &Types, id: TypeId, level: usize) -> Option<Name> {
    let own = name(types, id, 0)?;
    let mut parent = id;
    let mut words = vec![own.words];
    while words.len() < level {
        match &types[parent].hint {
            Hint::Property(of, _) | Hint::Branch(of, _) => parent = *of,
            Hint::Element(of) => {
                parent = *of;
                continue;
            }
            _ => break,
        }
        match name(types, parent, 0) {
            Some(name) if name.is_complete => words.push(name.words),
            _ => break,
        }
    }
    words.reverse();
    Some(Name { words: words.join(" "), is_complete: own.is_complete })
}

/// The letters and digits of a name in lower case.
fn folded(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The component or operation that a type is part of.
fn owner(types: &Types, mut id: TypeId) -> Option<Owner> {
    // Types may be part of each other.
    for _ in 0..types.len() {
        match &types[id].hint {
            Hint::Component(_) | Hint::Shared(_) => return Some(Owner::Component(id)),
            Hint::Base(parent) | Hint::Property(parent, _) | Hint::Element(parent) | Hint::Branch(parent, _) => {
                id = *parent;
            }
            Hint::RequestBody(owner)
            | Hint::ResponseBody(owner)
            | Hint::Item(owner)
            | Hint::ErrorBody(owner)
            | Hint::Parameter(owner, _)
            | Hint::Header(owner, _) => return Some(Owner::Part(*owner)),
        }
    }
    None
}

/// The name of the place of a type within its owner: its title, or its property or parameter.
fn name(types: &Types, id: TypeId, depth: usize) -> Option<Name> {
    if let Some(title) = types[id].title.as_deref()
        && title.split_whitespace().count() <= MAX_WORDS
        && title.chars().any(char::is_alphabetic)
    {
        return Some(Name { words: title.to_owned(), is_complete: true });
    }
    let of_owner = |words: &str| Some(Name { words: words.to_owned(), is_complete: false });
    match &types[id].hint {
        Hint::Property(_, name) | Hint::Parameter(_, name) | Hint::Header(_, name) => {
            Some(Name { words: name.clone(), is_complete: name.chars().any(char::is_alphabetic) })
        }
        Hint::Element(parent) if depth < MAX_WORDS => {
            let Name { words, is_complete } = name(types, *parent, depth + 1)?;
            Some(Name { words: format!("{words} item"), is_complete })
        }
        Hint::Branch(parent, branch) if depth < MAX_WORDS => {
            if !KINDS.contains(&branch.as_str()) && !branch.starts_with("Option ") {
                return Some(Name { words: branch.clone(), is_complete: true });
            }
            let Name { words, is_complete } = name(types, *parent, depth + 1)?;
            Some(Name { words: format!("{words} {branch}"), is_complete })
        }
        Hint::ErrorBody(_) => Some(Name { words: "error body".to_owned(), is_complete: true }),
        Hint::RequestBody(_) => of_owner("request"),
        Hint::ResponseBody(_) => of_owner("response"),
        Hint::Item(_) => of_owner("item"),
        Hint::Component(_) | Hint::Shared(_) | Hint::Base(_) | Hint::Element(_) | Hint::Branch(..) => None,
    }
}
