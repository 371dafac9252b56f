//! The mapping of an object to XML.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Xml, XmlRow};

use super::tokens::{ident, of as type_tokens, symbol, text};

/// The mapping of the type of this name.
pub(super) fn table(name: &str, of: &Xml) -> TokenStream {
    let (name, xml, element) = (ident(name), symbol(&of.xml_macro), text(&of.name));
    let namespace = of.namespace.as_ref().map(|(prefix, namespace)| {
        let (prefix, namespace) = (text(prefix), text(namespace));
        quote!(in #prefix #namespace)
    });
    let rows = of.rows.iter().map(row);
    quote! { #xml! { #name #element #namespace { #(#rows),* } } }
}

fn row(row: &XmlRow) -> TokenStream {
    let (kind, json) = (ident(row.kind), text(&row.json));
    let of = row.of.as_ref().map(type_tokens).map(|of| quote!(, #of));
    let steps = row.steps.iter().map(|(step, arguments)| {
        let (step, arguments) = (ident(step), arguments.iter().map(|argument| text(argument)));
        quote!(.#step(#(#arguments),*))
    });
    quote!(#kind(#json #of) #(#steps)*)
}
