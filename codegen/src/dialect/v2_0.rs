//! Swagger 2.0: one host, bodies among the parameters, and types of parameters in the parameters themselves.
//!
//! Sections are those of [OpenAPI 2.0](https://spec.openapis.org/oas/v2.0.html), by title.

mod body;
mod operation;
mod parameter;
mod response;
mod schema;
mod security;
mod server;

use serde_json::{Map, Value};

use super::here::Here;
use super::kind::Kind;
use super::reference::fragment;
use super::walk;
use crate::report::Pointer;

/// What differs between 2.0 and 3.0.
pub(super) struct Swagger {
    /// What requests are sent as where an operation does not say.
    consumes: Vec<String>,
    /// What responses come as where an operation does not say.
    produces: Vec<String>,
    /// Where the API is.
    servers: server::Servers,
}

impl Swagger {
    /// For a document.
    pub fn new(document: &Value) -> Self {
        Self {
            consumes: media_types(document, "consumes").unwrap_or_default(),
            produces: media_types(document, "produces").unwrap_or_default(),
            servers: server::Servers::new(document),
        }
    }

    /// The Swagger Object becomes the OpenAPI Object, with what is shared in `components`.
    fn document(&self, members: &mut Map<String, Value>, here: &mut Here<'_>) {
        let mut components = match members.shift_remove("components") {
            Some(Value::Object(components)) => components,
            _ => Map::new(),
        };
        for (section, name) in SECTIONS {
            if let Some(written) = members.shift_remove(section) {
                here.relocate(&[(&["components", name], &[section])]);
                components.insert(name.to_owned(), written);
            }
        }
        body::shared(&mut components, &self.consumes, here);
        for obsolete in ["swagger", "host", "basePath", "schemes", "consumes", "produces"] {
            members.shift_remove(obsolete);
        }
        let mut translated = Map::from_iter([("openapi".to_owned(), Value::from("3.0.4"))]);
        for (index, url) in self.servers.of_document().into_iter().enumerate() {
            let servers = translated.entry("servers").or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(servers) = servers {
                servers.push(serde_json::json!({ "url": url }));
            }
            here.stems(&["servers", &index.to_string()], &["host"]);
        }
        translated.append(members);
        translated.insert("components".to_owned(), Value::Object(components));
        *members = translated;
    }
}

/// Where what is shared stands, in 2.0 and among the components of 3.0.
const SECTIONS: [(&str, &str); 4] = [
    ("definitions", "schemas"),
    ("parameters", "parameters"),
    ("responses", "responses"),
    ("securityDefinitions", "securitySchemes"),
];

impl walk::Differences for Swagger {
    fn object(&mut self, kind: Kind, value: &mut Value, here: &mut Here<'_>) {
        let Value::Object(members) = value else { return };
        match kind {
            Kind::Document => self.document(members, here),
            Kind::PathItem => operation::path_item(members, here),
            Kind::Operation => self.operation(members, here),
            Kind::Parameter | Kind::Header => parameter::typed(members, here),
            Kind::Response => response::response(members, &self.produces, here),
            Kind::SecurityScheme => security::scheme(members, here),
            Kind::Schema | Kind::SchemaOrBoolean => schema::schema(members, here),
            _ => {}
        }
    }

    /// References to definitions lead to the schemas of the same names. Those to shared parameters and responses are
    /// looked up, since not all of these remain.
    fn direct(&self, reference: &str, document: &Value) -> Option<String> {
        let name = reference.strip_prefix("#/definitions/").filter(|name| !name.contains(['/', '%', '~']))?;
        document.get("definitions")?.get(name)?;
        Some(format!("#/components/schemas/{name}"))
    }
}

/// The media types that a document or an operation lists; nothing if it has no such list.
fn media_types(holder: &Value, key: &str) -> Option<Vec<String>> {
    let list = holder.get(key)?.as_array()?;
    Some(
        list.iter()
            .filter_map(Value::as_str)
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect(),
    )
}

/// A map of media types to one schema. The first has the schema, others refer to it if it is more than a few words.
fn content(media_types: &[String], schema: Value, at: &Pointer) -> Map<String, Value> {
    let mut content = Map::new();
    let again = match media_types.first() {
        Some(first) if is_large(&schema) => {
            serde_json::json!({ "$ref": fragment(&at.key("content").key(first).key("schema")) })
        }
        _ => schema.clone(),
    };
    let mut schema = Some(schema);
    for media_type in media_types {
        let schema = schema.take().unwrap_or_else(|| again.clone());
        content.entry(media_type.clone()).or_insert_with(|| serde_json::json!({ "schema": schema }));
    }
    content
}

/// Whether a schema holds others, or more than a few members.
fn is_large(schema: &Value) -> bool {
    schema.as_object().is_some_and(|members| {
        !members.contains_key("$ref") && members.values().any(|value| value.is_object() || value.is_array())
    })
}

#[cfg(test)]
mod tests;
