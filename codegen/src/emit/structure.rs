//! Objects: a plain struct, and beside it the mapping of its fields to JSON.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::rust::{Constant, Constructor, Field, Initial, Struct};

use super::tokens::{docs, ident, of as type_tokens, symbol, text};
use super::xml;

/// The tokens of an object.
pub(super) fn structure(of: &Struct) -> TokenStream {
    let name = ident(&of.name);
    let docs_of = docs(&of.docs);
    let derives = of.derives.iter().map(|derive| ident(derive));
    let non_exhaustive = of.non_exhaustive.then(|| match of.mocked {
        true => quote!(#[cfg_attr(not(feature = "mock"), non_exhaustive)]),
        false => quote!(#[non_exhaustive]),
    });
    let mock_derives = (!of.mock_derives.is_empty()).then(|| {
        let derives = of.mock_derives.iter().map(|derive| ident(derive));
        quote!(#[cfg_attr(feature = "mock", derive(#(#derives),*))])
    });
    let fields = of.fields.iter().map(field);
    let extra = of.extra.as_ref().map(|(name, of)| {
        let (name, of) = (ident(name), type_tokens(of));
        quote! { #[doc = " Properties the schema does not declare."] pub #name: #of, }
    });
    let constructor = of.constructor.as_ref().map(constructor);
    let constructor =
        constructor.map(|new| match of.constructor.as_ref().is_some_and(|new| new.arguments.is_empty()) {
            true => quote! { impl Default for #name { #new } },
            false => quote! { impl #name { #new } },
        });
    let xml = of.xml.as_ref().map(|table| xml::table(&of.name, table));
    let object = symbol(&of.object_macro);
    let rows = of.fields.iter().map(row);
    let extra_row = of.extra.as_ref().map(|(name, _)| {
        let name = ident(name);
        quote! { #name: "*" as extra, }
    });
    quote! {
        #docs_of
        #[derive(#(#derives),*)]
        #mock_derives
        #non_exhaustive
        pub struct #name { #(#fields)* #extra }

        #constructor

        #object! { #name { #(#rows)* #extra_row } }

        #xml
    }
}

fn constructor(of: &Constructor) -> TokenStream {
    let docs = docs(&of.docs);
    let arguments = of.arguments.iter().map(|(name, of)| {
        let (name, of) = (ident(name), type_tokens(of));
        quote!(#name: #of)
    });
    let fields = of.fields.iter().map(|(name, initial)| {
        let name = ident(name);
        match initial {
            Initial::Argument => quote!(#name),
            Initial::None => quote!(#name: None),
            Initial::Map(map) => {
                let map = symbol(map);
                quote!(#name: #map::new())
            }
            Initial::Constant(constant) => {
                let constant = self::constant(constant);
                quote!(#name: #constant)
            }
        }
    });
    let head = match of.arguments.is_empty() {
        true => quote!(fn default()),
        false => quote!(pub fn new(#(#arguments),*)),
    };
    quote! {
        #docs
        #head -> Self {
            Self { #(#fields),* }
        }
    }
}

fn constant(constant: &Constant) -> TokenStream {
    match constant {
        Constant::Bool(value) => quote!(#value),
        Constant::Integer(value) => Literal::i64_unsuffixed(*value).into_token_stream(),
        Constant::Float(value) => Literal::f64_unsuffixed(*value).into_token_stream(),
        Constant::Text(value) => {
            let value = text(value);
            quote!(#value.to_owned())
        }
        Constant::Variant(name, variant) => {
            let (name, variant) = (ident(name), ident(variant));
            quote!(#name::#variant)
        }
        Constant::Null(value) => {
            let value = symbol(value);
            quote!(#value::Null)
        }
    }
}

/// A field of a struct.
pub(super) fn field(field: &Field) -> TokenStream {
    let (docs, name, of) = (docs(&field.docs), ident(&field.name), type_tokens(&field.of));
    quote! { #docs pub #name: #of, }
}

/// A row of a field mapping: the field, its names on the wire, and how it is read and written.
pub(super) fn row(field: &Field) -> TokenStream {
    let name = ident(&field.name);
    let wire = field.wire.iter().map(|wire| text(wire));
    let words: Vec<_> = field.mode.words().into_iter().map(ident).collect();
    let how = (!words.is_empty()).then(|| quote!(as #(#words)*));
    quote! { #name: #(#wire)|* #how, }
}
