//! Operations that begin something that is waited for: what describes how, and the method that does.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::rust::{Operation, Waiting};

use super::operation::{decoding, description as described};
use super::tokens::{docs, ident, symbol, text, texts};

/// What describes how it is seen that it has come to its end: the operation that asks, and where its response says so.
pub(super) fn description(waiting: &Waiting) -> TokenStream {
    let poll = described(&waiting.poll);
    let (name, kind) = (ident(&waiting.description), symbol(&waiting.waiting));
    let (asks, status, done) = (ident(&waiting.poll.description), text(&waiting.status), texts(&waiting.done));
    let failed = (!waiting.failed.is_empty()).then(|| {
        let failed = texts(&waiting.failed);
        quote!(.failed(#failed))
    });
    let failed_at = (!waiting.failed_at.is_empty()).then(|| {
        let failed_at = waiting.failed_at.iter().map(|(pointer, values)| {
            let (pointer, values) = (text(pointer), texts(values));
            quote!((#pointer, #values))
        });
        quote!(.failed_at(&[#(#failed_at),*]))
    });
    let interval = waiting.interval.map(|seconds| {
        let seconds = Literal::u64_unsuffixed(seconds);
        quote!(.every(#seconds))
    });
    let given = (!waiting.given.is_empty()).then(|| {
        let given = waiting.given.iter().map(|(name, pointer)| {
            let (name, pointer) = (text(name), text(pointer));
            quote!((#name, #pointer))
        });
        quote!(.params(&[#(#given),*]))
    });
    let url = waiting.url.as_deref().map(|header| {
        let header = text(header);
        quote!(.url_header(#header))
    });
    quote! {
        #poll

        static #name: #kind = #kind::until(&#asks, #status, #done) #failed #failed_at #interval #given #url;
    }
}

/// The method that waits.
pub(super) fn method(method: &Ident, of: &Operation, waiting: &Waiting) -> TokenStream {
    let (description, wait) = (ident(&waiting.description), symbol(&waiting.wait));
    let (told, told_marker) = decoding(&waiting.poll.success);
    let (refused, refused_marker) = decoding(&waiting.poll.failure);
    let (failure, failure_marker) = decoding(&of.failure);
    let said = docs(&["Sends the request, and waits until what it began has come to its end.".to_owned()]);
    quote! {
        #said
        pub fn #method(self) -> #wait<#told, #failure, #refused> {
            self.0.wait::<#told_marker, #failure_marker, #refused_marker>(&#description)
        }
    }
}
