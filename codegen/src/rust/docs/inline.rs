//! Inline Markdown: emphasis, code spans and links. Everything else is escaped.

use super::link::{self, Target};
use super::verbatim;

/// The text of one block with well-formed inline Markdown, on as many lines as it had.
///
/// rustdoc reads the same emphasis, code and links in the result as this module did. No `<` starts a tag, no bracket could
/// be an intra-doc link, and URLs are between `<` and `>`.
pub(super) fn render(text: &str) -> String {
    let mut lexer = Lexer { text, at: 0, tokens: Vec::new(), brackets: Vec::new() };
    for span in verbatim::spans(text) {
        lexer.text(span.start);
        // The opening backticks may be part of a URL; then the rest of the span is text as well.
        if lexer.at == span.start {
            let content = verbatim::content(text.get(span.clone()).unwrap_or_default());
            lexer.tokens.push(Token::Text(verbatim::span(content)));
            lexer.at = span.end;
        }
    }
    lexer.text(text.len());
    resolve(lexer.tokens, Urls::Linked)
}

/// The same on one line.
pub(super) fn line(text: &str) -> String {
    render(&text.replace("\\\n", " ").replace('\n', " "))
}

/// The text without a hard break at its end, which would escape the next character.
pub(super) fn unbroken(text: &str) -> &str {
    let backslashes = text.len() - text.trim_end_matches('\\').len();
    text.get(..text.len() - backslashes % 2).unwrap_or(text)
}

/// The line with a backslash before a mark that would start a block.
pub(super) fn guard(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..).unwrap_or_default();
    let ends = |text: &str| text.is_empty() || text.starts_with(' ');
    if (1..=9).contains(&digits) && rest.starts_with(['.', ')']) && ends(rest.get(1..).unwrap_or_default()) {
        return format!("{}\\{rest}", line.get(..digits).unwrap_or_default());
    }
    let hashes = line.trim_start_matches('#');
    let is_block = match line.chars().next() {
        Some('#') => line.len() - hashes.len() <= 6 && ends(hashes),
        Some('>') => true,
        Some('-' | '+' | '*') if ends(line.get(1..).unwrap_or_default()) => true,
        Some('~') => line.starts_with("~~~"),
        Some('=') => line.chars().all(|c| matches!(c, '=' | ' ')),
        Some('|' | '-' | ':') if line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ')) => true,
        Some('-' | '*' | '_') => super::line::is_rule(line),
        _ => false,
    };
    if is_block { format!("\\{line}") } else { line.to_owned() }
}

/// How a URL in the text is written.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Urls {
    /// `<https://…>`
    Linked,
    /// As it is: within a link.
    Plain,
    /// Without its scheme: rustdoc warns of bare URLs, and in the text of an image there cannot be a link.
    Bare,
}

#[derive(Debug)]
enum Token {
    /// Text that is written as it stands.
    Text(String),
    Delimiters(Delimiters),
    Url(String),
    Nothing,
}

/// A run of `*` or `_`.
#[derive(Debug)]
struct Delimiters {
    mark: char,
    /// How many are not paired yet.
    left: usize,
    opens: bool,
    closes: bool,
    /// How many end an emphasis, and how many start one.
    ended: usize,
    started: usize,
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token>,
    /// The brackets that are open: where they are in `tokens`, and whether they are a picture's.
    brackets: Vec<(usize, bool)>,
}

impl<'a> Lexer<'a> {
    /// Reads what is not code, up to `end`.
    fn text(&mut self, end: usize) {
        while self.at < end {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let Some(c) = rest.chars().next() else { break };
            let width = match c {
                '\\' => self.backslash(rest),
                '`' => self.push("\\`", 1),
                '*' | '_' => self.delimiters(rest, c),
                '<' => self.less_than(rest),
                '!' if rest.starts_with("![") => self.open(true, 2),
                '[' => self.open(false, 1),
                ']' => self.close(rest),
                'h' | 'H' => match link::url(rest) {
                    Some(url) => self.url(url),
                    None => self.push(rest.get(..1).unwrap_or_default(), 1),
                },
                _ => self.plain(rest, c.len_utf8(), end - self.at),
            };
            self.at += width;
        }
    }

    fn push(&mut self, text: &str, width: usize) -> usize {
        // An opening bracket is removed if it turns out to be a link's.
        let bracket = self.brackets.last().is_some_and(|(at, _)| at + 1 == self.tokens.len());
        match self.tokens.last_mut() {
            Some(Token::Text(last)) if !bracket => last.push_str(text),
            _ => self.tokens.push(Token::Text(text.to_owned())),
        }
        width
    }

    /// The text before the next mark, of at least `first` and at most `most` bytes.
    fn plain(&mut self, rest: &str, first: usize, most: usize) -> usize {
        let marks = ['\\', '`', '*', '_', '<', '!', '[', ']', 'h', 'H'];
        let after = rest.get(first..most).unwrap_or_default();
        let width = first + after.find(marks).unwrap_or(after.len());
        self.push(rest.get(..width).unwrap_or_default(), width)
    }

    fn backslash(&mut self, rest: &str) -> usize {
        let mut chars = rest.chars().skip(1);
        match chars.next() {
            Some('\n') => self.push("\\\n", 2),
            Some('|') => self.push("|", 2),
            Some(c) if c.is_ascii_punctuation() => self.push(rest.get(..2).unwrap_or_default(), 2),
            Some(c) if c.is_alphanumeric() && !matches!(c, 'h' | 'H') => self.push("\\", 1),
            Some(_) => self.push("\\\\", 1),
            None => 1,
        }
    }

