//! Strings or integers with known values: an open enum, and beside it the table of its values.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::rust::{Enum, Symbol, Wire};

use super::tokens::{docs, ident, symbol, text};

/// The tokens of an enum.
pub(super) fn enumeration(of: &Enum) -> TokenStream {
    let integers = matches!(of.variants.first().map(|variant| &variant.wire), Some(Wire::Integer(_)));
    let (derives, held) = match integers {
        true => (quote!(Clone, Copy, Debug, Eq, Hash, PartialEq), quote!(i64)),
        false => (quote!(Clone, Debug, Eq, Hash, PartialEq), quote!(String)),
    };
    let variants = of.variants.iter().map(|variant| {
        let wire = match &variant.wire {
            Wire::Text(wire) => text(wire).into_token_stream(),
            Wire::Integer(wire) => Literal::i64_unsuffixed(*wire).into_token_stream(),
        };
        (variant.name.as_str(), variant.docs.as_slice(), wire)
    });
    open_enum(&of.name, &of.docs, (derives, held), variants, &of.open, &of.table_macro)
}

/// An open enum of strings: variants with docs and values, and the variant for unknown values.
pub(super) fn text_enum<'a>(
    name: &str,
    docs_of: &[String],
    variants: impl Iterator<Item = (&'a str, &'a [String], &'a str)> + Clone,
    open: &str,
    string_enum: &Symbol,
) -> TokenStream {
    let variants = variants.map(|(name, docs, wire)| (name, docs, text(wire).into_token_stream()));
    let (derives, held) = (quote!(Clone, Debug, Eq, Hash, PartialEq), quote!(String));
    open_enum(name, docs_of, (derives, held), variants, open, string_enum)
}

fn open_enum<'a>(
    name: &str,
    docs_of: &[String],
    (derives, held): (TokenStream, TokenStream),
    variants: impl Iterator<Item = (&'a str, &'a [String], TokenStream)> + Clone,
    open: &str,
    table: &Symbol,
) -> TokenStream {
    let name = ident(name);
    let docs_of = docs(docs_of);
    let known = variants.clone().map(|(variant, lines, _)| {
        let (variant, lines) = (ident(variant), docs(lines));
        quote! { #lines #variant, }
    });
    let rows = variants.map(|(variant, _, wire)| {
        let variant = ident(variant);
        quote! { #variant: #wire, }
    });
    let other = (open != "Other").then(|| {
        let open = ident(open);
        quote!(else #open)
    });
    let open = ident(open);
    let table = symbol(table);
    quote! {
        #docs_of
        #[derive(#derives)]
        #[non_exhaustive]
        pub enum #name {
            #(#known)*
            #[doc = " A value that this version of the crate does not know."]
            #open(#held),
        }

        #table! { #name #other { #(#rows)* } }
    }
}
