//! Tokens of the small things: names, docs, types, `use` lines.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};

use crate::rust::{Symbol, Type, Use};

use super::print;
use super::wrap::wrapped;

/// An identifier. The naming stage makes only valid ones.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// Doc lines, wrapped, as one attribute.
pub(super) fn docs(lines: &[String]) -> TokenStream {
    if lines.is_empty() {
        return TokenStream::new();
    }
    let text = print::literal(&wrapped(lines));
    quote! { #[doc = #text] }
}

/// An item of the runtime, by its name or its path.
pub(super) fn symbol(symbol: &Symbol) -> TokenStream {
    if symbol.qualified { path(symbol.path) } else { ident(symbol.name()).into_token_stream() }
}

/// A path of identifiers.
pub(super) fn path(text: &str) -> TokenStream {
    let steps = text.split("::").map(ident);
    quote! { #(#steps)::* }
}

/// The path of a type outside of the crate or module, which may begin with `::`.
fn external(text: &str) -> TokenStream {
    let (root, text) = match text.strip_prefix("::") {
        Some(rest) => (quote!(::), rest),
        None => (quote!(), text),
    };
    // The configuration has only identifiers in it, and the keywords that may begin a path.
    let steps = text.split("::").map(|step| match step {
        "crate" | "super" | "self" => ident(step),
        _ => syn::parse_str(step).unwrap_or_else(|_| Ident::new_raw(step, Span::call_site())),
    });
    quote! { #root #(#steps)::* }
}

/// `use` lines, one per path.
pub(super) fn uses(uses: &[Use], visibility: &TokenStream) -> TokenStream {
    let mut lines = TokenStream::new();
    for group in uses.chunk_by(|a, b| a.path == b.path) {
        let Some(first) = group.first() else { continue };
        let path = path(&first.path);
        let names: Vec<Ident> = group.iter().map(|name| ident(&name.name)).collect();
        lines.append_all(match names.as_slice() {
            [name] => quote! { #visibility use #path::#name; },
            names => quote! { #visibility use #path::{#(#names),*}; },
        });
    }
    lines
}

/// A type.
pub(super) fn of(of: &Type) -> TokenStream {
    match of {
        Type::Bool => quote!(bool),
        Type::Integer(width) => ident(width.as_str()).into_token_stream(),
        Type::F64 => quote!(f64),
        Type::String => quote!(String),
        Type::Runtime(of) => symbol(of),
        Type::Named(name) => ident(name).into_token_stream(),
        Type::External(of) => external(of),
        Type::Option(of) => generic(quote!(Option), of),
        Type::Vec(of) => generic(quote!(Vec), of),
        Type::Tuple(elements) => {
            let elements = elements.iter().map(self::of);
            quote!((#(#elements),*))
        }
        Type::Box(of) => generic(quote!(Box), of),
        Type::Map(map, of) if of.is_any() => symbol(map),
        Type::Map(map, of) => generic(symbol(map), of),
    }
}

fn generic(outer: TokenStream, inner: &Type) -> TokenStream {
    let inner = of(inner);
    quote! { #outer<#inner> }
}

/// A string literal.
pub(super) fn text(text: &str) -> Literal {
    Literal::string(text)
}

/// A slice of string literals.
pub(super) fn strings<T: AsRef<str>>(strings: &[T]) -> TokenStream {
    let strings = strings.iter().map(|text| Literal::string(text.as_ref()));
    quote! { &[#(#strings),*] }
}
