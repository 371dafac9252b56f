//! What users of a crate see, on one page: each public item a line, with its type and its name on the wire.

use super::model::{
    Argument, Body, Case, Choices, Client, Crate, Credential, Decoding, Enum, Field, Headers, Item, Mock, Module,
    Operation, Struct, Stub, Type, Union, Wire,
};

/// The surface of a crate, line by line: for review, and to tell what a change of the document changes for users.
pub fn surface(of: &Crate) -> String {
    let mut lines = vec![format!("crate {} {}", of.package.name, of.package.version)];
    for module in &of.modules {
        lines.push(String::new());
        lines.push(format!("mod {}", module.name));
        for item in module.all_items() {
            match item {
                Item::Client(client) => self::client(&mut lines, client),
                Item::Operation(operation) => self::operation(&mut lines, operation),
                Item::Struct(of) => structure(&mut lines, of),
                Item::Enum(of) => enumeration(&mut lines, of),
                Item::Choices(of) => choices(&mut lines, of),
                Item::Union(of) => union(&mut lines, of),
                Item::Headers(of) => headers(&mut lines, of),
            }
        }
    }
    if let Some(mock) = &of.mock {
        self::mock(&mut lines, mock, of);
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The mock server for the service.
fn mock(lines: &mut Vec<String>, mock: &Mock, of: &Crate) {
    lines.push(String::new());
    lines.push(format!("mod {} with the feature \"mock\", under which users may make all structs", mock.module));
    lines.push("  struct MockServer: Debug".to_owned());
    for (method, gives) in
        [("start", "MockServer"), ("client", "ClientBuilder"), ("requests", "Vec<Received>"), ("url", "&str")]
    {
        lines.push(format!("  MockServer::{method}() -> {gives}"));
    }
    for item in of.modules.iter().flat_map(Module::all_items) {
        let Item::Operation(operation) = item else { continue };
        let Some(Stub { method, status, .. }) = &operation.stub else { continue };
        let (success, failure) = (decoding(&operation.success), decoding(&operation.failure));
        let request = &operation.request;
        lines.push(format!(
            "  MockServer::{method}(impl Into<Option<{request}>>) -> Stub<{success}, {failure}> = {status}"
        ));
    }
}

fn client(lines: &mut Vec<String>, client: &Client) {
    lines.push("  struct Client: Clone, Debug".to_owned());
    lines.push("  Client::builder() -> ClientBuilder".to_owned());
    lines.push("  Client::from_env() -> Result<Client, BuildError>".to_owned());
    if client.platform.is_some() {
        lines.push("  Client::from_sdk_defaults(region) -> Result<Client, BuildError>".to_owned());
    }
    lines.push("  Client: AsRef<runtime::Client>".to_owned());
    lines.push("  struct ClientBuilder: Debug".to_owned());
    for server in &client.servers.servers {
        lines.push(format!("  server {}", server.url));
    }
    for servers in &client.own_servers {
        for server in &servers.servers {
            lines.push(format!(
                "  server {} ({})",
                server.url,
                servers.name.as_deref().unwrap_or("an operation's own")
            ));
        }
    }
    for param in &client.params {
        lines.push(format!("  ClientBuilder::{}(&str) = path {:?}", param.method, param.name));
    }
    for variable in &client.variables {
        let of = variable.of.as_deref().map_or_else(|| "&str".to_owned(), |of| format!("impl Into<{of}>"));
        lines.push(format!("  ClientBuilder::{}({of}) = server variable {:?}", variable.method, variable.variable));
    }
    for endpoint in &client.endpoints {
        lines.push(format!("  ClientBuilder::{}(&str) = servers {:?}", endpoint.method, endpoint.name));
    }
    for scheme in &client.schemes {
        let takes = match scheme.credential {
            Credential::Secret => "impl Into<Secret>",
            Credential::UserAndSecret => "&str, impl Into<Secret>",
            Credential::AccessKey => "AccessKey",
            Credential::OAuth2 => "impl Into<OAuth2>",
            Credential::HttpClient => "reqwest::Client",
        };
        lines
            .push(format!("  ClientBuilder::{}({takes}) = scheme {:?}, {:?}", scheme.method, scheme.name, scheme.kind));
    }
    for (method, takes) in [
        ("endpoint", "&str"),
        ("timeout", "Duration"),
        ("connect_timeout", "Duration"),
        ("read_timeout", "Duration"),
        ("retry", "Retry"),
        ("http_client", "reqwest::Client"),
        ("configure", "impl FnOnce(runtime::ClientBuilder) -> runtime::ClientBuilder"),
        ("env", ""),
    ] {
        lines.push(format!("  ClientBuilder::{method}({takes})"));
    }
    if client.platform.is_some() {
        for (method, takes) in [
            ("login", "Login"),
            ("sdk_defaults", ""),
            ("sdk_defaults_from", "impl Fn(&str) -> Option<String> + Send + Sync + 'static"),
        ] {
            lines.push(format!("  ClientBuilder::{method}({takes})"));
        }
    }
    lines.push("  ClientBuilder::build() -> Result<Client, BuildError>".to_owned());
    for of in &client.enums {
        lines.push(format!("  enum {}: Clone, Debug, Eq, Hash, PartialEq, non-exhaustive", of.name));
        for (variant, value) in &of.variants {
            lines.push(format!("  {}::{variant} = {value:?}", of.name));
        }
        lines.push(format!("  {}::{}(String)", of.name, of.open));
    }
}

fn operation(lines: &mut Vec<String>, operation: &Operation) {
    let (method, path) = (&operation.http_method, &operation.path);
    let bodies = operation.bodies.iter().filter(|_| operation.body_required);
    let mut methods: Vec<(&str, Option<&Body>)> = bodies.map(|body| (body.method.as_str(), Some(body))).collect();
    if methods.is_empty() {
        methods.push((&operation.method, None));
    }
    for (name, body) in methods {
        let mut arguments: Vec<String> = operation.arguments.iter().map(argument).collect();
        arguments.extend(body.map(|body| format!("body: {}", sent(body))));
        let arguments = match &operation.bundle {
            Some(bundle) => format!("{} {{ {} }}", bundle.name, arguments.join(", ")),
            None => arguments.join(", "),
        };
        lines.push(format!("  Client::{name}({arguments}) -> {} = {method} {path}", operation.request));
    }
    for option in &operation.options {
        lines.push(format!("  {}::{}", operation.request, argument_of_option(option)));
    }
    for body in operation.bodies.iter().filter(|_| !operation.body_required) {
        lines.push(format!("  {}::{}({}) = body", operation.request, body.method, sent(body)));
    }
    let (success, failure) = (decoding(&operation.success), decoding(&operation.failure));
    let headers = operation.headers.as_ref().map(|headers| format!(", {headers}")).unwrap_or_default();
    lines.push(format!("  {}::configure(impl FnOnce(runtime::Request) -> runtime::Request)", operation.request));
    lines.push(format!("  {}::send() -> {success} | Error<{failure}>", operation.request));
    lines.push(format!("  {}::send_full() -> Response<{success}{headers}> | Error<{failure}>", operation.request));
    for stream in &operation.streams {
        let item = stream.item.as_ref().map(|item| format!("<{}>", decoding(item))).unwrap_or_default();
        let (method, kind) = (stream.method, stream.symbol.name());
        lines.push(format!("  {}::{method}() -> {kind}{item} | Error<{failure}>", operation.request));
    }
    if let Some(pages) = &operation.pages {
        lines.push(format!("  {}::pages() -> Pages<{success}> | Error<{failure}>", operation.request));
        lines.push(format!("  {}::items() -> Items<{}> | Error<{failure}>", operation.request, type_name(&pages.item)));
    }
    if let Some(waiting) = &operation.waiting {
        let told = decoding(&waiting.poll.success);
        lines.push(format!("  {}::wait() -> {told} | Error<{failure}>", operation.request));
    }
    let security: Vec<String> = operation
        .security
        .iter()
        .map(|all| if all.is_empty() { "none".to_owned() } else { all.join(" and ") })
        .collect();
    if !security.is_empty() {
        lines.push(format!("  {}: needs {}", operation.request, security.join(", or ")));
    }
}

fn argument(argument: &Argument) -> String {
    format!("{}: {} = {} {:?}", argument.name, passed(&argument.of), argument.place, argument.wire)
}

fn argument_of_option(argument: &Argument) -> String {
    format!("{}({}) = {} {:?}", argument.name, passed(&argument.of), argument.place, argument.wire)
}

/// A type as an argument is passed.
fn passed(of: &Type) -> String {
    match of {
        Type::String => "&str".to_owned(),
        Type::Bool | Type::I32 | Type::I64 | Type::F64 => type_name(of),
        Type::Vec(element) => format!("&[{}]", type_name(element)),
        _ => format!("&{}", type_name(of)),
    }
}

/// A body as it is passed.
fn sent(body: &Body) -> String {
    let typed = if body.is_of_any_type() { "&str, " } else { "" };
    let of = body.media_type.as_deref().map(|media_type| format!(" as {media_type}")).unwrap_or_default();
    let body = match &body.decoding {
        Decoding::Json(_, of) => match of {
            Type::String | Type::Vec(_) => passed(of),
            _ => format!("&{}", type_name(of)),
        },
        Decoding::Form(_, of) | Decoding::Xml(_, of) => format!("&{}", type_name(of)),
        Decoding::Choice(name) => name.clone(),
        Decoding::Text(_) => "&str".to_owned(),
        Decoding::Items(_, _, of) => format!("impl Into<JsonItems<{}>>", type_name(of)),
        Decoding::Binary(..) => "impl Into<Body>".to_owned(),
        Decoding::Empty(_) => "()".to_owned(),
    };
    format!("{typed}{body}{of}")
}

fn structure(lines: &mut Vec<String>, of: &Struct) {
    let open = if of.non_exhaustive { ", non-exhaustive" } else { "" };
    lines.push(format!("  struct {}: {}{open}", of.name, of.derives.join(", ")));
    fields(lines, &of.name, &of.fields);
    if let Some((name, value)) = &of.extra {
        lines.push(format!("  {}.{name}: {} = all further members", of.name, type_name(value)));
    }
    if let Some(new) = &of.constructor {
        let arguments = new.arguments.iter().map(|(name, of)| format!("{name}: {}", type_name(of)));
        lines.push(format!("  {}::new({}) -> {0}", of.name, arguments.collect::<Vec<_>>().join(", ")));
    }
}

fn headers(lines: &mut Vec<String>, of: &Headers) {
    lines.push(format!("  struct {}: Clone, Debug, PartialEq, non-exhaustive", of.name));
    fields(lines, &of.name, &of.fields);
}

fn fields(lines: &mut Vec<String>, name: &str, fields: &[Field]) {
    for field in fields {
        let wire: Vec<String> = field.wire.iter().map(|wire| format!("{wire:?}")).collect();
        let words = field.mode.words();
        let mode = if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) };
        lines.push(format!("  {name}.{}: {} = {}{mode}", field.name, type_name(&field.of), wire.join(" or ")));
    }
}

