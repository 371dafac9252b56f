//! Names of operations, of modules and of what the client's builder asks for.

use std::collections::HashMap;

use crate::api::{Api, Choice, Encoding, Operation as Lowered, Place, ResponseBody, Statuses, Tag};
use crate::config::Config;
use crate::report::Diagnostics;

use super::members::{field, named_variants};
use super::{Names, Operation, Scope, ValueNames, identifier, module, pascal, screaming, snake};

/// Methods that clients have besides operations.
const CLIENT_METHODS: [&str; 5] = ["builder", "clone", "fmt", "from_env", "self"];

/// A method that clients of Huawei Cloud have besides.
const PLATFORM_METHOD: &str = "from_sdk_defaults";

/// Methods that the mock server for the service has besides operations.
const SERVICE_METHODS: [&str; 7] = ["client", "clone", "fmt", "requests", "self", "start", "url"];

/// Methods that requests have besides parameters.
const REQUEST_METHODS: [&str; 11] = [
    "body",
    "clone",
    "configure",
    "fmt",
    "request",
    "self",
    "send",
    "send_events",
    "send_full",
    "send_items",
    "send_stream",
];

/// Methods that requests have besides, where responses come in pages.
const PAGE_METHODS: [&str; 2] = ["items", "pages"];

/// Methods that builders have besides what the document makes them ask for.
const BUILDER_METHODS: [&str; 14] = [
    "build",
    "clone",
    "configure",
    "connect_timeout",
    "endpoint",
    "env",
    "fmt",
    "from_env",
    "http_client",
    "into",
    "read_timeout",
    "retry",
    "self",
    "timeout",
];

/// Methods that builders have besides for clients of Huawei Cloud.
const PLATFORM_BUILDER_METHODS: [&str; 3] = ["login", "sdk_defaults", "sdk_defaults_from"];

/// How many arguments a method may have besides the client (clippy `too_many_arguments`).
const MOST_ARGUMENTS: usize = 6;

