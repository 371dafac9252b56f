//! Schemas made of random bytes.

use arbitrary::{Result, Unstructured};
use serde_json::{Map, Value, json};

use crate::document::{Scope, Version, fields, maybe, several};
use crate::hostile::{name, text, value};

/// Formats, known and not.
const FORMATS: &[&str] = &[
    "int32",
    "int64",
    "float",
    "double",
    "byte",
    "binary",
    "date",
    "date-time",
    "password",
    "uuid",
    "uri",
    "ipv4",
    "ipv6",
    "decimal",
    "duration",
    "email",
    "base64",
    "x",
    "",
    "int8",
    "uint64",
];

/// A schema with at most `depth` levels of others in it.
pub fn schema(u: &mut Unstructured<'_>, scope: &Scope, depth: usize) -> Result<Value> {
    let made = match u.int_in_range(0..=if depth == 0 { 5 } else { 19 })? {
        0 | 1 => scalar(u)?,
        2 | 3 => return scope.reference(u, "schemas"),
        4 => json!({ "type": "string", "enum": several(u, 5, |u| Ok(json!(name(u)?)))? }),
        5 => match u.int_in_range(0..=5)? {
            0 => json!({}),
            1 => json!(true),
            2 => json!({ "enum": several(u, 4, value)? }),
            3 => json!({ "const": value(u)? }),
            4 => json!({ "type": "null" }),
            _ => value(u)?,
        },
        6..=10 => object(u, scope, depth)?,
        11 | 12 => json!({ "type": "array", "items": schema(u, scope, depth - 1)? }),
        13 => json!({ "type": "object", "additionalProperties": schema(u, scope, depth - 1)? }),
        14 | 15 => json!({ "allOf": several(u, 3, |u| schema(u, scope, depth - 1))? }),
        16 | 17 => union(u, scope, depth)?,
        18 => further(u, scope, depth)?,
        _ => {
            // Everything at once.
            let mut all = Map::new();
            for part in [object(u, scope, depth - 1)?, union(u, scope, depth - 1)?, schema(u, scope, depth - 1)?] {
                if let Value::Object(part) = part {
                    all.extend(part);
                }
            }
            Value::Object(all)
        }
    };
    let Value::Object(mut made) = made else { return Ok(made) };
    maybe(u, &mut made, 5, "description", |u| Ok(json!(text(u)?)))?;
    maybe(u, &mut made, 10, "title", |u| Ok(json!(name(u)?)))?;
    maybe(u, &mut made, 8, "nullable", |_| Ok(json!(true)))?;
    maybe(u, &mut made, 12, "default", value)?;
    maybe(u, &mut made, 10, "example", value)?;
    maybe(u, &mut made, 16, "deprecated", |_| Ok(json!(true)))?;
    maybe(u, &mut made, 16, "readOnly", |_| Ok(json!(true)))?;
    maybe(u, &mut made, 16, "writeOnly", |_| Ok(json!(true)))?;
    Ok(Value::Object(made))
}

fn scalar(u: &mut Unstructured<'_>) -> Result<Value> {
    let of =
        *u.choose(&["string", "integer", "number", "boolean", "string", "null", "array", "object", "file", "any"])?;
    let mut scalar = Map::from_iter([("type".to_owned(), json!(of))]);
    maybe(u, &mut scalar, 2, "format", |u| Ok(json!(u.choose(FORMATS)?)))?;
    maybe(u, &mut scalar, 10, "minimum", value)?;
    maybe(u, &mut scalar, 10, "pattern", |u| Ok(json!(text(u)?)))?;
    maybe(u, &mut scalar, 6, "type", |u| {
        several(u, 3, |u| Ok(json!(u.choose(&["string", "null", "integer", "object", "array", "boolean"])?)))
    })?;
    Ok(Value::Object(scalar))
}

fn object(u: &mut Unstructured<'_>, scope: &Scope, depth: usize) -> Result<Value> {
    let below = depth.saturating_sub(1);
    let properties = fields(u, 5, name, |u| schema(u, scope, below))?;
    let mut required = Vec::new();
    for key in properties.as_object().into_iter().flatten().map(|(key, _)| key) {
        if u.ratio(1, 3)? {
            required.push(json!(key));
        }
    }
    let mut object = Map::from_iter([("type".to_owned(), json!("object")), ("properties".to_owned(), properties)]);
    if u.ratio(1, 10)? {
        required.push(json!(name(u)?));
    }
    object.insert("required".to_owned(), Value::Array(required));
    maybe(u, &mut object, 5, "additionalProperties", |u| match u.int_in_range(0..=2)? {
        0 => Ok(json!(true)),
        1 => Ok(json!(false)),
        _ => schema(u, scope, below),
    })?;
    maybe(u, &mut object, 8, "allOf", |u| several(u, 2, |u| schema(u, scope, below)))?;
    if u.ratio(1, 16)? {
        object.shift_remove("type");
    }
    Ok(Value::Object(object))
}

fn union(u: &mut Unstructured<'_>, scope: &Scope, depth: usize) -> Result<Value> {
    let key = *u.choose(&["oneOf", "anyOf"])?;
    let branches = several(u, 4, |u| schema(u, scope, depth.saturating_sub(1)))?;
    let mut union = Map::from_iter([(key.to_owned(), branches)]);
    maybe(u, &mut union, 3, "discriminator", |u| {
        if scope.version == Version::V2_0 {
            return Ok(json!(name(u)?));
        }
        let mut discriminator = Map::from_iter([("propertyName".to_owned(), json!(name(u)?))]);
        maybe(u, &mut discriminator, 2, "mapping", |u| {
            fields(u, 3, name, |u| {
                let reference = scope.reference(u, "schemas")?;
                Ok(if u.ratio(1, 3)? { json!(u.choose(&scope.schemas)?) } else { reference["$ref"].clone() })
            })
        })?;
        Ok(Value::Object(discriminator))
    })?;
    Ok(Value::Object(union))
}

/// Keywords that only JSON Schema has, and rare ones.
fn further(u: &mut Unstructured<'_>, scope: &Scope, depth: usize) -> Result<Value> {
    let below = depth - 1;
    Ok(match u.int_in_range(0..=9)? {
        0 => json!({ "not": schema(u, scope, below)? }),
        1 => {
            json!({ "if": schema(u, scope, below)?, "then": schema(u, scope, below)?, "else": schema(u, scope, below)? })
        }
        2 => json!({ "type": "array", "prefixItems": several(u, 3, |u| schema(u, scope, below))?, "items": false }),
        3 => json!({ "patternProperties": fields(u, 2, text, |u| schema(u, scope, below))? }),
        4 => json!({ "$defs": fields(u, 2, name, |u| schema(u, scope, below))?, "$ref": "#/$defs/id" }),
        5 => json!({ "$anchor": name(u)?, "$id": text(u)?, "$dynamicAnchor": name(u)?, "type": "object" }),
        6 => json!({ "$dynamicRef": format!("#{}", name(u)?) }),
        7 => json!({ "unevaluatedProperties": schema(u, scope, below)?, "dependentSchemas": { "id": true } }),
        8 => {
            json!({ "contentSchema": schema(u, scope, below)?, "contentMediaType": "application/json", "type": "string" })
        }
        _ => json!({ "type": "array", "items": several(u, 2, |u| schema(u, scope, below))? }),
    })
}
