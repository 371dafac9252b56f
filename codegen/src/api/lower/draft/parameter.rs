//! Parameters (OpenAPI 3.0.4, §4.7.12 "Parameter Object").

use std::collections::HashSet;

use openapiv3::{Parameter as Read, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle};
use serde_json::Value;

use crate::api::model::{
    Constraints, Hint, Kind, Owner, Parameter, Place, QueryString, StringFormat, Style, StyleKind, TypeId, Writing,
};
use crate::report::{At, Code, Diagnostic, Fix, Location};

use super::super::media::{is_form, is_json, is_text};
use super::super::reference::follow;
use super::super::server::placeholders;
use super::constraint::constraints;
use super::drafting::Drafting;
use super::object::default;
use super::path_template::without_pairs;
use super::schema::{schema, schema_of_path};
use super::subschema::{Subschema, is_reference};

/// A function that drafts the schema of a parameter.
pub(super) type DraftSchema = for<'a> fn(&mut Drafting<'a, '_>, &'a Value, &At<'_>, Hint) -> TypeId;

/// The parameters of an operation: its own, and those of its path item that it does not override, path parameters
/// first and in the order of the template.
///
/// `owner` is the operation. A parameter of the template that is not declared is a string. Also returns the template without
/// what query parameters send.
pub(super) fn parameters<'a>(
    cx: &mut Drafting<'a, '_>,
    (item, item_at): (&'a Value, &At<'_>),
    (operation, operation_at): (&'a Value, &At<'_>),
    template: &str,
    owner: Owner,
) -> (Vec<Parameter>, String) {
    let mut parameters: Vec<Parameter> = Vec::new();
    let mut known = HashSet::new();
    for (holder, at, schema) in
        [(operation, operation_at, schema as DraftSchema), (item, item_at, schema_of_path as DraftSchema)]
    {
        let at = at.key("parameters");
        // Those of the operation replace those of its path item (OpenAPI 3.0.4, §4.7.10.1, `parameters`).
        let mut own = HashSet::new();
        for (position, value) in cx.reader().elements(holder.get("parameters"), &at).iter().enumerate() {
            let at = at.index(position);
            let Some(read) = parameter(cx, value, &at, owner, schema) else { continue };
            let key =
                (read.place, if read.place == Place::Header { read.name.to_lowercase() } else { read.name.clone() });
            if known.insert(key.clone()) {
                own.insert(key);
                parameters.push(read);
            } else if own.contains(&key) {
                report_duplicate(cx, &read, &at);
            }
        }
    }
    let has = |place, name: &str| parameters.iter().any(|other| other.place == place && other.name == name);
    let template = without_pairs(template, |name| has(Place::Query, name) && !has(Place::Path, name));
    (in_order_of_template(cx, parameters, &template, operation_at, owner), template)
}

/// Reports a parameter whose name and location another of the same list has (OpenAPI 3.0.4, §4.7.10.1, `parameters`).
fn report_duplicate(cx: &mut Drafting<'_, '_>, read: &Parameter, at: &At<'_>) {
    cx.count_omitted_parameter();
    let place = match read.place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie => "cookie",
    };
    let message = format!("there is another {place} parameter `{}`, so this one is omitted", read.name);
    cx.reader().malformed(at, message);
}

fn in_order_of_template(
    cx: &mut Drafting<'_, '_>,
    declared: Vec<Parameter>,
    template: &str,
    at: &At<'_>,
    owner: Owner,
) -> Vec<Parameter> {
    let (mut in_path, elsewhere): (Vec<_>, Vec<_>) =
        declared.into_iter().partition(|parameter| parameter.place == Place::Path);
    let mut ordered = Vec::new();
    for name in placeholders(template) {
        if let Some(found) = in_path.iter().position(|parameter| parameter.name == name) {
            ordered.push(in_path.remove(found));
            continue;
        }
        let message = format!("the path parameter `{name}` is not declared; it is sent as a string");
        cx.report(
            Diagnostic::new(Code::UndeclaredPathParameter, at.name(), message)
                .help("add it to `parameters`, with `in: path`")
                .fix(Fix::Overlay(
                    at.value(),
                    format!(
                        "update: {{parameters: [{{name: {name}, in: path, required: true, schema: {{type: string}}}}]}}"
                    ),
                )),
        );
        ordered.push(Parameter {
            of: string_type(cx, at.value(), Hint::Parameter(owner, name.clone())),
            writing: Writing::Plain,
            of_client: cx.config().client.params.contains(&name),
            name,
            place: Place::Path,
            required: true,
            description: None,
            deprecated: false,
            default: None,
            constraints: Constraints::default(),
            at: at.value(),
        });
    }
    for unused in in_path {
        cx.count_omitted_parameter();
        let message = format!("the path parameter `{}` is not in the path `{template}`, so it is omitted", unused.name);
        let fix = Fix::Place(unused.at.clone(), "omit = true".to_owned());
        cx.report(Diagnostic::new(Code::UnusedPathParameter, unused.at, message).fix(fix));
    }
    ordered.extend(elsewhere);
    ordered
}

