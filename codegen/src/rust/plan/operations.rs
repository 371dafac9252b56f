//! Methods of the client, and the requests that they make.

use crate::api::{Body as LoweredBody, Encoding, Kind, Parameter, Place, Response, ResponseBody};
use crate::rust::docs;
use crate::rust::model::{Argument, Body, Decoding, Field, Headers, Item, Mode, Operation, Symbols, Type};

use super::symbols::{BINARY, BYTES, CALL, EMPTY, FULL, HEADERS, JSON, OPERATION, REQUEST, RESPONSE, TEXT, VALUE};
use super::{Plan, client, types};

/// The items of an operation: itself, and the type of its declared headers.
pub(super) fn items(plan: &Plan<'_>, index: usize) -> Vec<Item> {
    let mut items = vec![Item::Operation(Box::new(operation(plan, index)))];
    items.extend(headers(plan, index).map(Item::Headers));
    items
}

/// An operation.
pub(super) fn operation(plan: &Plan<'_>, index: usize) -> Operation {
    let lowered = &plan.api.operations[index];
    let names = &plan.names.operations[index];
    let body = lowered.body.as_ref().map(|body| self::body(plan, body));
    let argument = |(parameter, name): (&Parameter, &String)| argument(plan, parameter, name);
    let all: Vec<(&Parameter, Argument)> =
        lowered.parameters.iter().zip(&names.parameters).map(|pair| (pair.0, argument(pair))).collect();
    let given = |place: Place| {
        let wanted =
            move |parameter: &Parameter| parameter.place == place && parameter.required && !parameter.of_client;
        all.iter().filter(move |(parameter, _)| wanted(parameter)).map(|(_, argument)| argument.clone())
    };
    let arguments: Vec<Argument> =
        [Place::Path, Place::Query, Place::Header, Place::Cookie].into_iter().flat_map(given).collect();
    let options = all.iter().filter(|(parameter, _)| parameter.of_client || !parameter.required);
    let options: Vec<Argument> = options.map(|(_, argument)| argument.clone()).collect();
    let scheme = |&scheme: &usize| plan.api.schemes[scheme].name.clone();
    Operation {
        id: names.id.clone(),
        docs: method_docs(plan, index, &arguments, body.as_ref()),
        request_docs: request_docs(plan, index),
        deprecated: lowered.deprecated,
        method: names.method.clone(),
        request: names.request.clone(),
        description: names.description.clone(),
        http_method: lowered.method.clone(),
        path: lowered.path.clone(),
        security: lowered.security.iter().map(|alternative| alternative.iter().map(scheme).collect()).collect(),
        servers: lowered.servers.as_ref().map(|servers| client::own_servers_constant(plan, servers)),
        arguments,
        options,
        body,
        success: decoding(plan, &lowered.success, false),
        failure: decoding(plan, &lowered.failure, true),
        headers: names.headers.clone(),
        symbols: Symbols {
            call: plan.symbols.of(CALL),
            request: plan.symbols.of(REQUEST),
            response: plan.symbols.of(RESPONSE),
            operation: plan.symbols.of(OPERATION),
            full: plan.symbols.of(FULL),
        },
    }
}

fn argument(plan: &Plan<'_>, parameter: &Parameter, name: &str) -> Argument {
    let of = match types::of(plan, parameter.of) {
        Type::Option(inner) => *inner,
        other => other,
    };
    let mut docs = parameter.description.as_deref().map(docs::markdown).unwrap_or_default();
    if parameter.of_client {
        let instead = format!("Sends another `{}` than the client's with this call.", parameter.name);
        docs = if docs.is_empty() { vec![instead] } else { [vec![instead, String::new()], docs].concat() };
    } else if docs.is_empty() {
        docs = vec![format!("Sets `{}`.", parameter.name)];
    }
    let place = match parameter.place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie => "cookie",
    };
    Argument { name: name.to_owned(), docs, wire: parameter.name.clone(), place, of, deprecated: parameter.deprecated }
}

