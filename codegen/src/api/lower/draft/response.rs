//! Responses (OpenAPI 3.0.4, §4.7.16 "Responses Object" and §4.7.17 "Response Object").

use serde_json::Value;

use crate::api::model::{
    Choice, Encoding, Framing, Header, Hint, Kind, Owner, Response, ResponseBody, Statuses, Stream, StringFormat,
};
use crate::config::ResponseAs;
use crate::report::{At, Code, Diagnostic, Fix};

use super::super::media::{
    essence, framing, is_any_json, is_any_string, is_bytes, is_json, is_object, is_range, is_text, is_xml,
};
use super::super::reader::{flag, text};
use super::super::reference::follow;
use super::drafting::Drafting;
use super::media_content::content_type;
use super::schema::schema;
use super::sequence::stream;

/// A declared response.
struct Declared {
    statuses: Statuses,
    description: Option<String>,
    /// The distinct media types of its body, and how each is encoded; none if there is no body.
    contents: Vec<(String, Encoding)>,
    streams: Vec<Stream>,
    headers: Vec<Header>,
}

/// The successful response of an operation, and the error response. `owner` is the operation.
pub(super) fn responses<'a>(
    cx: &mut Drafting<'a, '_>,
    operation: &'a Value,
    at: &At<'_>,
    owner: Owner,
    configured: Option<ResponseAs>,
) -> (Response, Response) {
    let at = at.key("responses");
    let mut declared = Vec::new();
    if let Some(properties) = cx.reader().properties(operation.get("responses"), &at) {
        for (key, value) in properties.iter().filter(|(key, _)| !key.starts_with("x-")) {
            let at = at.key(key);
            match Statuses::parse(key) {
                Some(statuses) => declared.extend(response(cx, statuses, value, &at, owner)),
                None => {
                    let message = format!("`{key}` is not a status code: expected `200`, `2XX` or `default`");
                    let fix = Fix::Place(at.value(), "omit = true".to_owned());
                    cx.report(Diagnostic::new(Code::UnsupportedResponse, at.name(), message).fix(fix));
                }
            }
        }
    }
    if let Some(response_as) = configured {
        read_as(cx, &mut declared, response_as, &at, owner);
    }
    // If no successful response is declared, `default` applies to success too.
    let any_success = declared.iter().any(|response| response.statuses.is_success());
    let success = |response: &&Declared| {
        response.statuses.is_success() || (!any_success && response.statuses == Statuses::Default)
    };
    let successes: Vec<&Declared> = declared.iter().filter(success).collect();
    let failures: Vec<&Declared> = declared.iter().filter(|response| !response.statuses.is_success()).collect();
    let success = combined(&successes, &Hint::ResponseBody(owner));
    let failure = combined(&failures, &Hint::ErrorBody(owner));
    (success, failure)
}

/// The combination of several successful responses, or of several error responses.
fn combined(responses: &[&Declared], hint: &Hint) -> Response {
    let is_error = matches!(hint, Hint::ErrorBody(_));
    let mut bodies: Vec<Option<Encoding>> = Vec::new();
    let mut headers: Vec<Header> = Vec::new();
    let mut media_types: Vec<String> = Vec::new();
    let mut streams: Vec<Stream> = Vec::new();
    for response in responses {
        let encodings: Vec<Option<Encoding>> = match response.contents.as_slice() {
            [] => vec![None],
            contents => contents.iter().map(|(_, encoding)| Some(*encoding)).collect(),
        };
        push_new(&mut bodies, encodings);
        push_new(&mut media_types, response.contents.iter().flat_map(|(media_types, _)| understood(media_types)));
        push_new(&mut streams, response.streams.iter().cloned());
        for header in &response.headers {
            if !headers.iter().any(|known| known.name.eq_ignore_ascii_case(&header.name)) {
                headers.push(header.clone());
            }
        }
    }
    let is_only = responses.len() == 1;
    for header in &mut headers {
        header.required &= is_only;
    }
    // An error without a body needs no type of its own.
    if is_error && bodies.len() > 1 {
        bodies.retain(Option::is_some);
    }
    let body = match bodies.as_slice() {
        [] | [None] => ResponseBody::Empty,
        [Some(encoding)] => ResponseBody::One(*encoding),
        _ => ResponseBody::Several(several(responses, is_error)),
    };
    let description = responses.first().and_then(|response| response.description.clone());
    let statuses = responses.first().map(|response| response.statuses);
    let declared = responses.iter().map(|response| response.statuses).collect();
    Response { statuses, declared, description, body, headers, media_types, streams }
}

