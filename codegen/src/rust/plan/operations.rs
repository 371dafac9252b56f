//! Methods of the client, and the requests that they make.

use crate::api::{
    Choice, Encoding, Framing, Idempotency as LoweredIdempotency, Kind, Parameter, Place, QueryString, Response,
    ResponseBody, Statuses, Style as LoweredStyle, StyleKind, TypeId, Writing,
};
use crate::rust::docs;
use crate::rust::model::{
    Argument, Body, Bundle, ChoiceVariant, Choices, Decoding, Field, Headers, Idempotency, Item, Mode, Operation,
    Style, Symbols, Type,
};

use super::bodies::bodies;
use super::streams::{accept, streams};
use super::symbols::{
    BINARY, BYTES, CALL, EMPTY, FILE, FULL, HEADERS, IDEMPOTENCY, JSON, JSON_ITEMS, OPERATION, REQUEST, RESPONSE,
    RESPONSES, STYLE, TEXT, VALUE, XML_BODY,
};
use super::{Plan, Root, formats, mocks, paging, types, waiting};

/// The items of an operation: itself, and the type of its declared headers.
pub(super) fn items(plan: &Plan<'_>, index: usize, root: Root) -> Vec<Item> {
    let mut items = vec![Item::Operation(Box::new(operation(plan, index, root)))];
    items.extend(headers(plan, index, root).map(Item::Headers));
    items.extend(choices(plan, index, root).into_iter().map(Item::Choices));
    items
}

/// An operation.
pub(super) fn operation(plan: &Plan<'_>, index: usize, root: Root) -> Operation {
    let stub = mocks::stub(plan, index, root);
    Operation { waiting: waiting::waiting(plan, index, root), stub, ..described(plan, index, root) }
}

/// The same without what is waited for, and without a stub.
pub(super) fn described(plan: &Plan<'_>, index: usize, root: Root) -> Operation {
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
        docs: match &names.arguments {
            // Fields of the struct have docs of their own.
            Some(_) => method_docs(plan, index, &[], None),
            None => method_docs(plan, index, &arguments, bodies.first().filter(|_| body_required)),
        },
        example: Vec::new(),
        bundle: names.arguments.as_ref().map(|name| Bundle {
            name: name.clone(),
            docs: vec![format!("What {} is called with.", link(&names.method, root))],
            has_body: body_required && matches!(bodies.as_slice(), [only] if only.is_plain()),
        }),
        request_docs: request_docs(plan, index, root),
        deprecated: lowered.deprecated,
        method: names.method.clone(),
        request: names.request.clone(),
        description: names.description.clone(),
        http_method: lowered.method.clone(),
        path: lowered.path.clone(),
        security: lowered.security.iter().map(|alternative| alternative.iter().map(scheme).collect()).collect(),
        servers: plan.own_servers.constant(index),
        idempotency: lowered.idempotency.as_ref().map(|said| (plan.symbols.of(IDEMPOTENCY), idempotency(said))),
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
        },
    }
}

fn idempotency(said: &LoweredIdempotency) -> Idempotency {
    match said {
        LoweredIdempotency::Always => Idempotency::Always,
        LoweredIdempotency::Never => Idempotency::Never,
        LoweredIdempotency::Key(header) => Idempotency::Key(header.clone()),
    }
}

