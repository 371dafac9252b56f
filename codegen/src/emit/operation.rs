//! Operations: the client's methods and the request builders.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Body, Decoding, Method, Operation, RequestMethod, Send, Signature, Stream, Target};

use super::description::description;
use super::encoding::{decoder, decoding};
use super::parameter::{parameter, passed, set};
use super::tokens::{docs, ident, symbol, text};
use super::{mock, paging, snippet, waiting};

/// The tokens of a module's operations: the client's methods, then for each operation its description and its request
/// builder. `has_examples`: whether the docs of the methods contain examples.
pub(super) fn operations<'a>(all: impl Iterator<Item = &'a Operation> + Clone, has_examples: bool) -> TokenStream {
    if all.clone().next().is_none() {
        return TokenStream::new();
    }
    let methods = all.clone().map(|of| methods(of, &of.signature(), has_examples));
    let (stubs, send_as) = (mock::stubs(all.clone()), send_as(all.clone()));
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

        #send_as

        #stubs
    }
}

/// What else can be done with the responses of the operations than what the document declares.
fn send_as<'a>(mut all: impl Iterator<Item = &'a Operation> + Clone) -> TokenStream {
    let rows = all.clone().map(|of| {
        let (request, success, failure) = (ident(&of.request), decoder(&of.success), decoder(&of.failure));
        quote!(#request: #success | #failure)
    });
    let Some(first) = all.next() else { return TokenStream::new() };
    let (of, inner) = (symbol(&first.symbols.send_as), symbol(&first.symbols.request));
    quote!(#of! { #inner { #(#rows),* } })
}

/// The client's methods of an operation: one, or one for each type of body.
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

/// The docs of a method for another type of body than the first.
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
    docs(&[format!("Same as [`{0}`](Self::{0}), with a body of type `{sent}`.", of.method)])
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
    let empty_path = of.allows_empty_path.then(|| quote!(.allow_empty_path()));
    let bundled = method.bundled.iter().map(|parameter| (parameter, quote!(arguments.)));
    let by_itself = method.parameters.iter().map(|parameter| (parameter, TokenStream::new()));
    let steps = bundled.chain(by_itself).fold(
        quote!(self.0.request(&#description) #accept #empty_path),
        |request, (parameter, within)| {
            let name = ident(parameter.name);
            set(parameter, &quote!(#within #name), request)
        },
    );
    quote! {
        #docs
        #deprecated
        pub fn #name(&self, #arguments #(#parameters),*) -> #request {
            #request(#steps)
        }
    }
}

/// The struct of arguments, for operations with too many to pass by position.
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

/// Whether a field of a method's struct of arguments is a reference.
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

            /// Sets options common to all requests, such as headers, timeouts and retries.
            pub fn #configure(self, change: impl FnOnce(#inner) -> #inner) -> Self {
                Self(change(self.0))
            }

            #(#sends)*
        }
    }
}

/// A method that sends the request.
fn send(way: Send<'_>, of: &Operation) -> TokenStream {
    let (method, call) = (ident(way.method().name()), symbol(&of.symbols.call));
    let (success, success_marker) = decoding(&of.success);
    let (failure, failure_marker) = decoding(&of.failure);
    match way {
        Send::Body => quote! {
            /// Sends the request and returns the body of the response.
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
                /// Sends the request and returns the status, headers and body of the response.
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

/// A method that returns the response as a stream.
fn stream(stream: &Stream, of: &Operation) -> TokenStream {
    let (method, call, kind) = (ident(stream.method.name()), symbol(&of.symbols.call), symbol(&stream.symbol));
    let (failure, failure_marker) = decoding(&of.failure);
    let item = stream.item.as_ref().map(decoding);
    let (content, markers) = match &item {
        Some((item, marker)) => (quote!(#kind<#item>), quote!(#marker, #failure_marker)),
        None => (kind, quote!(#failure_marker)),
    };
    let framing = stream.framing.as_ref().map(|(framing, variant)| {
        let (framing, variant) = (symbol(framing), ident(variant));
        quote!(#framing::#variant)
    });
    let accept = stream.accept.as_deref().map(accept);
    // Events that are declared as a whole are decoded as items.
    let sent = ident(match stream.method {
        _ if framing.is_some() => "stream_items",
        RequestMethod::SendEvents => "stream_events",
        _ => "stream_bytes",
    });
    let docs = docs(&[match stream.method {
        RequestMethod::SendEvents => {
            "Sends the request and returns the events of the response as they arrive.".to_owned()
        }
        RequestMethod::SendItems => {
            "Sends the request and returns the values of the response as they arrive.".to_owned()
        }
        _ => "Sends the request and returns the bytes of the response as they arrive.".to_owned(),
    }]);
    quote! {
        #docs
        pub fn #method(self) -> #call<#content, #failure> {
            self.0 #accept.#sent::<#markers>(#framing)
        }
    }
}

/// A method of the request builder that sets an optional parameter or body.
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
        set(parameter, &quote!(#name), request)
    });
    quote! {
        #docs_of
        #deprecated
        pub fn #name(self, #(#parameters),*) -> Self {
            Self(#request)
        }
    }
}
