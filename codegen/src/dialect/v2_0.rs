//! Swagger 2.0: one host, bodies among the parameters, and types of parameters in the parameters themselves.
//!
//! Sections are those of [OpenAPI 2.0](https://spec.openapis.org/oas/v2.0.html), by title.

mod body;
mod content;
mod operation;
mod parameter;
mod response;
mod schema;
mod security;
mod server;
mod swagger;

use serde_json::{Map, Value};

use super::here::Here;
use super::kind::Kind;
use super::walk;
pub(super) use swagger::Swagger;

impl Swagger {
    /// The Swagger Object becomes the OpenAPI Object, with shared objects in `components`.
    fn document(&self, object: &mut Map<String, Value>, here: &mut Here<'_>) {
        let mut components = match object.shift_remove("components") {
            Some(Value::Object(components)) => components,
            _ => Map::new(),
        };
        for (section, name) in SECTIONS {
            if let Some(written) = object.shift_remove(section) {
                here.relocate(&[(&["components", name], &[section])]);
                components.insert(name.to_owned(), written);
            }
        }
        body::shared(&mut components, &self.consumes, here);
        for obsolete in ["swagger", "host", "basePath", "schemes", "consumes", "produces"] {
            object.shift_remove(obsolete);
        }
        let mut translated = Map::from_iter([("openapi".to_owned(), Value::from("3.0.4"))]);
        for (index, url) in self.servers.of_document().into_iter().enumerate() {
            let servers = translated.entry("servers").or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(servers) = servers {
                servers.push(serde_json::json!({ "url": url }));
            }
            here.stems(&["servers", &index.to_string()], &["host"]);
        }
        translated.append(object);
        translated.insert("components".to_owned(), Value::Object(components));
        *object = translated;
    }
}

/// The sections of shared objects, in 2.0 and among the components of 3.0.
const SECTIONS: [(&str, &str); 4] = [
    ("definitions", "schemas"),
    ("parameters", "parameters"),
    ("responses", "responses"),
    ("securityDefinitions", "securitySchemes"),
];

impl walk::Differences for Swagger {
    fn object(&mut self, kind: Kind, value: &mut Value, here: &mut Here<'_>) {
        let Value::Object(object) = value else { return };
        match kind {
            Kind::Document => self.document(object, here),
            Kind::PathItem => operation::path_item(object, here),
            Kind::Operation => self.operation(object, here),
            Kind::Parameter | Kind::Header => parameter::typed(object, here),
            Kind::Response => response::response(object, &self.produces, here),
            Kind::SecurityScheme => security::scheme(object, here),
            Kind::Schema | Kind::SchemaOrBoolean => schema::schema(object, here),
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

#[cfg(test)]
mod tests;
