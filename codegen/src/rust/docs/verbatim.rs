//! Code: fences, their languages, and spans between backticks.

use std::collections::HashMap;
use std::ops::Range;

use super::marker::marker;

/// A line that opens a fence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fence<'a> {
    pub(super) indent: usize,
    mark: char,
    len: usize,
    info: &'a str,
}

impl<'a> Fence<'a> {
    /// The fence that the line opens: three or more backticks or tildes
    /// ([CommonMark 4.5](https://spec.commonmark.org/0.31.2/#fenced-code-blocks)), at whatever indent.
    pub(super) fn open(line: &'a str) -> Option<Self> {
        let trimmed = line.trim_start();
        let mark = trimmed.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let info = trimmed.trim_start_matches(mark);
        let len = trimmed.len() - info.len();
        if len < 3 || mark == '`' && info.contains('`') {
            return None;
        }
        Some(Self { indent: line.len() - trimmed.len(), mark, len, info: info.trim() })
    }

    /// Whether the line closes this fence.
    pub(super) fn closed_by(&self, line: &str) -> bool {
        let trimmed = line.trim();
        trimmed.len() >= self.len && trimmed.chars().all(|c| c == self.mark)
    }

    pub(super) fn language(&self) -> String {
        language(self.info)
    }
}

/// The language for a fence: the document's if it is a plain word that rustdoc considers neither Rust nor an attribute of a
/// test, else `text`.
///
/// rustdoc compiles blocks whose info string consists of
pub(super) fn language(info: &str) -> String {
    let word = info.split([' ', ',', '{', ':']).next().unwrap_or_default().to_ascii_lowercase();
    let word = match word.as_str() {
        "c++" => "cpp",
        "c#" => "csharp",
        "f#" => "fsharp",
        "objective-c" => "objectivec",
        word => word,
    };
    let plain = word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if word.is_empty() || !plain || !word.starts_with(|c: char| c.is_ascii_alphabetic()) || is_rust(word) {
        return "text".to_owned();
    }
    word.to_owned()
}

fn is_rust(word: &str) -> bool {
    let bare: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
    let code = bare.strip_prefix('e').is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()));
    let attributes = ["compilefail", "custom", "norun", "rs", "shouldpanic", "standalonecrate", "testharness"];
    code || attributes.contains(&bare.as_str())
        || ["edition", "ignore", "rust", "standalone"].iter().any(|prefix| bare.starts_with(prefix))
}

/// A fenced block that stays one, whatever its lines hold.
pub(super) fn fenced(language: &str, lines: &[String]) -> Vec<String> {
    let longest = lines.iter().map(|line| longest_run(line)).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let mut out = vec![format!("{fence}{language}")];
    out.extend(lines.iter().map(|line| line.trim_end().to_owned()));
    out.push(fence);
    out
}

/// A code span on one line.
pub(super) fn span(code: &str) -> String {
    let text = code.split_whitespace().collect::<Vec<_>>().join(" ");
    let ticks = "`".repeat(if text.contains('`') { longest_run(&text) + 1 } else { 1 });
    let pad = if text.is_empty() || text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// Where code spans are in one paragraph, backticks included, in order
/// ([CommonMark 6.1](https://spec.commonmark.org/0.31.2/#code-spans)): each run of backticks up to the next one as
/// long. A backslash takes the first backtick from a run that opens a span, but not from one that ends it.
pub(super) fn spans(text: &str) -> Vec<Range<usize>> {
    let runs = runs(text);
    // From the end, the next run of the same length: this keeps the search linear.
    let mut next = vec![None; runs.len()];
    let mut last: HashMap<usize, usize> = HashMap::new();
    for (at, (run, escaped)) in runs.iter().enumerate().rev() {
        if let Some(slot) = next.get_mut(at) {
            *slot = last.get(&(run.len() - usize::from(*escaped))).copied();
        }
        last.insert(run.len(), at);
    }
    let mut out = Vec::new();
    let mut free = 0;
    for (at, (run, escaped)) in runs.iter().enumerate() {
        let closing = next.get(at).copied().flatten();
        if let Some(closing) = closing.filter(|_| at >= free) {
            free = closing + 1;
            let start = run.start + usize::from(*escaped);
            out.extend(runs.get(closing).map(|(end, _)| start..end.end));
        }
    }
    out
}

/// Whether the text is one span and nothing else.
pub(super) fn is_span(text: &str) -> bool {
    matches!(spans(text).as_slice(), [span] if *span == (0..text.len()))
}

/// The content of a span that [`spans`] found.
pub(super) fn content(span: &str) -> &str {
    span.trim_matches('`')
}

/// The ranges of a text that are code, in order: fences, indented code, and spans.
pub(super) fn regions(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut fence: Option<(Fence<'_>, usize)> = None;
    // The start of the current paragraph, and whether a list is open: its items are indented without being code.
    let (mut paragraph, mut in_list, mut start) = (0, false, 0);
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let bare = line.trim();
        let unmarked = line.trim_start_matches([' ', '>', '-', '*', '+']);
        if let Some((open, from)) = fence {
            if open.closed_by(unmarked) {
                out.push(from..end - (line.len() - line.trim_end().len()));
                fence = None;
            }
            paragraph = end;
        } else if let Some(open) = Fence::open(unmarked) {
            out.extend(shifted(text, paragraph..start));
            fence = Some((open, start));
        } else if bare.is_empty() {
            out.extend(shifted(text, paragraph..start));
            paragraph = end;
        } else if marker(line.trim_end()).is_some() {
            in_list = true;
        } else if !in_list && paragraph == start && line.starts_with("    ") && !bare.starts_with('<') {
            out.push(start..start + line.trim_end().len());
            paragraph = end;
        } else if !line.starts_with(' ') {
            in_list = false;
        }
        start = end;
    }
    match fence {
        Some((_, from)) => out.push(from..text.len()),
        None => out.extend(shifted(text, paragraph..text.len())),
    }
    out
}

/// The spans in a range of the text.
fn shifted(text: &str, part: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let spans = text.get(part.clone()).map(spans).unwrap_or_default();
    spans.into_iter().map(move |span| span.start + part.start..span.end + part.start)
}

fn runs(text: &str) -> Vec<(Range<usize>, bool)> {
    let mut out: Vec<(Range<usize>, bool)> = Vec::new();
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'`' {
            match out.last_mut().filter(|(run, _)| run.end == at) {
                Some((run, _)) => run.end = at + 1,
                None => out.push((at..at + 1, escaped)),
            }
        }
        escaped = byte == b'\\' && !escaped;
    }
    out
}