fn body(plan: &Plan<'_>, body: &LoweredBody) -> Body {
    let mut docs = body.description.as_deref().map(docs::markdown).unwrap_or_default();
    if docs.is_empty() {
        docs.push("Sets the body.".to_owned());
    }
    Body {
        docs,
        required: body.required,
        argument: "body".to_owned(),
        decoding: encoding(plan, body.encoding),
        media_type: (body.media_type != "application/json").then(|| body.media_type.clone()),
    }
}

fn encoding(plan: &Plan<'_>, encoding: Encoding) -> Decoding {
    match encoding {
        Encoding::Json(of) => Decoding::Json(plan.symbols.of(JSON), types::of(plan, of)),
        Encoding::Text => Decoding::Text(plan.symbols.of(TEXT)),
        Encoding::Binary => Decoding::Binary(plan.symbols.of(BINARY), plan.symbols.of(BYTES)),
    }
}

fn decoding(plan: &Plan<'_>, response: &Response, failure: bool) -> Decoding {
    match response.body {
        ResponseBody::One(one) => encoding(plan, one),
        // What an error says is kept even where the document does not say that it says anything.
        ResponseBody::Empty if failure => Decoding::Json(plan.symbols.of(JSON), Type::Runtime(plan.symbols.of(VALUE))),
        ResponseBody::Empty => Decoding::Empty(plan.symbols.of(EMPTY)),
    }
}

fn headers(plan: &Plan<'_>, index: usize) -> Option<Headers> {
    let names = &plan.names.operations[index];
    let name = names.headers.clone()?;
    let field = |(header, name): (&crate::api::Header, &String)| {
        let of = match types::of(plan, header.of) {
            Type::Option(inner) => *inner,
            // Lists and objects in headers have a style of their own; the text is kept.
            Type::Vec(_) | Type::Map(..) => Type::String,
            Type::Named(_) if !matches!(plan.api.types[header.of].kind, Kind::StringEnum(_)) => Type::String,
            Type::Runtime(symbol) if symbol.path == VALUE => Type::String,
            other => other,
        };
        Field {
            name: name.clone(),
            docs: header.description.as_deref().map(docs::markdown).unwrap_or_default(),
            deprecated: false,
            of: if header.required { of } else { Type::Option(Box::new(of)) },
            wire: vec![header.name.clone()],
            mode: Mode { required: header.required, nullable: false, lenient: false },
        }
    };
    let fields = plan.api.operations[index].success.headers.iter().zip(&names.header_fields).map(field).collect();
    let docs =
        vec![format!("The headers that [`Client::{0}`](super::Client::{0}) declares for its answers.", names.method)];
    Some(Headers { name, docs, fields, headers_macro: plan.symbols.of(HEADERS) })
}

fn method_docs(plan: &Plan<'_>, index: usize, arguments: &[Argument], body: Option<&Body>) -> Vec<String> {
    let lowered = &plan.api.operations[index];
    let mut docs = Vec::new();
    if let Some(summary) = &lowered.summary {
        docs.push(docs::summary(summary));
        docs.push(String::new());
    }
    docs.push(format!("`{} {}`", lowered.method, code(&lowered.path)));
    let said = lowered.description.as_deref().filter(|text| Some(*text) != lowered.summary.as_deref());
    if let Some(description) = said {
        docs.push(String::new());
        docs.extend(docs::markdown(description));
    }
    let mut listed: Vec<String> = arguments.iter().map(|argument| listed(&argument.name, &argument.docs)).collect();
    listed.extend(body.filter(|body| body.required).map(|body| self::listed(&body.argument, &body.docs)));
    if !listed.is_empty() {
        docs.push(String::new());
        docs.extend(listed);
    }
    docs
}

/// A path in a code span: a backtick would end it.
fn code(path: &str) -> String {
    path.chars().filter(|letter| !letter.is_control() && *letter != '`').collect()
}

fn listed(name: &str, docs: &[String]) -> String {
    let first = docs.iter().take_while(|line| !line.is_empty()).map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    let plain = !first.starts_with(['-', '*', '+', '#', '|', '>', '`']);
    if plain { format!("- `{name}`: {first}") } else { format!("- `{name}`") }
}

fn request_docs(plan: &Plan<'_>, index: usize) -> Vec<String> {
    let method = &plan.names.operations[index].method;
    vec![format!("A request that [`Client::{method}`](super::Client::{method}) makes; [`send`](Self::send) sends it.")]
}
