//! How values are written and read: the styles of parameters, and the types and markers of bodies.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Decoding, Style};

use super::tokens::{ident, of as type_tokens, symbol};

/// A style in which a parameter is written.
pub(super) fn style(style: &Style) -> TokenStream {
    let (symbol, function) = (symbol(&style.symbol), ident(style.function));
    let explode = style.explode.map(|explode| quote!(#explode));
    let reserved = style.allow_reserved.then(|| quote!(.allow_reserved()));
    quote!(#symbol::#function(#explode)#reserved)
}

/// The runtime's marker that decodes a body, where nothing else says its type.
pub(super) fn decoder(decoding: &Decoding) -> TokenStream {
    match decoding {
        Decoding::Json(marker, of) | Decoding::Xml(marker, of) => {
            let (marker, of) = (symbol(marker), type_tokens(of));
            quote!(#marker<#of>)
        }
        other => self::decoding(other).1,
    }
}

/// The type of a body, and the runtime's marker that decodes it.
pub(super) fn decoding(decoding: &Decoding) -> (TokenStream, TokenStream) {
    match decoding {
        Decoding::Json(marker, of) | Decoding::Xml(marker, of) => {
            let marker = symbol(marker);
            (type_tokens(of), quote!(#marker<_>))
        }
        Decoding::Choice(name) => {
            let name = ident(name);
            (quote!(#name), quote!(#name))
        }
        // Forms and sequences are only sent.
        Decoding::Form(_, of) | Decoding::Items(_, _, of) => (type_tokens(of), quote!(())),
        Decoding::Text(marker) => (quote!(String), symbol(marker)),
        Decoding::Binary(marker, bytes) => (symbol(bytes), symbol(marker)),
        Decoding::Empty(marker) => (quote!(()), symbol(marker)),
    }
}
