//! Names of operations: the client's methods, the requests and their setters.

use std::collections::BTreeMap;

use crate::api::{Api, Encoding, Operation as Lowered, Parameter, Place};
use crate::config::Config;
use crate::lock::Lock;
use crate::report::Diagnostics;

use super::keys::place;
use super::locked::{self, OwnType};
use super::members::{field, fields_of};
use super::methods::{CLIENT_TRAITS, ClientMethod, MockMethod, REQUEST_TRAITS, RequestMethod};
use super::operation_ids::short_ids;
use super::responses::{choices, subtype};
use super::{Names, Operation, Scope, clash, identifier, pascal, screaming, snake};

/// The number of parameters that clippy accepts besides `self` (`too_many_arguments`).
const MOST_ARGUMENTS: usize = 6;

/// Names every operation by its id, or by method and path.
///
/// What the lock knows keeps its names; the configuration's `rename` overrides it.
pub(super) fn operations(
    names: &mut Names,
    api: &Api,
    config: &Config,
    lock: &Lock,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) {
    let fixed = ClientMethod::ALL.iter().filter(|method| api.platform.is_some() || !method.is_of_platform());
    let mut methods = Scope::with(CLIENT_TRAITS.into_iter().chain(fixed.map(|method| method.name())));
    let mut stubs = Scope::with(CLIENT_TRAITS.into_iter().chain(MockMethod::ALL.iter().map(|method| method.name())));
    locked::reserve_methods(&mut methods, api, names, lock);
    let short = short_ids(api);
    for (index, operation) in api.operations.iter().enumerate() {
        let id = operation.id.clone().unwrap_or_else(|| id_of_path(operation));
        let renamed = operation.id.as_deref().and_then(|id| config.operations.of(id)?.rename.as_deref());
        let said = renamed.or(short.get(&index).copied()).unwrap_or(&id);
        let locked = names.keys.operation(index, lock);
        let wanted = identifier(snake(said), "call");
        // What the configuration says is in the lock of the generation before.
        let kept = locked.filter(|(_, of)| renamed.is_none() || of.method == wanted).map(|(_, of)| of);
        let (method, other) = methods.keep(kept.map(|of| of.method.as_str()), [wanted.clone()]);
        if other {
            let message = format!("the name `{wanted}` is already used, so the method of `{id}` is called `{method}`");
            clash::report(diagnostics, &operation.at, &[], message);
        } else if let Some((_, of)) = locked
            && renamed.is_none()
            && of.id != operation.id
            && method != wanted
        {
            let key = names.keys.operations[index].as_str();
            locked::report_kept_method(diagnostics, operation, lock, key, (&method, &wanted));
        }
        let (stub, _) = stubs.take([method.clone(), format!("{}_stub", method.trim_end_matches('_'))]);
        let request = identifier(pascal(said), "Call");
        let kept = kept.map(|of| of.request.as_str()).filter(|request| cased(request, &method));
        let (request, _) = match cased(&request, &method) {
            true => scope.keep(kept, [request.clone(), format!("{request}Call")]),
            false => scope.keep(kept, [format!("{request}Call")]),
        };
        let own = |part: OwnType| locked.and_then(|(key, _)| Some(lock.types.of(&part.key(key))?.name.as_str()));
        let mut take = |part: OwnType| scope.keep(own(part), [format!("{request}{}", part.suffix())]).0;
        let headers = (!operation.success.headers.is_empty()).then(|| take(OwnType::Headers));
        let mut fields = Scope::default();
        let header_fields =
            operation.success.headers.iter().map(|header| fields.take([field(&header.name)]).0).collect();
        let success = choices(&operation.success.body, || take(OwnType::Success));
        let failure = choices(&operation.failure.body, || take(OwnType::Failure));
        let key = locked.map_or(names.keys.operations[index].as_str(), |(key, _)| key);
        let parameters = parameters(operation, |place, name| lock.members.of(&locked::parameter(key, place, name)));
        note_parameters(&mut names.notable, &names.keys.operations[index], operation, &parameters);
        let arguments_in_order = arguments_in_order(operation, locked.map(|(_, of)| of.arguments.as_slice()));
        let waiting = operation
            .waiting
            .as_ref()
            .map(|_| (format!("{}_WAIT", screaming(said)), format!("{}_POLL", screaming(said))));
        let pages = operation.paging.as_ref().map(|_| format!("{}_PAGES", screaming(said)));
        let arguments = (arguments(operation) > MOST_ARGUMENTS).then(|| take(OwnType::Arguments));
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
            arguments_in_order,
            arguments,
            headers,
            header_fields,
            success,
            failure,
            bodies: Vec::new(),
        });
    }
    bodies(names, api, lock, &mut methods);
    statics(names);
}

