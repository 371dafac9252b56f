//! Methods of the client, and the request builders that they return.

use crate::api::{Idempotency as LoweredIdempotency, Parameter, Place, QueryString, Writing};
use crate::rust::docs;
use crate::rust::model::{Argument, Body, Bundle, Idempotency, Operation, Symbols, Type};

use super::bodies::bodies;
use super::encodings::style;
use super::links::method as link;
use super::responses::decoding;
use super::streams::{accept, streams};
use super::symbols::{CALL, FULL, IDEMPOTENCY, OPERATION, REQUEST, RESPONSE, SEND_AS};
use super::{Plan, Root, paging, types};

/// An operation without its polling and its stub.
pub(super) fn request(plan: &Plan<'_>, index: usize, root: Root) -> Operation {
    let lowered = &plan.api.operations[index];
    let names = &plan.names.operations[index];
    let bodies = bodies(plan, index);
    let body_required = lowered.body.as_ref().is_some_and(|body| body.required);
    let keyed = match &lowered.idempotency {
        Some(LoweredIdempotency::Key(header)) => Some(header),
        _ => None,
    };
    let argument = |(parameter, name): (&Parameter, &String)| argument(plan, parameter, name, keyed);
    let all: Vec<(&Parameter, Argument)> =
        lowered.parameters.iter().zip(&names.parameters).map(|pair| (pair.0, argument(pair))).collect();
    let in_order = names.arguments_in_order.iter().filter_map(|&index| all.get(index));
    let arguments: Vec<Argument> = in_order.map(|(_, argument)| argument.clone()).collect();
    let options = all.iter().filter(|(parameter, _)| parameter.of_client || !parameter.required);
    let options: Vec<Argument> = options.map(|(_, argument)| argument.clone()).collect();
    let scheme = |&scheme: &usize| plan.api.schemes[scheme].name.clone();
    Operation {
        id: names.id.clone(),
        docs: {
            // The fields of a struct of arguments have their own docs.
            let listed = if names.arguments.is_some() { &[] } else { arguments.as_slice() };
            method_docs(plan, index, listed, bodies.first().filter(|_| body_required))
        },
        example: Vec::new(),
        bundle: names.arguments.as_ref().map(|name| Bundle {
            name: name.clone(),
            docs: vec![format!("Arguments of {}.", link(&names.method, root))],
        }),
        request_docs: request_docs(plan, index, root),
        deprecated: lowered.deprecated,
        method: names.method.clone(),
        request: names.request.clone(),
        description: names.description.clone(),
        http_method: lowered.method.clone(),
        path: lowered.path.clone(),
        template: lowered.template.clone(),
        security: lowered.security.iter().map(|alternative| alternative.iter().map(scheme).collect()).collect(),
        servers: plan.own_servers.constant(index),
        allows_empty_path: lowered.allows_empty_path,
        idempotency: lowered.idempotency.as_ref().map(|declared| (plan.symbols.of(IDEMPOTENCY), idempotency(declared))),
        arguments,
        options,
        bodies,
        body_required,
        accept: accept(lowered),
        streams: streams(plan, lowered),
        success: decoding(plan, &lowered.success, names.success.as_ref(), false),
        failure: decoding(plan, &lowered.failure, names.failure.as_ref(), true),
        headers: names.headers.clone(),
        pages: paging::pages(plan, index),
        waiting: None,
        stub: None,
        symbols: Symbols {
            call: plan.symbols.of(CALL),
            request: plan.symbols.of(REQUEST),
            response: plan.symbols.of(RESPONSE),
            operation: plan.symbols.of(OPERATION),
            full: plan.symbols.of(FULL),
            send_as: plan.symbols.of(SEND_AS),
        },
    }
}

fn idempotency(declared: &LoweredIdempotency) -> Idempotency {
    match declared {
        LoweredIdempotency::Always => Idempotency::Always,
        LoweredIdempotency::Never => Idempotency::Never,
        LoweredIdempotency::Key(header) => Idempotency::Key(header.clone()),
    }
}

