//! How much a document may hold: far more than any real one, and less than does harm.

/// The largest file, in bytes; and all files of a document together.
pub const FILE_BYTES: u64 = 128 << 20;

/// The most files that a document may consist of.
pub const FILES: usize = 10_000;

/// The most objects and arrays within each other, the outermost counted.
///
/// Less than the 128 at which `serde_yaml` fails, so that documents in both formats have one limit.
pub const DEPTH: usize = 100;

/// The most objects and arrays within each other where parts of several files are put into each other.
pub const BUNDLED_DEPTH: usize = 2 * DEPTH;

/// The most values in a document.
pub const VALUES: u64 = 20_000_000;

/// The maximum number of values that are written in a YAML text: its parser keeps them all, at some 200 bytes each.
pub(super) const YAML_VALUES: usize = 4_000_000;

/// The maximum number of values that aliases add to a YAML text, beyond its length in bytes.
///
/// A value takes at least one byte to write, so that only aliases can exceed the length of the text.
pub(super) const ALIASED_VALUES: u64 = 2_000_000;

/// The maximum number of values that are copied to places where a reference is not allowed.
pub(super) const COPIED_VALUES: u64 = 200_000;

/// The maximum number of bytes of strings that aliases add to a YAML text, beyond twice its length.
pub(super) const ALIASED_BYTES: u64 = 64 << 20;

/// The most diagnostics that reading one file may yield; a file that yields more is broken as a whole.
pub(super) const NOTICES: usize = 1_000;

/// How deep a value is nested, if it does not hold more values than can be afforded.
pub fn weigh(value: &serde_json::Value, affordable: &mut u64) -> Option<usize> {
    *affordable = affordable.checked_sub(1)?;
    let mut deepest = 0;
    match value {
        serde_json::Value::Array(elements) => {
            for element in elements {
                deepest = deepest.max(weigh(element, affordable)?);
            }
        }
        serde_json::Value::Object(properties) => {
            for property in properties.values() {
                deepest = deepest.max(weigh(property, affordable)?);
            }
        }
        _ => return Some(0),
    }
    Some(deepest + 1)
}