/// A parameter, whose schema a function drafts; `None` if it is omitted.
pub(super) fn parameter<'a>(
    cx: &mut Drafting<'a, '_>,
    value: &'a Value,
    at: &At<'_>,
    owner: Owner,
    schema: DraftSchema,
) -> Option<Parameter> {
    let is_reference = is_reference(value);
    let Some(followed) = follow(cx.reader(), value, at) else {
        cx.count_omitted_parameter();
        return None;
    };
    let (value, position) = (followed.value, followed.position(at));
    let at = &At::under(at.file, &position);
    let located = located(cx, value, at);
    let located = located.as_ref().unwrap_or(value);
    let (described, is_typed) = typed(cx, located, at);
    let Some(read) = cx.reader().object::<Read>(described.as_ref().unwrap_or(located), at, "Parameter Object") else {
        cx.count_omitted_parameter();
        return None;
    };
    let place = match read {
        Read::Path { .. } => Place::Path,
        Read::Query { .. } => Place::Query,
        Read::Header { .. } => Place::Header,
        Read::Cookie { .. } => Place::Cookie,
    };
    let data = read.parameter_data_ref();
    // These headers belong to bodies and security, and parameters of these names are ignored (OpenAPI 3.0.4, §4.7.12.2
    // "name"). A wrong length or transfer coding breaks the connection (RFC 9112, §6).
    let reserved = ["accept", "content-type", "authorization", "content-length", "transfer-encoding"];
    if place == Place::Header && reserved.iter().any(|name| data.name.eq_ignore_ascii_case(name)) {
        return None;
    }
    let declared = match is_typed {
        true => Some(Subschema::at(value, at)),
        false => value.get("schema").map(|schema| Subschema::at(schema, &at.key("schema"))),
    };
    let schema = if is_reference { self::schema } else { schema };
    let style = style(value, &read, data.explode);
    let (of, writing) = match &declared {
        Some(declared) if is_typed => {
            let at = At::under(at.file, &declared.at);
            (schema(cx, value, &at, Hint::Parameter(owner, data.name.clone())), Writing::Styled(style))
        }
        _ => value_type(cx, value, data, style, at, (owner, schema)),
    };
    Some(Parameter {
        constraints: constraints(cx.document(), declared.as_slice()),
        default: declared.and_then(|declared| default(cx.document(), &[declared])),
        name: data.name.clone(),
        place,
        required: data.required || place == Place::Path,
        of_client: place == Place::Path && cx.config().client.params.contains(&data.name),
        description: data.description.clone().filter(|text| !text.trim().is_empty()),
        deprecated: data.deprecated.unwrap_or(false),
        of,
        writing,
        at: at.value(),
    })
}

/// The parameter with a schema, if it describes its values itself, as in 2.0. Then its own keywords are that schema.
fn typed(cx: &mut Drafting<'_, '_>, value: &Value, at: &At<'_>) -> (Option<Value>, bool) {
    if !value.get("type").is_some_and(Value::is_string)
        || value.get("schema").or_else(|| value.get("content")).is_some()
    {
        return (None, false);
    }
    let message = "the type of a parameter belongs into its `schema` in this version; it is read all the same";
    let fix = Fix::Overlay(
        at.value(),
        format!("update: {{schema: {{type: {}}}}}", value.get("type").and_then(Value::as_str).unwrap_or_default()),
    );
    cx.report(Diagnostic::new(Code::Malformed, at.key("type").value(), message).fix(fix));
    let mut described = value.clone();
    if let Value::Object(properties) = &mut described {
        properties.insert("schema".to_owned(), Value::Object(serde_json::Map::new()));
    }
    (Some(described), true)
}

/// The parameter with its location as the specification writes it, if it is written with other letters (`Header`).
fn located(cx: &mut Drafting<'_, '_>, value: &Value, at: &At<'_>) -> Option<Value> {
    let written = value.get("in").and_then(Value::as_str)?;
    let meant = written.trim().to_ascii_lowercase();
    if written == meant || !["path", "query", "header", "cookie"].contains(&meant.as_str()) {
        return None;
    }
    cx.reader().malformed(&at.key("in"), format!("there is no location `{written}`; read as `{meant}`"));
    let mut located = value.clone();
    *located.get_mut("in")? = meant.into();
    Some(located)
}