/// An argument of an operation. `keyed` is the header to which the client adds a key.
fn argument(plan: &Plan<'_>, parameter: &Parameter, name: &str, keyed: Option<&String>) -> Argument {
    let of = match types::of(plan, parameter.of) {
        Type::Option(inner) => *inner,
        other => other,
    };
    let mut docs = parameter.description.as_deref().map(docs::markdown).unwrap_or_default();
    if parameter.of_client {
        let instead = format!("Overrides the client's {} for this call.", docs::code(&parameter.name));
        docs = if docs.is_empty() { vec![instead] } else { [vec![instead, String::new()], docs].concat() };
    } else if docs.is_empty() && !parameter.required {
        docs = vec![format!("Sets the {} {}.", sort(parameter), docs::code(&parameter.name))];
    }
    let default = parameter.default.as_ref().filter(|_| !parameter.required);
    if let Some(note) = default.and_then(|default| docs::default_note(default, &docs)) {
        docs = docs::with_note(docs, &note);
    }
    if let Some(note) = docs::constraints_note(&parameter.constraints) {
        docs = docs::with_note(docs, &note);
    }
    if parameter.place == Place::Header && keyed == Some(&parameter.name) {
        docs = docs::with_note(docs, "If it is not set, a random key is sent, the same one with each attempt.");
    }
    let methods = match parameter.place {
        Place::Path => ["path", "path_styled", "path_json"],
        Place::Query => ["query", "query_styled", "query_json"],
        Place::Header => ["header", "header_styled", "header_json"],
        Place::Cookie => ["cookie", "cookie_styled", "cookie_json"],
    };
    let [plain, styled, json] = methods;
    let (place, style) = match parameter.writing {
        Writing::Plain => (plain, None),
        Writing::Styled(style) => (styled, Some(self::style(plan, style))),
        Writing::Json => (json, None),
        Writing::QueryString(QueryString::Form) => ("query_string", None),
        Writing::QueryString(QueryString::Json) => ("query_string_json", None),
        Writing::QueryString(QueryString::Text) => ("query_string_text", None),
    };
    let (name, wire) = (name.to_owned(), parameter.name.clone());
    let limits = docs::constraints_note(&parameter.constraints);
    Argument { name, docs, wire, place, style, of, limits, deprecated: parameter.deprecated }
}

fn method_docs(plan: &Plan<'_>, index: usize, arguments: &[Argument], body: Option<&Body>) -> Vec<String> {
    let lowered = &plan.api.operations[index];
    let mut docs = Vec::new();
    if let Some(summary) = &lowered.summary {
        docs.push(docs::summary(summary));
        docs.push(String::new());
    }
    docs.push(docs::code(&format!("{} {}", lowered.method, lowered.path)));
    let declared = lowered.description.as_deref().filter(|text| Some(*text) != lowered.summary.as_deref());
    if let Some(description) = declared {
        docs.push(String::new());
        docs.extend(docs::markdown(description));
    }
    let described = arguments.iter().map(|argument| (&argument.name, &argument.docs));
    let described = described.chain(body.map(|body| (&body.argument, &body.docs)));
    let listed: Vec<String> =
        described.filter(|(_, docs)| !docs.is_empty()).map(|(name, docs)| listed(name, docs)).collect();
    if !listed.is_empty() {
        docs.push(String::new());
        docs.extend(listed);
    }
    docs
}

/// What a parameter is, for readers.
fn sort(parameter: &Parameter) -> &'static str {
    match (parameter.writing, parameter.place) {
        (Writing::QueryString(_), _) => "query string",
        (_, Place::Path) => "path parameter",
        (_, Place::Query) => "query parameter",
        (_, Place::Header) => "header",
        (_, Place::Cookie) => "cookie",
    }
}

/// A parameter in the list of the docs of a method.
fn listed(name: &str, docs: &[String]) -> String {
    let first = docs.iter().take_while(|line| !line.is_empty()).map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    let plain = !first.starts_with(['-', '*', '+', '#', '|', '>', '`']);
    if plain { format!("- `{name}`: {first}") } else { format!("- `{name}`") }
}

fn request_docs(plan: &Plan<'_>, index: usize, root: Root) -> Vec<String> {
    let method = &plan.names.operations[index].method;
    vec![format!("Request builder returned by {}.", link(method, root))]
}
