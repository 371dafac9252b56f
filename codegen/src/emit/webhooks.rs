//! Payloads of webhooks: an enum, and beside it the table of names and payloads.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::Webhooks;

use super::encoding::decoding;
use super::tokens::{docs, ident, symbol, text};

/// The tokens of the enum. `has_examples`: whether its docs contain an example.
pub(super) fn webhooks(of: &Webhooks, has_examples: bool) -> TokenStream {
    let name = ident(&of.name);
    let example = of.example.iter().filter(|_| has_examples);
    let docs_of = docs(&of.docs.iter().chain(example).cloned().collect::<Vec<_>>());
    let variants = of.variants.iter().map(|variant| {
        let (docs, name) = (docs(&variant.docs), ident(&variant.name));
        let body = variant.decoding.as_ref().map(|body| {
            let (of, _) = decoding(body);
            quote!((#of))
        });
        quote! { #docs #name #body, }
    });
    let rows = of.variants.iter().map(|variant| {
        let (name, wire) = (ident(&variant.name), text(&variant.wire));
        let body = variant.decoding.as_ref().map(|body| {
            let (_, marker) = decoding(body);
            quote!(=> #marker)
        });
        quote! { #name: #wire #body, }
    });
    let webhooks = symbol(&of.webhooks_macro);
    quote! {
        #docs_of
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }

        #webhooks! { #name { #(#rows)* } }
    }
}
