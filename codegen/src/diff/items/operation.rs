//! Operations: the client's method, the request's methods, and what they take.

use crate::rust::{Argument, Body, Operation, Passed, type_name};

use super::super::change::Level;
use super::super::code::ChangeCode;
use super::super::matching::{Match, Matching};
use super::super::side::Side;
use super::super::subject::{ParameterKey, Subject};
use super::cx::Cx;
use super::notes::{deprecated, docs, place};
use super::sends;

/// Compares an operation.
pub(super) fn compare(cx: &mut Cx, old: &Side<'_>, new: &Side<'_>, index: usize, of: Match) {
    let about = Subject::Operation(index);
    let (one, other) = (of.old.and_then(|of| old.placed(of)), of.new.and_then(|of| new.placed(of)));
    match (one, other) {
        (Some((one, _)), None) => {
            let headline = format!("`{}` is gone", one.method);
            let text = (Some(one.method.clone()), None);
            cx.report(about, ChangeCode::OperationRemoved, Level::Major, text, headline);
        }
        (None, Some((other, _))) => {
            let headline = format!("`{}` is new", other.method);
            let text = (None, Some(other.method.clone()));
            cx.report(about, ChangeCode::OperationAdded, Level::Minor, text, headline);
        }
        (Some((one, old_place)), Some((other, new_place))) => {
            if one.request == other.request {
                place(cx, &about, &one.request, new, (old_place, new_place));
            }
            both(cx, index, (one, other));
        }
        (None, None) => {}
    }
}

fn both(cx: &mut Cx, index: usize, (one, other): (&Operation, &Operation)) {
    let about = Subject::Operation(index);
    let method = other.method.as_str();
    if one.method != other.method {
        let headline = format!("`{}` is called `{method}`", one.method);
        let text = (Some(one.method.clone()), Some(method.to_owned()));
        cx.report(about.clone(), ChangeCode::MethodRenamed, Level::Major, text, headline);
    } else if one.request != other.request {
        let headline = format!("`{method}` returns `{}`, was `{}`", other.request, one.request);
        let text = (Some(one.request.clone()), Some(other.request.clone()));
        cx.report(about.clone(), ChangeCode::TypeRenamed, Level::Major, text, headline);
    }
    deprecated(cx, about.clone(), method, (one.deprecated, other.deprecated));
    docs(cx, about.clone(), method, (&one.docs, &other.docs));
    let bundle = |of: &Operation| of.bundle.as_ref().map(|bundle| bundle.name.clone());
    if bundle(one) != bundle(other) {
        let headline = match bundle(other) {
            Some(name) => format!("`{method}` takes its arguments as `{name}`"),
            None => format!("`{method}` takes its arguments one by one"),
        };
        let text = (bundle(one), bundle(other));
        cx.report(about, ChangeCode::ArgumentsBundled, Level::Major, text, headline);
    }
    arguments(cx, index, (one, other));
    bodies(cx, index, (one, other));
    sends::compare(cx, index, (one, other));
}

/// An argument, what identifies it, and whether it is required.
type Keyed<'a> = (ParameterKey, &'a Argument, bool);

fn keyed(of: &Operation) -> Vec<Keyed<'_>> {
    let mut in_path = 0;
    let mut key = |argument: &Argument| {
        let mut place = argument.place.split('_');
        let name = argument.wire.clone();
        match place.next() {
            Some("path") => {
                in_path += 1;
                ParameterKey::Path(in_path - 1)
            }
            Some("header") => ParameterKey::Header(name.to_ascii_lowercase()),
            Some("cookie") => ParameterKey::Cookie(name),
            _ => ParameterKey::Query(name),
        }
    };
    let required: Vec<Keyed<'_>> = of.arguments.iter().map(|argument| (key(argument), argument, true)).collect();
    let optional = of.options.iter().map(|argument| (key(argument), argument, false));
    required.into_iter().chain(optional.collect::<Vec<_>>()).collect()
}

fn shown(of: &Argument) -> String {
    format!("{}: {}", of.name, passed(Passed::of(&of.of)))
}

