//! Types: those that were added, removed or renamed, and their members.

use std::collections::BTreeSet;

use crate::rust::Item;

use super::super::change::Level;
use super::super::code::ChangeCode;
use super::super::side::Side;
use super::super::subject::Subject;
use super::cx::Cx;
use super::notes::{docs, place};
use super::{enums, structure};

/// Compares the types of two crates.
pub(super) fn compare(cx: &mut Cx, old: &Side<'_>, new: &Side<'_>) {
    let mut names: Vec<&str> = old.types.keys().copied().collect();
    names.sort_unstable();
    for name in names {
        let now = cx.now(name).to_owned();
        let about = Subject::Type(name.to_owned());
        let Some(other) = new.types.get(now.as_str()) else {
            let was = (Some(name.to_owned()), None);
            cx.report(about, ChangeCode::TypeRemoved, Level::Major, was, format!("`{name}` is gone"));
            continue;
        };
        let one = old.types[name];
        if now != name {
            let text = (Some(name.to_owned()), Some(now.clone()));
            let headline = format!("`{name}` is called `{now}`");
            cx.report(about.clone(), ChangeCode::TypeRenamed, Level::Major, text, headline);
        }
        if let Some(moved) = cx.reassigned.get(name).cloned() {
            let text = (Some(name.to_owned()), Some(moved.clone()));
            let headline = format!("`{name}` is another type; what it was is called `{moved}`");
            cx.report(about.clone(), ChangeCode::TypeReassigned, Level::Major, text, headline);
        }
        place(cx, &about, name, new, (one, *other));
        item(cx, name, (one.item, other.item));
    }
    let known: BTreeSet<&str> = cx.renamed.values().map(String::as_str).collect();
    let is_known = |name: &&str| old.types.contains_key(name) || known.contains(name);
    let mut added: Vec<&str> = new.types.keys().copied().filter(|name| !is_known(name)).collect();
    added.sort_unstable();
    for name in added {
        let text = (None, Some(name.to_owned()));
        let about = Subject::Type(name.to_owned());
        cx.report(about, ChangeCode::TypeAdded, Level::Minor, text, format!("`{name}` is new"));
    }
}

fn item(cx: &mut Cx, name: &str, of: (&Item, &Item)) {
    match of {
        (Item::Struct(one), Item::Struct(other)) => structure::compare(cx, name, (one, other)),
        (Item::Enum(one), Item::Enum(other)) => enums::values(cx, name, (one, other)),
        (Item::Union(one), Item::Union(other)) => enums::union(cx, name, (one, other)),
        (Item::Choices(one), Item::Choices(other)) => {
            enums::bodies(cx, name, &enums::choices(one), &enums::choices(other));
        }
        (Item::Webhooks(one), Item::Webhooks(other)) => {
            enums::bodies(cx, name, &enums::payloads(one), &enums::payloads(other));
        }
        (Item::Headers(one), Item::Headers(other)) => {
            structure::fields(cx, name, (&one.fields, &other.fields), Level::Minor);
            docs(cx, Subject::Type(name.to_owned()), name, (&one.docs, &other.docs));
        }
        (one, other) => {
            let (was, now) = (kind(one), kind(other));
            let headline = format!("`{name}` is {now}");
            let about = Subject::Type(name.to_owned());
            let text = (Some(was.to_owned()), Some(now.to_owned()));
            cx.report(about, ChangeCode::TypeKindChanged, Level::Major, text, headline);
        }
    }
}

fn kind(of: &Item) -> &'static str {
    match of {
        Item::Client(_) => "the client",
        Item::Operation(_) => "an operation",
        Item::Struct(_) => "a struct",
        Item::Enum(_) => "an enum of values",
        Item::Union(_) => "an enum of types",
        Item::Headers(_) => "a struct of headers",
        Item::Choices(_) => "an enum of bodies",
        Item::Webhooks(_) => "the enum of payloads",
        Item::Alias(_) => "another name",
    }
}