/// Adds elements that are not in the list.
fn push_new<T: PartialEq>(all: &mut Vec<T>, more: impl IntoIterator<Item = T>) {
    for element in more {
        if !all.contains(&element) {
            all.push(element);
        }
    }
}

/// The media types that a client accepts, without parameters, from a list of media types.
fn understood(media_types: &str) -> Vec<String> {
    let media_types = media_types.split(", ").map(|media_type| media_type.split(';').next().unwrap_or_default().trim());
    media_types.filter(|media_type| is_media_type(media_type)).map(str::to_owned).collect()
}

/// Whether a string can be in a header as a media type or a range (RFC 9110, §8.3.1).
fn is_media_type(text: &str) -> bool {
    let is_token = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
    };
    text.split_once('/').is_some_and(|(of, sub)| is_token(of) && is_token(sub))
}

/// A choice for each response and media type, those for single statuses first, then those for ranges, then the default.
fn several(responses: &[&Declared], errors: bool) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::with_capacity(responses.len());
    for response in responses {
        let choice = |media_type: Option<&String>, encoding| Choice {
            statuses: response.statuses,
            media_type: media_type.map(|media_types| media_types.split(", ").next().unwrap_or_default().to_owned()),
            description: response.description.clone(),
            encoding,
        };
        match response.contents.as_slice() {
            // An error without a body is not decoded.
            [] if errors => {}
            [] => choices.push(choice(None, None)),
            [(_, encoding)] => choices.push(choice(None, Some(*encoding))),
            contents => {
                choices.extend(contents.iter().map(|(media_type, encoding)| choice(Some(media_type), Some(*encoding))));
            }
        }
    }
    choices.sort_by_key(|choice| match choice.statuses {
        Statuses::Code(_) => 0,
        Statuses::Range(_) => 1,
        Statuses::Default => 2,
    });
    choices
}

fn response<'a>(
    cx: &mut Drafting<'a, '_>,
    statuses: Statuses,
    value: &'a Value,
    at: &At<'_>,
    owner: Owner,
) -> Option<Declared> {
    let followed = follow(cx.reader(), value, at)?;
    let (value, position) = (followed.value, followed.position(at));
    let at = &At::under(at.file, &position);
    let (contents, streams) = contents(cx, statuses, value, at, owner);
    Some(Declared {
        statuses,
        description: text(value, "description"),
        contents,
        streams,
        headers: headers(cx, value, at, owner),
    })
}

