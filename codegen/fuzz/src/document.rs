//! Documents made of random bytes, in every version: mostly valid, with some mistakes.

use arbitrary::{Arbitrary, Result, Unstructured};
use serde_json::{Map, Value, json};

use crate::hostile::{name, text, value};
use crate::{mutation, schema};

/// An OpenAPI document, most of it valid.
#[derive(Clone, Debug)]
pub struct Document(pub Value);

impl<'a> Arbitrary<'a> for Document {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let mut document = document(u)?;
        for _ in 0..u.int_in_range(0..=3)? {
            mutation::mutate(&mut document, u)?;
        }
        Ok(Self(document))
    }
}

/// What is known everywhere while a document is made.
pub struct Scope {
    /// The version.
    pub version: Version,
    /// The names of the schemas that references may point to.
    pub schemas: Vec<String>,
}

/// The versions of OpenAPI that differ in their structure.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Version {
    /// Swagger.
    V2_0,
    /// 3.0.
    V3_0,
    /// 3.1 and 3.2, with schemas of JSON Schema 2020-12.
    V3_1,
}

impl Scope {
    /// A reference into a part of the components; at times to what is not there or not that.
    pub fn reference(&self, u: &mut Unstructured<'_>, part: &str) -> Result<Value> {
        let parent = match (self.version, part) {
            (Version::V2_0, "schemas") => "#/definitions".to_owned(),
            (Version::V2_0, part) => format!("#/{part}"),
            (_, part) => format!("#/components/{part}"),
        };
        let names: Vec<String> =
            if part == "schemas" { self.schemas.clone() } else { ["id", "name", "Pet"].map(str::to_owned).to_vec() };
        let target = match u.int_in_range(0..=31)? {
            0 => return Ok(json!({ "$ref": text(u)? })),
            1 => format!("{parent}/{}", name(u)?),
            2 => format!("{parent}/{}/properties/{}", u.choose(&names)?, name(u)?),
            3 => format!("{parent}/{}/items", u.choose(&names)?),
            4 => (*u.choose(&["#", "#/", "#/paths", "#/info", "other.yaml#/a", "#name", "Pet", ""])?).to_owned(),
            5 => format!("{parent}/{}/allOf/0", u.choose(&names)?),
            6 => "#/paths/~1id/get/responses/200/content/application~1json/schema".to_owned(),
            _ => format!("{parent}/{}", escaped(u.choose(&names)?)),
        };
        Ok(json!({ "$ref": target }))
    }
}

