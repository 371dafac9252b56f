//! Declared headers of responses: a plain struct, and beside it the mapping of its fields to headers.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::Headers;

use super::structure::{field, row};
use super::tokens::{docs, ident, symbol};

/// The tokens of declared headers.
pub(super) fn headers(of: &Headers) -> TokenStream {
    let name = ident(&of.name);
    let docs_of = docs(&of.docs);
    let headers = symbol(&of.headers_macro);
    let fields = of.fields.iter().map(field);
    let rows = of.fields.iter().map(row);
    quote! {
        #docs_of
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#fields)* }

        #headers! { #name { #(#rows)* } }
    }
}
