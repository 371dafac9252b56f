//! A program that uses every public item of a crate, with its exact types.

use std::collections::HashMap;

use specwright::rust::{
    Choices, Client, Crate, Credential, Decoding, Enum, Field, Item, Module, Operation, Passed, Send, Setting, Struct,
    Target, Type, Union, Wire,
};

/// The program.
pub fn witness(of: &Crate) -> String {
    let mut homes = HashMap::new();
    for module in &of.modules {
        for item in module.all_items() {
            let name = match item {
                Item::Client(client) => {
                    homes.extend(client.enums.iter().map(|of| (of.name.as_str(), String::new())));
                    continue;
                }
                Item::Operation(of) => {
                    homes.extend(of.bundle.iter().map(|bundle| (bundle.name.as_str(), module.name.clone())));
                    &of.request
                }
                Item::Struct(of) => &of.name,
                Item::Enum(of) => &of.name,
                Item::Union(of) => &of.name,
                Item::Headers(of) => &of.name,
                Item::Choices(of) => &of.name,
                Item::Webhooks(of) => &of.name,
                Item::Alias(of) => &of.name,
            };
            homes.insert(name.as_str(), module.name.clone());
        }
    }
    let mut writer = Writer { homes, functions: 0, out: HEAD.to_owned() };
    for item in of.modules.iter().flat_map(Module::all_items) {
        match item {
            Item::Client(client) => writer.client(client),
            Item::Operation(operation) => writer.operation(operation),
            Item::Struct(of) => writer.structure(of),
            Item::Enum(of) => writer.enumeration(of),
            Item::Union(of) => writer.union(of),
            Item::Choices(of) => writer.choices(of),
            // The definition has the fields, and the payloads are uses of types that stand elsewhere.
            Item::Alias(_) | Item::Webhooks(_) => {}
            Item::Headers(of) => {
                let path = writer.path(&of.name);
                writer.fields(&path, &of.fields);
            }
        }
    }
    writer.out
}

const HEAD: &str =
    "#![allow(dead_code, unused, deprecated)]\n\nuse client::{Client, ClientBuilder, Error, Response};\n";

struct Writer<'a> {
    /// The modules of the types.
    homes: HashMap<&'a str, String>,
    functions: usize,
    out: String,
}

