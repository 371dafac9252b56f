//! Unions: an enum, and beside it the table of what distinguishes its variants.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Case, Shape, Union};

use super::tokens::{docs, ident, of as type_tokens, strings, symbol, text};

/// The tokens of a union.
pub(super) fn union(of: &Union) -> TokenStream {
    let name = ident(&of.name);
    let docs_of = docs(&of.docs);
    let variants = of.variants.iter().map(|variant| {
        let (docs, name, of) = (docs(&variant.docs), ident(&variant.name), type_tokens(&variant.of));
        quote! { #docs #name(#of), }
    });
    let rows = of.variants.iter().map(|variant| {
        let (name, case) = (ident(&variant.name), case(&variant.case));
        let from = variant.from.as_ref().map(type_tokens).map(|of| quote!(=> #of));
        quote! { #name: #case #from, }
    });
    let other = (of.open != "Unknown").then(|| {
        let open = ident(&of.open);
        quote!(else #open)
    });
    let (open, union, value) = (ident(&of.open), symbol(&of.union_macro), symbol(&of.value));
    quote! {
        #docs_of
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #[doc = " A value that matches no other variant."]
            #open(#value),
        }

        #union! { #name #other { #(#rows)* } }
    }
}

fn case(case: &Case) -> TokenStream {
    match case {
        Case::Boolean => quote!(boolean()),
        Case::Integer => quote!(integer()),
        Case::Unsigned => quote!(unsigned()),
        Case::Number => quote!(number()),
        Case::String => quote!(string()),
        Case::Array => quote!(array()),
        Case::Object => quote!(object()),
        Case::Tag(property, values) => constant("tag", property, values),
        Case::Implied(property, values) => constant("implied", property, values),
        Case::Untagged(property, values) => constant("untagged", property, values),
        Case::Properties(of) => shape(of),
        Case::Undecided => quote!(undecided()),
    }
}

/// An object that is recognized by its properties.
fn shape(of: &Shape) -> TokenStream {
    let (required, known) = (strings(&of.required), strings(&of.known));
    let is_map = of.required.is_empty() && of.known.is_empty();
    let forms = forms(&of.forms);
    let inner = of.inner.as_ref().map(|inner| {
        let (path, required, known) = (strings(&inner.path), strings(&inner.required), strings(&inner.known));
        let forms = self::forms(&inner.forms);
        quote!((#path, #required, #known, #forms))
    });
    match (inner, of.others.as_ref().map(|of| strings(of))) {
        (Some(inner), None) => quote!(within(#required, #known, #forms, #inner)),
        (Some(inner), Some(others)) => quote!(extensible_within(#required, #known, #forms, #others, #inner)),
        (None, Some(others)) if is_map => quote!(map(#others)),
        (None, Some(others)) => quote!(extensible(#required, #known, #forms, #others)),
        (None, None) if of.forms.is_empty() => quote!(properties(#required, #known)),
        (None, None) => quote!(shaped(#required, #known, #forms)),
    }
}

/// A case that is recognized by a property with constant values.
fn constant(kind: &str, property: &str, values: &[String]) -> TokenStream {
    let (kind, property, values) = (ident(kind), text(property), strings(values));
    quote!(#kind(#property, #values))
}

fn forms(of: &[(String, Vec<String>)]) -> TokenStream {
    let forms = of.iter().map(|(name, forms)| {
        let (name, forms) = (text(name), strings(forms));
        quote!((#name, #forms))
    });
    quote!(&[#(#forms),*])
}
