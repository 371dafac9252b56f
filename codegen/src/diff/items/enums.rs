//! Enums: of values, of types, of bodies. All of them are open, so that variants may be added.

use crate::rust::{Choices, Decoding, Enum, Union, UnionVariant, Variant, Webhooks, Wire, type_name};

use super::super::change::Level;
use super::super::code::ChangeCode;
use super::super::subject::Subject;
use super::cx::{Cx, body_name};
use super::notes::{deprecated, docs};

/// Compares two enums of values.
pub(super) fn values(cx: &mut Cx, name: &str, (old, new): (&Enum, &Enum)) {
    let about = Subject::Type(name.to_owned());
    docs(cx, about.clone(), name, (&old.docs, &new.docs));
    deprecated(cx, about.clone(), name, (old.deprecated, new.deprecated));
    let value = |of: &Variant| Subject::Value(name.to_owned(), of.wire.text());
    for one in &old.variants {
        let full = format!("{name}::{}", one.name);
        let same_name = new.variants.iter().find(|other| other.name == one.name);
        let same_value = new.variants.iter().find(|other| other.wire == one.wire);
        match (same_name, same_value) {
            (Some(other), _) => docs(cx, value(one), &full, (&one.docs, &other.docs)),
            (None, Some(other)) => {
                let text = (Some(one.name.clone()), Some(other.name.clone()));
                let headline = format!("`{full}` is called `{}`", other.name);
                cx.report(value(one), ChangeCode::ValueRenamed, Level::Major, text, headline);
            }
            (None, None) => {
                let (text, headline) = ((Some(one.name.clone()), None), format!("`{full}` is gone"));
                cx.report(value(one), ChangeCode::ValueRemoved, Level::Major, text, headline);
            }
        }
    }
    for other in &new.variants {
        let is_known = |one: &&Variant| one.name == other.name || one.wire == other.wire;
        if !old.variants.iter().any(|one| is_known(&one)) {
            let text = (None, Some(other.name.clone()));
            let headline = format!("`{name}::{}` is new", other.name);
            cx.report(value(other), ChangeCode::ValueAdded, Level::Minor, text, headline);
        }
    }
    let integers = |of: &Enum| matches!(of.variants.first().map(|variant| &variant.wire), Some(Wire::Integer(_)));
    open(cx, name, (&old.open, &new.open));
    if integers(old) != integers(new) {
        let headline = format!("`{name}` has values of another type");
        cx.report(about, ChangeCode::TypeKindChanged, Level::Major, (None, None), headline);
    }
}

/// The variant for values that are not known.
fn open(cx: &mut Cx, name: &str, (old, new): (&str, &str)) {
    if old != new {
        let text = (Some(old.to_owned()), Some(new.to_owned()));
        let headline = format!("the variant of `{name}` for other values is called `{new}`");
        let about = Subject::Branch(name.to_owned(), old.to_owned());
        cx.report(about, ChangeCode::ValueRenamed, Level::Major, text, headline);
    }
}

/// Compares two unions.
pub(super) fn union(cx: &mut Cx, name: &str, (old, new): (&Union, &Union)) {
    docs(cx, Subject::Type(name.to_owned()), name, (&old.docs, &new.docs));
    let branch = |of: &UnionVariant| Subject::Branch(name.to_owned(), of.name.clone());
    let shown = |of: &UnionVariant| format!("{}({})", of.name, type_name(&of.of));
    for one in &old.variants {
        let same_name = new.variants.iter().find(|other| other.name == one.name);
        let same_type = new.variants.iter().find(|other| {
            let is_left = !old.variants.iter().any(|one| one.name == other.name);
            is_left && cx.is_same(&one.of, &other.of)
        });
        let text = |other: &UnionVariant| (Some(shown(one)), Some(shown(other)));
        match (same_name, same_type) {
            (Some(other), _) if cx.is_same(&one.of, &other.of) => {
                if one.from.is_some() && other.from.is_none() {
                    let of = type_name(&one.of);
                    let headline = format!("`{name}` is not made from `{of}` any more");
                    cx.report(branch(one), ChangeCode::ConversionRemoved, Level::Major, (Some(of), None), headline);
                }
            }
            (Some(other), _) => {
                let headline = format!("`{name}::{}` holds `{}`", one.name, type_name(&other.of));
                cx.report(branch(one), ChangeCode::BranchTypeChanged, Level::Major, text(other), headline);
            }
            (None, Some(other)) => {
                let headline = format!("`{name}::{}` is called `{}`", one.name, other.name);
                cx.report(branch(one), ChangeCode::BranchRenamed, Level::Major, text(other), headline);
            }
            (None, None) => {
                let headline = format!("`{name}::{}` is gone", one.name);
                cx.report(branch(one), ChangeCode::BranchRemoved, Level::Major, (Some(shown(one)), None), headline);
            }
        }
    }
    for other in &new.variants {
        let is_known = |one: &UnionVariant| {
            one.name == other.name
                || cx.is_same(&one.of, &other.of) && !new.variants.iter().any(|of| of.name == one.name)
        };
        if !old.variants.iter().any(is_known) {
            let headline = format!("`{name}::{}` is new", other.name);
            cx.report(branch(other), ChangeCode::BranchAdded, Level::Minor, (None, Some(shown(other))), headline);
        }
    }
    open(cx, name, (&old.open, &new.open));
}

/// Compares two enums of bodies: each has its variants and how they are decoded.
pub(super) fn bodies(cx: &mut Cx, name: &str, old: &[NamedBody<'_>], new: &[NamedBody<'_>]) {
    let branch = |(variant, _): NamedBody<'_>| Subject::Branch(name.to_owned(), variant.to_owned());
    let shown = |(variant, decoding): NamedBody<'_>| match decoding {
        Some(body) => format!("{variant}({})", body_name(body)),
        None => variant.to_owned(),
    };
    for &one in old {
        let Some(&other) = new.iter().find(|(variant, _)| *variant == one.0) else {
            let headline = format!("`{name}::{}` is gone", one.0);
            cx.report(branch(one), ChangeCode::BranchRemoved, Level::Major, (Some(shown(one)), None), headline);
            continue;
        };
        let is_same = match (one.1, other.1) {
            (Some(one), Some(other)) => cx.is_same_body(one, other),
            (None, None) => true,
            _ => false,
        };
        if !is_same {
            let headline = format!("`{name}::{}` is `{}`", one.0, shown(other));
            let text = (Some(shown(one)), Some(shown(other)));
            cx.report(branch(one), ChangeCode::BranchTypeChanged, Level::Major, text, headline);
        }
    }
    for &other in new {
        if !old.iter().any(|(variant, _)| *variant == other.0) {
            let headline = format!("`{name}::{}` is new", other.0);
            cx.report(branch(other), ChangeCode::BranchAdded, Level::Minor, (None, Some(shown(other))), headline);
        }
    }
}

/// A variant, and how its body is decoded, if it has one.
pub(super) type NamedBody<'a> = (&'a str, Option<&'a Decoding>);

/// The variants of an enum of bodies that differ by status.
pub(super) fn choices(of: &Choices) -> Vec<NamedBody<'_>> {
    of.variants.iter().map(|variant| (variant.name.as_str(), variant.decoding.as_ref())).collect()
}

/// The variants of the enum of payloads.
pub(super) fn payloads(of: &Webhooks) -> Vec<NamedBody<'_>> {
    of.variants.iter().map(|variant| (variant.name.as_str(), variant.decoding.as_ref())).collect()
}
