//! Upper bounds for the depth and size of a YAML text, without parsing it.
//!
//! The YAML parser under `serde_yaml` takes, for every token, time that grows with the number of brackets
//! around it: a hundred thousand of them keep it busy for hours. And it reads a whole text before it returns any
//! of it, which takes gigabytes for a million nested lists. So a text that might be nested that deeply is checked
//! first; other documents, which are all that people write, skip the check.

/// An upper bound for the depth of nested flow collections (YAML 1.2 §7.4), not counting the innermost.
///
/// Counts every bracket that may open a collection, unless only a few plain words separate it from its closing
/// bracket, as in `[get, put]`. Closing brackets are not counted: they may be in a comment or a quoted string and
/// close nothing.
pub(super) fn depth_at_most(text: &str) -> usize {
    let bytes = text.as_bytes();
    bytes
        .iter()
        .enumerate()
        .filter(|&(at, byte)| matches!(byte, b'[' | b'{') && may_open(bytes, at) && !is_leaf(bytes, at + 1))
        .count()
}

/// The most indicators of block collections in a row at the beginning of a line (YAML 1.2 §8.2): each is within the
/// one before it. Indicators in different lines each need a deeper indent, so that there cannot be many.
pub(super) fn longest_row(text: &str) -> usize {
    let row = |line: &[u8]| {
        let row = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'-' | b'?' | b':'));
        row.filter(|byte| matches!(byte, b'-' | b'?' | b':')).count()
    };
    text.as_bytes().split(|byte| matches!(byte, b'\n' | b'\r')).map(row).max().unwrap_or(0)
}

/// An upper bound for the number of values: an indicator or the beginning of a line is before each.
pub(super) fn values_at_most(text: &str) -> usize {
    1 + text.bytes().filter(|byte| matches!(byte, b'\n' | b'\r' | b',' | b':' | b'-' | b'?' | b'[' | b'{')).count()
}

/// Whether a bracket may begin a collection: behind an indicator, an anchor or a tag, or first in its line.
fn may_open(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(..at).unwrap_or_default();
    let Some(last) = before.iter().rposition(|byte| !matches!(byte, b' ' | b'\t')) else {
        return true;
    };
    match before.get(last) {
        Some(b'\n' | b'\r' | b':' | b',' | b'[' | b'{' | b'?' | b'-') | None => true,
        // Behind a line break of Unicode, which YAML 1.1 breaks lines at.
        Some(byte) if !byte.is_ascii() => true,
        Some(_) => before
            .iter()
            .take(last + 1)
            .rev()
            .take_while(|byte| !byte.is_ascii_whitespace())
            .any(|byte| matches!(byte, b'&' | b'!')),
    }
}

/// Whether a bracket is closed after nothing but plain words.
fn is_leaf(bytes: &[u8], start: usize) -> bool {
    bytes
        .iter()
        .skip(start)
        .find(|byte| {
            !(byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b',' | b'.' | b'_' | b'-' | b'/' | b':' | b'$'))
        })
        .is_some_and(|byte| matches!(byte, b']' | b'}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_nest_is_counted() {
        let check = |text: &str, depth: usize| assert_eq!(depth_at_most(text), depth, "{text:?}");
        check("a: 1", 0);
        check("a: [get, put]\nb: []\nc: {}", 0);
        check("/pets/{id}:\n  pattern: '^[a-z]{2,3}$'\n  text: see [1]", 0);
        check("a: [[[", 3);
        check("{a: {b: {c: d}}}", 2);
        check("- [\n  [ # ]]]]\n  [", 3);
        check("a: &x [ !t [ '", 2);
        check("a: \"]\" \n[[\u{85}[", 3);
    }

    #[test]
    fn rows_of_indicators_are_counted() {
        let check = |text: &str, row: usize| assert_eq!(longest_row(text), row, "{text:?}");
        check("a: - b\n- c: - d", 1);
        check("a:\n  - - ? b\n-", 3);
        check("---\n----------", 10);
        check("", 0);
    }
}
