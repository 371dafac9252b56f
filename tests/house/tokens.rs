//! Rust source as tokens: no comments, no contents of strings, nothing that is compiled for tests only.

/// A word or a sign, and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    pub text: &'a str,
    pub line: usize,
}

impl Token<'_> {
    /// Whether it is an identifier, a keyword or a number.
    pub fn is_word(&self) -> bool {
        self.text.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_')
    }
}

/// The stand-alone text of a literal.
const LITERAL: &str = "\"";

/// The tokens of a file, without the items under `#[cfg(test)]` and without the tokens in `quote!`, which are code of
/// another crate. `$crate` is the word `crate`, and `::` one token.
pub fn tokens(source: &str) -> Vec<Token<'_>> {
    without_quoted(without_tests(lex(source)))
}

fn lex(source: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut rest, mut line) = (source, 1);
    while let Some(first) = rest.chars().next() {
        let (length, text) = if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), None)
        } else if rest.starts_with("/*") {
            (block_comment(rest), None)
        } else if let Some(length) = string(rest) {
            (length, Some(LITERAL))
        } else if first == '\'' {
            character(rest)
        } else if let Some(raw) = rest.strip_prefix("r#").filter(|raw| raw.starts_with(is_letter)) {
            let length = word(raw);
            (length + 2, Some(&raw[..length]))
        } else if is_letter(first) {
            let length = word(rest);
            (length, Some(&rest[..length]))
        } else if rest.starts_with("::") {
            (2, Some("::"))
        } else if first.is_whitespace() || rest.starts_with("$crate") {
            (first.len_utf8(), None)
        } else {
            (first.len_utf8(), Some(&rest[..first.len_utf8()]))
        };
        tokens.extend(text.map(|text| Token { text, line }));
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn word(rest: &str) -> usize {
    rest.find(|letter| !is_letter(letter)).unwrap_or(rest.len())
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                break;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// The length of the string literal that `rest` begins with, if it does.
fn string(rest: &str) -> Option<usize> {
    let prefix = rest.find(|letter| !matches!(letter, 'b' | 'c' | 'r'))?;
    let after = &rest[prefix..];
    let hashes = after.find(|letter| letter != '#')?;
    if prefix > 2 || !after[hashes..].starts_with('"') || (hashes > 0 && !rest[..prefix].ends_with('r')) {
        return None;
    }
    let start = prefix + hashes + 1;
    if rest[..prefix].ends_with('r') {
        let end = format!("\"{}", "#".repeat(hashes));
        return Some(rest[start..].find(&end).map_or(rest.len(), |length| start + length + end.len()));
    }
    let mut escaped = false;
    let end = rest[start..].find(|letter| {
        let ends = letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        ends
    });
    Some(end.map_or(rest.len(), |length| start + length + 1))
}

/// A character literal, or the quote of a lifetime.
fn character(rest: &str) -> (usize, Option<&'static str>) {
    let inside = &rest[1..];
    if let Some(escape) = inside.strip_prefix('\\') {
        let end = escape.char_indices().skip(1).find(|(_, letter)| *letter == '\'');
        return (end.map_or(rest.len(), |(at, _)| at + 3), Some(LITERAL));
    }
    let letter = inside.chars().next().map_or(0, char::len_utf8);
    if inside[letter..].starts_with('\'') { (letter + 2, Some(LITERAL)) } else { (1 + word(inside), None) }
}

/// The position after the group that opens at `open`.
pub fn after_group(tokens: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// Whether `texts` stand at `at`.
fn stand(tokens: &[Token<'_>], at: usize, texts: &[&str]) -> bool {
    texts.iter().enumerate().all(|(offset, text)| tokens.get(at + offset).is_some_and(|token| token.text == *text))
}

fn without_tests(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let is_test = stand(&tokens, at, &["#", "[", "cfg", "(", "test", ")", "]"])
            || stand(&tokens, at, &["#", "[", "cfg", "(", "all", "(", "test"]);
        if is_test {
            at = after_item(&tokens, after_group(&tokens, at + 1));
        } else {
            kept.push(tokens[at]);
            at += 1;
        }
    }
    kept
}

/// The position after the item that begins at `at`: after its `;` or its block.
fn after_item(tokens: &[Token<'_>], mut at: usize) -> usize {
    while let Some(token) = tokens.get(at) {
        match token.text {
            ";" => return at + 1,
            "}" => return at,
            "{" => {
                let after = after_group(tokens, at);
                return after + usize::from(stand(tokens, after, &[";"]));
            }
            "(" | "[" => at = after_group(tokens, at),
            _ => at += 1,
        }
    }
    at
}

fn without_quoted(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        kept.push(tokens[at]);
        at += 1;
        let quotes = ["quote", "quote_spanned", "parse_quote"];
        if quotes.contains(&tokens[at - 1].text) && stand(&tokens, at, &["!"]) {
            at = after_group(&tokens, at + 1);
        }
    }
    kept
}