/// The style of a parameter, with the defaults of its place (OpenAPI 3.0.4, §4.7.12.2 "style", "explode").
/// Styles of other versions are in extensions.
fn style(value: &Value, read: &Read, explode: Option<bool>) -> Style {
    let extension = |key: &str| value.get(key).and_then(Value::as_str);
    let kind = match (extension("x-specwright-collection-format"), extension("x-specwright-style")) {
        (Some("tsv"), _) => Some(StyleKind::Tab),
        (Some("ssv"), _) => Some(StyleKind::Space),
        (Some("pipes"), _) => Some(StyleKind::Pipe),
        (_, Some("cookie")) => Some(StyleKind::Cookie),
        _ => None,
    };
    if let Some(kind) = kind {
        return Style { kind, explode: kind == StyleKind::Cookie && explode.unwrap_or(true), allow_reserved: false };
    }
    let (kind, allow_reserved) = match read {
        Read::Query { style, allow_reserved, .. } => {
            let kind = match style {
                QueryStyle::Form => StyleKind::Form,
                QueryStyle::SpaceDelimited => StyleKind::Space,
                QueryStyle::PipeDelimited => StyleKind::Pipe,
                QueryStyle::DeepObject => StyleKind::DeepObject,
            };
            (kind, *allow_reserved)
        }
        Read::Path { style: PathStyle::Matrix, .. } => (StyleKind::Matrix, false),
        Read::Path { style: PathStyle::Label, .. } => (StyleKind::Label, false),
        Read::Path { style: PathStyle::Simple, .. } | Read::Header { .. } => (StyleKind::Simple, false),
        Read::Cookie { .. } => (StyleKind::Form, false),
    };
    Style { kind, explode: explode.unwrap_or(kind == StyleKind::Form), allow_reserved }
}

fn value_type<'a>(
    cx: &mut Drafting<'a, '_>,
    value: &'a Value,
    data: &ParameterData,
    style: Style,
    at: &At<'_>,
    (owner, schema): (Owner, DraftSchema),
) -> (TypeId, Writing) {
    let hint = Hint::Parameter(owner, data.name.clone());
    if let (ParameterSchemaOrContent::Schema(_), Some(declared)) = (&data.format, value.get("schema")) {
        let of = schema(cx, declared, &at.key("schema"), hint);
        if let Some(example) = value.get("example") {
            cx.add_example(example, of, at.key("example").value());
        }
        return (of, Writing::Styled(style));
    }
    let content = value.get("content").and_then(Value::as_object).and_then(|content| content.iter().next());
    if value.get("x-specwright-querystring").and_then(Value::as_bool) == Some(true) {
        return query_string(cx, content, at, hint);
    }
    if let Some((media_type, media)) = content
        && is_json(media_type)
        && let Some(declared) = media.get("schema")
    {
        let content_at = at.key("content");
        let media_at = content_at.key(media_type);
        return (schema(cx, declared, &media_at.key("schema"), hint), Writing::Json);
    }
    if content.is_some_and(|(media_type, _)| !is_text(media_type)) {
        cx.count_untyped();
        let message = format!("the media type of `{}` is not supported; its value is sent as a string", data.name);
        let fix = Fix::Place(at.value(), "type = \"string\"".to_owned());
        cx.report(Diagnostic::new(Code::UnsupportedParameter, at.key("content").name(), message).fix(fix));
    }
    (string_type(cx, at.value(), hint), Writing::Plain)
}

/// The whole query, by its media type (OpenAPI 3.2.0, §4.12.1 "Parameter Locations").
fn query_string<'a>(
    cx: &mut Drafting<'a, '_>,
    content: Option<(&'a String, &'a Value)>,
    at: &At<'_>,
    hint: Hint,
) -> (TypeId, Writing) {
    let content_at = at.key("content");
    if let Some((media_type, media)) = content.filter(|(media_type, _)| is_form(media_type) || is_json(media_type))
        && let Some(declared) = media.get("schema")
    {
        let of = schema(cx, declared, &content_at.key(media_type).key("schema"), hint);
        let format = if is_form(media_type) { QueryString::Form } else { QueryString::Json };
        return (of, Writing::QueryString(format));
    }
    (string_type(cx, at.value(), hint), Writing::QueryString(QueryString::Text))
}

fn string_type(cx: &mut Drafting<'_, '_>, at: Location, hint: Hint) -> TypeId {
    cx.add(at, hint, Kind::String(StringFormat::Plain))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::api::lower;
    use crate::config::Config;

    #[test]
    fn reserved_headers_are_not_parameters() {
        let names = ["Accept", "Content-Type", "authorization", "Content-Length", "Transfer-Encoding", "X-Length"];
        let header = |name| json!({"name": name, "in": "header", "required": true, "schema": {"type": "string"}});
        let get = json!({"operationId": "a", "parameters": names.map(header), "responses": {}});
        let (api, _) = lower(&json!({"openapi": "3.0.0", "paths": {"/a": {"get": get}}}), &Config::default());
        let found: Vec<&str> = api.operations.iter().flat_map(|it| &it.parameters).map(|it| it.name.as_str()).collect();
        assert_eq!(found, ["X-Length"]);
    }
}
