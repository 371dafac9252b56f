//! Long-running operations: the static that describes how to poll them, and the method that waits.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::rust::{Operation, Waiting};

use super::description::description as described;
use super::encoding::decoding;
use super::tokens::{docs, ident, strings, symbol, text};

/// The static that describes how to poll: the operation to call, and where its response reports the status.
pub(super) fn description(waiting: &Waiting) -> TokenStream {
    let poll = described(&waiting.poll);
    let (name, kind) = (ident(&waiting.description), symbol(&waiting.waiting));
    let configured = &waiting.polling.configured;
    let (polled, status, done) =
        (ident(&waiting.poll.description), text(&configured.status), strings(&configured.done));
    let failed = (!configured.failed.is_empty()).then(|| {
        let failed = strings(&configured.failed);
        quote!(.failed(#failed))
    });
    let failed_at = (!configured.failed_at.is_empty()).then(|| {
        let failed_at = configured.failed_at.iter().map(|(pointer, values)| {
            let (pointer, values) = (text(pointer), strings(values));
            quote!((#pointer, #values))
        });
        quote!(.failed_at(&[#(#failed_at),*]))
    });
    let interval = configured.interval.map(|seconds| {
        let seconds = Literal::u64_unsuffixed(seconds);
        quote!(.every(#seconds))
    });
    let parameters = (!configured.parameters.is_empty()).then(|| {
        let parameters = configured.parameters.iter().map(|(name, pointer)| {
            let (name, pointer) = (text(name), text(pointer));
            quote!((#name, #pointer))
        });
        quote!(.params(&[#(#parameters),*]))
    });
    let url = configured.url_header.as_deref().map(|header| {
        let header = text(header);
        quote!(.url_header(#header))
    });
    quote! {
        #poll

        static #name: #kind = #kind::until(&#polled, #status, #done) #failed #failed_at #interval #parameters #url;
    }
}

/// The method that waits.
pub(super) fn method(method: &Ident, of: &Operation, waiting: &Waiting) -> TokenStream {
    let (description, wait) = (ident(&waiting.description), symbol(&waiting.wait));
    let (polled, polled_marker) = decoding(&waiting.poll.success);
    let (poll_failure, poll_failure_marker) = decoding(&waiting.poll.failure);
    let (failure, failure_marker) = decoding(&of.failure);
    let docs = docs(&["Sends the request, then polls the long-running operation until it completes.".to_owned()]);
    quote! {
        #docs
        pub fn #method(self) -> #wait<#polled, #failure, #poll_failure> {
            self.0.wait::<#polled_marker, #failure_marker, #poll_failure_marker>(&#description)
        }
    }
}