/// The distinct media types of a body, and those that can be read as streams.
///
/// JSON comes first, and is the only one for errors. Media types with the same schema or none, and XML, are alternatives to
/// it and not requested. Without JSON, all plain text is one, all bytes are one, and XML of one type is one.
fn contents<'a>(
    cx: &mut Drafting<'a, '_>,
    statuses: Statuses,
    value: &'a Value,
    at: &At<'_>,
    owner: Owner,
) -> (Vec<(String, Encoding)>, Vec<Stream>) {
    let at = at.key("content");
    let (mut contents, mut streams) = (Vec::new(), Vec::new());
    // These never have one (RFC 9110, §15.3.5, §15.3.6 and §15.4.5).
    if matches!(statuses, Statuses::Code(204 | 205 | 304)) {
        return (contents, streams);
    }
    let Some(declared) = cx.reader().properties(value.get("content"), &at) else { return (contents, streams) };
    let is_error = !statuses.is_success() && statuses != Statuses::Default;
    let hint = || if statuses.is_success() { Hint::ResponseBody(owner) } else { Hint::ErrorBody(owner) };
    let document = cx.document();
    let is_json = |media_type: &str, media: &Value| {
        is_json(media_type) && framing(media_type).is_none() && !is_bytes(document, media)
    };
    let exact = declared.iter().filter(|(media_type, media)| is_json(media_type, media));
    let any = || declared.iter().find(|(media_type, media)| is_any_json(document, media_type, media));
    let mut json: Vec<(&String, &Value)> = exact.collect();
    if json.is_empty() {
        json.extend(any());
    }
    // An error that is an object is one, also beside a success of bytes, whose media type it has in 2.0.
    if json.is_empty() && !statuses.is_success() {
        let of_object = |media_type: &str, media: &Value| !is_xml(media_type) && is_object(document, media);
        json.extend(declared.iter().find(|(media_type, media)| of_object(media_type, media)));
    }
    // Any string may be sent as it is where plain text is declared for it too.
    let text = declared.iter().find(|(media_type, media)| is_text(media_type) && is_any_string(document, media));
    let text = text.filter(|_| !json.is_empty() && json.iter().all(|(_, media)| is_any_string(document, media)));
    if let Some((text, _)) = text {
        let all = [text.as_str()].into_iter().chain(json.iter().map(|(media_type, _)| media_type.as_str()));
        contents.push((all.collect::<Vec<_>>().join(", "), Encoding::Text));
    }
    // Specific names come before the general one.
    json.sort_by_key(|(media_type, _)| essence(media_type) == "application/json" || is_range(media_type));
    for (media_type, media) in json.iter().filter(|_| text.is_none()) {
        let of = Encoding::Json(content_type(cx, media, &at.key(media_type), hint()));
        let is_named = !is_range(media_type) && is_json(media_type, media);
        let name = if is_named { media_type } else { "application/json" };
        match contents.iter().position(|(_, known)| *known == of) {
            // Of equivalent media types, the general name is requested.
            Some(known) => contents[known] = (name.to_owned(), of),
            None => contents.push((name.to_owned(), of)),
        }
        if is_error || statuses == Statuses::Default {
            break;
        }
    }
    let same = |media: &Value| json.iter().any(|(_, json)| json.get("schema") == media.get("schema"));
    for (media_type, media) in declared {
        let is_text_already = text.is_some() && is_text(media_type) && !is_bytes(document, media);
        if is_text_already || json.iter().any(|(known, _)| *known == media_type) {
            continue;
        }
        if let Some(framing) = framing(media_type).filter(|_| !is_error) {
            streams.push(stream(cx, (media_type, media), framing, &at.key(media_type), owner));
        }
        let is_other = json.is_empty()
            || (statuses.is_success()
                && framing(media_type).is_none()
                && !is_xml(media_type)
                && media.get("schema").is_some()
                && !same(media));
        if !is_other || framing(media_type).is_some() {
            continue;
        }
        let encoding = if is_xml(media_type) && media.get("schema").is_some() {
            Encoding::Xml(content_type(cx, media, &at.key(media_type), hint()))
        } else if is_text(media_type) && !is_bytes(document, media) {
            Encoding::Text
        } else {
            Encoding::Binary
        };
        match contents.iter_mut().find(|(_, known)| *known == encoding) {
            Some((media_types, _)) => {
                media_types.push_str(", ");
                media_types.push_str(media_type);
            }
            None => contents.push((media_type.clone(), encoding)),
        }
    }
    // A stream can also be read as a whole.
    if contents.is_empty() {
        contents.extend(declared.keys().next().map(|media_type| (media_type.clone(), Encoding::Text)));
    }
    (contents, streams)
}

