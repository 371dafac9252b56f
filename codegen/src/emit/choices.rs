//! Bodies of responses that differ by status: an enum, and beside it the table of statuses and bodies.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::Choices;

use super::encoding::decoding;
use super::tokens::{docs, ident, symbol, text};

/// The tokens of such an enum.
pub(super) fn choices(of: &Choices) -> TokenStream {
    let name = ident(&of.name);
    let docs_of = docs(&of.docs);
    let variants = of.variants.iter().map(|variant| {
        let (docs, name) = (docs(&variant.docs), ident(&variant.name));
        let body = variant.decoding.as_ref().map(|body| {
            let (of, _) = decoding(body);
            quote!((#of))
        });
        quote! { #docs #name #body, }
    });
    let rows = of.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let (test, status) = variant.test;
        let (test, status) = (ident(test), status.map(Literal::u16_unsuffixed));
        let body = variant.decoding.as_ref().map(|body| {
            let (_, marker) = decoding(body);
            quote!(=> #marker)
        });
        let of = variant.media_type.as_deref().map(|media_type| {
            let media_type = text(media_type);
            quote!(of #media_type)
        });
        quote! { #name: #test(#status) #of #body, }
    });
    let responses = symbol(&of.responses_macro);
    quote! {
        #docs_of
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }

        #responses! { #name { #(#rows)* } }
    }
}