fn enumeration(lines: &mut Vec<String>, of: &Enum) {
    let integers = matches!(of.variants.first().map(|variant| &variant.wire), Some(Wire::Integer(_)));
    let (copy, held) = if integers { ("Copy, ", "i64") } else { ("", "String") };
    lines.push(format!("  enum {}: Clone, {copy}Debug, Eq, Hash, PartialEq, non-exhaustive", of.name));
    for variant in &of.variants {
        let wire = match &variant.wire {
            Wire::Text(text) => format!("{text:?}"),
            Wire::Integer(value) => value.to_string(),
        };
        lines.push(format!("  {}::{} = {wire}", of.name, variant.name));
    }
    lines.push(format!("  {}::{}({held})", of.name, of.open));
}

fn choices(lines: &mut Vec<String>, of: &Choices) {
    lines.push(format!("  enum {}: Clone, Debug, PartialEq, non-exhaustive", of.name));
    for variant in &of.variants {
        let body = variant.decoding.as_ref().map(|body| format!("({})", decoding(body))).unwrap_or_default();
        let (test, of_test) = variant.test;
        let status = of_test.map_or_else(|| test.to_owned(), |status| format!("{test} {status}"));
        let media_type = variant.media_type.as_deref().map(|of| format!(" of {of}")).unwrap_or_default();
        lines.push(format!("  {}::{}{body} = {status}{media_type}", of.name, variant.name));
    }
}

