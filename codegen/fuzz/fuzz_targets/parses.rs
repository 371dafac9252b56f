//! Documents changed as trees, from seeds: what is written for them is Rust and TOML, and its names are in order.

#![no_main]

use arbitrary::Unstructured;
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use serde_json::Value;
use specwright::source::Tree;
use specwright_fuzz::{check, document::Document, mutation};

fuzz_target!(|text: &str| {
    if let Some(generated) = check::generated("api.yaml", text) {
        check::written(&generated);
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let bytes = random(seed);
    let mut u = Unstructured::new(&bytes);
    let mut document = data.get(..size).and_then(document).unwrap_or_else(|| fresh(&mut u));
    for _ in 0..u.int_in_range(1..=4).unwrap_or(1) {
        let _ = mutation::mutate(&mut document, &mut u);
    }
    let text = document.to_string();
    match data.get_mut(..text.len()) {
        Some(data) if text.len() <= max_size => {
            data.copy_from_slice(text.as_bytes());
            text.len()
        }
        _ => size,
    }
});

/// A seed or an earlier change as a tree.
fn document(data: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(data).ok()?;
    let tree = Tree::from_text("api.yaml", text).ok()?;
    tree.root().is_object().then(|| tree.root().clone())
}

fn fresh(u: &mut Unstructured<'_>) -> Value {
    u.arbitrary::<Document>().map_or(Value::Null, |document| document.0)
}

/// Bytes to decide by: SplitMix64.
fn random(seed: u32) -> Vec<u8> {
    let mut state = u64::from(seed);
    let next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = state;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (word ^ (word >> 31)).to_le_bytes()
    };
    std::iter::repeat_with(next).take(256).flatten().collect()
}
