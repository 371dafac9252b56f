//! Operations whose responses come in pages: what describes how they follow each other, and the methods that ask for them.

use proc_macro2::{Literal, TokenStream};
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

/// The methods that ask for pages, and for what is on them.
pub(super) fn methods(of: &Operation, pages: &Pages) -> TokenStream {
    let (description, item) = (ident(&pages.description), type_tokens(&pages.item));
    let (all, items) = (symbol(&pages.pages), symbol(&pages.items));
    let (success, success_marker) = decoding(&of.success);
    let (failure, failure_marker) = decoding(&of.failure);
    quote! {
        /// Sends the request for one page after another, as they are wanted.
        pub fn pages(self) -> #all<#success, #failure> {
            self.0.pages::<#success_marker, #failure_marker>(&#description)
        }

        /// Sends the request for one page after another, as what is on them is wanted.
        pub fn items(self) -> #items<#item, #failure> {
            self.0.items::<_, #failure_marker>(&#description)
        }
    }
}