/// Names the methods for bodies of other media types than the first: methods of the client if the body is required, else
/// methods of the request beside `body`.
fn bodies(names: &mut Names, api: &Api, lock: &Lock, methods: &mut Scope) {
    let mut notable = Vec::new();
    for (index, (operation, named)) in api.operations.iter().zip(&mut names.operations).enumerate() {
        let key = locked::operation_key(&names.keys, index, lock);
        let names = named;
        let Some(body) = &operation.body else { continue };
        let mut own = request_scope(false, false);
        for taken in &names.parameters {
            own.take([taken.clone()]);
        }
        if !body.required {
            for content in &body.contents {
                lock.members.of(&locked::body(key, &content.media_type)).into_iter().for_each(|name| own.reserve(name));
            }
        }
        let (scope, stem) = match body.required {
            true => (&mut *methods, names.method.as_str()),
            false => (&mut own, "body"),
        };
        let stem = stem.trim_end_matches('_').to_owned();
        names.bodies = vec![if body.required { names.method.clone() } else { stem.clone() }];
        for content in body.contents.iter().skip(1) {
            let (kind, subtype) = (kind(content.encoding), snake(&subtype(&content.media_type)));
            let kept = lock.members.of(&locked::body(key, &content.media_type)).map(String::as_str);
            let (name, _) = scope.keep(kept, [format!("{stem}_{kind}"), format!("{stem}_{subtype}")]);
            notable.push((index, content.media_type.clone(), name.clone()));
            names.bodies.push(name);
        }
    }
    for (index, media_type, name) in notable {
        let key = locked::body(&names.keys.operations[index], &media_type);
        names.notable.insert(key, name);
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

/// The number of required arguments. A body counts twice, so that the operation may gain a body whose media type callers pass.
fn arguments(operation: &Lowered) -> usize {
    let required = operation.parameters.iter().filter(|parameter| parameter.required && !parameter.of_client).count();
    required + if operation.body.as_ref().is_some_and(|body| body.required) { 2 } else { 0 }
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

/// The names of parameters. `locked` returns those that the lock has.
fn parameters<'a>(operation: &Lowered, locked: impl Fn(&str, &str) -> Option<&'a String>) -> Vec<String> {
    let mut scope = request_scope(operation.paging.is_some(), operation.waiting.is_some());
    if takes_media_type(operation) {
        scope.take(["content_type".to_owned()]);
    }
    let kept = |parameter: &Parameter| locked(place(parameter.place), &parameter.name).map(String::as_str);
    operation.parameters.iter().filter_map(kept).for_each(|name| scope.reserve(name));
    let name = |(name, parameter): (String, &Parameter)| {
        let in_place = format!("{}_{}", name.trim_end_matches('_'), place(parameter.place));
        scope.keep(kept(parameter), [name, in_place]).0
    };
    let written: Vec<&str> = operation.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    fields_of(&written).into_iter().zip(&operation.parameters).map(name).collect()
}

/// Notes the parameters whose names casing alone does not give.
fn note_parameters(notable: &mut BTreeMap<String, String>, key: &str, operation: &Lowered, named: &[String]) {
    for (parameter, name) in operation.parameters.iter().zip(named) {
        let wanted = field(&parameter.name);
        let is_contested = operation.parameters.iter().filter(|other| field(&other.name) == wanted).count() > 1;
        if wanted != *name || is_contested {
            notable.insert(locked::parameter(key, place(parameter.place), &parameter.name), name.clone());
        }
    }
}

/// The required parameters in the order in which callers pass them: those that the lock has in its order, then the others by
/// place and in the order of the document. Parameters of the path may have been renamed: they are then known by their order in
/// the path.
fn arguments_in_order(operation: &Lowered, locked: Option<&[String]>) -> Vec<usize> {
    let is_argument = |parameter: &Parameter| parameter.required && !parameter.of_client;
    let of = |place: Place| {
        let parameters = operation.parameters.iter().enumerate();
        parameters.filter(move |(_, one)| one.place == place && is_argument(one)).map(|(index, _)| index)
    };
    let mut rest: Vec<usize> =
        [Place::Path, Place::Query, Place::Header, Place::Cookie].into_iter().flat_map(of).collect();
    let Some(locked) = locked else { return rest };
    let mut placed: Vec<Option<usize>> = vec![None; locked.len()];
    for (place, name) in placed.iter_mut().zip(locked) {
        let found = rest.iter().position(|&index| locked::argument(&operation.parameters[index]) == *name);
        *place = found.map(|position| rest.remove(position));
    }
    let at = |index: &usize| operation.path.find(&format!("{{{}}}", operation.parameters[*index].name));
    let (mut renamed, rest): (Vec<usize>, Vec<usize>) =
        rest.into_iter().partition(|&index| operation.parameters[index].place == Place::Path);
    renamed.sort_by_key(at);
    let mut renamed = renamed.into_iter();
    for (place, _) in placed.iter_mut().zip(locked).filter(|(place, name)| place.is_none() && name.starts_with('{')) {
        *place = renamed.next();
    }
    placed.into_iter().flatten().chain(renamed).chain(rest).collect()
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
