//! Responses (OpenAPI 3.0.4, §4.7.16 "Responses Object" and §4.7.17 "Response Object").

use serde_json::Value;

use crate::api::model::{Choice, Encoding, Header, Hint, Response, ResponseBody, Statuses};
use crate::report::{At, Code, Finding, Pointer};

use super::context::{Context, flag, text};
use super::reference::follow;
use super::request_body::{is_any_json, is_json, is_text, json_type};
use super::schema::schema;

/// One declared response, as far as it is read.
struct Declared {
    statuses: Statuses,
    description: Option<String>,
    body: ResponseBody,
    headers: Vec<Header>,
}

/// What successes and errors of an operation carry. `index` is the operation's place in the list.
pub(super) fn responses<'a>(
    cx: &mut Context<'a>,
    operation: &'a Value,
    at: &At<'_>,
    index: usize,
) -> (Response, Response) {
    let at = at.key("responses");
    let mut declared = Vec::new();
    if let Some(members) = cx.members(operation.get("responses"), &at) {
        for (key, value) in members.iter().filter(|(key, _)| !key.starts_with("x-")) {
            let at = at.key(key);
            match Statuses::parse(key) {
                Some(statuses) => declared.extend(response(cx, statuses, value, &at, index)),
                None => {
                    let message = format!("`{key}` is no status: expected one like `200`, `2XX` or `default`");
                    cx.findings.push(Finding::new(Code::UnsupportedResponse, at.name(), message));
                }
            }
        }
    }
    // Where no success is declared, `default` speaks of success too.
    let any_success = declared.iter().any(|response| response.statuses.is_success());
    let success = |response: &&Declared| {
        response.statuses.is_success() || (!any_success && response.statuses == Statuses::Default)
    };
    let successes: Vec<&Declared> = declared.iter().filter(success).collect();
    let failures: Vec<&Declared> = declared.iter().filter(|response| !response.statuses.is_success()).collect();
    let success = one(&successes, &Hint::ResponseBody(index));
    let failure = one(&failures, &Hint::ErrorBody(index));
    (success, failure)
}

/// What several responses of one side have in common.
fn one(responses: &[&Declared], hint: &Hint) -> Response {
    let mut bodies: Vec<ResponseBody> = Vec::new();
    let mut headers: Vec<Header> = Vec::new();
    for response in responses {
        if !bodies.contains(&response.body) {
            bodies.push(response.body.clone());
        }
        for header in &response.headers {
            if !headers.iter().any(|known| known.name.eq_ignore_ascii_case(&header.name)) {
                headers.push(header.clone());
            }
        }
    }
    let whole = responses.len() == 1;
    for header in &mut headers {
        header.required &= whole;
    }
    // An error without a body needs no type of its own.
    if matches!(hint, Hint::ErrorBody(_)) && bodies.len() > 1 {
        bodies.retain(|body| *body != ResponseBody::Empty);
    }
    let body = match bodies.as_slice() {
        [] => ResponseBody::Empty,
        [body] => body.clone(),
        _ => ResponseBody::Several(several(responses, matches!(hint, Hint::ErrorBody(_)))),
    };
    Response { description: responses.first().and_then(|response| response.description.clone()), body, headers }
}

/// A choice for each response, those for single statuses first, then those for a hundred, then the rest.
fn several(responses: &[&Declared], errors: bool) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::with_capacity(responses.len());
    for response in responses {
        let encoding = response.body.encodings().first().copied();
        // An error without a body has nothing to be read.
        if encoding.is_some() || !errors {
            choices.push(Choice { statuses: response.statuses, description: response.description.clone(), encoding });
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
    cx: &mut Context<'a>,
    statuses: Statuses,
    value: &'a Value,
    at: &At<'_>,
    index: usize,
) -> Option<Declared> {
    let followed = follow(cx, value, at)?;
    let written: Pointer;
    let at = match followed.target {
        Some(pointer) => {
            written = pointer;
            &At::under(at.file, &written)
        }
        None => at,
    };
    let value = followed.value;
    Some(Declared {
        statuses,
        description: text(value, "description"),
        body: body(cx, statuses, value, at, index),
        headers: headers(cx, value, at, index),
    })
}

fn body<'a>(cx: &mut Context<'a>, statuses: Statuses, value: &'a Value, at: &At<'_>, index: usize) -> ResponseBody {
    let at = at.key("content");
    let Some(content) = cx.members(value.get("content"), &at) else { return ResponseBody::Empty };
    let hint = if statuses.is_success() { Hint::ResponseBody(index) } else { Hint::ErrorBody(index) };
    let json = content.iter().find(|(media_type, _)| is_json(media_type));
    if let Some((media_type, media)) =
        json.or_else(|| content.iter().find(|(media_type, media)| is_any_json(cx, media_type, media)))
    {
        return ResponseBody::One(Encoding::Json(json_type(cx, media, &at.key(media_type), hint)));
    }
    match content.keys().next() {
        None => ResponseBody::Empty,
        Some(media_type) if is_text(media_type) => ResponseBody::One(Encoding::Text),
        Some(_) => ResponseBody::One(Encoding::Binary),
    }
}

fn headers<'a>(cx: &mut Context<'a>, value: &'a Value, at: &At<'_>, index: usize) -> Vec<Header> {
    let at = at.key("headers");
    let Some(members) = cx.members(value.get("headers"), &at) else { return Vec::new() };
    let mut headers = Vec::new();
    // `Content-Type` is to be ignored here (OpenAPI 3.0.4, §4.7.17.1 "headers").
    for (name, value) in members.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("content-type")) {
        let at = at.key(name);
        let Some(followed) = follow(cx, value, &at) else { continue };
        let Some(declared) = followed.value.get("schema") else { continue };
        let written = followed.target.clone().unwrap_or_else(|| at.pointer());
        let at = At::under(at.file, &written);
        let of = schema(cx, declared, &at.key("schema"), Hint::Header(index, name.clone()));
        headers.push(Header {
            name: name.clone(),
            required: flag(followed.value, "required"),
            description: text(followed.value, "description"),
            of,
        });
    }
    headers
}
