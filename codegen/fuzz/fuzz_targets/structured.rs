//! Documents made of bytes: what is written for them is Rust and TOML, and its names are in order.

#![no_main]

use libfuzzer_sys::fuzz_target;
use specwright_fuzz::{check, document::Document};

fuzz_target!(|document: Document| {
    if let Some(generated) = check::generated("api.json", &document.0.to_string()) {
        check::written(&generated);
    }
});
