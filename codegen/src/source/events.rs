//! Positions of values in a YAML text, from a parser that records them.
//!
//! `serde_yaml` makes the values and `saphyr-parser` finds them again. The second is stricter: every line within brackets
//! or quotes must be indented further than the block around it (YAML 1.2 §6.1), which many documents violate. Such lines
//! are read as if they were indented.

use std::borrow::Cow;
use std::iter;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError};

use super::limits;
use super::wanted::{Span, Walk, Wanted};

/// The number of spaces by which such a line is indented: more than any block within the limit of depth has.
const PAD: usize = 1_000;

/// The maximum number of bytes that are read again after lines were indented.
const REREAD: usize = 64 << 20;

/// Why a text is not passed to the parser that makes values of it.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Trouble {
    /// Nested beyond [`limits::DEPTH`] at a byte.
    Depth(usize),
    /// More values than the limit, at a byte.
    Size(usize),
    /// Not well-formed at a byte.
    Syntax(usize, String),
}

/// Checks whether a text is nested too deeply or has more than `most` values, in time linear in its length.
pub(super) fn trouble(text: &str, most: usize) -> Option<Trouble> {
    let (mut depth, mut values) = (0_usize, 0_usize);
    let mut trouble = None;
    let end = read(text, |step| {
        match step {
            Step::Restart => (depth, values) = (0, 0),
            Step::Event(Event::MappingStart(..) | Event::SequenceStart(..), span) => {
                depth += 1;
                values += 1;
                trouble = (depth > limits::DEPTH).then_some(Trouble::Depth(span.start));
            }
            Step::Event(Event::MappingEnd | Event::SequenceEnd, _) => depth = depth.saturating_sub(1),
            Step::Event(Event::Scalar(..) | Event::Alias(_), span) => {
                values += 1;
                trouble = (values > most).then_some(Trouble::Size(span.start));
            }
            Step::Event(..) => {}
        }
        trouble.is_none()
    });
    match (trouble, end) {
        (Some(trouble), _) => Some(trouble),
        // The parser's own limit for brackets.
        (None, Err((at, error))) if error.info() == "recursion limit exceeded" => Some(Trouble::Depth(at)),
        (None, Err((at, error))) => Some(Trouble::Syntax(at, error.info().to_owned())),
        (None, Ok(())) => None,
    }
}

/// The byte at which the second document of a text begins.
pub(super) fn second_document(text: &str) -> Option<usize> {
    find(text, 2, |event| matches!(event, Event::DocumentStart(_)))
}

/// The byte at which the first alias of a text begins.
pub(super) fn first_alias(text: &str) -> Option<usize> {
    find(text, 1, |event| matches!(event, Event::Alias(_)))
}

/// Reads the first document of a YAML text and notes what is wanted.
pub(super) fn scan(text: &str, wanted: &mut Wanted) {
    let mut walk = Walk::new(wanted);
    // Places before an error are kept.
    let _ = read(text, |step| {
        let (event, span) = match step {
            Step::Restart => {
                walk.restart();
                return true;
            }
            Step::Event(event, span) => (event, span),
        };
        let first = Span { start: span.start, end: span.start + 1 };
        match event {
            Event::Scalar(key, style, ..) => {
                let end = span.start + scalar_len(text, span, *style);
                walk.scalar(key, Span { end, ..span });
            }
            Event::Alias(_) => walk.scalar("", span),
            Event::MappingStart(..) => walk.open_object(first),
            Event::SequenceStart(..) => walk.open_array(first),
            Event::MappingEnd | Event::SequenceEnd => walk.close(),
            Event::DocumentEnd => return false,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {}
        }
        true
    });
}

