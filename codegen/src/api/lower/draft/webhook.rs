//! Requests that the service sends: webhooks (OpenAPI 3.1.1, §4.8.1.1 "Fixed Fields", `webhooks`) and callbacks of operations
//! (§4.8.18 "Callback Object"). Earlier versions have webhooks as the extension `x-webhooks`.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use crate::api::model::{Encoding, Header, Operation, Owner, Payload, Place, Webhook};
use crate::report::{At, Code, Diagnostic, FileId, Pointer};

use super::super::media::{is_form, is_multipart};
use super::super::reader::{flag, text};
use super::super::reference::follow;
use super::drafting::Drafting;
use super::operation::{ADDITIONAL, METHODS};
use super::parameter::parameter;
use super::request_body::request_body;
use super::response::responses;
use super::schema::schema;
use super::selection::Selection;

/// The keys of a document that hold webhooks.
const KEYS: [&str; 2] = ["webhooks", "x-webhooks"];

/// A request that the service sends, in the document.
struct Source<'a> {
    /// Its key in `webhooks` or `callbacks`.
    key: &'a str,
    /// The expression for its URL, if it is a callback.
    expression: Option<&'a str>,
    callback_of: Vec<usize>,
    item: (&'a Value, Pointer),
    own: (&'a Value, Pointer),
    method: String,
}

/// Drafts every selected webhook, then every callback of the operations, in the order of the document.
pub(super) fn webhooks(
    cx: &mut Drafting<'_, '_>,
    root: &At<'_>,
    (operations, selection): (&[Operation], &mut Selection<'_>),
) -> Vec<Webhook> {
    let document = cx.document();
    let mut sources = Vec::new();
    for key in KEYS {
        let at = root.key(key);
        let items = cx.reader().properties(document.get(key), &at);
        for (name, item) in items.into_iter().flatten().filter(|(name, _)| !name.starts_with("x-")) {
            requests(cx, (name, None), (item, &at.key(name)), None, &mut sources);
        }
    }
    sources.retain(|source| selection.has_webhook(source.key, source.own.0));
    for (index, operation) in operations.iter().enumerate() {
        let at = At::under(operation.at.file, &operation.at.pointer);
        let declared = operation.at.pointer.of(document).and_then(|own| own.get("callbacks"));
        let at = at.key("callbacks");
        for (name, callback) in cx.reader().properties(declared, &at).into_iter().flatten() {
            self::callback(cx, name, (callback, &at.key(name)), index, &mut sources);
        }
    }
    let names = names(&sources, operations);
    let indexed = sources.into_iter().zip(names).enumerate();
    indexed.map(|(index, (source, name))| webhook(cx, source, name, Owner::Webhook(index))).collect()
}

/// The requests of a callback: path items by the expression for their URL.
fn callback<'a>(
    cx: &mut Drafting<'a, '_>,
    name: &'a str,
    (value, at): (&'a Value, &At<'_>),
    index: usize,
    sources: &mut Vec<Source<'a>>,
) {
    let Some(followed) = follow(cx.reader(), value, at) else { return };
    let position = followed.position(at);
    let at = At::under(at.file, &position);
    let items = cx.reader().properties(Some(followed.value), &at);
    for (expression, item) in items.into_iter().flatten().filter(|(expression, _)| !expression.starts_with("x-")) {
        requests(cx, (name, Some(expression)), (item, &at.key(expression)), Some(index), sources);
    }
}

/// The requests of a path item. One that several operations have as their callback is one.
fn requests<'a>(
    cx: &mut Drafting<'a, '_>,
    (key, expression): (&'a str, Option<&'a str>),
    (value, at): (&'a Value, &At<'_>),
    operation: Option<usize>,
    sources: &mut Vec<Source<'a>>,
) {
    let Some(followed) = follow(cx.reader(), value, at) else { return };
    let position = followed.position(at);
    let item_at = At::under(at.file, &position);
    let Some(item) = cx.reader().properties(Some(followed.value), &item_at) else { return };
    let additional_at = item_at.key(ADDITIONAL);
    let additional = cx.reader().properties(item.get(ADDITIONAL), &additional_at);
    let standard = item.iter().filter(|(method, _)| METHODS.contains(&method.as_str()));
    let standard = standard.map(|(method, own)| (method.to_ascii_uppercase(), own, item_at.key(method).pointer()));
    let additional = additional.into_iter().flatten();
    let additional = additional.map(|(method, own)| (method.clone(), own, additional_at.key(method).pointer()));
    for (method, own, pointer) in standard.chain(additional) {
        if cx.reader().properties(Some(own), &At::under(at.file, &pointer)).is_none() {
            continue;
        }
        if let Some(known) = sources.iter_mut().find(|known| known.own.1 == pointer && known.key == key) {
            known.callback_of.extend(operation.filter(|index| !known.callback_of.contains(index)));
            continue;
        }
        sources.push(Source {
            key,
            expression,
            callback_of: operation.into_iter().collect(),
            item: (followed.value, position.clone()),
            own: (own, pointer),
            method,
        });
    }
}

