//! An operation: what describes it, the client's method, and the request.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{
    Argument, Body, Decoding, Idempotency, Method, Operation, Parameter, Passed, RequestMethod, Send, Signature,
    Stream, Style, Target, Type,
};

use super::tokens::{docs, ident, of as type_tokens, symbol, text, texts};
use super::{body, mock, paging, snippet, waiting};

/// The tokens of a module's operations: the client's methods together, then what describes each and its request.
/// The docs of the methods have examples, or not.
pub(super) fn operations<'a>(all: impl Iterator<Item = &'a Operation> + Clone, has_examples: bool) -> TokenStream {
    if all.clone().next().is_none() {
        return TokenStream::new();
    }
    let methods = all.clone().map(|of| methods(of, &of.signature(), has_examples));
    let stubs = mock::stubs(all.clone());
    let rest = all.map(|of| {
        let signature = of.signature();
        let (description, bundle, request) = (description(of), bundle(of, &signature), request(of, &signature));
        let pages = of.pages.as_ref().map(paging::description);
        let waiting = of.waiting.as_ref().map(waiting::description);
        quote! { #description #pages #waiting #bundle #request }
    });
    quote! {
        impl Client { #(#methods)* }

        #(#rest)*

        #stubs
    }
}

pub(super) fn description(of: &Operation) -> TokenStream {
    let (name, kind) = (ident(&of.description), symbol(&of.symbols.operation));
    let (id, method, path) = (text(&of.id), text(&of.http_method), text(&of.path));
    let security = of.security.iter().map(|all| texts(all));
    let servers = match &of.servers {
        Some(servers) => {
            let servers = ident(servers);
            quote!(Some(&#servers))
        }
        None => quote!(None),
    };
    let idempotency = match &of.idempotency {
        Some((kind, said)) => {
            let kind = symbol(kind);
            match said {
                Idempotency::Always => quote!(Some(#kind::Always)),
                Idempotency::Never => quote!(Some(#kind::Never)),
                Idempotency::Key(header) => {
                    let header = text(header);
                    quote!(Some(#kind::Key(#header)))
                }
            }
        }
        None => quote!(None),
    };
    quote! {
        static #name: #kind = #kind {
            id: #id,
            method: #method,
            path: #path,
            security: &[#(#security),*],
            servers: #servers,
            idempotency: #idempotency,
        };
    }
}

/// The client's methods: one, or one for each body among which callers choose.
fn methods(of: &Operation, signature: &Signature<'_>, has_examples: bool) -> TokenStream {
    let example = if has_examples { snippet::lines(&of.example) } else { Vec::new() };
    let first = [of.docs.as_slice(), &example].concat();
    let all = signature.methods.iter().enumerate().map(|(index, method)| {
        let docs = match method.body().filter(|_| index > 0) {
            None => docs(&first),
            Some(body) => other_docs(of, body),
        };
        self::method(of, method, &docs)
    });
    quote!(#(#all)*)
}

/// The docs of a method that gives the body in another way than the first.
fn other_docs(of: &Operation, body: &Body) -> TokenStream {
    let sent = body.media_type.as_deref().unwrap_or(match &body.decoding {
        Decoding::Json(..) => "application/json",
        Decoding::Xml(..) => "application/xml",
        Decoding::Form("form", _) => "application/x-www-form-urlencoded",
        Decoding::Form(..) => "multipart/form-data",
        Decoding::Items("json_seq", ..) => "application/json-seq",
        Decoding::Items(..) => "application/x-ndjson",
        _ => "bytes",
    });
    let sent = sent.replace('`', "'");
    docs(&[format!("[`{0}`](Self::{0}) with a body of another type: `{sent}`.", of.method)])
}

fn method(of: &Operation, method: &Method<'_>, docs: &TokenStream) -> TokenStream {
    let (name, request, description) = (ident(method.name), ident(&of.request), ident(&of.description));
    let deprecated = of.deprecated.then(|| quote!(#[deprecated]));
    let arguments = of.bundle.as_ref().map(|bundle| {
        let (name, lifetime) = (ident(&bundle.name), borrows(method).then(|| quote!(<'_>)));
        quote!(arguments: #name #lifetime,)
    });
    let parameters = method.parameters.iter().map(parameter);
    let accept = of.accept.as_deref().map(accept);
    let bundled = method.bundled.iter().map(|parameter| (parameter, quote!(arguments.)));
    let by_itself = method.parameters.iter().map(|parameter| (parameter, TokenStream::new()));
    let steps =
        bundled.chain(by_itself).fold(quote!(self.0.request(&#description) #accept), |request, (parameter, within)| {
            let name = ident(parameter.name);
            given(parameter, &quote!(#within #name), request)
        });
    quote! {
        #docs
        #deprecated
        pub fn #name(&self, #arguments #(#parameters),*) -> #request {
            #request(#steps)
        }
    }
}

/// The struct of arguments that are too many to be told apart by their order.
fn bundle(of: &Operation, signature: &Signature<'_>) -> Option<TokenStream> {
    let (bundle, method) = (of.bundle.as_ref()?, signature.methods.first()?);
    let (docs_of, name) = (docs(&bundle.docs), ident(&bundle.name));
    let lifetime = quote!('a);
    let generics = borrows(method).then(|| quote!(<#lifetime>));
    let fields = method.bundled.iter().map(|parameter| {
        let docs = match parameter.target {
            Target::Argument(argument) => docs(&argument.docs),
            Target::Body(body) => docs(&body.docs),
            Target::ContentType => TokenStream::new(),
        };
        let (name, of) = (ident(parameter.name), passed(parameter.passed, Some(&lifetime)));
        quote! { #docs pub #name: #of, }
    });
    Some(quote! {
        #docs_of
        #[derive(Clone, Debug)]
        pub struct #name #generics { #(#fields)* }
    })
}

/// Whether something in a method's struct of arguments is passed by reference.
fn borrows(method: &Method<'_>) -> bool {
    method.bundled.iter().any(|parameter| parameter.passed.is_borrowed())
}

fn request(of: &Operation, signature: &Signature<'_>) -> TokenStream {
    let docs = docs(&of.request_docs);
    let (name, inner) = (ident(&of.request), symbol(&of.symbols.request));
    let setters = signature.setters.iter().map(setter);
    let configure = ident(RequestMethod::Configure.name());
    let sends = signature.sends.iter().map(|&way| send(way, of));
    quote! {
        #docs
        #[derive(Debug)]
        #[must_use = "a request does nothing until it is sent"]
        pub struct #name(#inner);

        impl #name {
            #(#setters)*

            /// Changes what every request has: headers, timeouts.
            pub fn #configure(self, change: impl FnOnce(#inner) -> #inner) -> Self {
                Self(change(self.0))
            }

            #(#sends)*
        }
    }
}

/// The method that sends the request in a way.
fn send(way: Send<'_>, of: &Operation) -> TokenStream {
    let (method, call) = (ident(way.method().name()), symbol(&of.symbols.call));
    let (success, success_marker) = decoding(&of.success);
    let (failure, failure_marker) = decoding(&of.failure);
    match way {
        Send::Body => quote! {
            /// Sends the request and gives the body of the response.
            pub fn #method(self) -> #call<#success, #failure> {
                self.0.send::<#success_marker, #failure_marker>()
            }
        },
        Send::Full => {
            let (response, full) = (symbol(&of.symbols.response), symbol(&of.symbols.full));
            let headers = of.headers.as_ref().map(|headers| {
                let headers = ident(headers);
                quote!(, #headers)
            });
            quote! {
                /// Sends the request and gives status, headers and body of the response.
                pub fn #method(self) -> #call<#response<#success #headers>, #failure> {
                    self.0.send::<#full<#success_marker, _>, #failure_marker>()
                }
            }
        }
        Send::Stream(stream) => self::stream(stream, of),
        Send::Pages(pages) => paging::pages(&method, of, pages),
        Send::Items(pages) => paging::items(&method, of, pages),
        Send::Wait(waiting) => waiting::method(&method, of, waiting),
    }
}

fn accept(media_types: &str) -> TokenStream {
    let media_types = text(media_types);
    quote!(.accept(#media_types))
}

/// The method that gives the response while it comes.
fn stream(stream: &Stream, of: &Operation) -> TokenStream {
    let (method, call, kind) = (ident(stream.method.name()), symbol(&of.symbols.call), symbol(&stream.symbol));
    let (failure, failure_marker) = decoding(&of.failure);
    let item = stream.item.as_ref().map(decoding);
    let (given, markers) = match &item {
        Some((item, marker)) => (quote!(#kind<#item>), quote!(#marker, #failure_marker)),
        None => (kind, quote!(#failure_marker)),
    };
    let framing = stream.framing.as_ref().map(|(framing, variant)| {
        let (framing, variant) = (symbol(framing), ident(variant));
        quote!(#framing::#variant)
    });
    let accept = stream.accept.as_deref().map(accept);
    // Events that are described as a whole are items.
    let sent = if framing.is_some() { ident(RequestMethod::SendItems.name()) } else { method.clone() };
    let docs = docs(&[match stream.method {
        RequestMethod::SendEvents => "Sends the request and gives the events of the response as they come.".to_owned(),
        RequestMethod::SendItems => "Sends the request and gives the values of the response as they come.".to_owned(),
        _ => "Sends the request and gives the bytes of the response as they come.".to_owned(),
    }]);
    quote! {
        #docs
        pub fn #method(self) -> #call<#given, #failure> {
            self.0 #accept.#sent::<#markers>(#framing)
        }
    }
}

/// The request's method that sets what is optional.
fn setter(method: &Method<'_>) -> TokenStream {
    let name = ident(method.name);
    let (mut docs_of, mut deprecated) = (TokenStream::new(), None);
    for parameter in &method.parameters {
        match parameter.target {
            Target::Argument(argument) => {
                docs_of = docs(&argument.docs);
                deprecated = argument.deprecated.then(|| quote!(#[deprecated]));
            }
            Target::Body(body) => docs_of = docs(&body.docs),
            Target::ContentType => {}
        }
    }
    let parameters = method.parameters.iter().map(parameter);
    let request = method.parameters.iter().fold(quote!(self.0), |request, parameter| {
        let name = ident(parameter.name);
        given(parameter, &quote!(#name), request)
    });
    quote! {
        #docs_of
        #deprecated
        pub fn #name(self, #(#parameters),*) -> Self {
            Self(#request)
        }
    }
}

/// A parameter of a method.
fn parameter(of: &Parameter<'_>) -> TokenStream {
    let (name, of) = (ident(of.name), passed(of.passed, None));
    quote!(#name: #of)
}

/// The request with the value of a parameter more.
fn given(parameter: &Parameter<'_>, value: &TokenStream, request: TokenStream) -> TokenStream {
    match parameter.target {
        Target::Argument(argument) => self::argument(argument, parameter.passed, value, request),
        Target::Body(of) => body::given(of, value, &request),
        // It goes with the body.
        Target::ContentType => request,
    }
}

/// The request with an argument more.
fn argument(argument: &Argument, passed: Passed<'_>, value: &TokenStream, request: TokenStream) -> TokenStream {
    let (place, wire) = (ident(argument.place), text(&argument.wire));
    // What is written in a style or as JSON is passed by reference, whatever it is.
    let borrowed = if matches!(passed, Passed::Value(_)) { quote!(&#value) } else { quote!(#value) };
    // The whole query has no name.
    if argument.place.starts_with("query_string") {
        return quote!(#request.#place(#borrowed));
    }
    match &argument.style {
        Some(style) => {
            let style = self::style(style);
            quote!(#request.#place(#wire, #borrowed, #style))
        }
        None if argument.place.ends_with("_json") => quote!(#request.#place(#wire, #borrowed)),
        // A secret is shown to nobody but the wire.
        None if matches!(&argument.of, Type::Runtime(symbol) if symbol.name() == "Secret") => {
            quote!(#request.#place(#wire, #value.expose()))
        }
        None => quote!(#request.#place(#wire, #value)),
    }
}

/// A style of the runtime.
pub(super) fn style(style: &Style) -> TokenStream {
    let (symbol, function) = (symbol(&style.symbol), ident(style.function));
    let explode = style.explode.map(|explode| quote!(#explode));
    let reserved = style.allow_reserved.then(|| quote!(.allow_reserved()));
    quote!(#symbol::#function(#explode)#reserved)
}

/// The type by which a value is passed; in a struct, with its lifetime.
fn passed(of: Passed<'_>, lifetime: Option<&TokenStream>) -> TokenStream {
    match of {
        Passed::Value(of) => type_tokens(of),
        Passed::Str => quote!(&#lifetime str),
        Passed::Slice(element) => {
            let element = type_tokens(element);
            quote!(&#lifetime [#element])
        }
        Passed::Reference(of) => {
            let of = type_tokens(of);
            quote!(&#lifetime #of)
        }
        Passed::Items(items, of) => {
            let (items, of) = (symbol(items), type_tokens(of));
            quote!(impl Into<#items<#of>>)
        }
        Passed::Body(bytes) => {
            let bytes = symbol(bytes);
            if lifetime.is_some() { bytes } else { quote!(impl Into<#bytes>) }
        }
        Passed::Unit => quote!(()),
    }
}

/// The type of a body, and the marker through which it is read.
pub(super) fn decoding(decoding: &Decoding) -> (TokenStream, TokenStream) {
    match decoding {
        Decoding::Json(marker, of) | Decoding::Xml(marker, of) => {
            let marker = symbol(marker);
            (type_tokens(of), quote!(#marker<_>))
        }
        Decoding::Choice(name) => {
            let name = ident(name);
            (quote!(#name), quote!(#name))
        }
        // Forms are sent, and not read.
        Decoding::Form(_, of) | Decoding::Items(_, _, of) => (type_tokens(of), quote!(())),
        Decoding::Text(marker) => (quote!(String), symbol(marker)),
        Decoding::Binary(marker, bytes) => (symbol(bytes), symbol(marker)),
        Decoding::Empty(marker) => (quote!(()), symbol(marker)),
    }
}
