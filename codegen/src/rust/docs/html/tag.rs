//! Tags of HTML.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A tag, from `<` to `>`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tag<'a> {
    /// Its name in lowercase.
    pub(super) name: String,
    pub(super) is_end: bool,
    attributes: &'a str,
    /// Its length, brackets included.
    pub(super) len: usize,
}

/// The maximum length of a tag, which bounds the search for its end.
const LONGEST: usize = 1_000;

/// Tags without an end, or whose end is often omitted.
const ALONE: &[&str] = &["br", "dd", "dt", "hr", "img", "li", "p", "tbody", "td", "tfoot", "th", "thead", "tr"];

/// Tags that are known if the text both opens and closes them, since many of their names are also used for placeholders. A
/// few are not HTML's but those of authoring tools.
const PAIRED: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "big",
    "blockquote",
    "body",
    "button",
    "caption",
    "caution",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "fullname",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "html",
    "i",
    "iframe",
    "important",
    "ins",
    "kbd",
    "label",
    "legend",
    "main",
    "mark",
    "menu",
    "nav",
    "nobr",
    "note",
    "ol",
    "option",
    "par",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "section",
    "security-definitions",
    "select",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "template",
    "textarea",
    "time",
    "tip",
    "title",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "warning",
    "x-lifecycle",
    "x-lifecycle-container",
    "audio",
    "output",
];

impl<'a> Tag<'a> {
    /// The tag that the text starts with.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let inner = text.strip_prefix('<')?;
        let (is_end, inner) = match inner.strip_prefix('/') {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        inner.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(())?;
        let name = inner.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
        let (name, rest) = inner.split_at_checked(name)?;
        rest.starts_with([' ', '\n', '/', '>']).then_some(())?;
        let mut quote = None;
        let end = rest.bytes().take(LONGEST).position(|b| match quote {
            Some(open) => {
                quote = quote.filter(|_| b != open);
                false
            }
            None if matches!(b, b'"' | b'\'') => {
                quote = Some(b);
                false
            }
            None => matches!(b, b'>' | b'<'),
        })?;
        let (attributes, rest) = rest.split_at_checked(end)?;
        rest.starts_with('>').then_some(())?;
        let spaced = attributes.trim_end_matches('/').trim();
        // `<a name of yours>` is no tag.
        (spaced.is_empty() || spaced.contains('=') || !spaced.contains(' ')).then_some(())?;
        let len = text.len() - rest.len() + 1;
        Some(Self { name: name.to_ascii_lowercase(), is_end, attributes, len })
    }

    /// The value of an attribute, if it is present.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        while let Some((before, after)) = rest.split_once('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (value, next) = match quote {
                Some(quote) => after.get(1..)?.split_once(quote)?,
                None => after.split_once([' ', '\n']).unwrap_or((after.trim_end_matches('/'), "")),
            };
            let key = before.split_whitespace().next_back().unwrap_or_default();
            if key.eq_ignore_ascii_case(name) {
                return Some(value.trim());
            }
            rest = next;
        }
        None
    }
}

/// The known tags of a text, and their ends.
#[derive(Debug, Default)]
pub(super) struct Known {
    opened: HashSet<String>,
    /// The positions of the end tags of each name, in order.
    ended: HashMap<String, Vec<Range<usize>>>,
}

impl Known {
    pub(super) fn new(text: &str) -> Self {
        let mut known = Self::default();
        for (at, _) in text.match_indices('<') {
            match text.get(at..).and_then(Tag::parse) {
                Some(tag) if tag.is_end => known.ended.entry(tag.name).or_default().push(at..at + tag.len),
                Some(tag) => drop(known.opened.insert(tag.name)),
                None => {}
            }
        }
        known
    }

    pub(super) fn contains(&self, tag: &Tag<'_>) -> bool {
        let name = tag.name.as_str();
        ALONE.contains(&name) || PAIRED.contains(&name) && self.opened.contains(name) && self.ended.contains_key(name)
    }

    /// The first end tag of this name from `at` on.
    pub(super) fn end_after(&self, name: &str, at: usize) -> Option<Range<usize>> {
        let ends = self.ended.get(name)?;
        ends.get(ends.partition_point(|end| end.start < at)).cloned()
    }
}

/// Whether it is an inline tag.
pub(super) fn is_inline(name: &str) -> bool {
    [
        "a",
        "abbr",
        "b",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "fullname",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "x-lifecycle",
        "button",
        "output",
    ]
    .contains(&name)
}
