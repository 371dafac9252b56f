//! Parameters of methods: their types, and how a request takes their values.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Argument, Parameter, Passed, Target, Type};

use super::body;
use super::encoding::style;
use super::tokens::{ident, of as type_tokens, symbol, text};

/// A parameter of a method.
pub(super) fn parameter(of: &Parameter<'_>) -> TokenStream {
    let (name, of) = (ident(of.name), passed(of.passed, None));
    quote!(#name: #of)
}

/// The request with the value of a parameter.
pub(super) fn set(parameter: &Parameter<'_>, value: &TokenStream, request: TokenStream) -> TokenStream {
    match parameter.target {
        Target::Argument(argument) => self::argument(argument, parameter.passed, value, request),
        Target::Body(of) => body::set(of, value, &request),
        // The body's method takes it.
        Target::ContentType => request,
    }
}

/// The request with the value of an argument.
fn argument(argument: &Argument, passed: Passed<'_>, value: &TokenStream, request: TokenStream) -> TokenStream {
    let (place, wire) = (ident(argument.place), text(&argument.wire));
    // Values written in a style or as JSON are passed by reference.
    let borrowed = if matches!(passed, Passed::Value(_)) { quote!(&#value) } else { quote!(#value) };
    // The whole query string has no name.
    if argument.place.starts_with("query_string") {
        return quote!(#request.#place(#borrowed));
    }
    match &argument.style {
        Some(style) => {
            let style = self::style(style);
            quote!(#request.#place(#wire, #borrowed, #style))
        }
        None if argument.place.ends_with("_json") => quote!(#request.#place(#wire, #borrowed)),
        // Secrets are exposed only here, to be sent.
        None if matches!(&argument.of, Type::Runtime(symbol) if symbol.name() == "Secret") => {
            quote!(#request.#place(#wire, #value.expose()))
        }
        None => quote!(#request.#place(#wire, #value)),
    }
}

/// The type of a parameter; of a field, with its lifetime.
pub(super) fn passed(of: Passed<'_>, lifetime: Option<&TokenStream>) -> TokenStream {
    match of {
        Passed::Value(of) => type_tokens(of),
        Passed::Str => quote!(&#lifetime str),
        Passed::Slice(element) => {
            let element = type_tokens(element);
            quote!(&#lifetime [#element])
        }
        Passed::Reference(of) => {
            let of = type_tokens(of);
            quote!(&#lifetime #of)
        }
        Passed::Items(items, of) => {
            let (items, of) = (symbol(items), type_tokens(of));
            quote!(impl Into<#items<#of>>)
        }
        Passed::Body(bytes) => {
            let bytes = symbol(bytes);
            if lifetime.is_some() { bytes } else { quote!(impl Into<#bytes>) }
        }
        Passed::Unit => quote!(()),
    }
}
