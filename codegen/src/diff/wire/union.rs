//! Unions: branches that were added or removed.

use crate::api::{Kind, Test, TypeId, Union, Variant};

use super::super::code::ChangeCode;
use super::super::side::Side;
use super::super::subject::Subject;
use super::step::{Difference, Pair, Step, plain};
use super::word::{report, word};

/// Compares two unions. A branch is the same if it is the same component, has the same name in Rust or, if it has none, is of the
/// same kind; of the others, those in the same place are.
pub(super) fn compare(step: &mut Step<'_>, pair: &Pair, (old, new): (&Union, &Union)) {
    let mut open: Vec<usize> = (0..new.variants.len()).collect();
    let mut matched: Vec<Option<usize>> = vec![None; old.variants.len()];
    let keys_old: Vec<String> = old.variants.iter().map(|variant| key(step.old, variant)).collect();
    let keys_new: Vec<String> = new.variants.iter().map(|variant| key(step.new, variant)).collect();
    // The name in Rust is the same where a component was renamed.
    for (of_old, of_new) in
        [(components(step.old, old), components(step.new, new)), (keyed(&keys_old), keyed(&keys_new))]
    {
        for (key, found) in of_old.iter().zip(&mut matched).filter(|(key, found)| found.is_none() && key.is_some()) {
            if let Some(at) = open.iter().position(|index| of_new[*index] == *key) {
                *found = Some(open.remove(at));
            }
        }
    }
    if old.variants.len() == new.variants.len() {
        for (index, found) in matched.iter_mut().enumerate().filter(|(_, found)| found.is_none()) {
            let is_kind = |of: &Side<'_>, variant: &Variant| word(&of.api.types[plain(of.api, variant.of).0].kind);
            let alike = is_kind(step.old, &old.variants[index]) == is_kind(step.new, &new.variants[index]);
            if let Some(at) = open.iter().position(|open| *open == index).filter(|_| alike) {
                *found = Some(open.remove(at));
            }
        }
    }
    let (of_old, of_new) = (branches(step.old, pair.old), branches(step.new, pair.new));
    let name = step.old.name(pair.old).or_else(|| step.new.name(pair.new)).unwrap_or_default().to_owned();
    let about = |branch: Option<&String>| Subject::Branch(name.clone(), branch.cloned().unwrap_or_default());
    for (index, found) in matched.iter().enumerate() {
        let subject = about(of_old.get(index));
        match found {
            Some(other) => {
                tags(step, pair, &subject, (&old.variants[index], &new.variants[*other]));
                step.element(old.variants[index].of, new.variants[*other].of, &subject);
            }
            None => {
                let effect = step.if_sent();
                let at = Some(step.new.spot(&step.new.api.types[pair.new].at));
                let headline = format!("`{name}` has no branch `{}` any more", keys_old[index]);
                let (code, was) = (ChangeCode::BranchRemoved, Some(keys_old[index].clone()));
                step.report(&subject, Difference { code, effect, was, now: None, headline, at });
            }
        }
    }
    for index in open {
        let effect = step.if_received_strictly();
        let at = Some(step.new.spot(&step.new.api.types[new.variants[index].of].at));
        let headline = format!("`{name}` has the branch `{}`", keys_new[index]);
        let (code, now) = (ChangeCode::BranchAdded, Some(keys_new[index].clone()));
        step.report(&about(of_new.get(index)), Difference { code, effect, was: None, now, headline, at });
    }
}

/// Compares the values by which a branch is known, unless each side has one: then the property can have another one only.
fn tags(step: &mut Step<'_>, pair: &Pair, about: &Subject, (old, new): (&Variant, &Variant)) {
    let (Test::Tag { property, values: of_old, .. }, Test::Tag { property: other, values: of_new, .. }) =
        (&old.test, &new.test)
    else {
        return;
    };
    if property != other || of_old.len() == 1 && of_new.len() == 1 {
        return;
    }
    let at = Some(step.new.spot(&step.new.api.types[pair.new].at));
    let of = step.about(about);
    for value in of_old.iter().filter(|value| !of_new.contains(value)) {
        let (code, effect, was) = (ChangeCode::ValueRemoved, step.if_sent(), Some(value.clone()));
        let headline = format!("{of} is not known by `{property}`: `{value}` any more");
        step.report(about, Difference { code, effect, was, now: None, headline, at: at.clone() });
    }
    for value in of_new.iter().filter(|value| !of_old.contains(value)) {
        let (code, effect, now) = (ChangeCode::ValueAdded, step.if_received_strictly(), Some(value.clone()));
        let headline = format!("{of} is known by `{property}`: `{value}` too");
        step.report(about, Difference { code, effect, was: None, now, headline, at: at.clone() });
    }
}

/// A type became one branch of a union. Generated crates of the old document do not know that there are others.
pub(super) fn opened(step: &mut Step<'_>, pair: &Pair, new: &Union) {
    let one = &step.old.api.types[pair.old].kind;
    let same = new.variants.iter().find(|variant| is_alike(step.old, pair.old, one, step.new, variant.of));
    let effect = if same.is_some() { step.if_received() } else { Step::BROKEN };
    report(step, pair, ChangeCode::SchemaChanged, effect, "may be of several types");
    if let Some(variant) = same {
        step.value(pair.old, variant.of, &pair.about, false);
    }
}

/// A union became one of its branches.
pub(super) fn closed(step: &mut Step<'_>, pair: &Pair, old: &Union) {
    let other = &step.new.api.types[pair.new].kind;
    let same = old.variants.iter().find(|variant| is_alike(step.new, pair.new, other, step.old, variant.of));
    let effect = if same.is_some() { step.if_sent() } else { Step::BROKEN };
    report(step, pair, ChangeCode::SchemaChanged, effect, "is of one type");
    if let Some(variant) = same {
        step.value(variant.of, pair.new, &pair.about, false);
    }
}

/// Whether a type and a branch are probably the same: they have the same name, or are of the same kind and no objects.
fn is_alike(of: &Side<'_>, id: TypeId, kind: &Kind, side: &Side<'_>, branch: TypeId) -> bool {
    let (branch, _) = plain(side.api, branch);
    let other = &side.api.types[branch].kind;
    match (of.api.types.component(id), side.api.types.component(branch)) {
        (Some(one), Some(other)) => one == other,
        _ => word(kind) == word(other),
    }
}

/// The components of the branches.
fn components<'a>(side: &Side<'a>, of: &'a Union) -> Vec<Option<&'a str>> {
    of.variants.iter().map(|variant| side.api.types.component(plain(side.api, variant.of).0)).collect()
}

fn keyed(keys: &[String]) -> Vec<Option<&str>> {
    keys.iter().map(|key| Some(key.as_str())).collect()
}

/// What identifies a branch.
fn key(side: &Side<'_>, variant: &Variant) -> String {
    let (id, _) = plain(side.api, variant.of);
    side.name(id).map_or_else(|| word(&side.api.types[id].kind), str::to_owned)
}

/// The names of the variants of a union.
fn branches<'a>(side: &Side<'a>, id: TypeId) -> &'a [String] {
    side.names.members.get(&id).map(Vec::as_slice).unwrap_or_default()
}
