//! Discriminators as they are declared (OpenAPI 3.0.4, §4.7.25 "Discriminator Object").

use std::collections::HashSet;

use indexmap::IndexSet;
use serde_json::Value;

use crate::report::{At, Code, Diagnostic, FileId, Fix, Pointer};

use super::super::unions::Discriminator;
use super::drafting::Drafting;
use super::subschema::{Subschema, component};

/// How deep `allOf` may be nested in `allOf` without a reference.
const MAX_DEPTH: usize = 16;

/// The discriminator of the schema at a position, of which all schemas apply: its own, else the first of another.
pub(super) fn discriminator(at: &Pointer, conjuncts: &[Subschema<'_>]) -> Option<Discriminator> {
    let is_own = |schema: &&Subschema<'_>| {
        schema.at.as_str().strip_prefix(at.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let own = conjuncts.iter().filter(is_own).find_map(|schema| declared(schema.value));
    own.or_else(|| conjuncts.iter().find_map(|schema| declared(schema.value)))
}

/// The discriminator that several types have in common, each given by the schemas that apply to it: the one that all of
/// them inherit.
pub(super) fn inherited(types: &[Vec<Subschema<'_>>]) -> Option<Discriminator> {
    let of_type = |conjuncts: &Vec<Subschema<'_>>| -> Vec<usize> {
        (0..conjuncts.len()).filter(|index| property_of(conjuncts[*index].value).is_some()).collect()
    };
    let declaring: Vec<Vec<usize>> = types.iter().map(of_type).collect();
    let (first, others) = types.split_first().filter(|(_, others)| !others.is_empty())?;
    let is_common = |property: &str| {
        let has = |(conjuncts, declaring): (&Vec<Subschema<'_>>, &Vec<usize>)| {
            declaring.iter().any(|index| property_of(conjuncts[*index].value) == Some(property))
        };
        others.iter().zip(declaring.iter().skip(1)).all(has)
    };
    let properties = declaring.first()?.iter().filter_map(|index| property_of(first[*index].value));
    let property = properties.into_iter().find(|property| is_common(property))?;
    // Most types inherit it from the same schema.
    let mut mapping: IndexSet<(String, Pointer)> = IndexSet::new();
    let mut visited: HashSet<*const Value> = HashSet::new();
    for (conjuncts, declaring) in types.iter().zip(&declaring) {
        for schema in declaring.iter().map(|index| conjuncts[*index].value) {
            if visited.insert(std::ptr::from_ref(schema)) {
                let declared = declared(schema).filter(|of| of.property == property);
                mapping.extend(declared.into_iter().flat_map(|of| of.mapping));
            }
        }
    }
    Some(Discriminator { property: property.to_owned(), mapping: mapping.into_iter().collect(), inherited: true })
}

fn property_of(schema: &Value) -> Option<&str> {
    schema.get("discriminator")?.get("propertyName")?.as_str()
}

/// The property of the discriminator that a schema, or an inline schema of its `allOf`, declares.
pub(super) fn own_property(schema: &Value) -> Option<&str> {
    property_within(schema, 0)
}

fn property_within(schema: &Value, depth: usize) -> Option<&str> {
    let own = || schema.get("discriminator")?.get("propertyName")?.as_str();
    let all_of = || schema.get("allOf").and_then(Value::as_array).filter(|_| depth < MAX_DEPTH).into_iter().flatten();
    own().or_else(|| all_of().find_map(|schema| property_within(schema, depth + 1)))
}

fn declared(schema: &Value) -> Option<Discriminator> {
    let declared = schema.get("discriminator")?;
    let property = declared.get("propertyName").and_then(Value::as_str)?.to_owned();
    let mapping = declared.get("mapping").and_then(Value::as_object).into_iter().flatten();
    let mapping = mapping.filter_map(|(value, target)| Some((value.clone(), component(target.as_str()?))));
    Some(Discriminator { property, mapping: mapping.collect(), inherited: false })
}

/// Reports values of a schema's `mapping` whose target does not exist.
pub(super) fn report_unmapped(cx: &mut Drafting<'_, '_>, schema: &Subschema<'_>) {
    let Some(declared) = schema.value.get("discriminator") else { return };
    let mapping = declared.get("mapping").and_then(Value::as_object).into_iter().flatten();
    for (value, target) in mapping {
        let Some(target) = target.as_str() else { continue };
        if component(target).of(cx.document()).is_none() {
            let at = schema.at.key("discriminator").key("mapping").key(value);
            let property = declared.get("propertyName").and_then(Value::as_str).unwrap_or_default();
            let message = format!(
                "the value `{value}` of the discriminator `{property}` selects `{target}`, which does not exist; \
                 such objects are kept as plain JSON"
            );
            let diagnostic = Diagnostic::new(Code::UnmappedValue, At::under(FileId::MAIN, &at).value(), message);
            let fix = Fix::Overlay(At::under(FileId::MAIN, &at).value(), "remove: true".to_owned());
            cx.report(diagnostic.help("add the schema, or remove the value from the mapping").fix(fix));
        }
    }
}
