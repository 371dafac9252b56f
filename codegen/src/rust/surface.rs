//! The public API of a crate on one page: one line per public item, with its type and its name on the wire.

use crate::names::{BuilderMethod, ClientMethod, MockMethod, RequestMethod};

use super::model::{
    Argument, Body, Case, Choices, Client, Crate, Credential, Decoding, Enum, Field, FieldParameter, Headers, Item,
    Mock, Module, Operation, Parameter, Passed, Send, Setting, Struct, Stub, Target, Type, Union, Webhooks, Wire,
};

/// The surface of a crate, for reviews: it shows what a change of the document changes for users.
pub fn surface(of: &Crate) -> String {
    let mut lines = vec![format!("crate {} {}", of.package.name, of.package.version)];
    for module in &of.modules {
        lines.push(String::new());
        lines.push(format!("mod {}{}", module.name, gate(&module.features)));
        for item in &module.items {
            self::item(&mut lines, item);
        }
        for file in &module.submodules {
            // Users do not see files, but what they are compiled with, unless it is what their module is.
            let own = if file.features == module.features { String::new() } else { gate(&file.features) };
            for item in &file.items {
                let first = lines.len();
                self::item(&mut lines, item);
                lines.get_mut(first).into_iter().for_each(|line| line.push_str(&own));
            }
        }
    }
    if let Some(mock) = &of.mock {
        self::mock(&mut lines, mock, of);
    }
    lines.push(String::new());
    lines.join("\n")
}

fn item(lines: &mut Vec<String>, item: &Item) {
    match item {
        Item::Client(client) => self::client(lines, client),
        Item::Operation(operation) => self::operation(lines, operation),
        Item::Struct(of) => structure(lines, of),
        Item::Enum(of) => enumeration(lines, of),
        Item::Alias(of) => lines.push(format!("  type {} = {}", of.name, type_name(&of.of))),
        Item::Choices(of) => choices(lines, of),
        Item::Union(of) => union(lines, of),
        Item::Headers(of) => headers(lines, of),
        Item::Webhooks(of) => webhooks(lines, of),
    }
}

/// The features with which items are compiled.
fn gate(features: &[String]) -> String {
    match features {
        [] => String::new(),
        features => format!(" with the feature \"{}\"", features.join("\" or \"")),
    }
}

fn deprecated(of: bool) -> &'static str {
    if of { ", deprecated" } else { "" }
}

/// What a value has to be besides its type.
fn limits(of: Option<&String>) -> String {
    of.map(|limits| format!(" [{}]", limits.trim_end_matches('.'))).unwrap_or_default()
}

