//! Structs: fields, traits, constructors.

use std::collections::BTreeSet;

use crate::rust::{Constructor, Field, Struct, type_name};

use super::super::change::Level;
use super::super::code::ChangeCode;
use super::super::subject::Subject;
use super::cx::{Cx, typed};
use super::notes::{deprecated, docs};

/// Compares two structs.
pub(super) fn compare(cx: &mut Cx, name: &str, (old, new): (&Struct, &Struct)) {
    let about = Subject::Type(name.to_owned());
    docs(cx, about.clone(), name, (&old.docs, &new.docs));
    deprecated(cx, about.clone(), name, (old.deprecated, new.deprecated));
    traits(cx, &about, name, (old, new));
    // All structs are `#[non_exhaustive]`: no struct literal of another crate names all fields.
    let added = Level::Minor;
    fields(cx, name, (&old.fields, &new.fields), added);
    extra(cx, name, (old, new), added);
    constructor(cx, &about, name, (old, new));
}

fn traits(cx: &mut Cx, about: &Subject, name: &str, (old, new): (&Struct, &Struct)) {
    let all = |of: &Struct| -> BTreeSet<&'static str> { of.derives.iter().copied().chain(default(of)).collect() };
    let (one, other) = (all(old), all(new));
    for gone in one.difference(&other) {
        let headline = format!("`{name}` does not implement `{gone}` any more");
        let text = (Some((*gone).to_owned()), None);
        cx.report(about.clone(), ChangeCode::TraitRemoved, Level::Major, text, headline);
    }
    for further in other.difference(&one) {
        let headline = format!("`{name}` implements `{further}`");
        let text = (None, Some((*further).to_owned()));
        cx.report(about.clone(), ChangeCode::TraitAdded, Level::Minor, text, headline);
    }
}

/// A constructor that implements `Default`, which is not derived then.
fn default(of: &Struct) -> Option<&'static str> {
    of.constructor.as_ref().filter(|new| new.is_default && !new.for_mocks).map(|_| "Default")
}

/// Compares fields. `added` is what a further field means.
pub(super) fn fields(cx: &mut Cx, of: &str, (old, new): (&[Field], &[Field]), added: Level) {
    let wire = |field: &Field| field.wire.first().cloned().unwrap_or_default();
    let about = |field: &Field| Subject::Property(of.to_owned(), wire(field));
    for one in old {
        let full = format!("{of}.{}", one.name);
        // Code names the field, documents the property: what has one of both is compared.
        let same_name = new.iter().find(|other| other.name == one.name);
        let same_wire = new.iter().find(|other| wire(other) == wire(one));
        match (same_name, same_wire) {
            (Some(other), _) => field(cx, about(one), &full, (one, other)),
            (None, Some(other)) => {
                let headline = format!("the field `{full}` is called `{}`", other.name);
                let text = (Some(typed(&one.name, &one.of)), Some(typed(&other.name, &other.of)));
                cx.report(about(one), ChangeCode::FieldRenamed, Level::Major, text, headline);
            }
            (None, None) => {
                let headline = format!("`{of}` has no field `{}` any more", one.name);
                let text = (Some(typed(&one.name, &one.of)), None);
                cx.report(about(one), ChangeCode::FieldRemoved, Level::Major, text, headline);
            }
        }
    }
    for other in new {
        let is_known = old.iter().any(|one| one.name == other.name || wire(one) == wire(other));
        if !is_known {
            let shown = typed(&other.name, &other.of);
            let headline = format!("`{of}` has the field `{shown}`");
            cx.report(about(other), ChangeCode::FieldAdded, added, (None, Some(shown)), headline);
        }
    }
}

fn field(cx: &mut Cx, about: Subject, full: &str, (one, other): (&Field, &Field)) {
    if !cx.is_same(&one.of, &other.of) {
        let (was, now) = (type_name(&one.of), type_name(&other.of));
        let headline = format!("`{full}` is `{now}`, was `{was}`");
        let text = (Some(typed(&one.name, &one.of)), Some(typed(&other.name, &other.of)));
        cx.report(about.clone(), ChangeCode::FieldTypeChanged, Level::Major, text, headline);
    }
    deprecated(cx, about.clone(), full, (one.deprecated, other.deprecated));
    docs(cx, about, full, (&one.docs, &other.docs));
}

