//! A crate as a single file, for `include!`: inline modules, and no inner attributes.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Crate, Package};

use super::module::{content, header};
use super::{manifest, mock, print, snippet, tokens};

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
    let requires = requires(&of.package);
    format!("{}{}", header(of), print::file(quote! { #requires #exports #(#modules)* #mock }))
}

/// The check that the runtime has the features that the document needs: nobody guesses them from missing types.
fn requires(of: &Package) -> Option<TokenStream> {
    let names = of.runtime_features.iter().map(|feature| tokens::ident(&feature.replace('-', "_")));
    let line = manifest::dependency_with_features(of);
    let message = format!("`Cargo.toml` lacks features of the runtime that the API needs. This line has them: {line}");
    let message = tokens::text(&message);
    (!of.runtime_features.is_empty()).then(|| quote! { specwright_runtime::requires! { #message { #(#names,)* } } })
}
