//! Names of fields and variants.

use crate::api::{Annotation, Api, Hint, Kind, Object, StringFormat, Type, TypeId, Union, Variant};
use crate::config::{Config, Schema};
use crate::report::Diagnostics;

use super::{Names, Scope, clash, identifier, pascal, snake};

/// Names the fields or variants of every named type.
pub(super) fn members(names: &mut Names, api: &Api, config: &Config, diagnostics: &mut Diagnostics) {
    for (id, of) in api.types.iter() {
        match &of.kind {
            Kind::Object(object) => {
                let decided = api.types.component(id).and_then(|name| config.schemas.of(name));
                fields(names, id, of, object, decided, diagnostics);
            }
            Kind::StringEnum(of) => variants(names, id, of.values.iter().map(|value| variant(value)), &of.annotations),
            Kind::IntegerEnum(of) => {
                variants(names, id, of.values.iter().map(|value| integer_variant(*value)), &of.annotations);
            }
            Kind::Union(union) => branches(names, api, id, union),
            _ => {}
        }
    }
}

fn fields(
    names: &mut Names,
    id: TypeId,
    of: &Type,
    object: &Object,
    decided: Option<&Schema>,
    diagnostics: &mut Diagnostics,
) {
    let renamed = |name: &str| decided.and_then(|schema: &Schema| schema.properties.of(name)?.rename.as_deref());
    let mut scope = Scope::default();
    let mut fields = Vec::with_capacity(object.properties.len());
    for property in &object.properties {
        let name = field(renamed(&property.name).unwrap_or(&property.name));
        let (taken, other) = scope.take([name.clone()]);
        if other {
            let message =
                format!("the name `{name}` is taken, so the field of `{}` is called `{taken}`", property.name);
            clash::report(diagnostics, &of.at, &["properties", &property.name], message);
        }
        fields.push(taken);
    }
    if object.additional.is_some() {
        let (name, _) = scope.take(["additional_properties".to_owned()]);
        names.open.insert(id, name);
    }
    names.members.insert(id, fields);
}

/// The name of a field or an argument.
pub(super) fn field(name: &str) -> String {
    let name = identifier(snake(name), "field");
    if PLACEHOLDERS.contains(&name.as_str()) { name + "_" } else { name }
}

/// Names that clippy considers placeholders (`disallowed_names`).
const PLACEHOLDERS: [&str; 3] = ["baz", "foo", "quux"];

/// Names variants by the document's names for them, else by their values.
fn variants(names: &mut Names, id: TypeId, values: impl Iterator<Item = String>, words: &[Annotation]) {
    let called = |index: usize| words.get(index).and_then(|word| word.name.as_deref()).map(variant);
    let wanted = values.enumerate().map(|(index, value)| called(index).unwrap_or(value));
    let (variants, open) = distinct(wanted);
    names.members.insert(id, variants);
    names.open.insert(id, open);
}

/// Names variants by the types that they hold: the type's name, or its JSON type.
fn branches(names: &mut Names, api: &Api, id: TypeId, union: &Union) {
    let mut scope = Scope::with(["Self"]);
    let union_name = names.types.get(&id).cloned();
    let named = |variant: &Variant| {
        let of = api.types.resolve(variant.of);
        let word = match &api.types[of].kind {
            Kind::Boolean => "Boolean",
            Kind::Integer(_) | Kind::IntegerEnum(_) => "Integer",
            Kind::Number => "Number",
            Kind::String(format) => text(*format),
            Kind::Array(_) | Kind::Tuple(_) => "List",
            Kind::Map(_) => "Map",
            _ => "Value",
        };
        // A base type is named like the union of it and its extensions.
        let called = match api.types[of].hint {
            Hint::Base(component) if component != id => component,
            _ => of,
        };
        let Some(name) = names.types.get(&called) else { return word.to_owned() };
        // The name of an inline type begins with that of the union, which would be repeated.
        match union_name.as_deref().and_then(|union| name.strip_prefix(union)) {
            Some(rest) if rest.starts_with(char::is_uppercase) => rest.to_owned(),
            _ => name.clone(),
        }
    };
    let wanted: Vec<String> = union.variants.iter().map(named).collect();
    let variants = wanted.into_iter().map(|name| scope.take([name]).0).collect();
    let (open, _) = scope.take(["Unknown".to_owned(), "Unrecognized".to_owned()]);
    names.members.insert(id, variants);
    names.open.insert(id, open);
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

/// Variants named by values, and the variant for other values: `Other`, unless that is one of them.
pub(super) fn named_variants(values: &[String]) -> (Vec<String>, String) {
    distinct(values.iter().map(|value| variant(value)))
}

fn distinct(wanted: impl Iterator<Item = String>) -> (Vec<String>, String) {
    let mut scope = Scope::with(["Self"]);
    let variants = wanted.map(|name| scope.take([name]).0).collect();
    let (open, _) = scope.take(["Other".to_owned(), "Unrecognized".to_owned()]);
    (variants, open)
}

fn integer_variant(value: i64) -> String {
    let sign = if value < 0 { "Minus" } else { "" };
    format!("Value{sign}{}", value.unsigned_abs())
}

fn variant(value: &str) -> String {
    // Values may differ by their sign only, such as sort orders.
    let signed = match value.strip_prefix('-') {
        Some(rest) if rest.starts_with(char::is_alphanumeric) => format!("minus {rest}"),
        _ => value.to_owned(),
    };
    let name = pascal(&signed);
    if name.is_empty() {
        if value.is_empty() { "Empty".to_owned() } else { "Value".to_owned() }
    } else {
        identifier(name, "Value")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_are_told_apart() {
        fn check(values: &[&str], expected: &[&str], open: &str) {
            let values: Vec<String> = values.iter().map(|&value| value.to_owned()).collect();
            let (variants, other) = named_variants(&values);
            assert_eq!(
                (variants.iter().map(String::as_str).collect::<Vec<_>>().as_slice(), other.as_str()),
                (expected, open)
            );
        }
        check(&["BOOTING", "FAILURE_ON_SUBMIT"], &["Booting", "FailureOnSubmit"], "Other");
        check(&["other", "Other"], &["Other", "Other2"], "Unrecognized");
        check(&["created", "-created", ""], &["Created", "MinusCreated", "Empty"], "Other");
        check(&["1.0", "<", ">"], &["Value1_0", "Value", "Value2"], "Other");
        check(&["self"], &["Self_"], "Other");
    }
}
