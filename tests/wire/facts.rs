//! Recorded behaviour of the service's official SDKs. It is not part of the repository: without the folder `../shared` beside it,
//! the tests that need it print so and pass.

use std::io::Write;
use std::path::Path;

use serde_json::Value;

/// A file of recorded facts, or a note that it is missing.
pub fn facts(name: &str) -> Option<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/facts").join(name);
    let Ok(text) = std::fs::read_to_string(&path) else {
        // Written directly to stderr, since the test harness captures the output of passing tests.
        let _ = writeln!(std::io::stderr(), "SKIPPED: what is known of the SDKs: {} is not there", path.display());
        return None;
    };
    Some(serde_json::from_str(&text).expect("the facts are JSON"))
}

/// JSON in which numbers are equal by value: `1.0` becomes `1`.
pub fn by_value(value: Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => {
            let text = number.to_string();
            text.strip_suffix(".0")
                .and_then(|whole| whole.parse::<i64>().ok())
                .map_or(Value::Number(number), Value::from)
        }
        Value::Array(elements) => elements.into_iter().map(by_value).collect(),
        Value::Object(properties) => properties.into_iter().map(|(name, value)| (name, by_value(value))).collect(),
        other => other,
    }
}
