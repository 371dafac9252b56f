//! Names of fields and variants.

use std::collections::HashMap;

use crate::api::{Annotation, Api, Hint, Kind, Object, StringFormat, Type, TypeId, Union, Variant};
use crate::config::{Config, Schema};
use crate::lock::Lock;
use crate::report::Diagnostics;

use super::keys::{branch, escaped};
use super::spelling::{Spelling, told_apart};
use super::values::{self, ValueVariants};
use super::{Names, Scope, clash, identifier, pascal, snake};

/// Names the fields or variants of every named type.
pub(super) fn members(names: &mut Names, api: &Api, config: &Config, lock: &Lock, diagnostics: &mut Diagnostics) {
    for (id, of) in api.types.iter().filter(|(id, _)| names.types.contains_key(id)).collect::<Vec<_>>() {
        let key = names.keys.of_type(id, lock).map(|(key, _)| key.to_owned()).unwrap_or_default();
        let locked = Locked { key: &key, lock };
        match &of.kind {
            Kind::Object(object) => {
                let decided = api.types.component(id).and_then(|name| config.schemas.of(name));
                fields(names, (id, of), object, decided, locked, diagnostics);
            }
            Kind::StringEnum(known) => {
                let values = known.values.iter().map(String::as_str);
                let kept: Vec<Option<&str>> = known.values.iter().map(|value| locked.value(value)).collect();
                let named = values::named(values.zip(called(&known.annotations)), &kept);
                let written: Vec<String> = known.values.iter().map(|value| format!("{value:?}")).collect();
                names.note(
                    id,
                    '=',
                    known.values.iter().map(String::as_str).zip(named.wanted.clone()).zip(&named.names),
                );
                variants(names, (id, of), named, &written, diagnostics);
            }
            Kind::IntegerEnum(known) => {
                let kept: Vec<Option<&str>> =
                    known.values.iter().map(|value| locked.value(&value.to_string())).collect();
                let named = values::integers(known.values.iter().copied().zip(called(&known.annotations)), &kept);
                let written: Vec<String> = known.values.iter().map(ToString::to_string).collect();
                names.note(id, '=', written.iter().map(String::as_str).zip(named.wanted.clone()).zip(&named.names));
                variants(names, (id, of), named, &written, diagnostics);
            }
            Kind::Union(union) => branches(names, api, id, union, locked),
            _ => {}
        }
    }
}

impl Names {
    /// Notes the members of a type whose names casing alone does not give: those that differ from what it gives, or that it
    /// gives to several. Each has its name on the wire, what casing gives, and its name.
    fn note<'a>(
        &mut self,
        id: TypeId,
        separator: char,
        members: impl Iterator<Item = ((&'a str, String), &'a String)> + Clone,
    ) {
        let Some(key) = self.keys.types.get(&id) else { return };
        let mut counts: HashMap<String, usize> = HashMap::new();
        for ((_, wanted), _) in members.clone() {
            *counts.entry(wanted).or_default() += 1;
        }
        for ((wire, wanted), name) in members {
            if wanted != *name || counts.get(&wanted).is_some_and(|count| *count > 1) {
                self.notable.insert(format!("{key}{separator}{}", escaped(wire)), name.clone());
            }
        }
    }
}

/// The names that the lock has for the members of a type.
#[derive(Clone, Copy)]
struct Locked<'a> {
    /// The key of the type in the lock; empty if the type is new.
    key: &'a str,
    lock: &'a Lock,
}

impl<'a> Locked<'a> {
    fn of(self, separator: char, name: &str) -> Option<&'a str> {
        if self.key.is_empty() || self.lock.members.is_empty() {
            return None;
        }
        self.lock.members.of(&format!("{}{separator}{}", self.key, escaped(name))).map(String::as_str)
    }

    fn property(self, name: &str) -> Option<&'a str> {
        self.of('/', name)
    }

    fn value(self, value: &str) -> Option<&'a str> {
        self.of('=', value)
    }

    fn branch(self, name: &str) -> Option<&'a str> {
        self.of('|', name)
    }
}