/// `keyed` is the header that the client fills where the caller does not.
fn argument(plan: &Plan<'_>, parameter: &Parameter, name: &str, keyed: Option<&String>) -> Argument {
    let of = match types::of(plan, parameter.of) {
        Type::Option(inner) => *inner,
        other => other,
    };
    let mut docs = parameter.description.as_deref().map(docs::markdown).unwrap_or_default();
    if parameter.of_client {
        let instead = format!("Sends another {} than the client's with this call.", docs::code(&parameter.name));
        docs = if docs.is_empty() { vec![instead] } else { [vec![instead, String::new()], docs].concat() };
    } else if docs.is_empty() {
        let what = if parameter.required { "The parameter" } else { "Sets" };
        docs = vec![format!("{what} {}.", docs::code(&parameter.name))];
    }
    let default = parameter.default.as_ref().filter(|_| !parameter.required);
    if let Some(note) = default.and_then(|default| docs::default_note(default, &docs)) {
        docs = docs::with_note(docs, &note);
    }
    if parameter.place == Place::Header && keyed == Some(&parameter.name) {
        docs = docs::with_note(docs, "Where none is given, a random one is sent, the same with each attempt.");
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
    Argument { name, docs, wire, place, style, of, deprecated: parameter.deprecated }
}

pub(super) fn style(plan: &Plan<'_>, style: LoweredStyle) -> Style {
    let (function, explodes) = match style.kind {
        StyleKind::Form => ("form", true),
        StyleKind::Space => ("space", true),
        StyleKind::Pipe => ("pipe", true),
        StyleKind::DeepObject => ("deep_object", false),
        StyleKind::Simple => ("simple", true),
        StyleKind::Label => ("label", true),
        StyleKind::Matrix => ("matrix", true),
        StyleKind::Tab => ("tab", true),
        StyleKind::Cookie => ("cookie", true),
    };
    let explode = explodes.then_some(style.explode);
    Style { symbol: plan.symbols.of(STYLE), function, explode, allow_reserved: style.allow_reserved }
}

pub(super) fn encoding(plan: &Plan<'_>, encoding: Encoding) -> Decoding {
    match encoding {
        Encoding::Json(of) => Decoding::Json(plan.symbols.of(JSON), types::simple(plan, types::of(plan, of), true)),
        Encoding::Form(of) => Decoding::Form("form", types::of(plan, of)),
        Encoding::Multipart(of) => Decoding::Form("multipart", types::of(plan, of)),
        Encoding::Items(of, framing) => {
            let method = if framing == Framing::Sequence { "json_seq" } else { "json_lines" };
            Decoding::Items(method, plan.symbols.of(JSON_ITEMS), types::of(plan, of))
        }
        Encoding::Xml(of) => Decoding::Xml(plan.symbols.of(XML_BODY), types::of(plan, of)),
        Encoding::Text => Decoding::Text(plan.symbols.of(TEXT)),
        Encoding::Binary => Decoding::Binary(plan.symbols.of(BINARY), plan.symbols.of(BYTES)),
    }
}

fn decoding(plan: &Plan<'_>, response: &Response, named: Option<&(String, Vec<String>)>, failure: bool) -> Decoding {
    match (&response.body, named) {
        (ResponseBody::Several(_), Some((name, _))) => Decoding::Choice(name.clone()),
        (ResponseBody::One(one), _) => encoding(plan, *one),
        // What an error says is kept even where the document does not say that it says anything.
        (ResponseBody::Empty | ResponseBody::Several(_), _) if failure => {
            Decoding::Json(plan.symbols.of(JSON), Type::Runtime(plan.symbols.of(VALUE)))
        }
        (ResponseBody::Empty | ResponseBody::Several(_), _) => Decoding::Empty(plan.symbols.of(EMPTY)),
    }
}

/// A body whose types are boxed, so that no variant is much larger than another.
fn boxed(decoding: Decoding) -> Decoding {
    match decoding {
        Decoding::Json(marker, of) if is_large(&of) => Decoding::Json(marker, Type::Box(Box::new(of))),
        Decoding::Xml(marker, of) => Decoding::Xml(marker, Type::Box(Box::new(of))),
        other => other,
    }
}

/// Whether values of a type may be larger than a pointer to them and two numbers.
fn is_large(of: &Type) -> bool {
    match of {
        Type::Named(_) | Type::Tuple(_) => true,
        Type::Option(of) => is_large(of),
        _ => false,
    }
}

/// The types of bodies that differ by status.
fn choices(plan: &Plan<'_>, index: usize, root: Root) -> Vec<Choices> {
    let (lowered, names) = (&plan.api.operations[index], &plan.names.operations[index]);
    let both =
        [(&lowered.success, &names.success, "responses"), (&lowered.failure, &names.failure, "responses errors with")];
    let one = |(response, named, what): (&Response, &Option<(String, Vec<String>)>, &str)| {
        let (ResponseBody::Several(all), Some((name, variants))) = (&response.body, named) else { return None };
        let variant = |(choice, name): (&Choice, &String)| ChoiceVariant {
            name: name.clone(),
            docs: choice.description.as_deref().map(docs::markdown).unwrap_or_default(),
            test: match choice.statuses {
                Statuses::Code(code) => ("status", Some(code)),
                Statuses::Range(digit) => ("range", Some(u16::from(digit))),
                Statuses::Default => ("any", None),
            },
            media_type: choice.media_type.clone(),
            decoding: choice.encoding.map(|one| boxed(encoding(plan, one))),
        };
        let docs = vec![format!("What {} {what}, by status.", link(&names.method, root))];
        let variants = all.iter().zip(variants).map(variant).collect();
        Some(Choices { name: name.clone(), docs, variants, responses_macro: plan.symbols.of(RESPONSES) })
    };
    both.into_iter().filter_map(one).collect()
}

/// Whether the values of a type are known texts or integers, or `null`.
fn is_enum(plan: &Plan<'_>, of: TypeId) -> bool {
    match plan.api.types[plan.api.types.resolve(of)].kind {
        Kind::Nullable(inner) => is_enum(plan, inner),
        Kind::StringEnum(_) | Kind::IntegerEnum(_) => true,
        _ => false,
    }
}

fn headers(plan: &Plan<'_>, index: usize, root: Root) -> Option<Headers> {
    let names = &plan.names.operations[index];
    let name = names.headers.clone()?;
    let field = |(header, name): (&crate::api::Header, &String)| {
        let of = match types::of(plan, header.of) {
            Type::Option(inner) => *inner,
            other => other,
        };
        let of = match of {
            // Lists and objects in headers have a style of their own; the text is kept.
            Type::Vec(_) | Type::Tuple(_) | Type::Map(..) => Type::String,
            Type::Named(_) if !is_enum(plan, header.of) => Type::String,
            Type::Runtime(symbol) if [FILE, VALUE].contains(&symbol.path) => Type::String,
            other => other,
        };
        let formatted = formats::of_type(&of).is_some();
        Field {
            name: name.clone(),
            docs: header.description.as_deref().map(docs::markdown).unwrap_or_default(),
            deprecated: false,
            of: if header.required { of } else { Type::Option(Box::new(of)) },
            wire: vec![header.name.clone()],
            mode: Mode { required: header.required, nullable: false, lenient: false, list: false, formatted },
        }
    };
    let fields = plan.api.operations[index].success.headers.iter().zip(&names.header_fields).map(field).collect();
    let docs = vec![format!("The headers that {} declares for its responses.", link(&names.method, root))];
    Some(Headers { name, docs, fields, headers_macro: plan.symbols.of(HEADERS) })
}

fn method_docs(plan: &Plan<'_>, index: usize, arguments: &[Argument], body: Option<&Body>) -> Vec<String> {
    let lowered = &plan.api.operations[index];
    let mut docs = Vec::new();
    if let Some(summary) = &lowered.summary {
        docs.push(docs::summary(summary));
        docs.push(String::new());
    }
    docs.push(docs::code(&format!("{} {}", lowered.method, lowered.path)));
    let said = lowered.description.as_deref().filter(|text| Some(*text) != lowered.summary.as_deref());
    if let Some(description) = said {
        docs.push(String::new());
        docs.extend(docs::markdown(description));
    }
    let mut listed: Vec<String> = arguments.iter().map(|argument| listed(&argument.name, &argument.docs)).collect();
    listed.extend(body.map(|body| self::listed(&body.argument, &body.docs)));
    if !listed.is_empty() {
        docs.push(String::new());
        docs.extend(listed);
    }
    docs
}

fn listed(name: &str, docs: &[String]) -> String {
    let first = docs.iter().take_while(|line| !line.is_empty()).map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    let plain = !first.starts_with(['-', '*', '+', '#', '|', '>', '`']);
    if plain { format!("- `{name}`: {first}") } else { format!("- `{name}`") }
}

fn request_docs(plan: &Plan<'_>, index: usize, root: Root) -> Vec<String> {
    let method = &plan.names.operations[index].method;
    vec![format!("A request that {} makes; [`send`](Self::send) sends it.", link(method, root))]
}

/// A link to a method of the client.
pub(super) fn link(method: &str, root: Root) -> String {
    format!("[`Client::{method}`]({}::Client::{method})", root.path())
}