/// The mock server.
fn mock(lines: &mut Vec<String>, mock: &Mock, of: &Crate) {
    lines.push(String::new());
    lines.push(format!("mod {} with the feature \"mock\"", mock.module));
    lines.push("  struct MockServer: Debug".to_owned());
    for method in MockMethod::ALL {
        let returned = match method {
            MockMethod::Start => "MockServer",
            MockMethod::Client => "ClientBuilder",
            MockMethod::Requests => "Vec<ReceivedRequest>",
            MockMethod::Url => "&str",
        };
        lines.push(format!("  MockServer::{}() -> {returned}", method.name()));
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
    for method in client.methods() {
        let (takes, returned) = match method {
            ClientMethod::Builder => ("", "ClientBuilder"),
            ClientMethod::FromEnv => ("", "Result<Client, BuildError>"),
            ClientMethod::Request => ("Method, &str", "Request"),
            ClientMethod::FromSdkDefaults => ("region", "Result<Client, BuildError>"),
        };
        lines.push(format!("  Client::{}({takes}) -> {returned}", method.name()));
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
    lines.extend(client.settings().map(|setting| format!("  ClientBuilder::{}", self::setting(setting))));
    for of in &client.enums {
        lines.push(format!("  enum {}: Clone, Debug, Eq, Hash, PartialEq, non-exhaustive", of.name));
        for (variant, value) in &of.variants {
            lines.push(format!("  {}::{variant} = {value:?}", of.name));
        }
        lines.push(format!("  {}::{}(String)", of.name, of.open));
    }
}

/// A method of the client's builder.
fn setting(of: Setting<'_>) -> String {
    match of {
        Setting::Parameter(of) => format!("{}(&str) = path {:?}", of.method, of.name),
        Setting::Variable(of) => {
            let takes = of.of.as_deref().map_or_else(|| "&str".to_owned(), |of| format!("impl Into<{of}>"));
            format!("{}({takes}) = server variable {:?}", of.method, of.variable)
        }
        Setting::Servers(of) => format!("{}(&str) = servers {:?}", of.method, of.name),
        Setting::Scheme(of) => {
            let takes = match of.credential {
                Credential::Secret => "impl Into<Secret>",
                Credential::UserAndSecret => "&str, impl Into<Secret>",
                Credential::AccessKey => "AccessKey",
                Credential::OAuth2 => "impl Into<OAuth2>",
                Credential::HttpClient => "reqwest::Client",
            };
            format!("{}({takes}) = scheme {:?}, {:?}", of.method, of.name, of.kind)
        }
        Setting::Fixed(method) => {
            let (takes, returned) = match method {
                BuilderMethod::Endpoint => ("&str", ""),
                BuilderMethod::Timeout | BuilderMethod::ConnectTimeout | BuilderMethod::ReadTimeout => ("Duration", ""),
                BuilderMethod::Retry => ("Retry", ""),
                BuilderMethod::HttpClient => ("reqwest::Client", ""),
                BuilderMethod::Configure => ("impl FnOnce(runtime::ClientBuilder) -> runtime::ClientBuilder", ""),
                BuilderMethod::Env | BuilderMethod::SdkDefaults => ("", ""),
                BuilderMethod::Login => ("Login", ""),
                BuilderMethod::SdkDefaultsFrom => ("impl Fn(&str) -> Option<String> + Send + Sync + 'static", ""),
                BuilderMethod::Build => ("", " -> Result<Client, BuildError>"),
            };
            format!("{}({takes}){returned}", method.name())
        }
    }
}

fn operation(lines: &mut Vec<String>, operation: &Operation) {
    let (verb, path, request) = (&operation.http_method, &operation.path, &operation.request);
    let signature = operation.signature();
    let deprecated = deprecated(operation.deprecated);
    for method in &signature.methods {
        let parameters = match &operation.bundle {
            Some(bundle) => {
                let bundled = method.bundled.iter().map(parameter).collect::<Vec<_>>().join(", ");
                let bundle = format!("{} {{ {bundled} }}", bundle.name);
                std::iter::once(bundle).chain(method.parameters.iter().map(parameter)).collect()
            }
            None => method.parameters.iter().map(parameter).collect::<Vec<_>>(),
        };
        lines.push(format!(
            "  Client::{}({}) -> {request} = {verb} {path}{deprecated}",
            method.name,
            parameters.join(", ")
        ));
    }
    for setter in &signature.setters {
        let parameters = setter.parameters.iter().map(|of| passed(of.passed)).collect::<Vec<_>>().join(", ");
        let wire = setter.parameters.iter().filter_map(wire).collect::<String>();
        lines.push(format!("  {request}::{}({parameters}){wire}", setter.name));
    }
    let configure = RequestMethod::Configure.name();
    lines.push(format!("  {request}::{configure}(impl FnOnce(runtime::Request) -> runtime::Request)"));
    let (success, failure) = (decoding(&operation.success), decoding(&operation.failure));
    let headers = operation.headers.as_ref().map(|headers| format!(", {headers}")).unwrap_or_default();
    for send in signature.sends {
        let returned = match send {
            Send::Body => success.clone(),
            Send::Full => format!("Response<{success}{headers}>"),
            Send::Stream(stream) => {
                let item = stream.item.as_ref().map(|item| format!("<{}>", decoding(item))).unwrap_or_default();
                format!("{}{item}", stream.symbol.name())
            }
            Send::Pages(_) => format!("Pages<{success}>"),
            Send::Items(pages) => format!("Items<{}>", type_name(&pages.item)),
            Send::Wait(waiting) => decoding(&waiting.poll.success),
        };
        lines.push(format!("  {request}::{}() -> {returned} | Error<{failure}>", send.method().name()));
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

/// A parameter of a method: its name, how it is passed, and where its value is sent.
fn parameter(of: &Parameter<'_>) -> String {
    format!("{}: {}{}", of.name, passed(of.passed), wire(of).unwrap_or_default())
}

/// The place of a parameter's value in the request.
fn wire(of: &Parameter<'_>) -> Option<String> {
    match of.target {
        Target::Argument(argument) => {
            let Argument { place, wire, limits, deprecated, .. } = argument;
            Some(format!(" = {place} {wire:?}{}{}", self::limits(limits.as_ref()), self::deprecated(*deprecated)))
        }
        Target::Body(Body { media_type: Some(media_type), .. }) => Some(format!(" = body {media_type}")),
        Target::Body(_) => Some(" = body".to_owned()),
        Target::ContentType => None,
    }
}

/// The type of a parameter.
fn passed(of: Passed<'_>) -> String {
    match of {
        Passed::Value(of) => type_name(of),
        Passed::Str => "&str".to_owned(),
        Passed::Slice(element) => format!("&[{}]", type_name(element)),
        Passed::Reference(of) => format!("&{}", type_name(of)),
        Passed::Items(items, of) => format!("impl Into<{}<{}>>", items.name(), type_name(of)),
        Passed::Body(body) => format!("impl Into<{}>", body.name()),
        Passed::Unit => "()".to_owned(),
    }
}

fn structure(lines: &mut Vec<String>, of: &Struct) {
    let derives = of.derives.join(", ");
    lines.push(format!("  struct {}: {derives}, non-exhaustive{}", of.name, deprecated(of.deprecated)));
    fields(lines, &of.name, &of.fields);
    if let Some((name, value)) = &of.extra {
        lines.push(format!("  {}.{name}: {} = all undeclared properties", of.name, type_name(value)));
    }
    if let Some(new) = &of.constructor {
        let gate = if new.for_mocks { " with the feature \"mock\"" } else { "" };
        let parameters: Vec<String> =
            new.parameters.iter().map(|of| format!("{}: {}", of.field, field_parameter(of))).collect();
        lines.push(format!("  {}::new({}) -> {0}{gate}", of.name, parameters.join(", ")));
        for setter in &new.setters {
            lines.push(format!("  {}::{}({}){gate}", of.name, setter.name, field_parameter(&setter.parameter)));
        }
        if let Some(extra) = &new.extra {
            lines.push(format!("  {}::{}({}){gate}", of.name, extra.field, field_parameter(extra)));
        }
        if new.is_default {
            lines.push(format!("  {}: Default{gate}", of.name));
        }
    }
}

/// The type of the parameter of a field.
fn field_parameter(of: &FieldParameter) -> String {
    let name = type_name(&of.of);
    if of.converts { format!("impl Into<{name}>") } else { name }
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
        let rest = format!("{}{}", limits(field.limits.as_ref()), deprecated(field.deprecated));
        lines.push(format!("  {name}.{}: {} = {}{mode}{rest}", field.name, type_name(&field.of), wire.join(" or ")));
    }
}

fn enumeration(lines: &mut Vec<String>, of: &Enum) {
    let integers = matches!(of.variants.first().map(|variant| &variant.wire), Some(Wire::Integer(_)));
    let (copy, held) = if integers { ("Copy, ", "i64") } else { ("", "String") };
    lines.push(format!(
        "  enum {}: Clone, {copy}Debug, Eq, Hash, PartialEq, non-exhaustive{}",
        of.name,
        deprecated(of.deprecated)
    ));
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

fn webhooks(lines: &mut Vec<String>, of: &Webhooks) {
    lines.push(format!("  enum {}: Clone, Debug, PartialEq, non-exhaustive", of.name));
    for variant in &of.variants {
        let body = variant.decoding.as_ref().map(|body| format!("({})", decoding(body))).unwrap_or_default();
        lines.push(format!("  {}::{}{body} = webhook {:?}", of.name, variant.name, variant.wire));
    }
    lines.push(format!("  {}::decode(&str, &[u8]) -> Result<{0}, DecodeError>", of.name));
    lines.push(format!("  {}::name() -> &str", of.name));
}

fn union(lines: &mut Vec<String>, of: &Union) {
    lines.push(format!("  enum {}: Clone, Debug, PartialEq, non-exhaustive", of.name));
    for variant in &of.variants {
        let case = match &variant.case {
            Case::Tag(property, values) => format!("{property:?} is {}", values.join(" or ")),
            Case::Properties(of) if of.forms.is_empty() && of.others.is_none() && of.inner.is_none() => {
                format!("properties {} ({})", of.required.join(", "), of.known.join(", "))
            }
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

/// A type, as users write it.
pub fn type_name(of: &Type) -> String {
    match of {
        Type::Bool => "bool".to_owned(),
        Type::Integer(width) => width.as_str().to_owned(),
        Type::F64 => "f64".to_owned(),
        Type::String => "String".to_owned(),
        Type::Runtime(symbol) => symbol.name().to_owned(),
        Type::Named(name) | Type::External(name) => name.clone(),
        Type::Option(of) => format!("Option<{}>", type_name(of)),
        Type::Vec(of) => format!("Vec<{}>", type_name(of)),
        Type::Tuple(of) => format!("({})", of.iter().map(type_name).collect::<Vec<_>>().join(", ")),
        Type::Box(of) => format!("Box<{}>", type_name(of)),
        Type::Map(_, of) => format!("Map<{}>", type_name(of)),
    }
}