fn fields(
    names: &mut Names,
    (id, of): (TypeId, &Type),
    object: &Object,
    decided: Option<&Schema>,
    locked: Locked<'_>,
    diagnostics: &mut Diagnostics,
) {
    let renamed = |name: &str| decided.and_then(|schema: &Schema| schema.properties.of(name)?.rename.as_deref());
    let written = object.properties.iter().map(|property| renamed(&property.name).unwrap_or(&property.name));
    let wanted = fields_of(&written.collect::<Vec<_>>());
    let mut scope = Scope::default();
    let mut fields = Vec::with_capacity(object.properties.len());
    let kept: Vec<Option<&str>> = object
        .properties
        .iter()
        .map(|property| locked.property(&property.name).filter(|_| renamed(&property.name).is_none()))
        .collect();
    kept.iter().flatten().for_each(|name| scope.reserve(name));
    for ((property, kept), name) in object.properties.iter().zip(kept).zip(wanted) {
        let (taken, other) = scope.keep(kept, [name.clone()]);
        if other {
            let message =
                format!("the name `{name}` is already used, so the field of `{}` is called `{taken}`", property.name);
            clash::report(diagnostics, &of.at, &["properties", &property.name], message);
        }
        fields.push(taken);
    }
    constructor(names, id, object, locked);
    if object.additional.is_some() {
        let (name, _) = scope.take(["additional_properties".to_owned()]);
        names.open.insert(id, name);
    }
    let wanted = object.properties.iter().map(|property| field(&property.name));
    let wires = object.properties.iter().map(|property| property.name.as_str());
    names.note(id, '/', wires.zip(wanted).zip(&fields));
    names.setters.insert(id, setters(&fields, scope));
    names.members.insert(id, fields);
}

/// Keeps the order in which the function `new` of a struct takes required properties: those that the lock has come first.
fn constructor(names: &mut Names, id: TypeId, object: &Object, locked: Locked<'_>) {
    let Some(of) = names.keys.of_type(id, locked.lock).map(|(_, of)| of).filter(|of| !of.new.is_empty()) else {
        return;
    };
    let position = |name: &str| of.new.iter().position(|locked| locked == name).unwrap_or(of.new.len());
    let mut order: Vec<usize> = (0..object.properties.len()).collect();
    order.sort_by_key(|&index| position(&object.properties[index].name));
    names.constructors.insert(id, order);
}

/// Names the setters of fields: like the fields, unless the type needs the method for something else. `scope` has the names of
/// all fields.
fn setters(fields: &[String], mut scope: Scope) -> Vec<String> {
    let setter = |field: &String| match METHODS.contains(&field.as_str()) {
        true => scope.take([format!("with_{field}")]).0,
        false => field.clone(),
    };
    fields.iter().map(setter).collect()
}

/// Methods of structs that users call. A setter of the same name would hide them.
const METHODS: [&str; 6] = ["clone", "default", "into", "new", "to_owned", "try_into"];

/// The name of a field or an argument.
pub(super) fn field(name: &str) -> String {
    let signed = match name.strip_prefix(['+', '-']) {
        Some(number) if number.starts_with(|first: char| first.is_ascii_digit()) => {
            format!("{} {number}", if name.starts_with('+') { "plus" } else { "minus" })
        }
        _ => name.to_owned(),
    };
    let name = identifier(snake(&signed), "field");
    if PLACEHOLDERS.contains(&name.as_str()) { name + "_" } else { name }
}

/// The names of fields or arguments. Of those that would be equal, one that is written like its name in Rust keeps it, and the
/// others have words for what distinguishes them.
pub(super) fn fields_of(written: &[&str]) -> Vec<String> {
    let is_written_so = |text: &str, name: &str| text == name.trim_end_matches('_');
    told_apart(written, is_written_so, |text, spelling| match spelling {
        Spelling::Usual => field(text),
        spelling => identifier(snake(&spelling.of(text)), "field"),
    })
}

/// Names that clippy considers placeholders (`disallowed_names`).
const PLACEHOLDERS: [&str; 3] = ["baz", "foo", "quux"];

/// The document's names for values.
fn called(annotations: &[Annotation]) -> impl Iterator<Item = Option<&str>> {
    let declared = annotations.iter().map(|annotation| annotation.name.as_deref());
    declared.chain(std::iter::repeat(None))
}

/// Sets the names of the variants of an enum, and reports those that are not the document's.
fn variants(
    names: &mut Names,
    (id, of): (TypeId, &Type),
    named: ValueVariants,
    values: &[String],
    diagnostics: &mut Diagnostics,
) {
    for (index, name) in &named.clashes {
        if let (Some(value), Some(taken)) = (values.get(*index), named.names.get(*index)) {
            let message = format!("the name `{name}` is taken, so the variant for {value} is called `{taken}`");
            clash::report_value(diagnostics, &of.at, message);
        }
    }
    names.members.insert(id, named.names);
    names.open.insert(id, named.open);
}