fn extra(cx: &mut Cx, name: &str, (old, new): (&Struct, &Struct), added: Level) {
    let about = Subject::Type(name.to_owned());
    match (&old.extra, &new.extra) {
        (Some((one, of)), Some((other, of_other))) if one == other && cx.is_same(of, of_other) => {}
        (None, None) => {}
        (None, Some((other, of))) => {
            let shown = typed(other, of);
            let headline = format!("`{name}` has the field `{shown}` for undeclared properties");
            cx.report(about, ChangeCode::FieldAdded, added, (None, Some(shown)), headline);
        }
        (Some((one, of)), other) => {
            let (was, now) = (typed(one, of), other.as_ref().map(|(other, of)| typed(other, of)));
            let headline = format!("the field `{was}` of `{name}` for undeclared properties changed");
            let code = if now.is_some() { ChangeCode::FieldTypeChanged } else { ChangeCode::FieldRemoved };
            cx.report(about, code, Level::Major, (Some(was), now), headline);
        }
    }
}

/// Compares the functions `new` and the setters. What follows from a field, whose change is reported, is not repeated but raises its
/// level.
fn constructor(cx: &mut Cx, about: &Subject, name: &str, (old, new): (&Struct, &Struct)) {
    match (&old.constructor, &new.constructor) {
        (None, None) => {}
        (None, Some(other)) => {
            let text = (None, Some(shown(other)));
            let headline = format!("`{name}` has `{}`", shown(other));
            cx.report(about.clone(), ChangeCode::ConstructorAdded, Level::Minor, text, headline);
        }
        (Some(one), other) if other.is_none() || other.as_ref().is_some_and(|new| new.for_mocks && !one.for_mocks) => {
            let text = (Some(shown(one)), None);
            let headline = format!("`{name}` has no `{}` any more", shown(one));
            cx.report(about.clone(), ChangeCode::ConstructorRemoved, Level::Major, text, headline);
        }
        (Some(one), Some(other)) => {
            parameters(cx, about, name, (one, other));
            let field = |of: &Struct, name: &str| of.fields.iter().find(|field| field.name == *name).cloned();
            let names = |of: &Constructor| -> Vec<String> {
                of.parameters.iter().map(|parameter| parameter.field.clone()).collect()
            };
            let (of_old, of_new) = (names(one), names(other));
            let gone = of_old.iter().filter(|name| !of_new.contains(name)).filter_map(|name| field(old, name));
            let further = of_new.iter().filter(|name| !of_old.contains(name)).filter_map(|name| field(new, name));
            for of in gone.chain(further) {
                let wire = of.wire.first().cloned().unwrap_or_default();
                cx.raise(&Subject::Property(name.to_owned(), wire), Level::Major);
            }
            setters(cx, name, (one, other), new);
        }
        (Some(_), None) => {}
    }
}

/// Compares the order of what `new` takes.
fn parameters(cx: &mut Cx, about: &Subject, name: &str, (one, other): (&Constructor, &Constructor)) {
    let kept = |of: &Constructor, others: &Constructor| -> Vec<String> {
        let is_there = |field: &str| others.parameters.iter().any(|parameter| parameter.field == field);
        of.parameters.iter().map(|parameter| parameter.field.clone()).filter(|field| is_there(field)).collect()
    };
    if kept(one, other) != kept(other, one) {
        let (was, now) = (shown(one), shown(other));
        let headline = format!("the arguments of `{name}::new` changed places: `{now}`");
        cx.report(about.clone(), ChangeCode::ConstructorReordered, Level::Major, (Some(was), Some(now)), headline);
    }
}

/// Reports setters that are gone although their fields are there. Those of fields that changed are part of that change.
fn setters(cx: &mut Cx, name: &str, (one, other): (&Constructor, &Constructor), new: &Struct) {
    for setter in &one.setters {
        let is_there = other.setters.iter().any(|of| of.name == setter.name);
        let field = new.fields.iter().find(|field| field.name == setter.parameter.field);
        if let Some(field) = field.filter(|_| !is_there) {
            let about = Subject::Property(name.to_owned(), field.wire.first().cloned().unwrap_or_default());
            if cx.raise(&about, Level::Major) {
                continue;
            }
            let headline = format!("`{name}` has no setter `{}` any more", setter.name);
            let text = (Some(setter.name.clone()), None);
            cx.report(about, ChangeCode::ConstructorRemoved, Level::Major, text, headline);
        }
    }
}

/// The function `new`, as users see it.
fn shown(of: &Constructor) -> String {
    let parameters = of.parameters.iter().map(|parameter| typed(&parameter.field, &parameter.of));
    format!("new({})", parameters.collect::<Vec<_>>().join(", "))
}
