//! Bodies of requests.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Body, Decoding, Member};

use super::encoding::style;
use super::tokens::{ident, symbol, text};

/// The request with a body of this value.
pub(super) fn set(body: &Body, value: &TokenStream, request: &TokenStream) -> TokenStream {
    let media_type = body.media_type.as_deref();
    let typed = || {
        let media_type = media_type.map(text);
        media_type.map(|media_type| quote!(.content_type(#media_type)))
    };
    match &body.decoding {
        Decoding::Json(..) => {
            let typed = typed();
            quote!(#request.json(#value) #typed)
        }
        Decoding::Xml(..) => {
            let typed = typed();
            quote!(#request.xml(#value) #typed)
        }
        Decoding::Items(method, ..) => {
            let (method, typed) = (ident(method), typed());
            quote!(#request.#method(#value) #typed)
        }
        Decoding::Form("form", _) if body.members.is_empty() => quote!(#request.form(#value)),
        Decoding::Form("form", _) => {
            let styles = body.members.iter().filter_map(|member| {
                let (name, style) = (text(&member.wire), style(member.style.as_ref()?));
                Some(quote!((#name, #style)))
            });
            quote!(#request.form_with(#value, &[#(#styles),*]))
        }
        Decoding::Form(..) => {
            let parts: Vec<TokenStream> = body.members.iter().map(part).collect();
            match media_type.map(text) {
                Some(media_type) => quote!(#request.multipart_as(#media_type, #value, &[#(#parts),*])),
                None if parts.is_empty() => quote!(#request.multipart(#value)),
                None => quote!(#request.multipart_with(#value, &[#(#parts),*])),
            }
        }
        Decoding::Text(_) if body.is_of_any_type() => quote!(#request.bytes(content_type, #value.to_owned())),
        Decoding::Text(_) => {
            let media_type = media_type.map_or_else(|| text("text/plain"), text);
            quote!(#request.bytes(#media_type, #value.to_owned()))
        }
        Decoding::Binary(..) | Decoding::Empty(_) | Decoding::Choice(_) if body.is_of_any_type() => {
            quote!(#request.bytes(content_type, #value))
        }
        Decoding::Binary(..) | Decoding::Empty(_) | Decoding::Choice(_) => {
            let media_type = media_type.map_or_else(|| text("application/octet-stream"), text);
            quote!(#request.bytes(#media_type, #value))
        }
    }
}

/// The encoding of a part of a multipart body.
fn part(member: &Member) -> TokenStream {
    let part = member.part.as_ref().map(symbol);
    let name = text(&member.wire);
    let content_type = member.content_type.as_deref().map(|content_type| {
        let content_type = text(content_type);
        quote!(.content_type(#content_type))
    });
    let style = member.style.as_ref().map(|style| {
        let style = self::style(style);
        quote!(.style(#style))
    });
    let headers = member.headers.iter().map(|(name, value)| {
        let (name, value) = (text(name), text(value));
        quote!((#name, #value))
    });
    let headers = (!member.headers.is_empty()).then(|| quote!(.headers(&[#(#headers),*])));
    quote!(#part::of(#name)#content_type #headers #style)
}
