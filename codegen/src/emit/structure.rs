//! Objects: a plain struct, and beside it the mapping of its fields to JSON.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::rust::{Constant, Constructor, Field, FieldParameter, Struct};

use super::tokens::{docs, ident, of as type_tokens, symbol, text};
use super::{mock, xml};

/// The tokens of an object.
pub(super) fn structure(of: &Struct) -> TokenStream {
    let name = ident(&of.name);
    let docs_of = docs(&of.docs);
    let derives = of.derives.iter().map(|derive| ident(derive));
    let mock_derives = (!of.mock_derives.is_empty()).then(|| {
        let derives = of.mock_derives.iter().map(|derive| ident(derive));
        quote!(#[cfg_attr(feature = "mock", derive(#(#derives),*))])
    });
    let fields = of.fields.iter().map(field);
    let extra = of.extra.as_ref().map(|(name, of)| {
        let (name, of) = (ident(name), type_tokens(of));
        quote! { #[doc = " Properties the schema does not declare."] pub #name: #of, }
    });
    let constructor = of.constructor.as_ref().map(|new| constructor(&of.name, new));
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
        #[non_exhaustive]
        pub struct #name { #(#fields)* #extra }

        #constructor

        #object! { #name { #(#rows)* #extra_row } }

        #xml
    }
}

/// The function `new` and the setters.
fn constructor(name: &str, of: &Constructor) -> TokenStream {
    let name = ident(name);
    let (constructor, docs_of) = (symbol(&of.constructor_macro), docs(&of.docs));
    let gate = of.for_mocks.then(mock::gate);
    let parameters = of.parameters.iter().map(parameter);
    let constants = (!of.constants.is_empty()).then(|| {
        let constants = of.constants.iter().map(|(field, constant)| {
            let (field, constant) = (ident(field), self::constant(constant));
            quote!(#field = #constant)
        });
        quote!(; #(#constants),*)
    });
    let (named, others): (Vec<_>, Vec<_>) = of.setters.iter().partition(|setter| setter.name == setter.parameter.field);
    let setters = named.iter().map(|setter| {
        let (docs, parameter) = (docs(&setter.docs), parameter(&setter.parameter));
        quote!(#docs #parameter,)
    });
    let extra = of.extra.as_ref().map(|extra| {
        let parameter = parameter(extra);
        quote!(..#parameter,)
    });
    let others = (!others.is_empty()).then(|| {
        let others = others.iter().map(|setter| {
            let (docs, name, parameter) = (docs(&setter.docs), ident(&setter.name), parameter(&setter.parameter));
            quote!(#docs #name(#parameter),)
        });
        quote!(; #(#others)*)
    });
    let default = of.is_default.then(|| {
        quote! {
            #gate
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    quote! {
        #gate
        #constructor! { #name { #docs_of new(#(#parameters),* #constants), #(#setters)* #extra #others } }

        #default
    }
}

fn parameter(of: &FieldParameter) -> TokenStream {
    let (field, converts, of) = (ident(&of.field), of.converts, type_tokens(&of.of));
    if converts { quote!(#field: impl Into<#of>) } else { quote!(#field: #of) }
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