    /// A run that may start or end emphasis, by what stands on either side
    /// ([CommonMark 6.2](https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run)).
    fn delimiters(&mut self, rest: &str, mark: char) -> usize {
        let after = rest.trim_start_matches(mark);
        let len = rest.len() - after.len();
        // A full stop may be added at the end.
        let next = after.chars().next().unwrap_or('.');
        let before = self.text.get(..self.at).and_then(|text| text.chars().next_back()).unwrap_or(' ');
        let punctuation = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
        let left = !next.is_whitespace() && (!punctuation(next) || before.is_whitespace() || punctuation(before));
        let right = !before.is_whitespace() && (!punctuation(before) || next.is_whitespace() || punctuation(next));
        let word = mark == '_';
        self.tokens.push(Token::Delimiters(Delimiters {
            mark,
            left: len,
            opens: left && (!word || !right || punctuation(before)),
            closes: right && (!word || !left || punctuation(next)),
            ended: 0,
            started: 0,
        }));
        len
    }

    fn less_than(&mut self, rest: &str) -> usize {
        if let Some((address, width)) = link::autolink(rest) {
            if address.contains("://") {
                self.tokens.push(Token::Url(address.to_owned()));
            } else {
                self.tokens.push(Token::Text(format!("<{address}>")));
            }
            return width;
        }
        let open = rest.chars().nth(1).is_none_or(|c| c.is_whitespace() || c.is_ascii_digit() || c == '=');
        self.push(if open { "<" } else { "\\<" }, 1)
    }

    fn url(&mut self, url: link::Url<'_>) -> usize {
        if url.is_template {
            self.tokens.push(Token::Text(verbatim::span(url.text)));
        } else {
            self.tokens.push(Token::Url(url.text.to_owned()));
        }
        url.text.len()
    }

    fn open(&mut self, picture: bool, width: usize) -> usize {
        self.brackets.push((self.tokens.len(), picture));
        self.tokens.push(Token::Text(if picture { "!\\[" } else { "\\[" }.to_owned()));
        width
    }

    fn close(&mut self, rest: &str) -> usize {
        let opened = self.brackets.pop();
        let target = rest.get(1..).and_then(link::target);
        let (Some((at, picture)), Some((target, width))) = (opened, target) else {
            return self.push("\\]", 1);
        };
        match target {
            Target::Elsewhere => {
                // The text alone.
                if let Some(token) = self.tokens.get_mut(at) {
                    *token = Token::Nothing;
                }
                self.tokens.push(Token::Nothing);
            }
            Target::Web(address) => self.link(at, picture, &address),
        }
        width + 1
    }

    /// Replaces all tokens from the bracket at `at` on by a link.
    fn link(&mut self, at: usize, picture: bool, address: &str) {
        let inner: Vec<Token> = self.tokens.drain(at..).skip(1).collect();
        let text = resolve(inner, if picture { Urls::Bare } else { Urls::Plain });
        let text = unbroken(text.trim());
        self.tokens.push(if picture {
            Token::Text(format!("![{text}]({address})"))
        } else if address.contains("://") && (text.is_empty() || text == address) {
            Token::Url(address.to_owned())
        } else {
            let text = if text.is_empty() { address } else { text };
            Token::Text(format!("[{text}]({address})"))
        });
        // A link holds no links, so the brackets outside of it are text; but a picture may stand in a link.
        match self.brackets.pop().filter(|(_, outer)| picture && !outer) {
            Some(outer) => self.brackets = vec![outer],
            None => self.brackets.clear(),
        }
    }
}

/// Pairs the runs, innermost first, and writes the tokens.
fn resolve(mut tokens: Vec<Token>, urls: Urls) -> String {
    let mut open: Vec<usize> = Vec::new();
    // The numbers of stars and underscores in `open`: without any, nothing is searched.
    let mut counts = [0_usize; 2];
    let kind = |mark: char| usize::from(mark == '_');
    for at in 0..tokens.len() {
        let (earlier, rest) = tokens.split_at_mut(at);
        let Some(Token::Delimiters(run)) = rest.first_mut() else {
            continue;
        };
        while run.closes && run.left > 0 && counts[kind(run.mark)] > 0 {
            let Some(Token::Delimiters(opener)) = open.last().and_then(|at| earlier.get_mut(*at)) else {
                break;
            };
            let used = if opener.mark == run.mark { opener.left.min(run.left).min(2) } else { 0 };
            opener.left -= used;
            opener.started += used;
            run.left -= used;
            run.ended += used;
            if opener.left == 0 || used == 0 {
                counts[kind(opener.mark)] -= 1;
                open.pop();
            }
        }
        if run.opens && run.left > 0 {
            open.push(at);
            counts[kind(run.mark)] += 1;
        }
    }
    let mut out = String::new();
    for token in &tokens {
        let text = token.write(urls);
        if out.ends_with('`') && text.starts_with('`') {
            // Otherwise the backticks would be one run.
            out.push(' ');
        }
        out.push_str(&text);
    }
    out
}

impl Token {
    fn write(&self, urls: Urls) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Nothing => String::new(),
            Self::Url(url) => match urls {
                Urls::Linked => format!("<{url}>"),
                Urls::Plain => url.clone(),
                Urls::Bare => url.split_once("://").map_or(url.as_str(), |(_, rest)| rest).to_owned(),
            },
            Self::Delimiters(run) => {
                let mark = run.mark.to_string();
                let left = if run.opens || run.closes { format!("\\{mark}") } else { mark.clone() };
                mark.repeat(run.ended) + &left.repeat(run.left) + &mark.repeat(run.started)
            }
        }
    }
}
