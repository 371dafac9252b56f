//! Names of operations: the client's methods, the requests and their setters.

use crate::api::{Api, Encoding, Operation as Lowered, Parameter, Place};
use crate::config::Config;

use super::members::{field, fields_of};
use super::methods::{CLIENT_TRAITS, ClientMethod, MockMethod, REQUEST_TRAITS, RequestMethod};
use super::operation_ids::short_ids;
use super::responses::{choices, subtype};
use super::{Names, Operation, Scope, identifier, pascal, screaming, snake};

/// The number of parameters that clippy accepts besides `self` (`too_many_arguments`).
const MOST_ARGUMENTS: usize = 6;

/// Names every operation by its id, or by method and path.
pub(super) fn operations(names: &mut Names, api: &Api, config: &Config, scope: &mut Scope) {
    let fixed = ClientMethod::ALL.iter().filter(|method| api.platform.is_some() || !method.is_of_platform());
    let mut methods = Scope::with(CLIENT_TRAITS.into_iter().chain(fixed.map(|method| method.name())));
    let mut stubs = Scope::with(CLIENT_TRAITS.into_iter().chain(MockMethod::ALL.iter().map(|method| method.name())));
    let short = short_ids(api);
    for (index, operation) in api.operations.iter().enumerate() {
        let id = operation.id.clone().unwrap_or_else(|| id_of_path(operation));
        let renamed = operation.id.as_deref().and_then(|id| config.operations.of(id)?.rename.as_deref());
        let said = renamed.or(short.get(&index).copied()).unwrap_or(&id);
        let (method, _) = methods.take([identifier(snake(said), "call")]);
        let (stub, _) = stubs.take([method.clone(), format!("{}_stub", method.trim_end_matches('_'))]);
        let request = identifier(pascal(said), "Call");
        let (request, _) = match cased(&request, &method) {
            true => scope.take([request.clone(), format!("{request}Call")]),
            false => scope.take([format!("{request}Call")]),
        };
        let headers = (!operation.success.headers.is_empty()).then(|| scope.take([format!("{request}Headers")]).0);
        let mut fields = Scope::default();
        let header_fields =
            operation.success.headers.iter().map(|header| fields.take([field(&header.name)]).0).collect();
        let success = choices(&operation.success.body, &format!("{request}Ok"), scope);
        let failure = choices(&operation.failure.body, &format!("{request}Error"), scope);
        let parameters = parameters(operation);
        let waiting = operation
            .waiting
            .as_ref()
            .map(|_| (format!("{}_WAIT", screaming(said)), format!("{}_POLL", screaming(said))));
        let pages = operation.paging.as_ref().map(|_| format!("{}_PAGES", screaming(said)));
        let arguments = (arguments(operation) > MOST_ARGUMENTS).then(|| scope.take([format!("{request}Arguments")]).0);
        let description = identifier(screaming(said), "OPERATION");
        names.operations.push(Operation {
            id,
            method,
            stub,
            request,
            description,
            pages,
            waiting,
            parameters,
            arguments,
            headers,
            header_fields,
            success,
            failure,
            bodies: Vec::new(),
        });
    }
    bodies(names, api, &mut methods);
    statics(names);
}

/// Names the methods for bodies of other media types than the first: methods of the client if the body is required, else
/// methods of the request beside `body`.
fn bodies(names: &mut Names, api: &Api, methods: &mut Scope) {
    for (operation, names) in api.operations.iter().zip(&mut names.operations) {
        let Some(body) = &operation.body else { continue };
        let mut own = request_scope(false, false);
        for taken in &names.parameters {
            own.take([taken.clone()]);
        }
        let (scope, stem) = match body.required {
            true => (&mut *methods, names.method.as_str()),
            false => (&mut own, "body"),
        };
        let stem = stem.trim_end_matches('_').to_owned();
        names.bodies = vec![if body.required { names.method.clone() } else { stem.clone() }];
        for content in body.contents.iter().skip(1) {
            let (kind, subtype) = (kind(content.encoding), snake(&subtype(&content.media_type)));
            names.bodies.push(scope.take([format!("{stem}_{kind}"), format!("{stem}_{subtype}")]).0);
        }
    }
}

/// The suffix for bodies of an encoding.
fn kind(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Json(_) => "json",
        Encoding::Form(_) => "form",
        Encoding::Multipart(_) => "multipart",
        Encoding::Items(..) => "items",
        Encoding::Xml(_) => "xml",
        Encoding::Text => "text",
        Encoding::Binary => "bytes",
    }
}

/// Whether a name differs from a method's by its case. In scripts without case it does not, and then an argument of that
/// name would be a pattern of the struct or static (error E0530).
fn cased(name: &str, method: &str) -> bool {
    name != method && name.chars().any(char::is_uppercase)
}

/// Names the statics that describe operations. They share a namespace with requests, which are tuple structs: both would
/// be `V2` for an operation `v2`.
fn statics(names: &mut Names) {
    let requests: Vec<String> = names.operations.iter().map(|operation| operation.request.clone()).collect();
    let mut scope = Scope::with(requests.iter().map(String::as_str).chain(["Client"]));
    for operation in &mut names.operations {
        let name = &operation.description;
        let (name, _) = match cased(name, &operation.method) {
            true => scope.take([name.clone(), format!("{name}_OPERATION")]),
            false => scope.take([format!("{name}_OPERATION")]),
        };
        operation.description = name;
        operation.pages = operation.pages.take().map(|pages| scope.take([pages]).0);
        operation.waiting = operation.waiting.take().map(|(wait, poll)| (scope.take([wait]).0, scope.take([poll]).0));
    }
}

/// The number of required arguments.
fn arguments(operation: &Lowered) -> usize {
    let required = operation.parameters.iter().filter(|parameter| parameter.required && !parameter.of_client).count();
    let body = usize::from(operation.body.as_ref().is_some_and(|body| body.required));
    required + body + usize::from(takes_media_type(operation))
}

/// Whether callers pass the media type of a body.
fn takes_media_type(operation: &Lowered) -> bool {
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    contents.filter(|content| content.encoding.of().is_none()).any(|content| content.media_type.contains('*'))
}

/// The namespace of a request's methods. Names of methods that this request does not have are free.
fn request_scope(is_paged: bool, is_polled: bool) -> Scope {
    let fixed = RequestMethod::ALL.iter().filter(|method| match method {
        RequestMethod::Pages | RequestMethod::Items => is_paged,
        RequestMethod::Wait => is_polled,
        _ => true,
    });
    Scope::with(REQUEST_TRAITS.into_iter().chain(fixed.map(|method| method.name())))
}

fn parameters(operation: &Lowered) -> Vec<String> {
    let mut scope = request_scope(operation.paging.is_some(), operation.waiting.is_some());
    if takes_media_type(operation) {
        scope.take(["content_type".to_owned()]);
    }
    let place = |place| match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie => "cookie",
    };
    let written: Vec<&str> = operation.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    let name = |(name, parameter): (String, &Parameter)| {
        let in_place = format!("{}_{}", name.trim_end_matches('_'), place(parameter.place));
        scope.take([name, in_place]).0
    };
    fields_of(&written).into_iter().zip(&operation.parameters).map(name).collect()
}

/// An id for an operation without one: the method, and the words of the path.
fn id_of_path(operation: &Lowered) -> String {
    let mut id = snake(&operation.method);
    for segment in operation.path.split('/').filter(|segment| !segment.is_empty()) {
        let by = if segment.starts_with('{') { "by_" } else { "" };
        id.push('_');
        id.push_str(by);
        id.push_str(&snake(segment));
    }
    id
}
