//! JSON pointers, as a diagnostic keeps them.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

/// A JSON pointer ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)), kept in its escaped form.
///
/// Displayed as a URI fragment without percent-encoding, `#/paths/~1jobs/get`, as people write it in a `$ref`.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Pointer(String);

impl Pointer {
    /// The pointer to the whole document.
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// Reads the string form of RFC 6901 §5: empty, or `/` before every token.
    ///
    /// `None` if the text does not begin with `/`, or a `~` is followed by anything but `0` and `1`.
    pub fn parse(text: &str) -> Option<Self> {
        if !text.is_empty() && !text.starts_with('/') {
            return None;
        }
        let mut rest = text;
        while let Some((_, after)) = rest.split_once('~') {
            if !after.starts_with(['0', '1']) {
                return None;
            }
            rest = after;
        }
        Some(Self(text.to_owned()))
    }

    /// Reads the fragment form of RFC 6901 §6, with or without the leading `#`: percent-encoded UTF-8.
    ///
    /// A `%` that is not followed by two hex digits is literal, since documents contain such.
    /// `None` if the bytes are not UTF-8, or what they spell is no pointer (an anchor's name, for one).
    pub fn parse_fragment(fragment: &str) -> Option<Self> {
        let text = fragment.strip_prefix('#').unwrap_or(fragment);
        if !text.contains('%') {
            return Self::parse(text);
        }
        let mut bytes = Vec::with_capacity(text.len());
        let mut rest = text.as_bytes();
        while let Some((&first, after)) = rest.split_first() {
            rest = after;
            if first == b'%'
                && let [high, low, after @ ..] = rest
                && let (Some(high), Some(low)) = (hex(*high), hex(*low))
            {
                bytes.push(high << 4 | low);
                rest = after;
            } else {
                bytes.push(first);
            }
        }
        Self::parse(&String::from_utf8(bytes).ok()?)
    }

    /// The string form of RFC 6901 §5, as [`Value::pointer`] takes it: `/paths/~1jobs/get`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this points to the whole document.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The tokens in order, unescaped.
    pub fn tokens(&self) -> impl DoubleEndedIterator<Item = Cow<'_, str>> {
        self.0.strip_prefix('/').map(|text| text.split('/')).into_iter().flatten().map(unescape)
    }

    /// The last token, unescaped; `None` at the root.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        self.0.rsplit_once('/').map(|(_, token)| unescape(token))
    }

    /// The pointer without its last token; `None` at the root.
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('/').map(|(parent, _)| Self(parent.to_owned()))
    }

    /// This pointer, extended by a key.
    #[must_use]
    pub fn key(&self, name: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + name.len() + 1);
        text.push_str(&self.0);
        push_token(&mut text, name);
        Self(text)
    }

    /// This pointer, extended by an array index.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// Appends the steps of another pointer.
    pub(super) fn push(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    /// Appends one key.
    pub(super) fn push_key(&mut self, name: &str) {
        push_token(&mut self.0, name);
    }

    /// Appends one array index.
    pub(super) fn push_index(&mut self, index: usize) {
        self.0.push('/');
        self.0.push_str(&index.to_string());
    }

    /// The value this points to in a document, if it exists.
    pub fn of<'v>(&self, document: &'v Value) -> Option<&'v Value> {
        document.pointer(&self.0)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// Appends `/` and the token, escaped by RFC 6901 §3.
fn push_token(text: &mut String, token: &str) {
    text.push('/');
    for c in token.chars() {
        match c {
            '~' => text.push_str("~0"),
            '/' => text.push_str("~1"),
            c => text.push(c),
        }
    }
}

/// Undoes the escapes in the order that RFC 6901 §4 prescribes, so that `~01` becomes `~1`.
fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') { Cow::Owned(token.replace("~1", "/").replace("~0", "~")) } else { Cow::Borrowed(token) }
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn tokens_are_unescaped_in_order() {
        let check = |text: &str, tokens: &[&str]| {
            let pointer = Pointer::parse(text).unwrap();
            assert_eq!(pointer.tokens().collect::<Vec<_>>(), tokens, "{text}");
            let again = tokens.iter().fold(Pointer::root(), |at, token| at.key(token));
            assert_eq!(again, pointer);
            assert_eq!(pointer.last().as_deref(), tokens.last().copied());
        };
        check("", &[]);
        check("/", &[""]);
        check("/a/0", &["a", "0"]);
        check("/~1x~1/m~0n/~01", &["/x/", "m~n", "~1"]);
    }

    #[test]
    fn only_pointers_parse() {
        for text in ["a", "#/a", "/a~", "/~2", "/a~b"] {
            assert_eq!(Pointer::parse(text), None, "{text}");
        }
    }

    #[test]
    fn fragments_are_percent_decoded() {
        let check = |text: &str, expected: Option<&str>| {
            let pointer = Pointer::parse_fragment(text);
            assert_eq!(pointer.as_ref().map(Pointer::as_str), expected, "{text}");
        };
        check("#", Some(""));
        check("#/paths/~1jobs~1%7Bid%7D", Some("/paths/~1jobs~1{id}"));
        check("/definitions/%C3%A9", Some("/definitions/é"));
        check("#/a%zz%", Some("/a%zz%"));
        check("#anchor", None);
        check("#/%FF", None);
    }

    #[test]
    fn a_pointer_leads_to_its_value_and_parent() {
        let document = json!({"a": [{"b/c": 1}]});
        let pointer = Pointer::root().key("a").index(0).key("b/c");
        assert_eq!(pointer.of(&document), Some(&json!(1)));
        assert_eq!(pointer.parent().unwrap().of(&document), Some(&json!({"b/c": 1})));
        assert_eq!(Pointer::root().parent(), None);
    }
}