impl Writer<'_> {
    fn function(&mut self, parameters: &[String], body: &str) {
        let index = self.functions;
        self.functions += 1;
        self.out.push_str(&format!("\nfn use_{index}({}) {{\n    {body}\n}}\n", parameters.join(", ")));
    }

    fn path(&self, name: &str) -> String {
        match self.homes.get(name).map(String::as_str) {
            Some("") | None => format!("client::{name}"),
            Some(module) => format!("client::{module}::{name}"),
        }
    }

    fn of(&self, of: &Type) -> String {
        match of {
            Type::Bool => "bool".to_owned(),
            Type::Integer(width) => width.as_str().to_owned(),
            Type::F64 => "f64".to_owned(),
            Type::String => "String".to_owned(),
            Type::Runtime(symbol) => symbol.path.to_owned(),
            Type::Named(name) => self.path(name),
            Type::External(path) => path.clone(),
            Type::Option(of) => format!("Option<{}>", self.of(of)),
            Type::Vec(of) => format!("Vec<{}>", self.of(of)),
            Type::Tuple(of) => format!("({})", of.iter().map(|of| self.of(of) + ",").collect::<String>()),
            Type::Box(of) => format!("Box<{}>", self.of(of)),
            Type::Map(symbol, of) => format!("{}<{}>", symbol.path, self.of(of)),
        }
    }

    fn body(&self, of: &Decoding) -> String {
        match of {
            Decoding::Json(_, of) | Decoding::Form(_, of) | Decoding::Items(_, _, of) | Decoding::Xml(_, of) => {
                self.of(of)
            }
            Decoding::Choice(name) => self.path(name),
            Decoding::Text(_) => "String".to_owned(),
            Decoding::Binary(_, bytes) => bytes.path.to_owned(),
            Decoding::Empty(_) => "()".to_owned(),
        }
    }

    fn fields(&mut self, path: &str, fields: &[Field]) {
        for field in fields {
            let body = format!("let _: {} = value.{};", self.of(&field.of), field.name);
            self.function(&[format!("value: {path}")], &body);
        }
    }

    fn structure(&mut self, of: &Struct) {
        let path = self.path(&of.name);
        self.fields(&path, &of.fields);
        if let Some((name, of)) = &of.extra {
            let body = format!("let _: {} = value.{name};", self.of(of));
            self.function(&[format!("value: {path}")], &body);
        }
        for derive in &of.derives {
            let bound = match *derive {
                "Debug" => "std::fmt::Debug",
                "Hash" => "std::hash::Hash",
                other => other,
            };
            self.function(&[], &format!("fn is<T: {bound}>() {{}}\n    is::<{path}>();"));
        }
        let Some(new) = of.constructor.as_ref().filter(|new| !new.for_mocks) else { return };
        let takes: Vec<String> =
            new.parameters.iter().map(|parameter| format!("{}: {}", parameter.field, self.of(&parameter.of))).collect();
        let names: Vec<String> = new.parameters.iter().map(|parameter| parameter.field.clone()).collect();
        self.function(&takes, &format!("let _: {path} = {path}::new({});", names.join(", ")));
        for setter in &new.setters {
            let parameters = [format!("value: {path}"), format!("of: {}", self.of(&setter.parameter.of))];
            self.function(&parameters, &format!("let _: {path} = value.{}(of);", setter.name));
        }
        if new.is_default {
            self.function(&[], &format!("let _ = <{path} as Default>::default();"));
        }
    }

    fn enumeration(&mut self, of: &Enum) {
        let path = self.path(&of.name);
        let mut arms: Vec<String> =
            of.variants.iter().map(|variant| format!("{path}::{} => {{}}", variant.name)).collect();
        let is_text = !matches!(of.variants.first().map(|variant| &variant.wire), Some(Wire::Integer(_)));
        let held = if is_text { "String" } else { "i64" };
        arms.push(format!("{path}::{}(other) => {{ let _: {held} = other; }}", of.open));
        self.matching(&path, arms);
        self.function(
            &[],
            &format!("fn is<T: Clone + std::fmt::Debug + Eq + std::hash::Hash>() {{}}\n    is::<{path}>();"),
        );
    }

    fn matching(&mut self, path: &str, arms: Vec<String>) {
        let arms: String = arms.iter().map(|arm| format!("        {arm}\n")).collect();
        self.function(&[format!("value: {path}")], &format!("match value {{\n{arms}        _ => {{}}\n    }}"));
    }

    fn union(&mut self, of: &Union) {
        let path = self.path(&of.name);
        let mut arms: Vec<String> = of
            .variants
            .iter()
            .map(|variant| format!("{path}::{}(value) => {{ let _: {} = value; }}", variant.name, self.of(&variant.of)))
            .collect();
        arms.push(format!("{path}::{}(other) => {{ let _: {} = other; }}", of.open, of.value.path));
        self.matching(&path, arms);
        for from in of.variants.iter().filter_map(|variant| variant.from.as_ref()) {
            let from = self.of(from);
            self.function(&[format!("value: {from}")], &format!("let _ = {path}::from(value);"));
        }
    }

    fn choices(&mut self, of: &Choices) {
        let path = self.path(&of.name);
        let arm = |variant: &specwright::rust::ChoiceVariant| match &variant.decoding {
            Some(body) => format!("{path}::{}(value) => {{ let _: {} = value; }}", variant.name, self.body(body)),
            None => format!("{path}::{} => {{}}", variant.name),
        };
        let arms = of.variants.iter().map(arm).collect();
        self.matching(&path, arms);
    }

    /// The type of a parameter that passes a value.
    fn passed(&self, of: Passed<'_>) -> String {
        match of {
            Passed::Value(of) => self.of(of),
            Passed::Str => "&str".to_owned(),
            Passed::Slice(of) => format!("&[{}]", self.of(of)),
            Passed::Reference(of) => format!("&{}", self.of(of)),
            Passed::Items(items, of) => format!("{}<{}>", items.path, self.of(of)),
            Passed::Body(body) => body.path.to_owned(),
            Passed::Unit => "()".to_owned(),
        }
    }

    fn operation(&mut self, of: &Operation) {
        let signature = of.signature();
        let request = self.path(&of.request);
        for method in &signature.methods {
            let mut parameters = vec!["client: &Client".to_owned()];
            let all = method.all();
            parameters.extend(all.map(|parameter| format!("{}: {}", parameter.name, self.passed(parameter.passed))));
            let names = |all: &[specwright::rust::Parameter<'_>]| {
                all.iter().map(|parameter| parameter.name.to_owned()).collect::<Vec<_>>()
            };
            let bundle = of
                .bundle
                .as_ref()
                .map(|bundle| format!("{} {{ {} }}", self.path(&bundle.name), names(&method.bundled).join(", ")));
            let arguments: Vec<String> = bundle.into_iter().chain(names(&method.parameters)).collect();
            let call = format!("let _: {request} = client.{}({});", method.name, arguments.join(", "));
            self.function(&parameters, &call);
        }
        for setter in &signature.setters {
            let mut parameters = vec![format!("request: {request}")];
            let mut names = Vec::new();
            for parameter in &setter.parameters {
                let name = match parameter.target {
                    Target::ContentType => "content_type",
                    _ => "value",
                };
                parameters.push(format!("{name}: {}", self.passed(parameter.passed)));
                names.push(name);
            }
            let call = format!("let _: {request} = request.{}({});", setter.name, names.join(", "));
            self.function(&parameters, &call);
        }
        let (success, failure) = (self.body(&of.success), self.body(&of.failure));
        let headers = of.headers.as_ref().map(|headers| format!(", {}", self.path(headers))).unwrap_or_default();
        for send in &signature.sends {
            let name = send.method().name();
            let call = match send {
                Send::Body => format!("let _: Result<{success}, Error<{failure}>> = request.{name}().await;"),
                Send::Full => {
                    format!("let _: Result<Response<{success}{headers}>, Error<{failure}>> = request.{name}().await;")
                }
                Send::Stream(_) => format!("let _ = request.{name}().await;"),
                Send::Pages(_) | Send::Items(_) | Send::Wait(_) => format!("let _ = request.{name}();"),
            };
            self.function(&[format!("request: {request}")], &format!("let _ = async move {{ {call} }};"));
        }
    }

    fn client(&mut self, client: &Client) {
        for method in client.methods() {
            let name = method.name();
            self.function(&[], &format!("let _ = Client::{name};"));
        }
        for setting in client.settings() {
            let (name, parameters, arguments) = match setting {
                Setting::Parameter(of) => (of.method.clone(), "value: &str".to_owned(), "value"),
                Setting::Servers(of) => (of.method.clone(), "value: &str".to_owned(), "value"),
                Setting::Variable(of) => {
                    let takes = of.of.as_deref().map_or_else(|| "&str".to_owned(), |of| self.path(of));
                    (of.method.clone(), format!("value: {takes}"), "value")
                }
                Setting::Scheme(of) => {
                    let (takes, arguments) = match of.credential {
                        Credential::Secret => ("value: client::Secret", "value"),
                        Credential::UserAndSecret => ("user: &str, value: client::Secret", "user, value"),
                        Credential::AccessKey => ("value: client::AccessKey", "value"),
                        Credential::OAuth2 => ("value: client::OAuth2", "value"),
                        // The type belongs to another package.
                        Credential::HttpClient => continue,
                    };
                    (of.method.clone(), takes.to_owned(), arguments)
                }
                // Methods that every builder has.
                Setting::Fixed(_) => continue,
            };
            let parameters = ["builder: ClientBuilder".to_owned(), parameters];
            self.function(&parameters, &format!("let _: ClientBuilder = builder.{name}({arguments});"));
        }
        for of in &client.enums {
            let path = self.path(&of.name);
            let arms = of.variants.iter().map(|(variant, _)| format!("{path}::{variant} => {{}}")).collect();
            self.matching(&path, arms);
        }
    }
}
