//! A crate as one text, for `include!`: inline modules and no inner attributes.

use quote::quote;

use crate::rust::Crate;

use super::{content, header, mock, print, snippet, tokens};

/// Prints a crate as one text that `include!` brings into a module of another crate.
///
/// That crate need not use all of it, so that what it leaves unused is allowed to be. Docs have no examples, which would have
/// to name that crate.
pub fn single(of: &Crate) -> String {
    let modules = of.modules.iter().map(|module| {
        let (name, docs) = (tokens::ident(&module.name), tokens::docs(&module.docs));
        let visibility = module.public.then(|| quote!(pub));
        let parts = module.parts.iter().map(|part| {
            let (name, content) = (tokens::ident(&part.name), content(&part.uses, &part.items, false));
            quote! { mod #name { #content } #[allow(unused_imports)] pub use #name::*; }
        });
        let content = content(&module.uses, &module.items, false);
        let content = quote! { #(#parts)* #content };
        quote! { #docs #[allow(dead_code)] #visibility mod #name { #content } }
    });
    // The crate that includes it has the feature.
    let mock = of.mock.as_ref().map(|mock| {
        let (gate, name, docs) = (mock::gate(), tokens::ident(&mock.module), tokens::docs(&snippet::text(&mock.docs)));
        let content = mock::module(mock);
        quote! { #docs #gate #[allow(dead_code, unused_imports)] pub mod #name { #content } }
    });
    let exports = tokens::uses(&of.exports, &quote!(#[allow(unused_imports)] pub));
    format!("{}{}", header(of), print::file(quote! { #exports #(#modules)* #mock }))
}
