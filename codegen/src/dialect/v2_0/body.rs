//! Request bodies, which are parameters in 2.0.

use serde_json::{Map, Value};

use super::content::{content, is_large};
use super::parameter::{is_expressible, style, value_schema};
use crate::dialect::here::Here;
use crate::dialect::reference::{follow, fragment};
use crate::dialect::v3_2::free_name;
use crate::report::{Code, Pointer};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// A parameter without its reference.
pub(super) fn resolved<'v>(parameter: &'v Value, document: &'v Value) -> &'v Value {
    resolve(parameter, document).1
}

/// Whether a parameter is the body (Parameter Object, "in").
pub(super) fn is_body(parameter: &Value, document: &Value) -> bool {
    place(parameter, document) == Some("body")
}

/// Whether a parameter is the body or a part of a form.
pub(super) fn is_of_body(parameter: &Value, document: &Value) -> bool {
    matches!(place(parameter, document), Some("body" | "formData"))
}

fn place<'v>(parameter: &'v Value, document: &'v Value) -> Option<&'v str> {
    resolved(parameter, document).get("in").and_then(Value::as_str)
}

/// Bodies among the shared parameters become shared request bodies, their schemas shared schemas of the same names;
/// parts of forms go into the bodies of the operations.
pub(super) fn shared(components: &mut Map<String, Value>, consumes: &[String], here: &mut Here<'_>) {
    let Some(Value::Object(parameters)) = components.get_mut("parameters") else { return };
    let mut bodies = Map::new();
    let mut others = Map::new();
    for (name, parameter) in std::mem::take(parameters) {
        match parameter.get("in").and_then(Value::as_str) {
            Some("body") => {
                bodies.insert(name, parameter);
            }
            Some("formData") => {}
            _ => {
                others.insert(name, parameter);
            }
        }
    }
    *parameters = others;
    if bodies.is_empty() {
        return;
    }
    let mut translated = Map::new();
    for (name, mut parameter) in bodies {
        let from = here.pointer(&["components", "parameters", &name]);
        let to = here.pointer(&["components", "requestBodies", &name]);
        if let Some(schema) = parameter.get_mut("schema")
            && is_large(schema)
        {
            let schemas = components.entry("schemas").or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(schemas) = schemas {
                let free = free_name(schemas, &name);
                let target = here.pointer(&["components", "schemas", &free]);
                schemas.insert(free, schema.take());
                *schema = serde_json::json!({ "$ref": fragment(&target) });
                here.moved.relocate([(target, from.key("schema"))]);
            }
        }
        here.moved.relocate([(to.clone(), from)]);
        translated.insert(name, request_body(parameter, consumes, &to));
    }
    components.insert("requestBodies".to_owned(), Value::Object(translated));
}

/// The request body of a parameter.
fn request_body(parameter: Value, consumes: &[String], at: &Pointer) -> Value {
    let Value::Object(mut object) = parameter else { return parameter };
    for obsolete in ["in", "name"] {
        object.shift_remove(obsolete);
    }
    let schema = object.shift_remove("schema").unwrap_or_else(|| Value::Object(Map::new()));
    let media_types = if consumes.is_empty() { &[JSON.to_owned()] } else { consumes };
    object.insert("content".to_owned(), Value::Object(content(media_types, schema, at)));
    Value::Object(object)
}

/// The request body of an operation with a parameter that is the body.
pub(super) fn body(parameter: Value, index: usize, consumes: &[String], is_own: bool, here: &mut Here<'_>) -> Value {
    let to = here.pointer(&["requestBody"]);
    let from = here.pointer(&["parameters", &index.to_string()]);
    let (target, resolved) = resolve(&parameter, here.document);
    let Some(target) = target else {
        let body = request_body(parameter, consumes, &to);
        here.moved.relocate([(to.clone(), from.clone())]);
        for (index, media_type) in media_types_of(&body).into_iter().enumerate() {
            let place = to.key("content").key(&media_type).key("schema");
            if index == 0 {
                here.moved.relocate([(place, from.key("schema"))]);
            } else {
                here.moved.stems(place, &from.key("schema"));
            }
        }
        return body;
    };
    let mut steps = target.tokens();
    let is_shared = steps.next().as_deref() == Some("parameters") && steps.next().is_some() && steps.next().is_none();
    if is_shared && !is_own {
        here.moved.stems(to, &from);
        return serde_json::json!({ "$ref": fragment(&here.moved.now(&target)) });
    }
    // With media types of its own, or from another place, it is a copy that refers to the schema.
    let mut copy = resolved.clone();
    if let Some(schema) = copy.get_mut("schema")
        && is_large(schema)
    {
        *schema = serde_json::json!({ "$ref": fragment(&target.key("schema")) });
    }
    here.moved.stems(to.clone(), &from);
    request_body(copy, consumes, &to)
}