/// Reads the bodies of successful responses in another way than the document declares.
fn read_as(
    cx: &mut Drafting<'_, '_>,
    declared: &mut Vec<Declared>,
    response_as: ResponseAs,
    at: &At<'_>,
    owner: Owner,
) {
    let is_bodiless = |statuses: Statuses| matches!(statuses, Statuses::Code(204 | 205 | 304));
    let is_success = |response: &Declared| response.statuses.is_success() && !is_bodiless(response.statuses);
    if !declared.iter().any(is_success) {
        let statuses = Statuses::Range(2);
        let (contents, streams, headers) = (Vec::new(), Vec::new(), Vec::new());
        declared.push(Declared { statuses, description: None, contents, streams, headers });
    }
    for response in declared.iter_mut().filter(|response| is_success(response)) {
        let media_types: Vec<&str> = response.contents.iter().map(|(media_types, _)| media_types.as_str()).collect();
        let media_types = if media_types.is_empty() { "*/*".to_owned() } else { media_types.join(", ") };
        let json = response.contents.iter().find_map(|(_, encoding)| match encoding {
            Encoding::Json(of) => Some(*of),
            _ => None,
        });
        let (encoding, framing) = match response_as {
            ResponseAs::Bytes => (Encoding::Binary, None),
            ResponseAs::Text => (Encoding::Text, None),
            ResponseAs::Events => (Encoding::Text, Some(Framing::Events)),
            ResponseAs::Items => (Encoding::Text, Some(Framing::Lines)),
        };
        if let Some(framing) = framing.filter(|framing| response.streams.iter().all(|known| known.framing != *framing))
        {
            let media_type = if framing == Framing::Events { "text/event-stream" } else { "application/x-ndjson" };
            let of = match json.map(|of| cx.resolved(of)) {
                // The array of all values.
                Some(Kind::Array(element)) => *element,
                _ => json.unwrap_or_else(|| cx.add(at.value(), Hint::Item(owner), Kind::Any)),
            };
            let media_type = media_type.to_owned();
            response.streams.push(Stream {
                media_type,
                framing,
                is_data: framing == Framing::Events,
                is_wrapped: false,
                of,
            });
        }
        response.contents = vec![(media_types, encoding)];
    }
}

fn headers<'a>(cx: &mut Drafting<'a, '_>, value: &'a Value, at: &At<'_>, owner: Owner) -> Vec<Header> {
    let at = at.key("headers");
    let Some(properties) = cx.reader().properties(value.get("headers"), &at) else { return Vec::new() };
    let mut headers = Vec::new();
    // `Content-Type` is ignored here (OpenAPI 3.0.4, §4.7.17.1 "headers").
    for (name, value) in properties.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("content-type")) {
        let at = at.key(name);
        let Some(followed) = follow(cx.reader(), value, &at) else { continue };
        let position = followed.position(&at);
        let at = At::under(at.file, &position);
        let hint = Hint::Header(owner, name.clone());
        let declared = followed.value.get("schema");
        let of = match declared {
            Some(declared) => schema(cx, declared, &at.key("schema"), hint),
            None if followed.value.get("type").is_some_and(Value::is_string) => {
                let message = "the type of a header belongs into its `schema` in this version; it is read all the same";
                let of = text(followed.value, "type").unwrap_or_default();
                let fix = Fix::Overlay(at.value(), format!("update: {{schema: {{type: {of}}}}}"));
                cx.report(Diagnostic::new(Code::Malformed, at.key("type").value(), message).fix(fix));
                schema(cx, followed.value, &at, hint)
            }
            // The string is returned as it is.
            None => cx.add(at.value(), hint, Kind::String(StringFormat::Plain)),
        };
        headers.push(Header {
            name: name.clone(),
            required: flag(followed.value, "required"),
            description: text(followed.value, "description"),
            deprecated: flag(followed.value, "deprecated")
                || declared.is_some_and(|declared| flag(declared, "deprecated")),
            of,
        });
    }
    headers
}
