//! An operation: what describes it, the client's method, and the request.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Argument, Body, Decoding, Idempotency, Operation, Type};

use super::paging;
use super::tokens::{docs, ident, of as type_tokens, symbol, text, texts};

/// The tokens of a module's operations: the client's methods together, then what describes each and its request.
pub(super) fn operations<'a>(all: impl Iterator<Item = &'a Operation> + Clone) -> TokenStream {
    if all.clone().next().is_none() {
        return TokenStream::new();
    }
    let methods = all.clone().map(method);
    let rest = all.map(|of| {
        let (description, bundle, request) = (description(of), bundle(of), request(of));
        let pages = of.pages.as_ref().map(paging::description);
        quote! { #description #pages #bundle #request }
    });
    quote! {
        impl Client { #(#methods)* }

        #(#rest)*
    }
}

fn description(of: &Operation) -> TokenStream {
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

fn method(of: &Operation) -> TokenStream {
    let docs = docs(&of.docs);
    let (method, request, description) = (ident(&of.method), ident(&of.request), ident(&of.description));
    let deprecated = of.deprecated.then(|| quote!(#[deprecated]));
    let body = of.body.as_ref().filter(|body| body.required);
    let parameters = of.arguments.iter().map(|argument| {
        let (name, of) = (ident(&argument.name), passed(&argument.of, None));
        quote!(#name: #of)
    });
    let body_parameter = body.map(|body| {
        let (name, of) = (ident(&body.argument), body_type(body, None));
        quote!(#name: #of)
    });
    let parameters = match &of.bundle {
        Some(bundle) => {
            let (name, lifetime) = (ident(&bundle.name), borrows(of).then(|| quote!(<'_>)));
            vec![quote!(arguments: #name #lifetime)]
        }
        None => parameters.chain(body_parameter).collect(),
    };
    let value = |name: &str| {
        let name = ident(name);
        if of.bundle.is_some() { quote!(arguments.#name) } else { quote!(#name) }
    };
    let steps = of.arguments.iter().fold(quote!(self.0.request(&#description)), |request, argument| {
        given(argument, &value(&argument.name), request)
    });
    let steps = body.map_or(steps.clone(), |body| with_body(body, &value(&body.argument), steps));
    quote! {
        #docs
        #deprecated
        pub fn #method(&self, #(#parameters),*) -> #request {
            #request(#steps)
        }
    }
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
    let body = of.body.as_ref().filter(|body| body.required).map(|body| {
        let (docs, name, of) = (docs(&body.docs), ident(&body.argument), body_type(body, Some(&lifetime)));
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
    let body = of.body.as_ref().filter(|body| body.required);
    of.arguments.iter().any(|argument| !is_scalar(&argument.of))
        || body.is_some_and(|body| !matches!(body.decoding, Decoding::Binary(..)))
}

fn request(of: &Operation) -> TokenStream {
    let docs = docs(&of.request_docs);
    let (name, inner) = (ident(&of.request), symbol(&of.symbols.request));
    let options = of.options.iter().map(option);
    let body = of.body.as_ref().filter(|body| !body.required).map(optional_body);
    let (call, response, full) = (symbol(&of.symbols.call), symbol(&of.symbols.response), symbol(&of.symbols.full));
    let (success, success_marker) = decoding(&of.success);
    let (failure, failure_marker) = decoding(&of.failure);
    let pages = of.pages.as_ref().map(|pages| paging::methods(of, pages));
    let headers = of.headers.as_ref().map(|headers| {
        let headers = ident(headers);
        quote!(, #headers)
    });
    quote! {
        #docs
        #[derive(Debug)]
        #[must_use = "a request does nothing until it is sent"]
        pub struct #name(#inner);

        impl #name {
            #(#options)*
            #body

            /// Changes what every request has: headers, timeouts.
            pub fn configure(self, change: impl FnOnce(#inner) -> #inner) -> Self {
                Self(change(self.0))
            }

            /// Sends the request and gives the body of the answer.
            pub fn send(self) -> #call<#success, #failure> {
                self.0.send::<#success_marker, #failure_marker>()
            }

            /// Sends the request and gives status, headers and body of the answer.
            pub fn send_full(self) -> #call<#response<#success #headers>, #failure> {
                self.0.send::<#full<#success_marker, _>, #failure_marker>()
            }

            #pages
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

fn optional_body(body: &Body) -> TokenStream {
    let docs = docs(&body.docs);
    let (name, of) = (ident(&body.argument), body_type(body, None));
    let request = with_body(body, &quote!(#name), quote!(self.0));
    quote! {
        #docs
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
    match &argument.style {
        Some(style) => {
            let (symbol, function) = (symbol(&style.symbol), ident(style.function));
            let explode = style.explode.map(|explode| quote!(#explode));
            let reserved = style.allow_reserved.then(|| quote!(.allow_reserved()));
            quote!(#request.#place(#wire, #borrowed, #symbol::#function(#explode)#reserved))
        }
        None if argument.place.ends_with("_json") => quote!(#request.#place(#wire, #borrowed)),
        // A secret is shown to nobody but the wire.
        None if matches!(&argument.of, Type::Runtime(symbol) if symbol.name() == "Secret") => {
            quote!(#request.#place(#wire, #name.expose()))
        }
        None => quote!(#request.#place(#wire, #name)),
    }
}

/// The request with a body, which has this value.
fn with_body(body: &Body, name: &TokenStream, request: TokenStream) -> TokenStream {
    let media_type = body.media_type.as_deref();
    match (&body.decoding, media_type) {
        (Decoding::Json(..), None) => quote!(#request.json(#name)),
        (Decoding::Json(..), Some(media_type)) => quote!(#request.header("Content-Type", #media_type).json(#name)),
        (Decoding::Form(method, _), _) => {
            let method = ident(method);
            quote!(#request.#method(#name))
        }
        (Decoding::Text(_), media_type) => {
            let media_type = media_type.unwrap_or("text/plain");
            quote!(#request.bytes(#media_type, #name.as_bytes().to_vec()))
        }
        (Decoding::Binary(..) | Decoding::Empty(_) | Decoding::Choice(_), media_type) => {
            let media_type = media_type.unwrap_or("application/octet-stream");
            quote!(#request.bytes(#media_type, #name))
        }
    }
}

/// The type by which a body is passed; in a struct, with its lifetime.
fn body_type(body: &Body, lifetime: Option<&TokenStream>) -> TokenStream {
    match &body.decoding {
        Decoding::Json(_, Type::Vec(element)) => {
            let element = type_tokens(element);
            quote!(&#lifetime [#element])
        }
        Decoding::Json(_, Type::String) | Decoding::Text(_) => quote!(&#lifetime str),
        Decoding::Json(_, of) | Decoding::Form(_, of) => {
            let of = type_tokens(of);
            quote!(&#lifetime #of)
        }
        Decoding::Binary(_, bytes) => {
            let bytes = symbol(bytes);
            if lifetime.is_some() { bytes } else { quote!(impl Into<#bytes>) }
        }
        Decoding::Empty(_) | Decoding::Choice(_) => quote!(()),
    }
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
        Decoding::Json(marker, of) => {
            let marker = symbol(marker);
            (type_tokens(of), quote!(#marker<_>))
        }
        Decoding::Choice(name) => {
            let name = ident(name);
            (quote!(#name), quote!(#name))
        }
        // Forms are sent, and not read.
        Decoding::Form(_, of) => (type_tokens(of), quote!(())),
        Decoding::Text(marker) => (quote!(String), symbol(marker)),
        Decoding::Binary(marker, bytes) => (symbol(bytes), symbol(marker)),
        Decoding::Empty(marker) => (quote!(()), symbol(marker)),
    }
}