fn media_types_of(body: &Value) -> Vec<String> {
    let content = body.get("content").and_then(Value::as_object);
    content.into_iter().flatten().map(|(name, _)| name.clone()).collect()
}

/// The request body of an operation with parameters that are parts of a form: an object with a property for each
/// (Parameter Object, "in": `formData`).
pub(super) fn form(parts: Vec<(usize, Value)>, consumes: &[String], here: &mut Here<'_>) -> Value {
    let mut properties = Map::new();
    let mut required: Vec<Value> = Vec::new();
    let mut encodings = Map::new();
    let mut has_file = false;
    let mut places: Vec<(String, usize, Vec<&'static str>)> = Vec::new();
    for (index, parameter) in parts {
        let Value::Object(mut object) = resolved(&parameter, here.document).clone() else { continue };
        let Some(Value::String(name)) = object.shift_remove("name") else { continue };
        if object.get("required") == Some(&Value::Bool(true)) {
            required.push(name.as_str().into());
        }
        has_file |= object.get("type").and_then(Value::as_str) == Some("file");
        let format = object.shift_remove("collectionFormat");
        let format = format.as_ref().and_then(Value::as_str).unwrap_or("csv");
        for obsolete in ["in", "required", "allowEmptyValue"] {
            object.shift_remove(obsolete);
        }
        let (mut schema, keys) = value_schema(&mut object);
        if schema.get("type").and_then(Value::as_str) == Some("array") {
            let (style, explode) = style("formData", format);
            let mut encoding = serde_json::json!({ "style": style, "explode": explode });
            if !is_expressible("formData", format)
                && let Value::Object(encoding) = &mut encoding
            {
                encoding.insert("x-specwright-collection-format".to_owned(), format.into());
            }
            encodings.insert(name.clone(), encoding);
        }
        schema.extend(object);
        if properties.contains_key(&name) {
            let message = format!("there is another part `{name}` of the form, so this one is omitted");
            here.warn(Code::Malformed, &["parameters", &index.to_string()], message);
            continue;
        }
        properties.insert(name.clone(), Value::Object(schema));
        places.push((name, index, keys));
    }
    let media_types = form_media_types(consumes, has_file);
    let to = here.pointer(&["requestBody"]);
    if let (Some(first), Some((_, index, _))) = (media_types.first(), places.first()) {
        let parameters = here.pointer(&["parameters"]);
        here.moved.stems(to.clone(), &parameters.index(*index));
        let schema = to.key("content").key(first).key("schema").key("properties");
        for (name, index, keys) in &places {
            let from = parameters.index(*index);
            here.moved.stems(schema.key(name), &from);
            here.moved.relocate(keys.iter().map(|key| (schema.key(name).key(key), from.key(key))));
        }
    }
    let is_required = !required.is_empty();
    let mut schema = serde_json::json!({ "type": "object", "properties": properties });
    if let Value::Object(schema) = &mut schema
        && is_required
    {
        schema.insert("required".to_owned(), Value::Array(required));
    }
    let mut content = content(&media_types, schema, &to);
    if !encodings.is_empty() {
        for media_type in content.values_mut().filter_map(Value::as_object_mut) {
            media_type.insert("encoding".to_owned(), Value::Object(encodings.clone()));
        }
    }
    serde_json::json!({ "required": is_required, "content": content })
}

/// What a form is sent as: what is listed of the two that there are for forms, and what can hold a file if there is one
/// (Parameter Object, "type").
fn form_media_types(consumes: &[String], has_file: bool) -> Vec<String> {
    let is = |name: &str, kind: &str| name.to_ascii_lowercase().starts_with(kind);
    let mut forms: Vec<String> =
        consumes.iter().filter(|name| is(name, MULTIPART) || (!has_file && is(name, FORM))).cloned().collect();
    if forms.is_empty() {
        forms.push(if has_file { MULTIPART } else { FORM }.to_owned());
    }
    forms
}

/// A parameter with its reference followed, and the target of the reference.
fn resolve<'v>(parameter: &'v Value, document: &'v Value) -> (Option<Pointer>, &'v Value) {
    match parameter.get("$ref").and_then(Value::as_str).and_then(|reference| follow(document, reference)) {
        Some((at, target)) => (Some(at), target),
        None => (None, parameter),
    }
}
