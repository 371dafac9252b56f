//! What is known of the service's own SDKs from running them. It is no part of the repository: where the folder
//! `../shared` is not beside it, the tests that need it say so and pass.

use std::io::Write;
use std::path::Path;

use serde_json::Value;

/// A file of facts, or a word on why not.
pub fn facts(name: &str) -> Option<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/facts").join(name);
    let Ok(text) = std::fs::read_to_string(&path) else {
        // Written past the test harness, which would hold back what a passing test prints.
        let _ = writeln!(std::io::stderr(), "SKIPPED: what is known of the SDKs: {} is not there", path.display());
        return None;
    };
    Some(serde_json::from_str(&text).expect("the facts are JSON"))
}
