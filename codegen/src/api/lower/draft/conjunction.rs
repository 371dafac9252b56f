//! Conjunctions: a schema and everything that its `allOf` adds (OpenAPI 3.0.4, §4.7.24.1 "allOf").

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::report::{At, Code, Diagnostic, FileId};

use super::super::reference::follow;
use super::drafting::Drafting;
use super::subschema::{Selected, Subschema};

/// How many schemas a conjunction may have. Real documents have some tens. A chain of schemas, each in the `allOf` of the
/// next, has as many properties as the square of this.
const MAX_CONJUNCTS: usize = 200;

/// What a schema with too many conjuncts is read as.
static ANYTHING: Value = Value::Bool(true);

/// A schema and everything that its `allOf` adds, references followed, each schema once. If there are too many, values may be
/// anything, which is reported.
pub(super) fn conjuncts<'a>(cx: &mut Drafting<'a, '_>, schema: &Subschema<'a>) -> Vec<Subschema<'a>> {
    conjunction(cx, std::slice::from_ref(schema))
}

/// Several schemas and everything that their `allOf` adds.
pub(super) fn conjunction<'a>(cx: &mut Drafting<'a, '_>, schemas: &[Subschema<'a>]) -> Vec<Subschema<'a>> {
    let mut conjuncts: Vec<Subschema<'a>> = Vec::new();
    // Equal addresses are equal positions.
    let mut known: HashMap<*const Value, usize> = HashMap::new();
    for schema in schemas {
        // The first of those that are left is on top, so that the order is that of the document.
        let mut pending = vec![schema.clone()];
        // References that were followed. Where all schemas refer to all others, there are many times as many as schemas.
        let mut followed_references: HashSet<&'a str> = HashSet::new();
        while let Some(schema) = pending.pop() {
            let at = At::under(FileId::MAIN, &schema.at);
            let Some(followed) = follow(cx.reader(), schema.value, &at) else { continue };
            let at = followed.target.unwrap_or(schema.at);
            let schema = Subschema { value: followed.value, at, selected: schema.selected, is_flat: schema.is_flat };
            // A schema may be reached in two ways, or contain itself, which adds nothing.
            if let Some(known) = known.get(&std::ptr::from_ref(schema.value)).and_then(|&at| conjuncts.get_mut(at)) {
                known.selected = known.selected.and(schema.selected);
                continue;
            }
            if conjuncts.len() >= MAX_CONJUNCTS {
                cx.uncombine(conjuncts.len() - 1);
                return anything(cx, schemas);
            }
            if !conjuncts.is_empty() && !cx.combine(1, &schema.at) {
                continue;
            }
            let mut inner = if schema.is_flat { Vec::new() } else { schema.children("allOf") };
            known.insert(std::ptr::from_ref(schema.value), conjuncts.len());
            conjuncts.push(schema);
            inner.retain(|schema| {
                let reference = schema.value.get("$ref").and_then(Value::as_str);
                reference.is_none_or(|reference| followed_references.insert(reference))
            });
            pending.extend(inner.into_iter().rev());
        }
    }
    conjuncts
}

