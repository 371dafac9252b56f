//! An operation: what describes it, the client's method, and the request.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Argument, Body, Decoding, Idempotency, Operation, Stream, Style, Type};

use super::tokens::{docs, ident, of as type_tokens, symbol, text, texts};
use super::{body, mock, paging, snippet, waiting};

/// The tokens of a module's operations: the client's methods together, then what describes each and its request.
/// The docs of the methods have examples, or not.
pub(super) fn operations<'a>(all: impl Iterator<Item = &'a Operation> + Clone, has_examples: bool) -> TokenStream {
    if all.clone().next().is_none() {
        return TokenStream::new();
    }
    let methods = all.clone().map(|of| methods(of, has_examples));
    let stubs = mock::stubs(all.clone());
    let rest = all.map(|of| {
        let (description, bundle, request) = (description(of), bundle(of), request(of));
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
fn methods(of: &Operation, has_examples: bool) -> TokenStream {
    let example = if has_examples { snippet::lines(&of.example) } else { Vec::new() };
    let docs_of = docs(&[of.docs.as_slice(), &example].concat());
    if !of.body_required {
        return method(of, None, &of.method, &docs_of);
    }
    let all = of.bodies.iter().enumerate().map(|(index, body)| {
        let docs = match index {
            0 => docs_of.clone(),
            _ => other_docs(of, body),
        };
        method(of, Some(body), &body.method, &docs)
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

fn method(of: &Operation, body: Option<&Body>, name: &str, docs: &TokenStream) -> TokenStream {
    let (method, request, description) = (ident(name), ident(&of.request), ident(&of.description));
    let deprecated = of.deprecated.then(|| quote!(#[deprecated]));
    let parameters = of.arguments.iter().map(|argument| {
        let (name, of) = (ident(&argument.name), passed(&argument.of, None));
        quote!(#name: #of)
    });
    let body_parameters = body.map(body::parameters).unwrap_or_default();
    let bundled_body = bundled_body(of);
    let parameters = match &of.bundle {
        Some(bundle) => {
            let (name, lifetime) = (ident(&bundle.name), borrows(of).then(|| quote!(<'_>)));
            let body_parameters = if bundled_body.is_some() { Vec::new() } else { body_parameters };
            std::iter::once(quote!(arguments: #name #lifetime)).chain(body_parameters).collect()
        }
        None => parameters.chain(body_parameters).collect::<Vec<_>>(),
    };
    let accept = of.accept.as_deref().map(accept);
    let value = |name: &str| {
        let name = ident(name);
        if of.bundle.is_some() { quote!(arguments.#name) } else { quote!(#name) }
    };
    let steps = of.arguments.iter().fold(quote!(self.0.request(&#description) #accept), |request, argument| {
        given(argument, &value(&argument.name), request)
    });
    let steps = match body {
        Some(body) => {
            let name = ident(&body.argument);
            let value = if bundled_body.is_some() { value(&body.argument) } else { quote!(#name) };
            body::given(body, &value, &steps)
        }
        None => steps,
    };
    quote! {
        #docs
        #deprecated
        pub fn #method(&self, #(#parameters),*) -> #request {
            #request(#steps)
        }
    }
}

/// The body that is among the arguments of a struct.
fn bundled_body(of: &Operation) -> Option<&Body> {
    of.bodies.first().filter(|_| of.bundle.as_ref().is_some_and(|bundle| bundle.has_body))
}

/// The struct of arguments that are too many to be told apart by their order.
fn bundle(of: &Operation) -> Option<TokenStream> {
    let bundle = of.bundle.as_ref()?;
    let (docs_of, name) = (docs(&bundle.docs), ident(&bundle.name));
    let lifetime = quote!('a);
    let generics = borrows(of).then(|| quote!(<#lifetime>));
    let fields = of.arguments.iter().map(|argument| {
        let (docs, name, of) = (docs(&argument.docs), ident(&argument.name), passed(&argument.of, Some(&lifetime)));
        quote! { #docs pub #name: #of, }
    });
    let body = bundled_body(of).map(|body| {
        let (docs, name, of) = (docs(&body.docs), ident(&body.argument), body::of(body, Some(&lifetime)));
        quote! { #docs pub #name: #of, }
    });
    Some(quote! {
        #docs_of
        #[derive(Clone, Debug)]
        pub struct #name #generics { #(#fields)* #body }
    })
}

/// Whether an argument is passed by reference.
fn borrows(of: &Operation) -> bool {
    of.arguments.iter().any(|argument| !is_scalar(&argument.of)) || bundled_body(of).is_some_and(body::is_borrowed)
}

fn request(of: &Operation) -> TokenStream {
    let docs = docs(&of.request_docs);
    let (name, inner) = (ident(&of.request), symbol(&of.symbols.request));
    let options = of.options.iter().map(option);
    let bodies = of.bodies.iter().filter(|_| !of.body_required).map(body::setter);
    let (call, response, full) = (symbol(&of.symbols.call), symbol(&of.symbols.response), symbol(&of.symbols.full));
    let (success, success_marker) = decoding(&of.success);
    let (failure, failure_marker) = decoding(&of.failure);
    let pages = of.pages.as_ref().map(|pages| paging::methods(of, pages));
    let waiting = of.waiting.as_ref().map(|waiting| waiting::method(of, waiting));
    let headers = of.headers.as_ref().map(|headers| {
        let headers = ident(headers);
        quote!(, #headers)
    });
    let streams = of.streams.iter().map(|stream| self::stream(stream, of));
    quote! {
        #docs
        #[derive(Debug)]
        #[must_use = "a request does nothing until it is sent"]
        pub struct #name(#inner);

        impl #name {
            #(#options)*
            #(#bodies)*

            /// Changes what every request has: headers, timeouts.
            pub fn configure(self, change: impl FnOnce(#inner) -> #inner) -> Self {
                Self(change(self.0))
            }

            /// Sends the request and gives the body of the response.
            pub fn send(self) -> #call<#success, #failure> {
                self.0.send::<#success_marker, #failure_marker>()
            }

            /// Sends the request and gives status, headers and body of the response.
            pub fn send_full(self) -> #call<#response<#success #headers>, #failure> {
                self.0.send::<#full<#success_marker, _>, #failure_marker>()
            }

            #(#streams)*

            #pages

            #waiting
        }
    }
}

fn accept(media_types: &str) -> TokenStream {
    let media_types = text(media_types);
    quote!(.accept(#media_types))
}

/// The method that gives the response while it comes.
fn stream(stream: &Stream, of: &Operation) -> TokenStream {
    let (method, call, kind) = (ident(stream.method), symbol(&of.symbols.call), symbol(&stream.symbol));
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
    let sent = if framing.is_some() { ident("send_items") } else { method.clone() };
    let docs = docs(&[match stream.method {
        "send_events" => "Sends the request and gives the events of the response as they come.".to_owned(),
        "send_items" => "Sends the request and gives the values of the response as they come.".to_owned(),
        _ => "Sends the request and gives the bytes of the response as they come.".to_owned(),
    }]);
    quote! {
        #docs
        pub fn #method(self) -> #call<#given, #failure> {
            self.0 #accept.#sent::<#markers>(#framing)
        }
    }
}

fn option(argument: &Argument) -> TokenStream {
    let docs = docs(&argument.docs);
    let (name, of) = (ident(&argument.name), passed(&argument.of, None));
    let deprecated = argument.deprecated.then(|| quote!(#[deprecated]));
    let request = given(argument, &quote!(#name), quote!(self.0));
    quote! {
        #docs
        #deprecated
        pub fn #name(self, #name: #of) -> Self {
            Self(#request)
        }
    }
}

/// Whether values of a type are passed as they are.
fn is_scalar(of: &Type) -> bool {
    matches!(of, Type::Bool | Type::I32 | Type::I64 | Type::F64)
}

/// The request with one argument more, which has this value.
fn given(argument: &Argument, value: &TokenStream, request: TokenStream) -> TokenStream {
    let (name, place, wire) = (value, ident(argument.place), text(&argument.wire));
    // What is written in a style or as JSON is passed by reference, whatever it is.
    let borrowed = if is_scalar(&argument.of) { quote!(&#name) } else { quote!(#name) };
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
            quote!(#request.#place(#wire, #name.expose()))
        }
        None => quote!(#request.#place(#wire, #name)),
    }
}

/// A style of the runtime.
pub(super) fn style(style: &Style) -> TokenStream {
    let (symbol, function) = (symbol(&style.symbol), ident(style.function));
    let explode = style.explode.map(|explode| quote!(#explode));
    let reserved = style.allow_reserved.then(|| quote!(.allow_reserved()));
    quote!(#symbol::#function(#explode)#reserved)
}

/// The type by which an argument is passed; in a struct, with its lifetime.
fn passed(of: &Type, lifetime: Option<&TokenStream>) -> TokenStream {
    match of {
        Type::String => quote!(&#lifetime str),
        of if is_scalar(of) => type_tokens(of),
        Type::Vec(element) => {
            let element = type_tokens(element);
            quote!(&#lifetime [#element])
        }
        _ => {
            let of = type_tokens(of);
            quote!(&#lifetime #of)
        }
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
