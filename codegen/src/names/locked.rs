//! What the lock says about names: which are kept for what, and what is reported.

use std::collections::HashSet;

use crate::api::{Api, Operation, Parameter, Place, Type};
use crate::lock::Lock;
use crate::report::{Code, Diagnostic, Diagnostics, TextPlace};

use super::keys::{escaped, place};
use super::webhooks::PAYLOADS;
use super::{Keys, Names, Scope, identifier};

/// A type that belongs to an operation, and not to a schema.
#[derive(Clone, Copy)]
pub(super) enum OwnType {
    Headers,
    Success,
    Failure,
    Arguments,
}

impl OwnType {
    pub(super) const ALL: [Self; 4] = [Self::Headers, Self::Success, Self::Failure, Self::Arguments];

    /// What is appended to the name of the request.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Self::Headers => "Headers",
            Self::Success => "Ok",
            Self::Failure => "Error",
            Self::Arguments => "Arguments",
        }
    }

    /// Its key, for an operation of this key.
    pub(super) fn key(self, operation: &str) -> String {
        format!("{operation}#{}", self.suffix())
    }
}

/// The key of a parameter.
pub(super) fn parameter(operation: &str, place: &str, name: &str) -> String {
    format!("{operation}#{place}/{}", escaped(name))
}

/// The key of the method that takes a body.
pub(super) fn body(operation: &str, media_type: &str) -> String {
    format!("{operation}#body {media_type}")
}

/// What an argument is called in the order of arguments.
pub(super) fn argument(parameter: &Parameter) -> String {
    match parameter.place {
        Place::Path => format!("{{{}}}", parameter.name),
        _ => format!("{} {}", place(parameter.place), parameter.name),
    }
}

/// The key of an operation in the lock; if it is new, its own.
pub(super) fn operation_key<'a>(keys: &'a Keys, index: usize, lock: &'a Lock) -> &'a str {
    keys.operation(index, lock)
        .map(|(key, _)| key)
        .or(keys.operations.get(index).map(String::as_str))
        .unwrap_or_default()
}

/// Keeps the names of types that are or were in the lock. Names that are gone are not assigned again.
pub(super) fn reserve_types(scope: &mut Scope, lock: &Lock) {
    let types = lock.types.iter().map(|(_, of)| of.name.as_str());
    let requests = lock.operations.iter().map(|(_, of)| of.request.as_str());
    let gone = lock.gone.iter().filter_map(|(key, _)| key.strip_prefix("type "));
    let values = lock.builder.iter().filter_map(|(_, of)| of.values.as_deref());
    types.chain(requests).chain(values).chain(gone).for_each(|name| scope.reserve(name));
}

/// Keeps the names of the client's methods that are or were in the lock.
pub(super) fn reserve_methods(scope: &mut Scope, api: &Api, names: &Names, lock: &Lock) {
    let methods = lock.operations.iter().map(|(_, of)| of.method.as_str());
    let gone = lock.gone.iter().filter_map(|(key, _)| key.strip_prefix("method "));
    methods.chain(gone).for_each(|name| scope.reserve(name));
    for (index, operation) in api.operations.iter().enumerate() {
        let key = operation_key(&names.keys, index, lock);
        for content in operation.body.iter().filter(|body| body.required).flat_map(|body| &body.contents) {
            lock.members.of(&body(key, &content.media_type)).into_iter().for_each(|name| scope.reserve(name));
        }
    }
}

