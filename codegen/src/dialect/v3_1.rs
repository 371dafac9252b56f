//! OpenAPI 3.1: schemas are those of JSON Schema 2020-12.
//!
//! Sections are those of [OpenAPI 3.1.1](https://spec.openapis.org/oas/v3.1.1.html). `webhooks` stay where they are.
//! 3.0 does not have them, but their path items are the same.

mod conditional;
mod content;
mod generic;
mod null;
mod object;
mod schema;
mod tuple;
mod types;

use serde_json::{Map, Value};

use super::here::Here;
use super::kind::Kind;
use super::walk;
use generic::Generics;

pub(super) use tuple::tuple;
pub(super) use types::types;

/// What differs between 3.1 and 3.0.
#[derive(Default)]
pub(super) struct Differences {
    generics: Generics,
}

impl walk::Differences for Differences {
    fn object(&mut self, kind: Kind, value: &mut Value, here: &mut Here<'_>) {
        if kind == Kind::Schema {
            schema::boolean(value);
        }
        let Value::Object(object) = value else { return };
        match kind {
            Kind::Document => document(object, here),
            Kind::Operation => {
                // Required in 3.0, and no longer (§4.8.10.1, `responses`).
                object.entry("responses").or_insert_with(|| Value::Object(Map::new()));
            }
            Kind::SecurityScheme => mutual_tls(object, here),
            Kind::Schema | Kind::SchemaOrBoolean => {
                self.generics.place(object, here);
                schema::schema(object, here);
            }
            _ => {}
        }
    }

    /// References to components lead to where they did.
    fn direct(&self, reference: &str, _: &Value) -> Option<String> {
        let mut steps = reference.strip_prefix("#/components/")?.split('/');
        (steps.next().is_some() && steps.next().is_some() && steps.next().is_none()).then(|| reference.to_owned())
    }
}

/// `paths` may be missing, there is a default dialect of schemas (§4.8.1.1 "Fixed Fields" of the OpenAPI Object), and
/// `info` has a summary (§4.8.2 "Info Object"), which is the description where there is none.
fn document(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    object.insert("openapi".to_owned(), "3.0.4".into());
    object.shift_remove("jsonSchemaDialect");
    object.entry("paths").or_insert_with(|| Value::Object(Map::new()));
    if let Some(Value::Object(info)) = object.get_mut("info")
        && !info.contains_key("description")
        && let Some(summary) = info.shift_remove("summary")
    {
        info.insert("description".to_owned(), summary);
        here.relocate(&[(&["info", "description"], &["info", "summary"])]);
    }
}

/// A scheme may be a certificate that the client shows when it connects (§4.8.27.1, `type`), which 3.0 does not know.
fn mutual_tls(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    if object.get("type").and_then(Value::as_str) == Some("mutualTLS") {
        here.rename(object, "type", "x-specwright-type");
    }
}

#[cfg(test)]
mod tests;