/// A name, escaped for a JSON pointer.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Adds a field with a probability of 1 to `one_in`.
pub fn maybe(
    u: &mut Unstructured<'_>,
    map: &mut Map<String, Value>,
    one_in: u32,
    key: &str,
    make: impl FnOnce(&mut Unstructured<'_>) -> Result<Value>,
) -> Result<()> {
    if u.ratio(1, one_in)? {
        let made = make(u)?;
        map.insert(key.to_owned(), made);
    }
    Ok(())
}

/// An array of at most `most` values.
pub fn several(
    u: &mut Unstructured<'_>,
    most: usize,
    mut make: impl FnMut(&mut Unstructured<'_>) -> Result<Value>,
) -> Result<Value> {
    (0..u.int_in_range(0..=most)?).map(|_| make(u)).collect()
}

/// An object of at most `most` fields, whose names `key` makes.
pub fn fields(
    u: &mut Unstructured<'_>,
    most: usize,
    mut key: impl FnMut(&mut Unstructured<'_>) -> Result<String>,
    mut make: impl FnMut(&mut Unstructured<'_>) -> Result<Value>,
) -> Result<Value> {
    let mut map = Map::new();
    for _ in 0..u.int_in_range(0..=most)? {
        map.insert(key(u)?, make(u)?);
    }
    Ok(Value::Object(map))
}

fn document(u: &mut Unstructured<'_>) -> Result<Value> {
    let (key, written, version) = *u.choose(&[
        ("openapi", "3.0.3", Version::V3_0),
        ("openapi", "3.1.0", Version::V3_1),
        ("openapi", "3.2.0", Version::V3_1),
        ("swagger", "2.0", Version::V2_0),
        ("openapi", "3.0.0", Version::V3_0),
    ])?;
    let mut scope = Scope { version, schemas: Vec::new() };
    for _ in 0..u.int_in_range(1..=5)? {
        scope.schemas.push(name(u)?);
    }
    let mut root = Map::new();
    root.insert(key.to_owned(), json!(written));
    let mut info = Map::from_iter([("title".to_owned(), json!(text(u)?)), ("version".to_owned(), json!("1"))]);
    maybe(u, &mut info, 3, "description", |u| Ok(json!(text(u)?)))?;
    root.insert("info".to_owned(), Value::Object(info));

    let path_item = |u: &mut Unstructured<'_>| path_item(u, &scope);
    root.insert("paths".to_owned(), fields(u, 4, path, path_item)?);

    let mut components = Map::new();
    let mut schemas = Map::new();
    for name in &scope.schemas {
        schemas.insert(name.clone(), schema::schema(u, &scope, 4)?);
    }
    components.insert("schemas".to_owned(), Value::Object(schemas));
    let word = |u: &mut Unstructured<'_>| Ok((*u.choose(&["id", "name", "Pet"])?).to_owned());
    maybe(u, &mut components, 3, "parameters", |u| fields(u, 3, word, |u| parameter(u, &scope)))?;
    maybe(u, &mut components, 3, "responses", |u| fields(u, 3, word, |u| response(u, &scope)))?;
    maybe(u, &mut components, 4, "requestBodies", |u| fields(u, 3, word, |u| body(u, &scope)))?;
    maybe(u, &mut components, 4, "headers", |u| fields(u, 3, word, |u| header(u, &scope)))?;
    maybe(u, &mut components, 6, "pathItems", |u| fields(u, 2, word, path_item))?;
    maybe(u, &mut components, 3, "securitySchemes", |u| fields(u, 3, word, scheme))?;
    if version == Version::V2_0 {
        for (part, written) in [("schemas", "definitions"), ("securitySchemes", "securityDefinitions")] {
            if let Some(part) = components.shift_remove(part) {
                root.insert(written.to_owned(), part);
            }
        }
        root.extend(components);
        maybe(u, &mut root, 2, "host", |u| Ok(json!(text(u)?)))?;
        maybe(u, &mut root, 2, "basePath", |u| Ok(json!(text(u)?)))?;
        maybe(u, &mut root, 3, "consumes", |u| several(u, 3, |u| Ok(json!(media(u)?))))?;
        maybe(u, &mut root, 3, "produces", |u| several(u, 3, |u| Ok(json!(media(u)?))))?;
    } else {
        root.insert("components".to_owned(), Value::Object(components));
        maybe(u, &mut root, 3, "servers", |u| several(u, 3, server))?;
    }
    maybe(u, &mut root, 3, "security", |u| several(u, 3, requirement))?;
    maybe(u, &mut root, 4, "tags", |u| several(u, 3, |u| Ok(json!({ "name": name(u)?, "description": text(u)? }))))?;
    maybe(u, &mut root, 8, "webhooks", |u| fields(u, 2, path, path_item))?;
    Ok(Value::Object(root))
}

/// A path template: one of a few plain ones, or several segments of any kind.
fn path(u: &mut Unstructured<'_>) -> Result<String> {
    const SEGMENTS: &[&str] = &[
        "/{id}",
        "/{name}",
        "/id",
        "/pets",
        "/{}",
        "/{id}{name}",
        "/{id}.{name}",
        "/a:{id}",
        "/{id",
        "/id}",
        "//",
        "/",
        "",
        "?a={id}",
        "#x",
        "/%7Bid%7D",
        "/{id}/{id}",
        "/作业",
        "/{作业}",
        "/{a b}",
        "/{ id }",
        "/{id*}",
        "/{+id}",
        "/{{id}}",
        "/..",
        "/.",
        "/a b",
        "/*",
        "x-ext",
        "https://h/p",
        "/{id}({name})",
        "/$count",
        "/a\"b",
        "/a\\b",
    ];
    if u.ratio(1, 3)? {
        return Ok((*u.choose(&["/id", "/pets/{id}", "/pets"])?).to_owned());
    }
    let mut path = String::new();
    for _ in 0..u.int_in_range(1..=3)? {
        path.push_str(u.choose(SEGMENTS)?);
    }
    Ok(path)
}

fn path_item(u: &mut Unstructured<'_>, scope: &Scope) -> Result<Value> {
    if u.ratio(1, 20)? {
        return scope.reference(u, "pathItems");
    }
    let mut item = Map::new();
    for _ in 0..u.int_in_range(1..=3)? {
        let method = *u.choose(&["get", "post", "put", "delete", "patch", "head", "options", "trace", "query"])?;
        item.insert(method.to_owned(), operation(u, scope)?);
    }
    maybe(u, &mut item, 5, "parameters", |u| several(u, 2, |u| parameter(u, scope)))?;
    maybe(u, &mut item, 12, "servers", |u| several(u, 2, server))?;
    maybe(u, &mut item, 12, "additionalOperations", |u| fields(u, 2, name, |u| operation(u, scope)))?;
    Ok(Value::Object(item))
}

fn operation(u: &mut Unstructured<'_>, scope: &Scope) -> Result<Value> {
    let mut operation = Map::new();
    maybe(u, &mut operation, 2, "operationId", |u| Ok(json!(name(u)?)))?;
    maybe(u, &mut operation, 3, "summary", |u| Ok(json!(text(u)?)))?;
    maybe(u, &mut operation, 4, "description", |u| Ok(json!(text(u)?)))?;
    maybe(u, &mut operation, 2, "tags", |u| several(u, 2, |u| Ok(json!(name(u)?))))?;
    maybe(u, &mut operation, 2, "parameters", |u| several(u, 4, |u| parameter(u, scope)))?;
    maybe(u, &mut operation, 8, "deprecated", |_| Ok(json!(true)))?;
    maybe(u, &mut operation, 5, "security", |u| several(u, 3, requirement))?;
    if scope.version == Version::V2_0 {
        maybe(u, &mut operation, 4, "consumes", |u| several(u, 3, |u| Ok(json!(media(u)?))))?;
        maybe(u, &mut operation, 4, "produces", |u| several(u, 3, |u| Ok(json!(media(u)?))))?;
    } else {
        maybe(u, &mut operation, 2, "requestBody", |u| body(u, scope))?;
        maybe(u, &mut operation, 12, "servers", |u| several(u, 2, server))?;
        maybe(u, &mut operation, 16, "callbacks", |u| {
            fields(u, 1, name, |u| fields(u, 1, path, |u| Ok(json!({ "post": { "requestBody": body(u, scope)? } }))))
        })?;
    }
    let status = |u: &mut Unstructured<'_>| {
        let statuses = ["200", "default", "201", "204", "4XX", "404", "5xx", "2XX", "301", "x-a", "99", "20", "1XX"];
        Ok((*u.choose(&statuses)?).to_owned())
    };
    operation.insert("responses".to_owned(), fields(u, 4, status, |u| response(u, scope))?);
    Ok(Value::Object(operation))
}

fn parameter(u: &mut Unstructured<'_>, scope: &Scope) -> Result<Value> {
    if u.ratio(1, 8)? {
        return scope.reference(u, "parameters");
    }
    let places = ["path", "query", "header", "cookie", "querystring", "body", "formData", "Query", ""];
    let most = if scope.version == Version::V2_0 { 8 } else { 4 };
    let place = places[u.int_in_range(0..=most)?];
    let mut parameter = Map::from_iter([("name".to_owned(), json!(name(u)?)), ("in".to_owned(), json!(place))]);
    if place == "path" || u.ratio(1, 4)? {
        parameter.insert("required".to_owned(), json!(true));
    }
    maybe(u, &mut parameter, 4, "description", |u| Ok(json!(text(u)?)))?;
    if scope.version == Version::V2_0 && place != "body" {
        if let Value::Object(schema) = schema::schema(u, scope, 1)? {
            parameter.extend(schema);
        }
        maybe(u, &mut parameter, 4, "collectionFormat", |u| {
            Ok(json!(u.choose(&["csv", "ssv", "tsv", "pipes", "multi", "x"])?))
        })?;
        return Ok(Value::Object(parameter));
    }
    if u.ratio(1, 10)? {
        parameter.insert("content".to_owned(), content(u, scope)?);
    } else {
        parameter.insert("schema".to_owned(), schema::schema(u, scope, 2)?);
    }
    maybe(u, &mut parameter, 4, "style", |u| {
        let styles =
            ["form", "simple", "label", "matrix", "spaceDelimited", "pipeDelimited", "deepObject", "cookie", ""];
        Ok(json!(u.choose(&styles)?))
    })?;
    maybe(u, &mut parameter, 4, "explode", |u| Ok(json!(u.arbitrary::<bool>()?)))?;
    maybe(u, &mut parameter, 8, "allowReserved", |_| Ok(json!(true)))?;
    maybe(u, &mut parameter, 8, "example", value)?;
    maybe(u, &mut parameter, 12, "deprecated", |_| Ok(json!(true)))?;
    maybe(u, &mut parameter, 12, "x-ms-parameter-location", |_| Ok(json!("client")))?;
    Ok(Value::Object(parameter))
}

fn media(u: &mut Unstructured<'_>) -> Result<String> {
    const MEDIA: &[&str] = &[
        "application/json",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "*/*",
        "application/octet-stream",
        "application/problem+json",
        "application/xml",
        "text/event-stream",
        "image/*",
        "application/json; charset=utf-8",
        "APPLICATION/JSON",
        "json",
        "",
        "application/jsonl",
        "text/csv",
        "a/b\nc",
        "multipart/mixed",
        "application/vnd.a+json;v=1",
        "application/json-patch+json",
        "*/json",
    ];
    Ok(if u.ratio(1, 3)? { MEDIA[0] } else { u.choose(MEDIA)? }.to_owned())
}

fn content(u: &mut Unstructured<'_>, scope: &Scope) -> Result<Value> {
    fields(u, 3, media, |u| {
        let mut media = Map::new();
        maybe(u, &mut media, 1, "schema", |u| schema::schema(u, scope, 3))?;
        maybe(u, &mut media, 6, "example", value)?;
        maybe(u, &mut media, 10, "examples", |u| fields(u, 2, name, |u| Ok(json!({ "value": value(u)? }))))?;
        maybe(u, &mut media, 10, "encoding", |u| {
            fields(u, 2, name, |u| Ok(json!({ "contentType": text(u)?, "style": "deepObject", "headers": {} })))
        })?;
        maybe(u, &mut media, 16, "itemSchema", |u| schema::schema(u, scope, 2))?;
        Ok(Value::Object(media))
    })
}

fn body(u: &mut Unstructured<'_>, scope: &Scope) -> Result<Value> {
    if u.ratio(1, 8)? {
        return scope.reference(u, "requestBodies");
    }
    let mut body = Map::from_iter([("content".to_owned(), content(u, scope)?)]);
    maybe(u, &mut body, 2, "required", |u| Ok(json!(u.arbitrary::<bool>()?)))?;
    maybe(u, &mut body, 4, "description", |u| Ok(json!(text(u)?)))?;
    Ok(Value::Object(body))
}

fn response(u: &mut Unstructured<'_>, scope: &Scope) -> Result<Value> {
    if u.ratio(1, 8)? {
        return scope.reference(u, "responses");
    }
    let mut response = Map::from_iter([("description".to_owned(), json!(text(u)?))]);
    maybe(u, &mut response, 4, "headers", |u| fields(u, 3, name, |u| header(u, scope)))?;
    if scope.version == Version::V2_0 {
        maybe(u, &mut response, 1, "schema", |u| schema::schema(u, scope, 3))?;
    } else {
        maybe(u, &mut response, 1, "content", |u| content(u, scope))?;
    }
    Ok(Value::Object(response))
}

fn header(u: &mut Unstructured<'_>, scope: &Scope) -> Result<Value> {
    if u.ratio(1, 8)? {
        return scope.reference(u, "headers");
    }
    Ok(json!({ "description": text(u)?, "schema": schema::schema(u, scope, 1)?, "required": u.arbitrary::<bool>()? }))
}

fn server(u: &mut Unstructured<'_>) -> Result<Value> {
    let urls = ["https://a.example.com", "https://{id}.example.com/{name}", "/v1", "{id}", "https://{id}{id}", "//h"];
    let url = if u.ratio(1, 4)? { text(u)? } else { (*u.choose(&urls)?).to_owned() };
    let mut server = Map::from_iter([("url".to_owned(), json!(url))]);
    maybe(u, &mut server, 2, "variables", |u| {
        fields(
            u,
            2,
            |u| Ok((*u.choose(&["id", "name", "type"])?).to_owned()),
            |u| {
                Ok(
                    json!({ "default": text(u)?, "enum": several(u, 3, |u| Ok(json!(name(u)?)))?, "description": text(u)? }),
                )
            },
        )
    })?;
    maybe(u, &mut server, 4, "description", |u| Ok(json!(text(u)?)))?;
    maybe(u, &mut server, 8, "x-specwright-name", |u| Ok(json!(name(u)?)))?;
    Ok(Value::Object(server))
}

fn requirement(u: &mut Unstructured<'_>) -> Result<Value> {
    fields(u, 2, |u| Ok((*u.choose(&["id", "name", "Pet", "none"])?).to_owned()), |_| Ok(json!([])))
}

fn scheme(u: &mut Unstructured<'_>) -> Result<Value> {
    let flows = json!({ "clientCredentials": { "tokenUrl": text(u)?, "scopes": {} } });
    Ok(match u.int_in_range(0..=7)? {
        0 => json!({ "type": "apiKey", "in": "header", "name": name(u)? }),
        1 => json!({ "type": "apiKey", "in": u.choose(&["query", "cookie", "x"])?, "name": name(u)? }),
        2 => json!({ "type": "http", "scheme": "bearer", "description": text(u)? }),
        3 => json!({ "type": "http", "scheme": u.choose(&["basic", "digest", "Bearer", ""])? }),
        4 => json!({ "type": "oauth2", "flows": flows }),
        5 => json!({ "type": "openIdConnect", "openIdConnectUrl": text(u)? }),
        6 => json!({ "type": u.choose(&["mutualTLS", "basic", "oauth2", "x"])? }),
        _ => json!({ "type": "apiKey", "in": "header", "name": "X-A", "x-specwright-signer": "sdk-hmac-sha256" }),
    })
}
