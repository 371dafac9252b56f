//! Paginated operations: the static that describes the pagination, and the methods that return pages and items.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::rust::{NextPage, Operation, PageVariant, Pages, Symbol};

use super::encoding::decoding;
use super::tokens::{ident, of as type_tokens, symbol, text};

/// The static that describes the pagination.
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

/// The method that returns pages.
pub(super) fn pages(method: &Ident, of: &Operation, pages: &Pages) -> TokenStream {
    let (description, kind) = (ident(&pages.description), symbol(&pages.pages));
    let (success, success_marker) = decoding(&of.success);
    let (failure, failure_marker) = decoding(&of.failure);
    quote! {
        /// Returns the pages of the result. Each page is requested when it is needed.
        pub fn #method(self) -> #kind<#success, #failure> {
            self.0.pages::<#success_marker, #failure_marker>(&#description)
        }
    }
}

/// The method that returns the items of all pages.
pub(super) fn items(method: &Ident, of: &Operation, pages: &Pages) -> TokenStream {
    let (description, kind, item) = (ident(&pages.description), symbol(&pages.items), type_tokens(&pages.item));
    let (failure, failure_marker) = decoding(&of.failure);
    quote! {
        /// Returns the items of all pages. Each page is requested when its items are needed.
        pub fn #method(self) -> #kind<#item, #failure> {
            self.0.items::<_, #failure_marker>(&#description)
        }
    }
}
