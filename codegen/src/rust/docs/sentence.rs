//! Sentences: capitals, full stops, and the end of the first one.

/// Abbreviations whose full stop ends no sentence.
const ABBREVIATIONS: [&str; 14] =
    ["e.g.", "i.e.", "eg.", "ie.", "etc.", "vs.", "cf.", "no.", "approx.", "resp.", "incl.", "min.", "max.", "ex."];

/// The text with a capital first letter, if it starts with a common word. Identifiers are not changed.
pub(super) fn capital(text: &str) -> String {
    let word = text.split(char::is_whitespace).next().unwrap_or_default();
    let bare = word.trim_end_matches([',', '.', ':', ';', '!', '?', ')']);
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if is_common(bare) => first.to_uppercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}

fn is_common(word: &str) -> bool {
    let letters = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_lowercase() || matches!(c, '\'' | '’'));
    word == "e.g" || word == "i.e" || word.split('-').all(letters)
}

/// The text with a full stop, unless it ends with one or with other final punctuation.
pub(super) fn full_stop(text: &str) -> String {
    let text = text.trim_end();
    let bare = text.trim_end_matches(['*', '_', ')', '"', '\'', '”', '’', '»', ']', '\\', '」', '）']);
    match bare.chars().next_back() {
        None => text.to_owned(),
        Some('.' | '!' | '?' | '…' | '。' | '！' | '？') => text.to_owned(),
        Some(',' | ';' | ':' | '，' | '：' | '；' | '、') if bare.len() == text.len() && !text.ends_with("\\:") => {
            full_stop(text.trim_end_matches([',', ';', ':', '，', '：', '；', '、']))
        }
        Some(last) => format!("{text}{}", if is_han(last) { '。' } else { '.' }),
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// The first sentence of a line of Markdown.
pub(super) fn first(line: &str) -> &str {
    ends(line).next().and_then(|end| line.get(..end)).unwrap_or(line)
}

/// The ends of the sentences of a line of Markdown, without the last: after full stops outside of code, links and
/// emphasis.
pub(super) fn ends(line: &str) -> impl Iterator<Item = usize> {
    let spans = super::verbatim::spans(line);
    let mut spans = spans.into_iter().peekable();
    let mut state = State::default();
    let (mut code, mut word) = (0, 0);
    line.char_indices().filter_map(move |(at, c)| {
        if let Some(span) = spans.next_if(|span| span.start == at) {
            code = span.end;
        }
        if at < code {
            return None;
        }
        let after = line.get(at + c.len_utf8()..)?;
        state.read(c, after.chars().next().unwrap_or(' '));
        if c == ' ' {
            word = at + 1;
        }
        let end = at + c.len_utf8();
        let stop = match c {
            '.' | '!' | '?' => {
                let next = after.strip_prefix(' ')?.trim_start().chars().next()?;
                let last = line.get(word..end)?.trim_start_matches(['(', '"', '*', '_']);
                !next.is_lowercase() && !ABBREVIATIONS.contains(&last.to_ascii_lowercase().as_str())
            }
            '。' | '！' | '？' => !after.trim().is_empty(),
            _ => false,
        };
        (stop && state.is_plain()).then_some(end)
    })
}

/// The open marks at a position in a line of Markdown.
#[derive(Debug, Default)]
struct State {
    escaped: bool,
    before: char,
    /// The length of the run of marks that is being read.
    run: usize,
    emphasis: bool,
    strong: bool,
    brackets: usize,
    /// Whether a link's target is being read.
    target: bool,
}

impl State {
    fn read(&mut self, c: char, next: char) {
        let escaped = self.escaped;
        self.escaped = c == '\\' && !escaped;
        let outside = |c: char| !c.is_alphanumeric();
        let lone = self.before.is_whitespace() && next.is_whitespace();
        let is_mark = c == '*' && !lone || c == '_' && (outside(self.before) || outside(next));
        match c {
            _ if escaped => self.run = 0,
            '*' | '_' if is_mark => {
                self.run += 1;
                self.emphasis = !self.emphasis;
                self.strong ^= self.run.is_multiple_of(2);
            }
            '[' => self.brackets += 1,
            ']' => self.brackets = self.brackets.saturating_sub(1),
            '(' if self.before == ']' => self.target = true,
            ')' => self.target = false,
            _ => {}
        }
        if c != '*' && c != '_' {
            self.run = 0;
        }
        self.before = if escaped { ' ' } else { c };
    }

    fn is_plain(&self) -> bool {
        !self.emphasis && !self.strong && self.brackets == 0 && !self.target
    }
}

/// Whether the sentence only announces a list of values: it starts as such sentences do or, if there is another one
/// `before` it, contains one of their words.
pub(super) fn announces(sentence: &str, before: bool) -> bool {
    let words = sentence.trim().trim_start_matches(['*', '_']).to_lowercase();
    let starts = [
        "accepted",
        "allowed",
        "available",
        "can be",
        "could be",
        "each ",
        "either",
        "enum",
        "following",
        "here ",
        "it can be",
        "may be",
        "meaning",
        "must be",
        "one of",
        "options",
        "possible",
        "supported",
        "the available",
        "the following",
        "the options",
        "the possible",
        "the supported",
        "the valid",
        "the values",
        "these",
        "valid",
        "value",
        "where",
    ];
    let contains = ["following", "include", "one of", "option", "possible", "supported", "value"];
    starts.iter().any(|start| words.starts_with(start)) || before && contains.iter().any(|word| words.contains(word))
}