/// Reports names that are no identifiers, and lines that match nothing. Names of those are not assigned again.
pub(super) fn check(keys: &Keys, lock: &Lock, diagnostics: &mut Diagnostics) {
    let operations: HashSet<usize> = keys.locked_operations.iter().copied().flatten().collect();
    let types: HashSet<usize> = keys.locked_types.values().copied().collect();
    let mut unmatched: HashSet<&str> = HashSet::new();
    for (position, (key, of)) in lock.operations.iter().enumerate() {
        for name in [&of.method, &of.request, &of.module].into_iter().chain(&of.file) {
            check_identifier(name, lock, lock.operations.span(position), diagnostics);
        }
        if !operations.contains(&position) {
            unmatched.insert(key);
            let message =
                format!("the document has no operation `{key}`; no other method will be called `{}`", of.method);
            report(diagnostics, Code::LockUnmatched, lock, lock.operations.span(position), message, GONE);
        }
    }
    for (position, (key, of)) in lock.types.iter().enumerate() {
        for name in [&of.name, &of.module].into_iter().chain(&of.file).chain(&of.reexported) {
            check_identifier(name, lock, lock.types.span(position), diagnostics);
        }
        let is_part = |operation: &str| OwnType::ALL.iter().any(|part| key == part.key(operation));
        let is_own = key.starts_with(PAYLOADS) || key.rsplit_once('#').is_some_and(|(operation, _)| is_part(operation));
        if !types.contains(&position) && !is_own {
            unmatched.insert(key);
            // What is inside something that is gone is gone with it.
            let above = key.rfind(['/', '|', '#']).map(|end| &key[..end]);
            if above.is_none_or(|above| !unmatched.contains(above)) {
                let message = format!("the document has no schema `{key}`; no other type will be called `{}`", of.name);
                report(diagnostics, Code::LockUnmatched, lock, lock.types.span(position), message, GONE);
            }
        }
    }
}

/// What to do about a line that matches nothing.
const GONE: &str = "the name moves to `[gone]`; to pass it on, write the key of what should have it into this line, and generate again";

fn check_identifier(name: &str, lock: &Lock, span: std::ops::Range<usize>, diagnostics: &mut Diagnostics) {
    let is_word = name.chars().all(|letter| letter == '_' || unicode_ident::is_xid_continue(letter));
    if !is_word || identifier(name.to_owned(), "") != *name {
        report(
            diagnostics,
            Code::LockSyntax,
            lock,
            span,
            format!("`{name}` is not an identifier"),
            "choose another name",
        );
    }
}

fn report(
    diagnostics: &mut Diagnostics,
    code: Code,
    lock: &Lock,
    span: std::ops::Range<usize>,
    message: String,
    help: &str,
) {
    let place = TextPlace::new(lock.file.as_str(), &lock.text, span.start, span.len().max(1));
    diagnostics.push(Diagnostic::new(code, place, message).help(help));
}

/// Reports that a method keeps a name that the document does not say any more.
pub(super) fn report_kept_method(
    diagnostics: &mut Diagnostics,
    operation: &Operation,
    lock: &Lock,
    key: &str,
    (kept, wanted): (&str, &str),
) {
    let id = operation.id.as_deref().unwrap_or_default();
    let message = match id.is_empty() {
        true => format!("the method `{kept}` keeps its name, although the operation has no `operationId` any more"),
        false => format!("the method `{kept}` keeps its name; the document calls the operation `{id}`"),
    };
    let help = format!("to rename it, write `method = \"{wanted}\"` in the line `{key}` of {}", file(lock));
    diagnostics.push(Diagnostic::new(Code::NameKept, operation.at.clone(), message).help(help));
}

/// Reports that a type keeps a name that the document does not say any more.
pub(super) fn report_kept_type(
    diagnostics: &mut Diagnostics,
    of: &Type,
    lock: &Lock,
    key: &str,
    (component, kept, wanted): (&str, &str, &str),
) {
    let message = format!("the type `{kept}` keeps its name; the document calls the schema `{component}`");
    let help = format!("to rename it, write `name = \"{wanted}\"` in the line `{key}` of {}", file(lock));
    diagnostics.push(Diagnostic::new(Code::NameKept, of.at.clone(), message).help(help));
}

fn file(lock: &Lock) -> &str {
    if lock.file.is_empty() { "the lock" } else { &lock.file }
}
