//! Path items and operations.

use serde_json::{Map, Value};

use super::content::media_types;
use super::swagger::Swagger;
use super::{body, response};
use crate::dialect::here::Here;
use crate::report::{Code, Pointer};

/// The methods of a path item (Path Item Object).
const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// A path item may have parameters that are bodies or parts of forms, for all its operations (Path Item Object,
/// "parameters"). In 3.0 only an operation has a body, so each takes them to its own, unless it has such itself.
pub(super) fn path_item(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    let Some(Value::Array(parameters)) = object.get_mut("parameters") else { return };
    let mut bodies: Vec<(usize, Value)> = Vec::new();
    let mut others: Vec<(usize, Value)> = Vec::new();
    for (index, parameter) in std::mem::take(parameters).into_iter().enumerate() {
        let list = if body::is_of_body(&parameter, here.document) { &mut bodies } else { &mut others };
        list.push((index, parameter));
    }
    let moved = moved(&others, &here.pointer(&["parameters"]));
    *parameters = others.into_iter().map(|(_, parameter)| parameter).collect();
    if bodies.is_empty() {
        return;
    }
    let from = here.pointer(&["parameters"]);
    let mut stems = Vec::new();
    for method in METHODS {
        let Some(Value::Object(operation)) = object.get_mut(method) else { continue };
        let own = operation.entry("parameters").or_insert_with(|| Value::Array(Vec::new()));
        let Value::Array(own) = own else { continue };
        let own_names: Vec<Option<String>> =
            own.iter().filter(|own| body::is_of_body(own, here.document)).map(|own| name(own, here.document)).collect();
        let own_is_body = own.iter().any(|own| body::is_body(own, here.document));
        for (index, parameter) in &bodies {
            let is_body = body::is_body(parameter, here.document);
            let is_overridden = own_is_body
                || (is_body && !own_names.is_empty())
                || own_names.contains(&name(parameter, here.document));
            if !is_overridden {
                let place = here.pointer(&[method, "parameters", &own.len().to_string()]);
                stems.push((place, from.index(*index)));
                own.push(parameter.clone());
            }
        }
    }
    for (place, from) in stems {
        here.moved.stems(place, &from);
    }
    here.moved.relocate(moved);
}

fn name(parameter: &Value, document: &Value) -> Option<String> {
    body::resolved(parameter, document).get("name").and_then(Value::as_str).map(str::to_owned)
}

/// Where the elements that are left of a list stand.
fn moved(left: &[(usize, Value)], list: &Pointer) -> Vec<(Pointer, Pointer)> {
    let places = left.iter().enumerate().filter(|(to, (from, _))| to != from);
    places.map(|(to, (from, _))| (list.index(to), list.index(*from))).collect()
}

impl Swagger {
    /// Bodies and forms become the request body, `produces` what the responses come as, `schemes` servers (Operation
    /// Object).
    pub(super) fn operation(&self, object: &mut Map<String, Value>, here: &mut Here<'_>) {
        let schemes = object.shift_remove("schemes");
        if let Some(schemes) = media_types(&serde_json::json!({ "schemes": schemes }), "schemes") {
            let urls = self.servers.of_operation(&schemes);
            if !urls.is_empty() && !schemes.is_empty() {
                let servers = urls.iter().map(|url| serde_json::json!({ "url": url }));
                object.insert("servers".to_owned(), servers.collect());
                here.stems(&["servers"], &["schemes"]);
            }
        }
        response::of_operation(object, &self.produces, here);
        let own = object.shift_remove("consumes");
        let own = own.and_then(|own| media_types(&serde_json::json!({ "consumes": own }), "consumes"));
        self.request_body(object, own, here);
    }

    fn request_body(&self, object: &mut Map<String, Value>, own: Option<Vec<String>>, here: &mut Here<'_>) {
        let Some(Value::Array(parameters)) = object.get_mut("parameters") else { return };
        let mut of_body: Vec<(usize, Value)> = Vec::new();
        let mut others: Vec<(usize, Value)> = Vec::new();
        for (index, parameter) in std::mem::take(parameters).into_iter().enumerate() {
            let list = if body::is_of_body(&parameter, here.document) { &mut of_body } else { &mut others };
            list.push((index, parameter));
        }
        let moved = moved(&others, &here.pointer(&["parameters"]));
        *parameters = others.into_iter().map(|(_, parameter)| parameter).collect();
        if !of_body.is_empty() {
            let consumes = own.as_ref().unwrap_or(&self.consumes);
            let is_own = own.as_ref().is_some_and(|own| *own != self.consumes);
            let whole = of_body.iter().position(|(_, parameter)| body::is_body(parameter, here.document));
            let body = match whole {
                Some(position) => {
                    if of_body.len() > 1 {
                        // "The body and form parameters cannot exist together" (Parameter Object, "in").
                        let message = "the operation has more than one body, or a body and form parameters; only the first body is used";
                        here.warn(Code::Malformed, &["parameters"], message);
                    }
                    let (index, parameter) = of_body.swap_remove(position);
                    body::body(parameter, index, consumes, is_own, here)
                }
                None => body::form(of_body, consumes, here),
            };
            object.insert("requestBody".to_owned(), body);
        }
        here.moved.relocate(moved);
    }
}