/// Reports schemas with too many conjuncts. Returns what they are read as.
fn anything<'a>(cx: &mut Drafting<'a, '_>, schemas: &[Subschema<'a>]) -> Vec<Subschema<'a>> {
    let Some(schema) = schemas.first() else { return Vec::new() };
    if cx.is_first_long(&schema.at) {
        let message = format!("`allOf` combines more than {MAX_CONJUNCTS} schemas here; values are read as plain JSON");
        let at = At::under(FileId::MAIN, &schema.at).value();
        let diagnostic = Diagnostic::new(Code::UnsupportedSchema, at, message);
        cx.report_untyped(diagnostic.help("combine fewer schemas: one that lists all properties instead of a chain"));
    }
    vec![Subschema { value: &ANYTHING, at: schema.at.clone(), selected: Selected::ALL, is_flat: true }]
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use serde_json::{Value, json};

    use crate::api::{Hint, lower};
    use crate::config::Config;

    fn reference(name: usize) -> Value {
        json!({"$ref": format!("#/components/schemas/S{name}")})
    }

    /// Lowers `count` schemas, each made from its number. Returns the number of types, and the diagnostics.
    fn types(count: usize, schema: impl Fn(usize) -> Value) -> (usize, String) {
        let schemas: Value =
            (0..count).map(|name| (format!("S{name}"), schema(name))).collect::<serde_json::Map<_, _>>().into();
        let document = json!({"openapi": "3.0.0", "paths": {}, "components": {"schemas": schemas}});
        let (api, diagnostics) = lower(&document, &Config::default());
        let found = diagnostics.iter().fold(String::new(), |mut found, diagnostic| {
            let _ = writeln!(found, "{}", diagnostic.message);
            found
        });
        (api.types.len(), found)
    }

    #[test]
    fn schemas_that_are_combined_in_many_ways_are_lowered_once() {
        // Each property combines two schemas, which have two such properties each.
        let both = |name: usize, next: usize| json!({"allOf": [reference(name), reference(next)]});
        let check = |schema: &dyn Fn(usize) -> Value| {
            let (types, found) = types(40, schema);
            assert!(types < 20_000, "{types} types: {found}");
        };
        check(
            &|name| json!({"properties": {"a": both((name + 1) % 40, (name + 2) % 40), "b": both((name + 1) % 40, 0)}}),
        );
        check(&|name| {
            let next = both((name + 1) % 40, name);
            json!({"properties": {"z": {}}, "oneOf": [next, {"allOf": [reference((name + 1) % 40)], "type": "string"}]})
        });
        check(
            &|name| json!({"allOf": [{"properties": {"a": both((name + 1) % 40, 0), "b": {"items": both(name, 1)}}}]}),
        );
        check(&|_| json!({"allOf": (0..40).map(reference).collect::<Vec<_>>()}));
    }

    #[test]
    fn a_type_is_named_after_the_component_that_it_is_written_in() {
        let first = json!({"properties": {"a": {"allOf": [reference(1), {"properties": {"c": {}}}]}}});
        let second = json!({"properties": {"b": {"properties": {"d": {}}}}});
        let document = json!({"openapi": "3.0.0", "paths": {}, "components": {"schemas": {"S0": first, "S1": second}}});
        let (api, _) = lower(&document, &Config::default());
        let parent = |hint: &Hint| match hint {
            Hint::Property(parent, name) if name == "b" => Some(api.types[*parent].hint.clone()),
            _ => None,
        };
        let parents: Vec<Hint> = api.types.iter().filter_map(|(_, of)| parent(&of.hint)).collect();
        assert_eq!(parents, [Hint::Component("S1".to_owned())]);
    }

    #[test]
    fn chains_within_the_limit_of_each_schema_are_not_reported() {
        let long = |name: usize| json!({"allOf": [reference(name + 1)], "properties": {format!("p{name}"): {}}});
        let (types, found) = types(150, long);
        assert!(types < 10_000 && !found.contains("combines more"), "{types} types: {found}");
    }

    #[test]
    fn longer_chains_are_plain_json() {
        let schema = |name: usize| {
            let own = json!({format!("p{name}"): {"type": "string"}});
            if name < 1_999 {
                json!({"allOf": [reference(name + 1)], "properties": own})
            } else {
                json!({"properties": own})
            }
        };
        let (types, found) = types(2_000, schema);
        assert_eq!(found.matches("combines more than").count(), 1_800, "{found}");
        assert!(types < 5_000, "{types} types");
    }

    #[test]
    fn what_a_schema_combines_beyond_the_limit_is_reported() {
        let all =
            |count: usize| json!({"allOf": (1..count).map(reference).collect::<Vec<_>>(), "properties": {"a": {}}});
        let (_, found) = types(30, |name| if name == 0 { all(30) } else { wide(name, 400) });
        assert_eq!(found.matches("combines more than").count(), 1, "{found}");
        let (_, found) = types(10, |name| if name == 0 { all(10) } else { wide(name, 400) });
        assert!(!found.contains("combines more than"), "{found}");
    }

    /// An object with so many properties.
    fn wide(name: usize, count: usize) -> Value {
        let properties: serde_json::Map<String, Value> =
            (0..count).map(|at| (format!("p{name}_{at}"), json!({}))).collect();
        json!({"type": "object", "properties": properties})
    }
}
