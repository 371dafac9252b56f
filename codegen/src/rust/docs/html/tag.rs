//! HTML's tags: where one starts and ends, what it is called, what it says.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A tag, from `<` to `>`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tag<'a> {
    /// In small letters.
    pub(super) name: String,
    pub(super) is_end: bool,
    attributes: &'a str,
    /// Its length, brackets included.
    pub(super) len: usize,
}

/// How long a tag may be; a bound keeps the search for its end short.
const LONGEST: usize = 1_000;

/// Tags that stand alone, or whose end is often left out.
const ALONE: &[&str] = &["br", "dd", "dt", "hr", "img", "li", "p", "tbody", "td", "tfoot", "th", "thead", "tr"];

/// Tags that are known; all but those that stand [alone](ALONE) only where the text both opens and ends them, since
/// many of their names are good names for a placeholder as well. A few are not HTML's but of the tools that documents
/// are written with.
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
    /// The tag that the text starts with, of whatever name.
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

    /// The value of an attribute, where it has one.
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

/// Which tags of a text mean something, and where they end.
#[derive(Debug, Default)]
pub(super) struct Known {
    opened: HashSet<String>,
    /// Where the end tags of each name are, in order.
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

    /// The first end tag of the name from `at` on.
    pub(super) fn end_after(&self, name: &str, at: usize) -> Option<Range<usize>> {
        let ends = self.ended.get(name)?;
        ends.get(ends.partition_point(|end| end.start < at)).cloned()
    }
}
