//! The mock server for the service, under the feature `mock`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::{Mock, MockMethod, Operation, Stub};

use super::encoding::decoding;
use super::tokens::{docs, ident, path, strings, text};

/// The feature under which the mock server is compiled.
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

        /// A mock server for the service. It listens on a local port until it is dropped.
        ///
        /// It has a method for each operation, which returns a stub to set the responses to its requests. Unmatched requests get 501 and a
        /// description of the request.
        #[derive(Debug)]
        pub struct MockServer(pub(super) specwright_runtime::mock::MockServer);

        impl MockServer {
            #(#methods)*
        }
    }
}

/// A method of the mock server that belongs to no operation.
fn method(of: &Mock, method: MockMethod) -> TokenStream {
    let name = ident(method.name());
    match method {
        MockMethod::Start => quote! {
        /// Starts a server on a thread of its own, so that it works in both async and blocking tests.
        ///
        /// # Panics
        ///
        /// Panics if no port or thread is available.
        pub fn #name() -> Self {
            Self(specwright_runtime::mock::MockServer::start())
        }
        },
        MockMethod::Client => {
            let servers = strings(&of.servers);
            quote! {
            /// Returns a builder for a client of this server. Placeholders are set for all credentials and parameters of the client, and may
            /// be replaced by others.
            pub fn #name(&self) -> ClientBuilder {
                Client::builder().configure(|builder| self.0.direct(builder, #servers))
            }
                }
        }
        MockMethod::Requests => quote! {
        /// Returns all received requests, in order.
        pub fn #name(&self) -> Vec<ReceivedRequest> {
            self.0.requests()
        }
        },
        MockMethod::Url => quote! {
        /// Returns the base URL of the server, such as `http://127.0.0.1:49152`.
        pub fn #name(&self) -> &str {
            self.0.url()
        }
        },
    }
}

/// The mock server's methods for the operations of a file. Empty for a crate without mock server.
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