/// A name for each request, by which it is decoded: its key, if that is the only one, else the first of these that is: its
/// `operationId`, its key with the operation, the method, or the expression.
fn names(sources: &[Source<'_>], operations: &[Operation]) -> Vec<String> {
    let operation = |source: &Source<'_>| {
        let operation = operations.get(*source.callback_of.first()?)?;
        Some(operation.id.clone().unwrap_or_else(|| format!("{} {}", operation.method, operation.path)))
    };
    let candidates = |source: &Source<'_>| {
        let (key, method) = (source.key, &source.method);
        let of_operation = operation(source).map_or_else(|| key.to_owned(), |operation| format!("{operation} {key}"));
        [
            key.to_owned(),
            text(source.own.0, "operationId").unwrap_or_else(|| key.to_owned()),
            of_operation.clone(),
            format!("{of_operation} {method}"),
            format!("{of_operation} {method} {}", source.expression.unwrap_or_default()),
        ]
    };
    let candidates: Vec<[String; 5]> = sources.iter().map(candidates).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for names in &candidates {
        let distinct: HashSet<&str> = names.iter().map(String::as_str).collect();
        distinct.into_iter().for_each(|name| *counts.entry(name).or_default() += 1);
    }
    let mut taken: HashSet<String> = HashSet::new();
    let chosen = candidates.iter().map(|names| {
        let name = names.iter().find(|name| counts.get(name.as_str()) == Some(&1)).unwrap_or(&names[4]);
        let numbered = (2..).map(|number| format!("{name} {number}"));
        let name = std::iter::once(name.clone()).chain(numbered).find(|name| !taken.contains(name));
        let name = name.unwrap_or_default();
        taken.insert(name.clone());
        name
    });
    chosen.collect()
}

fn webhook<'a>(cx: &mut Drafting<'a, '_>, source: Source<'a>, name: String, owner: Owner) -> Webhook {
    let Source { callback_of, item, own, method, .. } = source;
    let (value, at) = (own.0, At::under(FileId::MAIN, &own.1));
    let item_at = At::under(FileId::MAIN, &item.1);
    let headers = headers(cx, [(value, &at), (item.0, &item_at)], &name, owner);
    let payload = payload(cx, value, &at, &name, owner);
    let (success, failure) = responses(cx, value, &at, owner, None);
    let requirements = value.get("security").and_then(Value::as_array);
    if requirements.is_some_and(|all| !all.is_empty() && all.iter().any(has_requirement)) {
        let message = format!(
            "the credentials of requests to the webhook `{name}` are not checked: only their bodies are decoded"
        );
        let diagnostic = Diagnostic::new(Code::UnsupportedSecurity, at.key("security").name(), message);
        cx.report(diagnostic.help("check them before the body is decoded"));
    }
    Webhook {
        name,
        callback_of,
        method,
        summary: text(value, "summary").or_else(|| text(item.0, "summary")),
        description: text(value, "description").or_else(|| text(item.0, "description")),
        deprecated: flag(value, "deprecated"),
        headers,
        payload,
        success,
        failure,
        at: at.value(),
    }
}

fn has_requirement(alternative: &Value) -> bool {
    alternative.as_object().is_some_and(|schemes: &Map<String, Value>| !schemes.is_empty())
}

/// The headers of a request. Its other parameters are part of a URL that the receiver chooses.
fn headers<'a>(cx: &mut Drafting<'a, '_>, holders: [(&'a Value, &At<'_>); 2], name: &str, owner: Owner) -> Vec<Header> {
    let mut headers: Vec<Header> = Vec::new();
    for (holder, at) in holders {
        let at = at.key("parameters");
        for (index, value) in cx.reader().elements(holder.get("parameters"), &at).iter().enumerate() {
            let Some(read) = parameter(cx, value, &at.index(index), owner, schema) else { continue };
            if read.place != Place::Header {
                let message = format!(
                    "the parameter `{}` of the webhook `{name}` is not read: only headers and bodies of received requests are",
                    read.name
                );
                cx.report(Diagnostic::new(Code::UnsupportedParameter, read.at, message));
            } else if !headers.iter().any(|known| known.name.eq_ignore_ascii_case(&read.name)) {
                headers.push(Header {
                    name: read.name,
                    required: read.required,
                    description: read.description,
                    deprecated: read.deprecated,
                    of: read.of,
                });
            }
        }
    }
    headers
}

/// The body of a request, of the first of its media types that can be decoded.
fn payload<'a>(cx: &mut Drafting<'a, '_>, value: &'a Value, at: &At<'_>, name: &str, owner: Owner) -> Option<Payload> {
    let body = request_body(cx, value, at, owner)?;
    let is_decodable = |encoding: Encoding| matches!(encoding, Encoding::Json(_) | Encoding::Xml(_));
    let decodable = body.contents.iter().find(|content| is_decodable(content.encoding));
    let content = decodable.or_else(|| body.contents.first())?;
    let encoding = match content.encoding {
        encoding @ (Encoding::Json(_) | Encoding::Xml(_) | Encoding::Text | Encoding::Binary) => encoding,
        Encoding::Form(_) => Encoding::Text,
        Encoding::Multipart(_) | Encoding::Items(..) => Encoding::Binary,
    };
    let content_at = At::under(body.at.file, &body.at.pointer);
    let content_at = content_at.key("content");
    for other in &body.contents {
        let is_passed = std::ptr::eq(other, content) && encoding == content.encoding;
        if is_passed {
            continue;
        }
        let media_type = &other.media_type;
        let what = match (std::ptr::eq(other, content), encoding) {
            (true, Encoding::Text) => "are passed as text".to_owned(),
            (true, _) => "are passed as bytes".to_owned(),
            (false, _) => format!("are not decoded: `{}` is", content.media_type),
        };
        if std::ptr::eq(other, content) {
            cx.count_untyped();
        }
        let message = format!("bodies of `{media_type}` of the webhook `{name}` {what}");
        let is_known = is_form(media_type) || is_multipart(media_type);
        let at = if is_known { content_at.key(media_type).name() } else { content_at.name() };
        cx.report(Diagnostic::new(Code::UnsupportedBody, at, message));
    }
    Some(Payload {
        description: body.description.clone(),
        media_type: content.media_type.clone(),
        encoding,
        example: content.example.clone(),
        at: body.at.clone(),
    })
}