/// Names variants by the types that they hold: the type's name, or its JSON type.
fn branches(names: &mut Names, api: &Api, id: TypeId, union: &Union, locked: Locked<'_>) {
    let mut scope = Scope::with(["Self"]);
    let union_name = names.types.get(&id).cloned();
    let is_map = |variant: &&Variant| matches!(api.types[api.types.resolve(variant.of)].kind, Kind::Map(_));
    let maps = union.variants.iter().filter(is_map).count();
    let named = |variant: &Variant| {
        let of = api.types.resolve(variant.of);
        // A base type is named like the union of it and its extensions.
        let called = match api.types[of].hint {
            Hint::Base(component) if component != id => component,
            _ => of,
        };
        let Some(name) = names.types.get(&called) else {
            let of = &api.types[of].kind;
            return match of {
                Kind::Map(element) if maps > 1 => format!("{}Map", word(&api.types[api.types.non_null(*element)].kind)),
                _ => word(of).to_owned(),
            };
        };
        // The union's own name for the branch, whatever the type is called that is equal to it.
        if let Hint::Branch(parent, branch) = &api.types[variant.of].hint
            && *parent == id
        {
            let name = pascal(branch);
            if !name.is_empty() {
                return identifier(name, "Value");
            }
        }
        // The name of an inline type begins with that of the union, which would be repeated.
        match union_name.as_deref().and_then(|union| name.strip_prefix(union)) {
            Some(rest) if rest.starts_with(char::is_uppercase) => rest.to_owned(),
            _ => name.clone(),
        }
    };
    let wanted: Vec<String> = union.variants.iter().map(named).collect();
    // The branch of a component that was renamed had its old name.
    let before = |index: usize| {
        let (key, _) = names.keys.of_type(union.variants.get(index)?.of, locked.lock)?;
        locked.branch(key)
    };
    let kept: Vec<Option<&str>> =
        (0..union.variants.len()).map(|index| locked.branch(&branch(api, id, index)).or(before(index))).collect();
    kept.iter().flatten().for_each(|name| scope.reserve(name));
    let variants: Vec<String> =
        wanted.iter().zip(kept).map(|(name, kept)| scope.keep(kept, [name.clone()]).0).collect();
    let branches: Vec<String> = (0..union.variants.len()).map(|index| branch(api, id, index)).collect();
    names.note(id, '|', branches.iter().map(String::as_str).zip(wanted).zip(&variants));
    let (open, _) = scope.take(["Unknown".to_owned(), "Unrecognized".to_owned()]);
    names.members.insert(id, variants);
    names.open.insert(id, open);
}

/// The name of a variant for values of a kind, whose type has no name.
fn word(of: &Kind) -> &'static str {
    match of {
        Kind::Boolean => "Boolean",
        Kind::Integer(_) | Kind::IntegerEnum(_) => "Integer",
        Kind::Number => "Number",
        Kind::String(format) => text(*format),
        Kind::StringEnum(_) => "String",
        Kind::Array(_) | Kind::Tuple(_) => "List",
        Kind::Map(_) => "Map",
        Kind::Object(_) => "Object",
        _ => "Value",
    }
}

/// The name of a variant for strings of a format.
fn text(format: StringFormat) -> &'static str {
    match format {
        StringFormat::Plain | StringFormat::Secret | StringFormat::File => "String",
        StringFormat::DateTime => "DateTime",
        StringFormat::Date => "Date",
        StringFormat::Time => "Time",
        StringFormat::Duration => "Duration",
        StringFormat::Uuid => "Uuid",
        StringFormat::Uri => "Uri",
        StringFormat::Decimal => "Decimal",
        StringFormat::Ipv4 => "Ipv4",
        StringFormat::Ipv6 => "Ipv6",
        StringFormat::Ip => "Ip",
        StringFormat::Base64 => "Base64",
        StringFormat::Base64Url => "Base64Url",
    }
}

/// Variants named by values, and the variant for other values.
pub(super) fn named_variants(values: &[String]) -> (Vec<String>, String) {
    let named = values::named(values.iter().map(|value| (value.as_str(), None)), &[]);
    (named.names, named.open)
}