fn arguments(cx: &mut Cx, index: usize, (old, new): (&Operation, &Operation)) {
    let (of_old, of_new) = (keyed(old), keyed(new));
    let method = new.method.as_str();
    let find = |all: &[Keyed<'_>], key: &ParameterKey| all.iter().position(|(other, ..)| other == key);
    for (key, one, was_required) in &of_old {
        let about = Subject::Parameter(index, key.clone());
        let Some(at) = find(&of_new, key) else {
            let headline = if *was_required {
                format!("`{method}` does not take `{}` any more", shown(one))
            } else {
                format!("`{}` has no method `{}` any more", new.request, one.name)
            };
            cx.report(about, ChangeCode::ArgumentRemoved, Level::Major, (Some(shown(one)), None), headline);
            continue;
        };
        let (_, other, is_required) = &of_new[at];
        let text = (Some(shown(one)), Some(shown(other)));
        if was_required != is_required {
            let (code, headline) = if *is_required {
                (ChangeCode::ArgumentRequired, format!("`{method}` takes `{}`", shown(other)))
            } else {
                let headline = format!("`{}` is set by the request's method of that name", other.name);
                (ChangeCode::ArgumentOptional, headline)
            };
            cx.report(about.clone(), code, Level::Major, text.clone(), headline);
        } else if !cx.is_same(&one.of, &other.of) {
            let headline = format!("`{method}` takes `{}`, was `{}`", shown(other), type_name(&one.of));
            cx.report(about.clone(), ChangeCode::ArgumentTypeChanged, Level::Major, text.clone(), headline);
        }
        // The names of arguments that are passed by position are not used by callers.
        let is_named = !*is_required || new.bundle.is_some() && old.bundle.is_some();
        if one.name != other.name && is_named && was_required == is_required {
            let headline = format!("`{}` is called `{}`", one.name, other.name);
            cx.report(about.clone(), ChangeCode::ArgumentRenamed, Level::Major, text, headline);
        }
        deprecated(cx, about.clone(), &other.name, (one.deprecated, other.deprecated));
        docs(cx, about, &other.name, (&one.docs, &other.docs));
    }
    for (key, other, is_required) in of_new.iter().filter(|(key, ..)| find(&of_old, key).is_none()) {
        let about = Subject::Parameter(index, key.clone());
        let (level, headline) = if *is_required {
            let last = new.arguments.last().is_some_and(|last| last.name == other.name);
            let position = if last && new.arguments.len() > 1 { ", after the others" } else { "" };
            (Level::Major, format!("`{method}` takes `{}`{position}", shown(other)))
        } else {
            (Level::Minor, format!("`{}` has the method `{}`", new.request, shown(other)))
        };
        cx.report(about, ChangeCode::ArgumentAdded, level, (None, Some(shown(other))), headline);
    }
    order(cx, index, (old, new), (&of_old, &of_new));
}

/// Compares the order of the arguments that were required and are so still.
fn order(
    cx: &mut Cx,
    index: usize,
    (old, new): (&Operation, &Operation),
    (of_old, of_new): (&[Keyed<'_>], &[Keyed<'_>]),
) {
    if old.bundle.is_some() || new.bundle.is_some() {
        return;
    }
    let required = |all: &[Keyed<'_>], others: &[Keyed<'_>]| -> Vec<ParameterKey> {
        let is_there = |key: &ParameterKey| others.iter().any(|(other, _, required)| *required && other == key);
        let own = all.iter().filter(|(key, _, required)| *required && is_there(key));
        own.map(|(key, ..)| key.clone()).collect()
    };
    if required(of_old, of_new) != required(of_new, of_old) {
        let list = |of: &Operation| {
            let list: Vec<String> = of.arguments.iter().map(shown).collect();
            format!("{}({})", of.method, list.join(", "))
        };
        let headline = format!("the arguments of `{}` changed places: `{}`", new.method, list(new));
        let text = (Some(list(old)), Some(list(new)));
        cx.report(Subject::Operation(index), ChangeCode::ArgumentMoved, Level::Major, text, headline);
    }
}

/// Compares what the methods that take bodies take. They are found by their names.
fn bodies(cx: &mut Cx, index: usize, (old, new): (&Operation, &Operation)) {
    let about = Subject::Body(index, String::new());
    let text = |of: &Body| format!("{}: {}", of.argument, passed(Passed::of_body(of)));
    let media_type = |of: &Body| Subject::Body(index, of.media_type.clone().unwrap_or_default());
    // The first has the name of the operation's method, or the argument's.
    let (first, rest) = (old.bodies.first().zip(new.bodies.first()), (old.bodies.get(1..), new.bodies.get(1..)));
    match (old.bodies.first(), new.bodies.first()) {
        (Some(one), None) => {
            let headline = format!("`{}` takes no body any more", new.method);
            cx.report(about.clone(), ChangeCode::BodyRemoved, Level::Major, (Some(text(one)), None), headline);
        }
        (None, Some(other)) => {
            let level = if new.body_required { Level::Major } else { Level::Minor };
            let headline = format!("`{}` takes `{}`", new.method, text(other));
            cx.report(about.clone(), ChangeCode::BodyAdded, level, (None, Some(text(other))), headline);
        }
        _ => {}
    }
    let Some((one, other)) = first else { return };
    if old.body_required != new.body_required {
        let (code, headline) = if new.body_required {
            (ChangeCode::BodyRequired, format!("`{}` takes `{}`", new.method, text(other)))
        } else {
            (ChangeCode::BodyOptional, format!("the body is set by `{}` of the request", other.method))
        };
        cx.report(about, code, Level::Major, (Some(text(one)), Some(text(other))), headline);
        return;
    }
    body(cx, &about, &new.method, (one, other));
    let (of_old, of_new) = (rest.0.unwrap_or_default(), rest.1.unwrap_or_default());
    for one in of_old {
        match of_new.iter().find(|other| other.method == one.method) {
            Some(other) => body(cx, &media_type(other), &other.method, (one, other)),
            None => {
                let headline = format!("there is no method `{}` any more", one.method);
                let text = (Some(text(one)), None);
                cx.report(media_type(one), ChangeCode::MediaTypeRemoved, Level::Major, text, headline);
            }
        }
    }
    for other in of_new.iter().filter(|other| !of_old.iter().any(|one| one.method == other.method)) {
        let headline = format!("there is the method `{}`, which takes `{}`", other.method, text(other));
        let text = (None, Some(text(other)));
        cx.report(media_type(other), ChangeCode::MediaTypeAdded, Level::Minor, text, headline);
    }
}

fn body(cx: &mut Cx, about: &Subject, method: &str, (one, other): (&Body, &Body)) {
    let is_same = match (Passed::of_body(one), Passed::of_body(other)) {
        (Passed::Value(one), Passed::Value(other))
        | (Passed::Slice(one), Passed::Slice(other))
        | (Passed::Reference(one), Passed::Reference(other)) => cx.is_same(one, other),
        (Passed::Items(one, of), Passed::Items(other, of_other)) => one.path == other.path && cx.is_same(of, of_other),
        (Passed::Body(one), Passed::Body(other)) => one.path == other.path,
        (Passed::Str, Passed::Str) | (Passed::Unit, Passed::Unit) => true,
        _ => false,
    };
    if !is_same || one.is_of_any_type() != other.is_of_any_type() {
        let (was, now) = (passed(Passed::of_body(one)), passed(Passed::of_body(other)));
        let headline = format!("the body of `{method}` is `{now}`, was `{was}`");
        cx.report(about.clone(), ChangeCode::BodyTypeChanged, Level::Major, (Some(was), Some(now)), headline);
    }
}

/// The type of an argument, as users see it.
pub(super) fn passed(of: Passed<'_>) -> String {
    match of {
        Passed::Value(of) => type_name(of),
        Passed::Str => "&str".to_owned(),
        Passed::Slice(element) => format!("&[{}]", type_name(element)),
        Passed::Reference(of) => format!("&{}", type_name(of)),
        Passed::Items(items, of) => format!("impl Into<{}<{}>>", items.name(), type_name(of)),
        Passed::Body(body) => format!("impl Into<{}>", body.name()),
        Passed::Unit => "()".to_owned(),
    }
}

/// Reports methods that call another operation than before.
pub(super) fn reassigned(cx: &mut Cx, old: &Side<'_>, new: &Side<'_>, matching: &Matching) {
    for (index, of) in matching.iter() {
        let Some(one) = of.old else { continue };
        let method = old.method(one);
        if of.new.is_some_and(|of| new.method(of) == method) {
            continue;
        }
        if let Some((other, _)) = new.operations.get(method) {
            let (was, now) = (old.placed(one).map(|(one, _)| call(one)), call(other));
            let headline = format!("`{method}` calls `{now}`");
            let about = Subject::Operation(index);
            cx.report(about, ChangeCode::MethodReassigned, Level::Major, (was, Some(now)), headline);
        }
    }
}

fn call(of: &Operation) -> String {
    format!("{} {}", of.http_method, of.path)
}
