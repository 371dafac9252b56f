//! Text with known values: an open enum, and beside it the table of its values.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Enum, Symbol};

use super::tokens::{docs, ident, symbol, text};

/// The tokens of an enum.
pub(super) fn enumeration(of: &Enum) -> TokenStream {
    let variants =
        of.variants.iter().map(|variant| (variant.name.as_str(), variant.docs.as_slice(), variant.wire.as_str()));
    open_enum(&of.name, &of.docs, variants, &of.open, &of.string_enum_macro)
}

/// An open enum of text: its variants with docs and values, and the variant for values that are not known.
pub(super) fn open_enum<'a>(
    name: &str,
    docs_of: &[String],
    variants: impl Iterator<Item = (&'a str, &'a [String], &'a str)> + Clone,
    open: &str,
    string_enum: &Symbol,
) -> TokenStream {
    let name = ident(name);
    let docs_of = docs(docs_of);
    let known = variants.clone().map(|(variant, lines, _)| {
        let (variant, lines) = (ident(variant), docs(lines));
        quote! { #lines #variant, }
    });
    let rows = variants.map(|(variant, _, wire)| {
        let (variant, wire) = (ident(variant), text(wire));
        quote! { #variant: #wire, }
    });
    let other = (open != "Other").then(|| {
        let open = ident(open);
        quote!(else #open)
    });
    let open = ident(open);
    let string_enum = symbol(string_enum);
    quote! {
        #docs_of
        #[derive(Clone, Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#known)*
            #[doc = " A value that this version does not know."]
            #open(String),
        }

        #string_enum! { #name #other { #(#rows)* } }
    }
}