fn find(text: &str, nth: usize, is: impl Fn(&Event<'_>) -> bool) -> Option<usize> {
    let mut seen = 0;
    let mut found = None;
    // An error means that it was not found.
    let _ = read(text, |step| {
        match step {
            Step::Restart => seen = 0,
            Step::Event(event, span) => {
                seen += usize::from(is(event));
                found = (seen == nth).then_some(span.start);
            }
        }
        found.is_none()
    });
    found
}

/// A step of reading a text.
enum Step<'a> {
    /// The text is read from the beginning again: all steps before are void.
    Restart,
    /// An event, and its bytes in the text.
    Event(&'a Event<'a>, Span),
}

/// Reads a text until `take` returns `false`.
///
/// # Errors
///
/// The error in the text, and its byte.
fn read(text: &str, mut take: impl FnMut(Step<'_>) -> bool) -> Result<(), (usize, ScanError)> {
    let mut mended = Mended { text: Cow::Borrowed(text), padded: Vec::new() };
    let mut budget = REREAD;
    loop {
        take(Step::Restart);
        let Err(error) = mended.read(&mut take) else {
            return Ok(());
        };
        let mut marks = Marks::new(&mended.text);
        let at = marks.byte(*error.marker());
        let is_affordable = budget >= text.len();
        budget = budget.saturating_sub(text.len());
        if !(is_affordable && error.info().starts_with("invalid indentation") && mended.mend(at, error.info())) {
            return Err((mended.written(at), error));
        }
    }
}

/// A text, some of whose lines are indented further than they were written.
struct Mended<'t> {
    text: Cow<'t, str>,
    /// The bytes at which those lines begin in this text.
    padded: Vec<usize>,
}

impl Mended<'_> {
    fn read(&self, take: &mut impl FnMut(Step<'_>) -> bool) -> Result<(), ScanError> {
        let mut marks = Marks::new(&self.text);
        let mut parser = Parser::new_from_str(&self.text);
        while let Some(event) = parser.next_event() {
            let (event, span) = event?;
            let start = self.written(marks.byte(span.start));
            let end = self.written(marks.byte(span.end));
            if !take(Step::Event(&event, Span { start, end })) {
                break;
            }
        }
        Ok(())
    }

    /// Indents the lines that caused an error at a byte; `false` if they are indented already.
    fn mend(&mut self, at: usize, error: &str) -> bool {
        let rest = self.text.get(at..).unwrap_or_default();
        let lines = match rest.as_bytes().first() {
            // Of a quoted string, the lines after the first.
            Some(&quote) if error.ends_with("in quoted scalar") => {
                let quoted = rest.get(..quoted_end(rest, quote)).unwrap_or_default();
                quoted.match_indices('\n').map(|(line_feed, _)| at + line_feed + 1).collect()
            }
            _ => {
                let before = self.text.get(..at).unwrap_or_default();
                vec![before.rfind(['\n', '\r']).map_or(0, |line_break| line_break + 1)]
            }
        };
        self.pad(lines)
    }

    /// Indents the lines that begin at these bytes, in ascending order; `false` if all of them are indented already.
    fn pad(&mut self, mut lines: Vec<usize>) -> bool {
        lines.retain(|line| self.padded.binary_search(line).is_err());
        let is_new = !lines.is_empty();
        let mut text = String::with_capacity(self.text.len() + lines.len() * PAD);
        let mut at = 0;
        for line in &lines {
            text.push_str(self.text.get(at..*line).unwrap_or_default());
            text.extend(iter::repeat_n(' ', PAD));
            at = *line;
        }
        text.push_str(self.text.get(at..).unwrap_or_default());

        for line in &mut self.padded {
            *line += PAD * lines.partition_point(|new| new < line);
        }
        self.padded.extend(lines.iter().enumerate().map(|(index, line)| line + PAD * index));
        // Each of the new ones was moved by the new ones before it, and so was each of the old ones.
        self.padded.sort_unstable();
        self.text = Cow::Owned(text);
        is_new
    }

    /// The byte of the written text for a byte of this text.
    fn written(&self, at: usize) -> usize {
        let pads = self.padded.partition_point(|&line_start| line_start < at);
        match pads.checked_sub(1).and_then(|last| self.padded.get(last)) {
            Some(&line_start) => at.max(line_start + PAD) - pads * PAD,
            None => at,
        }
    }
}