/// Names every operation after its id, or after method and path.
pub(super) fn operations(names: &mut Names, api: &Api, config: &Config, scope: &mut Scope) {
    let of_platform = api.platform.as_ref().map(|_| PLATFORM_METHOD);
    let mut methods = Scope::with(CLIENT_METHODS.into_iter().chain(of_platform));
    let mut stubs = Scope::with(SERVICE_METHODS);
    for operation in &api.operations {
        let id = operation.id.clone().unwrap_or_else(|| id_of_path(operation));
        let renamed = operation.id.as_deref().and_then(|id| config.operations.of(id)?.rename.as_deref());
        let said = renamed.unwrap_or(&id);
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

/// Names the ways to give bodies of other media types than the first: methods of the client, beside that of the
/// operation, where the body is required; otherwise methods of the request, beside `body`.
fn bodies(names: &mut Names, api: &Api, methods: &mut Scope) {
    for (operation, names) in api.operations.iter().zip(&mut names.operations) {
        let Some(body) = &operation.body else { continue };
        let mut own = Scope::with(REQUEST_METHODS);
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

/// What a body is called by how it is written.
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

/// What a media type is called by its own words: `csv`, `merge-patch`.
fn subtype(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    let (kind, subtype) = essence.split_once('/').unwrap_or(("", essence));
    let subtype = subtype.trim().trim_start_matches("x-").trim_end_matches("+json").trim_end_matches("+xml");
    match subtype {
        "*" | "octet-stream" if kind == "*" || kind == "application" => "binary".to_owned(),
        "*" => kind.to_owned(),
        "plain" => "text".to_owned(),
        _ => subtype.to_owned(),
    }
}

/// Whether a name is written otherwise than a method's. In scripts without capitals it is not, and then Rust takes an
/// argument of that name for the struct or static (error E0530).
fn cased(name: &str, method: &str) -> bool {
    name != method && name.chars().any(char::is_uppercase)
}

/// Names the statics that describe operations. Requests are tuple structs, with which statics share a namespace: both
/// would be `V2` for an operation `v2`.
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

/// How many values a call cannot be made without.
fn arguments(operation: &Lowered) -> usize {
    let required = operation.parameters.iter().filter(|parameter| parameter.required && !parameter.of_client).count();
    let body = usize::from(operation.body.as_ref().is_some_and(|body| body.required));
    required + body + usize::from(asks_for_type(operation))
}

/// Whether there is a body whose media type callers say.
fn asks_for_type(operation: &Lowered) -> bool {
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    contents.filter(|content| content.encoding.of().is_none()).any(|content| content.media_type.contains('*'))
}

fn parameters(operation: &Lowered) -> Vec<String> {
    let paged = operation.paging.iter().flat_map(|_| PAGE_METHODS);
    let waited = operation.waiting.iter().map(|_| "wait");
    let mut scope = Scope::with(REQUEST_METHODS.into_iter().chain(paged).chain(waited));
    if asks_for_type(operation) {
        scope.take(["content_type".to_owned()]);
    }
    let place = |place| match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie => "cookie",
    };
    let name = |name: &str, suffix: &str| {
        let name = field(name);
        scope.take([name.clone(), format!("{}_{suffix}", name.trim_end_matches('_'))]).0
    };
    let mut name = name;
    operation.parameters.iter().map(|parameter| name(&parameter.name, place(parameter.place))).collect()
}

/// The type of bodies that differ by status, and a variant for each status after its reason phrase.
fn choices(body: &ResponseBody, name: &str, scope: &mut Scope) -> Option<(String, Vec<String>)> {
    let ResponseBody::Several(choices) = body else { return None };
    let mut variants = Scope::with(["Self"]);
    let statuses = choices.first().map(|choice| choice.statuses);
    let alike = choices.iter().all(|choice| Some(choice.statuses) == statuses);
    let variants = choices.iter().map(|choice| variants.take([variant(choice, alike)]).0).collect();
    Some((scope.take([name.to_owned()]).0, variants))
}

/// The variant for a choice: what the status means, and which media type it is where that differs.
fn variant(choice: &Choice, alike: bool) -> String {
    let phrase = phrase(choice.statuses);
    let Some(media_type) = &choice.media_type else { return phrase };
    let subtype = pascal(&subtype(media_type));
    if alike { identifier(subtype, "Other") } else { format!("{phrase}{subtype}") }
}

/// A name for statuses: the reason phrase (RFC 9110 §15, and the registry of status codes).
fn phrase(statuses: Statuses) -> String {
    let phrase = match statuses {
        Statuses::Code(code) => match code {
            200 => "Ok",
            201 => "Created",
            202 => "Accepted",
            203 => "NonAuthoritative",
            204 => "NoContent",
            205 => "ResetContent",
            206 => "PartialContent",
            207 => "MultiStatus",
            301 => "MovedPermanently",
            302 => "Found",
            303 => "SeeOther",
            304 => "NotModified",
            307 => "TemporaryRedirect",
            308 => "PermanentRedirect",
            400 => "BadRequest",
            401 => "Unauthorized",
            402 => "PaymentRequired",
            403 => "Forbidden",
            404 => "NotFound",
            405 => "MethodNotAllowed",
            406 => "NotAcceptable",
            408 => "RequestTimeout",
            409 => "Conflict",
            410 => "Gone",
            412 => "PreconditionFailed",
            413 => "ContentTooLarge",
            415 => "UnsupportedMediaType",
            422 => "UnprocessableContent",
            423 => "Locked",
            424 => "FailedDependency",
            428 => "PreconditionRequired",
            429 => "TooManyRequests",
            500 => "InternalServerError",
            501 => "NotImplemented",
            502 => "BadGateway",
            503 => "ServiceUnavailable",
            504 => "GatewayTimeout",
            other => return format!("Status{other}"),
        },
        Statuses::Range(2) => "Success",
        Statuses::Range(3) => "Redirection",
        Statuses::Range(4) => "ClientError",
        Statuses::Range(5) => "ServerError",
        Statuses::Range(_) => "Informational",
        Statuses::Default => "Default",
    };
    phrase.to_owned()
}

/// An id for an operation that has none: the method, and the words of the path.
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

/// Names the modules.
pub(super) fn modules(names: &mut Names, api: &Api, config: &Config, diagnostics: &mut Diagnostics) {
    let taken = ["lib", "main", "mod", "std", "core", "alloc", "specwright_runtime"];
    let own = config.package.modules.keys().map(|name| identifier(name.as_str().to_owned(), "module"));
    let own: Vec<String> = own.collect();
    let mut scope = Scope::with(taken.into_iter().chain(own.iter().map(String::as_str)));
    names.fixed.client = scope.take(["client".to_owned()]).0;
    names.fixed.types = scope.take(["types".to_owned()]).0;
    names.modules = api.tags.iter().map(|tag| scope.take([module(&tag.name, "tag")]).0).collect();
    names.fixed.operations = scope.take(["operations".to_owned()]).0;
    names.fixed.mock = scope.take(["mock".to_owned(), "mock_service".to_owned()]).0;
    let mut scope = Scope::with(RUNTIME_FEATURES);
    names.fixed.unused = scope.take(["unused-types".to_owned()]).0;
    let mut taken: HashMap<String, String> = HashMap::new();
    let group = |(module, tag): (&String, &Tag)| match names.modules.len() {
        0..MOST_FEATURES => module.trim_end_matches('_').replace('_', "-"),
        _ => snake(tag.name.split(['.', '/', '-', '_', ':', ' ']).next().unwrap_or_default()).replace('_', "-"),
    };
    let groups = names.modules.iter().zip(&api.tags).map(group);
    names.features = groups
        .map(|group| {
            let name = if group.is_empty() { "tag".to_owned() } else { group.clone() };
            let take = || scope.take([name.clone(), format!("{name}-operations")]).0;
            taken.entry(group.clone()).or_insert_with(take).clone()
        })
        .collect();
    let wanted = config.package.modules.values().flat_map(|module| &module.features);
    for feature in wanted.filter(|feature| !names.features.contains(feature) && !GATES.contains(&feature.as_str())) {
        config.report_unknown(feature, "tag or other feature", diagnostics);
    }
}

/// How many tags may each have a feature; of more, those that begin with the same word share one. The registry takes
/// 300 features.
const MOST_FEATURES: usize = 200;

/// What features may not be called: those that every crate has or may come to have.
const RUNTIME_FEATURES: [&str; 9] =
    ["blocking", "default", "gzip", "mock", "rustls", "serde", "specwright-runtime", "tracing", "wasm"];

/// Features that every crate has and by which modules may be turned on.
const GATES: [&str; 4] = ["blocking", "gzip", "mock", "tracing"];

/// Names what the client's builder asks for.
pub(super) fn builder(names: &mut Names, api: &Api, scope: &mut Scope) {
    let of_platform = api.platform.iter().flat_map(|_| PLATFORM_BUILDER_METHODS);
    let mut methods = Scope::with(BUILDER_METHODS.into_iter().chain(of_platform));
    names.client_parameters = api.client_parameters.iter().map(|kept| methods.take([field(&kept.name)]).0).collect();
    let own = api.operations.iter().filter_map(|operation| operation.servers.as_ref());
    for servers in std::iter::once(&api.servers).chain(own) {
        for variable in servers.servers.iter().flat_map(|server| &server.variables) {
            if !names.variables.contains_key(&variable.name) {
                let (method, _) = methods.take([field(&variable.name), format!("server_{}", snake(&variable.name))]);
                names.variables.insert(variable.name.clone(), method);
            }
        }
        if let Some(name) = &servers.name
            && !names.endpoints.contains_key(name)
        {
            let (method, _) = methods.take([identifier(format!("{}_endpoint", snake(name)), "server")]);
            names.endpoints.insert(name.clone(), method);
        }
    }
    for (name, values) in api.variable_values() {
        let of = identifier(pascal(&name), "Variable");
        let (of, _) = scope.take([of.clone(), format!("Server{of}")]);
        let (variants, open) = named_variants(&values);
        names.variable_types.insert(name, ValueNames { name: of, variants, open });
    }
    names.schemes = api
        .schemes
        .iter()
        .map(|scheme| methods.take([field(&scheme.name), format!("{}_credential", snake(&scheme.name))]).0)
        .collect();
}
