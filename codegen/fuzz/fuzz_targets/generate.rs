//! Any text at all: no panic, no end of time or memory, and the same output twice.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    specwright_fuzz::check::generated("api.yaml", text);
});