fn union(lines: &mut Vec<String>, of: &Union) {
    lines.push(format!("  enum {}: Clone, Debug, PartialEq, non-exhaustive", of.name));
    for variant in &of.variants {
        let case = match &variant.case {
            Case::Tag(property, values) => format!("{property:?} is {}", values.join(" or ")),
            Case::Members(required, known) => format!("members {} ({})", required.join(", "), known.join(", ")),
            case => format!("{case:?}").to_lowercase(),
        };
        lines.push(format!("  {}::{}({}) = {case}", of.name, variant.name, type_name(&variant.of)));
    }
    lines.push(format!("  {}::{}(Value)", of.name, of.open));
}

fn decoding(decoding: &Decoding) -> String {
    match decoding {
        Decoding::Json(_, of) | Decoding::Xml(_, of) => type_name(of),
        Decoding::Form(_, of) | Decoding::Items(_, _, of) => type_name(of),
        Decoding::Choice(name) => name.clone(),
        Decoding::Text(_) => "String".to_owned(),
        Decoding::Binary(..) => "Bytes".to_owned(),
        Decoding::Empty(_) => "()".to_owned(),
    }
}

/// A type as users write it.
pub fn type_name(of: &Type) -> String {
    match of {
        Type::Bool => "bool".to_owned(),
        Type::I32 => "i32".to_owned(),
        Type::I64 => "i64".to_owned(),
        Type::F64 => "f64".to_owned(),
        Type::String => "String".to_owned(),
        Type::Runtime(symbol) => symbol.name().to_owned(),
        Type::Named(name) => name.clone(),
        Type::Option(of) => format!("Option<{}>", type_name(of)),
        Type::Vec(of) => format!("Vec<{}>", type_name(of)),
        Type::Tuple(of) => format!("({})", of.iter().map(type_name).collect::<Vec<_>>().join(", ")),
        Type::Box(of) => format!("Box<{}>", type_name(of)),
        Type::Map(_, of) => format!("Map<{}>", type_name(of)),
    }
}
