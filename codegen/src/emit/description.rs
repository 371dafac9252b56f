//! The static that describes an operation to the runtime.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Idempotency, Operation};

use super::tokens::{ident, strings, symbol, text};

/// The static of an operation.
pub(super) fn description(of: &Operation) -> TokenStream {
    let (name, kind) = (ident(&of.description), symbol(&of.symbols.operation));
    let (id, method, path) = (text(&of.id), text(&of.http_method), text(&of.template));
    let security = of.security.iter().map(|all| strings(all));
    let servers = match &of.servers {
        Some(servers) => {
            let servers = ident(servers);
            quote!(Some(&#servers))
        }
        None => quote!(None),
    };
    let idempotency = match &of.idempotency {
        Some((kind, idempotency)) => {
            let kind = symbol(kind);
            match idempotency {
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
