//! Operations whose responses come in pages: what describes how they follow each other, and the methods that ask for them.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::rust::{NextPage, Operation, PageVariant, Pages, Symbol};

use super::operation::decoding;
use super::tokens::{ident, of as type_tokens, symbol, text};

/// What describes how the pages follow each other.
pub(super) fn description(pages: &Pages) -> TokenStream {
    let (name, paging) = (ident(&pages.description), symbol(&pages.paging));
    let (to, from) = (|of| variant(&pages.to, of), |of| variant(&pages.from, of));
    let next = match &pages.next {
        NextPage::Token(into, out) => {
            let (into, out) = (to(into), from(out));
            quote!(token(#into, #out))
        }
        NextPage::Url(out) => {
            let out = from(out);
            quote!(url(#out))
        }
        NextPage::Offset(into) => {
            let into = to(into);
            quote!(offset(#into))
        }
        NextPage::Number(into, first) => {
            let (into, first) = (to(into), Literal::u64_unsuffixed(*first));
            quote!(number(#into, #first))
        }
    };
    let places = pages.places.iter().map(|(function, place)| {
        let (function, place) = (ident(function), text(place));
        quote!(.#function(#place))
    });
    quote! { static #name: #paging = #paging::#next #(#places)*; }
}

fn variant(of: &Symbol, (name, held): &PageVariant) -> TokenStream {
    let (of, name) = (symbol(of), ident(name));
    match held {
        Some(held) => {
            let held = text(held);
            quote!(#of::#name(#held))
        }
        None => quote!(#of::#name),
    }
}

/// The method that asks for pages.
pub(super) fn pages(method: &Ident, of: &Operation, pages: &Pages) -> TokenStream {
    let (description, kind) = (ident(&pages.description), symbol(&pages.pages));
    let (success, success_marker) = decoding(&of.success);
    let (failure, failure_marker) = decoding(&of.failure);
    quote! {
        /// Sends the request for one page after another, as they are wanted.
        pub fn #method(self) -> #kind<#success, #failure> {
            self.0.pages::<#success_marker, #failure_marker>(&#description)
        }
    }
}

/// The method that asks for what is on the pages.
pub(super) fn items(method: &Ident, of: &Operation, pages: &Pages) -> TokenStream {
    let (description, kind, item) = (ident(&pages.description), symbol(&pages.items), type_tokens(&pages.item));
    let (failure, failure_marker) = decoding(&of.failure);
    quote! {
        /// Sends the request for one page after another, as what is on them is wanted.
        pub fn #method(self) -> #kind<#item, #failure> {
            self.0.items::<_, #failure_marker>(&#description)
        }
    }
}
