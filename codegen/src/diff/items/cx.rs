//! The changes so far, and which names mean the same in both crates.

use std::collections::{BTreeMap, BTreeSet};

use crate::rust::{Decoding, Type, type_name};

use super::super::change::Level;
use super::super::code::ChangeCode;
use super::super::side::Side;
use super::super::subject::{ItemChange, Subject};

/// The changes so far, and which names mean the same in both crates.
pub(in super::super) struct Cx {
    /// Types that have another name: the old one and the new one.
    pub renamed: BTreeMap<String, String>,
    /// Names that mean another type.
    pub reassigned: BTreeMap<String, String>,
    changes: Vec<ItemChange>,
}

/// Whether a name means the same component in both crates, wherever that is used.
fn is_kept(old: &Side<'_>, new: &Side<'_>, name: &str) -> bool {
    let component = |side: &Side<'_>| side.api.types.component(side.id(name)?).map(str::to_owned);
    component(old).is_some_and(|of| component(new) == Some(of))
}

/// Text that is there before and after.
pub(super) type WasNow = (Option<String>, Option<String>);

impl Cx {
    pub fn new(old: &Side<'_>, new: &Side<'_>, names: &[(String, String)]) -> Self {
        let mut now: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (one, other) in names {
            now.entry(one).or_default().insert(other);
        }
        let mut renamed = BTreeMap::new();
        let mut reassigned = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for (one, others) in now.into_iter().filter(|(one, others)| !others.contains(one)) {
            let is_new = |other: &&&str| !old.types.contains_key(**other);
            let Some(other) = others.iter().find(is_new).or_else(|| others.first()) else { continue };
            if is_kept(old, new, one) {
                continue;
            }
            if new.types.contains_key(one) {
                reassigned.insert(one.to_owned(), (*other).to_owned());
            } else if !old.types.contains_key(other) && taken.insert(*other) {
                renamed.insert(one.to_owned(), (*other).to_owned());
            }
        }
        Self { renamed, reassigned, changes: Vec::new() }
    }

    /// The name of a type of the old crate in the new one.
    pub fn now<'a>(&'a self, name: &'a str) -> &'a str {
        self.renamed.get(name).map_or(name, String::as_str)
    }

    /// The changes.
    pub fn take(&mut self) -> Vec<ItemChange> {
        std::mem::take(&mut self.changes)
    }

    /// Adds a change.
    pub fn report(&mut self, subject: Subject, code: ChangeCode, level: Level, (was, now): WasNow, headline: String) {
        self.changes.push(ItemChange { subject, code, level, was, now, headline });
    }

    /// Whether two types are the same, apart from types that have another name.
    pub fn is_same(&self, old: &Type, new: &Type) -> bool {
        match (old, new) {
            (Type::Named(one), Type::Named(other)) => self.now(one) == other,
            (Type::Option(one), Type::Option(other))
            | (Type::Vec(one), Type::Vec(other))
            | (Type::Box(one), Type::Box(other)) => self.is_same(one, other),
            // A path is the same whether it is written in full or not.
            (Type::Map(one, of), Type::Map(other, of_other)) => one.path == other.path && self.is_same(of, of_other),
            (Type::Runtime(one), Type::Runtime(other)) => one.path == other.path,
            (Type::Tuple(one), Type::Tuple(other)) => {
                one.len() == other.len() && one.iter().zip(other).all(|(one, other)| self.is_same(one, other))
            }
            _ => old == new,
        }
    }

    /// Whether two bodies have the same type.
    pub fn is_same_body(&self, old: &Decoding, new: &Decoding) -> bool {
        match (body(old), body(new)) {
            (Body::Of(one), Body::Of(other)) => self.is_same(one, other),
            (Body::Choice(one), Body::Choice(other)) => self.now(one) == other,
            (one, other) => one == other,
        }
    }
}

/// The type of a body.
#[derive(Eq, PartialEq)]
enum Body<'a> {
    Of(&'a Type),
    Choice(&'a str),
    Fixed(&'static str),
}

fn body(of: &Decoding) -> Body<'_> {
    match of {
        Decoding::Json(_, of) | Decoding::Form(_, of) | Decoding::Items(_, _, of) | Decoding::Xml(_, of) => {
            Body::Of(of)
        }
        Decoding::Choice(name) => Body::Choice(name),
        Decoding::Text(_) => Body::Of(&Type::String),
        Decoding::Binary(_, bytes) => Body::Fixed(bytes.path),
        Decoding::Empty(_) => Body::Fixed("()"),
    }
}

/// The type of a body, as users write it.
pub(super) fn body_name(of: &Decoding) -> String {
    match body(of) {
        Body::Of(of) => type_name(of),
        Body::Choice(name) => name.to_owned(),
        Body::Fixed(path) => path.rsplit("::").next().unwrap_or(path).to_owned(),
    }
}

/// A name and its type.
pub(super) fn typed(name: &str, of: &Type) -> String {
    format!("{name}: {}", type_name(of))
}

impl Cx {
    /// Raises the level of the changes of a subject. Whether there are any.
    pub fn raise(&mut self, subject: &Subject, level: Level) -> bool {
        let mut is_any = false;
        let changes = self.changes.iter_mut().filter(|change| change.subject == *subject);
        for change in changes.filter(|change| change.code != ChangeCode::DocsChanged) {
            change.level = change.level.max(level);
            is_any = true;
        }
        is_any
    }
}
