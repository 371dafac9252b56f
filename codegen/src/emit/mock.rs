//! The mock server for the service, under the feature `mock`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::{Mock, MockMethod, Operation, Stub};

use super::operation::decoding;
use super::tokens::{docs, ident, path, text, texts};

/// The feature under which it is compiled.
pub(super) fn gate() -> TokenStream {
    quote!(#[cfg(feature = "mock")])
}

/// The module of the mock server.
pub(super) fn module(of: &Mock) -> TokenStream {
    let client = ident(&of.client);
    let methods = MockMethod::ALL.iter().map(|&method| self::method(of, method));
    quote! {
        use super::#client::{Client, ClientBuilder};

        pub use specwright_runtime::StatusCode;
        pub use specwright_runtime::mock::{ReceivedRequest, Stub, StubError};

        /// A mock server for the service, on a port of this machine, until it is dropped.
        ///
        /// It has a method for each operation, which says what is responded to its requests. What nothing is said about is responded
        /// with 501, and a message that says what came.
        #[derive(Debug)]
        pub struct MockServer(pub(super) specwright_runtime::mock::MockServer);

        impl MockServer {
            #(#methods)*
        }
    }
}

/// A method that it has besides operations.
fn method(of: &Mock, method: MockMethod) -> TokenStream {
    let name = ident(method.name());
    match method {
        MockMethod::Start => quote! {
        /// Starts it, on a thread of its own, so that it serves tests that are async and tests that are not.
        ///
        /// # Panics
        ///
        /// This machine has no port or no thread left.
        pub fn #name() -> Self {
            Self(specwright_runtime::mock::MockServer::start())
        }
        },
        MockMethod::Client => {
            let servers = texts(&of.servers);
            quote! {
            /// A client that calls it, to be built. It has credentials for every scheme, which mean nothing and are fetched nowhere, and
            /// values for all that the client is asked for once; what is set after this wins.
            pub fn #name(&self) -> ClientBuilder {
                Client::builder().configure(|builder| self.0.direct(builder, #servers))
            }
                }
        }
        MockMethod::Requests => quote! {
        /// All requests that came, in order.
        pub fn #name(&self) -> Vec<ReceivedRequest> {
            self.0.requests()
        }
        },
        MockMethod::Url => quote! {
        /// Where it is: `http://127.0.0.1:` and a port.
        pub fn #name(&self) -> &str {
            self.0.url()
        }
        },
    }
}

/// What the mock server has for the operations of a file; nothing where it is not wanted.
pub(super) fn stubs<'a>(all: impl Iterator<Item = &'a Operation>) -> TokenStream {
    let all: Vec<(&Operation, &Stub)> = all.filter_map(|of| Some((of, of.stub.as_ref()?))).collect();
    let Some((_, first)) = all.first() else { return TokenStream::new() };
    let (gate, module) = (gate(), path(&first.module));
    let methods = all.iter().map(|(of, stub)| self::stub(of, stub));
    quote! {
        #gate
        impl #module::MockServer { #(#methods)* }
    }
}

fn stub(of: &Operation, stub: &Stub) -> TokenStream {
    let (docs, method, module) = (docs(&stub.docs), ident(&stub.method), path(&stub.module));
    let (request, description) = (ident(&of.request), ident(&of.description));
    let (success, success_marker) = decoding(&of.success);
    let (failure, failure_marker) = decoding(&of.failure);
    let (status, media_type) = (Literal::u16_unsuffixed(stub.status), text(&stub.media_type));
    quote! {
        #docs
        pub fn #method(&self, request: impl Into<Option<#request>>) -> #module::Stub<#success, #failure> {
            let request = request.into().map(|request| request.0);
            self.0.stub::<#success_marker, #failure_marker>(&#description, #status, #media_type, request)
        }
    }
}
