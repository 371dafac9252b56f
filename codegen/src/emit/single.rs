//! A crate as a single file, for `include!`: inline modules, and no inner attributes.

use quote::quote;

use crate::rust::Crate;

use super::module::{content, header};
use super::{mock, print, snippet, tokens};

/// Prints a crate as a single file that a module of another crate includes with `include!`.
///
/// The including crate may leave parts of it unused without a warning. Docs have no examples, since these would have to name the
/// including crate.
pub fn single(of: &Crate) -> String {
    let modules = of.modules.iter().map(|module| {
        let (name, docs) = (tokens::ident(&module.name), tokens::docs(&module.docs));
        let visibility = module.public.then(|| quote!(pub));
        let parts = module.submodules.iter().map(|part| {
            let (name, content) = (tokens::ident(&part.name), content(&part.uses, &part.items, false));
            quote! { mod #name { #content } #[allow(unused_imports)] pub use #name::*; }
        });
        let content = content(&module.uses, &module.items, false);
        let reexports = tokens::uses(&module.reexports, &quote!(#[allow(unused_imports)] pub));
        let content = quote! { #(#parts)* #reexports #content };
        quote! { #docs #[allow(dead_code)] #visibility mod #name { #content } }
    });
    // The including crate declares the feature.
    let mock = of.mock.as_ref().map(|mock| {
        let (gate, name, docs) = (mock::gate(), tokens::ident(&mock.module), tokens::docs(&snippet::text(&mock.docs)));
        let content = mock::module(mock);
        quote! { #docs #gate #[allow(dead_code, unused_imports)] pub mod #name { #content } }
    });
    let exports = tokens::uses(&of.exports, &quote!(#[allow(unused_imports)] pub));
    format!("{}{}", header(of), print::file(quote! { #exports #(#modules)* #mock }))
}