/// The length of a scalar in bytes: what the parser reports as its end may be the beginning of what follows.
fn scalar_len(text: &str, span: Span, style: ScalarStyle) -> usize {
    let rest = text.get(span.start..).unwrap_or_default();
    match (style, rest.as_bytes().first()) {
        (ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted, Some(&quote @ (b'\'' | b'"'))) => {
            quoted_end(rest, quote)
        }
        _ => text.get(span.start..span.end).unwrap_or_default().trim_end().len(),
    }
}

/// The length of a quoted string in bytes, including its quotes (YAML 1.2 §7.3).
fn quoted_end(text: &str, quote: u8) -> usize {
    let mut bytes = text.bytes().enumerate().skip(1).peekable();
    while let Some((at, byte)) = bytes.next() {
        let doubled = quote == b'\'' && bytes.peek().is_some_and(|&(_, next)| next == quote);
        if byte == quote && !doubled {
            return at + 1;
        }
        if byte == quote || (byte == b'\\' && quote == b'"') {
            bytes.next();
        }
    }
    text.len()
}

/// Turns marks, which count characters and mostly rise, into bytes without counting from the start each time.
struct Marks<'t> {
    text: &'t str,
    is_ascii: bool,
    index: usize,
    byte: usize,
}

impl<'t> Marks<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, is_ascii: text.is_ascii(), index: 0, byte: 0 }
    }

    fn byte(&mut self, mark: Marker) -> usize {
        let index = mark.index();
        if self.is_ascii {
            return index.min(self.text.len());
        }
        let (passed, rest) = self.text.split_at_checked(self.byte).unwrap_or((self.text, ""));
        if index < self.index {
            let back = self.index - index;
            self.byte = passed.char_indices().nth_back(back - 1).map_or(0, |(byte, _)| byte);
        } else {
            let ahead = index - self.index;
            self.byte += rest.char_indices().nth(ahead).map_or(rest.len(), |(byte, _)| byte);
        }
        self.index = index;
        self.byte
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_found_in_any_style() {
        let check = |text: &str, expected: Option<usize>| {
            let at = trouble(text, limits::YAML_VALUES).map(|trouble| match trouble {
                Trouble::Depth(at) | Trouble::Size(at) | Trouble::Syntax(at, _) => at,
            });
            assert_eq!(at, expected, "{}", text.chars().take(40).collect::<String>());
        };
        check("a: [b, {c: d}]\ne: f", None);
        check(&"- ".repeat(100_000), Some(200));
        check(&"? ".repeat(100_000), Some(200));
        // Brackets are read ahead, to the parser's own limit.
        check(&"[".repeat(100_000), Some(255));
        check(&format!("é: {}", "{a: ".repeat(100_000)), Some(4 + 99 * 4));
        check("a: [b\nc: d", Some(7));
    }

    #[test]
    fn lines_that_are_not_indented_are_read_all_the_same() {
        let text = "é: {\n  b: [\n1, [\n2\n]],\n}\nc: 'x\ny'\nd: e\n";
        let mut seen = Vec::new();
        let end = read(text, |step| {
            match step {
                Step::Restart => seen.clear(),
                Step::Event(Event::Scalar(value, ..), span) => {
                    seen.push((value.to_string(), text.get(span.start..span.end).unwrap_or("?").to_owned()));
                }
                Step::Event(..) => {}
            }
            true
        });
        assert_eq!(end, Ok(()));
        let expected =
            [("é", "é"), ("b", "b"), ("1", "1"), ("2", "2"), ("c", "c"), ("x y", "'x\ny'"), ("d", "d"), ("e", "e")];
        let seen: Vec<(&str, &str)> = seen.iter().map(|(value, written)| (&**value, &**written)).collect();
        assert_eq!(seen, expected);
    }
}
