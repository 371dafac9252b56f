//! The schema and examples of a media type (OpenAPI 3.0.4, §4.7.14 "Media Type Object").

use serde_json::Value;

use crate::api::model::{Hint, Kind, TypeId};
use crate::report::At;

use super::super::reference::follow;
use super::drafting::Drafting;
use super::schema::schema;

/// The type of a media type's schema, with its examples noted for validation.
pub(super) fn content_type<'a>(cx: &mut Drafting<'a, '_>, media: &'a Value, at: &At<'_>, hint: Hint) -> TypeId {
    let schema_at = at.key("schema");
    // Without a schema, values may be anything.
    let of = match media.get("schema") {
        Some(declared) => schema(cx, declared, &schema_at, hint),
        None => cx.add(schema_at.value(), hint, Kind::Any),
    };
    if let Some(example) = media.get("example") {
        cx.add_example(example, of, at.key("example").value());
    }
    let examples_at = at.key("examples");
    if let Some(examples) = cx.reader().properties(media.get("examples"), &examples_at) {
        for (name, example) in examples {
            let at = examples_at.key(name);
            let Some(followed) = follow(cx.reader(), example, &at) else { continue };
            let Some(value) = followed.value.get("value") else { continue };
            let position = followed.position(&at);
            cx.add_example(value, of, At::under(at.file, &position).key("value").value());
        }
    }
    of
}
