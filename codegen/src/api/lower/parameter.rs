//! Parameters (OpenAPI 3.0.4, §4.8.12 "Parameter Object").

use openapiv3::{Parameter as Read, ParameterData, ParameterSchemaOrContent};
use serde_json::Value;

use crate::api::model::{Hint, Kind, Parameter, Place, StringFormat, TypeId};
use crate::report::{At, Code, Finding, Location, Pointer};

use super::context::{Context, Example};
use super::reference::follow;
use super::schema::schema;
use super::server::placeholders;

/// The parameters of an operation: its own, and those of its path item that it does not override, path parameters
/// first and in the order of the template.
///
/// `index` is the operation's place in the list. A parameter of the template that is not declared is one of text.
pub(super) fn parameters<'a>(
    cx: &mut Context<'a>,
    (item, item_at): (&'a Value, &At<'_>),
    (operation, operation_at): (&'a Value, &At<'_>),
    template: &str,
    index: usize,
) -> Vec<Parameter> {
    let mut parameters: Vec<Parameter> = Vec::new();
    for (holder, at) in [(operation, operation_at), (item, item_at)] {
        let at = at.key("parameters");
        for (position, value) in cx.elements(holder.get("parameters"), &at).iter().enumerate() {
            let Some(read) = parameter(cx, value, &at.index(position), index) else { continue };
            if !parameters.iter().any(|known| (known.place, &known.name) == (read.place, &read.name)) {
                parameters.push(read);
            }
        }
    }
    in_order_of_template(cx, parameters, template, operation_at, index)
}

fn in_order_of_template(
    cx: &mut Context<'_>,
    declared: Vec<Parameter>,
    template: &str,
    at: &At<'_>,
    index: usize,
) -> Vec<Parameter> {
    let (mut in_path, elsewhere): (Vec<_>, Vec<_>) =
        declared.into_iter().partition(|parameter| parameter.place == Place::Path);
    let mut ordered = Vec::new();
    for name in placeholders(template) {
        if let Some(found) = in_path.iter().position(|parameter| parameter.name == name) {
            ordered.push(in_path.remove(found));
            continue;
        }
        let message = format!("the path has `{{{name}}}`, and no parameter declares it; it is sent as text");
        cx.findings.push(
            Finding::new(Code::UndeclaredPathParameter, at.name(), message).help("add it to `parameters`, `in: path`"),
        );
        ordered.push(Parameter {
            of: text_type(cx, at.value(), Hint::Parameter(index, name.clone())),
            of_client: cx.config.client.params.contains(&name),
            name,
            place: Place::Path,
            required: true,
            description: None,
            deprecated: false,
            at: at.value(),
        });
    }
    for unused in in_path {
        let message =
            format!("the path parameter `{}` is not in the path `{template}`, so it is left out", unused.name);
        cx.findings.push(Finding::new(Code::UnusedPathParameter, unused.at, message));
    }
    ordered.extend(elsewhere);
    ordered
}

fn parameter<'a>(cx: &mut Context<'a>, value: &'a Value, at: &At<'_>, index: usize) -> Option<Parameter> {
    let followed = follow(cx, value, at)?;
    let (value, target) = (followed.value, followed.target);
    let written: Pointer;
    let at = match target {
        Some(pointer) => {
            written = pointer;
            &At::under(at.file, &written)
        }
        None => at,
    };
    let read: Read = cx.read(value, at, "Parameter Object")?;
    let place = match read {
        Read::Path { .. } => Place::Path,
        Read::Query { .. } => Place::Query,
        Read::Header { .. } => Place::Header,
        Read::Cookie { .. } => Place::Cookie,
    };
    let data = read.parameter_data();
    // These headers are the business of bodies and security, and parameters of these names are to be ignored
    // (OpenAPI 3.0.4, §4.8.12.2 "name").
    let reserved = ["accept", "content-type", "authorization"];
    if place == Place::Header && reserved.iter().any(|name| data.name.eq_ignore_ascii_case(name)) {
        return None;
    }
    let of = value_type(cx, value, &data, place, at, index);
    Some(Parameter {
        name: data.name.clone(),
        place,
        required: data.required || place == Place::Path,
        of_client: place == Place::Path && cx.config.client.params.contains(&data.name),
        description: data.description.clone().filter(|text| !text.trim().is_empty()),
        deprecated: data.deprecated.unwrap_or(false),
        of,
        at: at.value(),
    })
}

fn value_type<'a>(
    cx: &mut Context<'a>,
    value: &'a Value,
    data: &ParameterData,
    place: Place,
    at: &At<'_>,
    index: usize,
) -> TypeId {
    let hint = Hint::Parameter(index, data.name.clone());
    let declared = match (&data.format, value.get("schema")) {
        (ParameterSchemaOrContent::Schema(_), Some(declared)) => declared,
        _ => {
            let message = format!(
                "the value of `{}` has a media type of its own, which is not supported; it is sent as text",
                data.name
            );
            return unsupported(cx, message, at.key("content").name(), hint);
        }
    };
    let of = schema(cx, declared, &at.key("schema"), hint.clone());
    if let Some(example) = value.get("example") {
        cx.examples.push(Example { value: example, of, at: at.key("example").value() });
    }
    if sendable(cx, of, place) {
        return of;
    }
    let message =
        format!("values of `{}` are lists or objects, which are not supported here; it is sent as text", data.name);
    unsupported(cx, message, at.key("schema").value(), hint)
}

fn sendable(cx: &Context<'_>, of: TypeId, place: Place) -> bool {
    let scalar = |of: TypeId| {
        matches!(
            cx.types[of].kind,
            Kind::Boolean | Kind::Integer(_) | Kind::Number | Kind::String(_) | Kind::StringEnum(_)
        )
    };
    match cx.types[of].kind {
        Kind::Array(element) => place == Place::Query && scalar(element),
        Kind::Nullable(inner) => scalar(inner),
        _ => scalar(of),
    }
}

fn unsupported(cx: &mut Context<'_>, message: String, at: Location, hint: Hint) -> TypeId {
    cx.untyped += 1;
    cx.findings.push(Finding::new(Code::UnsupportedParameter, at.clone(), message));
    text_type(cx, at, hint)
}

fn text_type(cx: &mut Context<'_>, at: Location, hint: Hint) -> TypeId {
    cx.add(crate::api::model::Type {
        at,
        hint,
        title: None,
        description: None,
        deprecated: false,
        kind: Kind::String(StringFormat::Plain),
        direction: crate::api::model::Direction::default(),
    })
}
