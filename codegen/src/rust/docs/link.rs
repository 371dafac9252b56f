//! Targets of links, and URLs in running text.

/// The target of a link, which follows its text in parentheses.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    /// `http:`, `https:` or `mailto:`, written so that no parenthesis or space ends it.
    Web(String),
    /// A place in the document or on its site, which cannot be linked from docs.
    Elsewhere,
}

/// A URL in running text, or the start of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Url<'a> {
    pub(super) text: &'a str,
    /// Whether it is no valid target: it has placeholders, as in `https://{host}/`, or nothing but a scheme.
    pub(super) is_template: bool,
}

/// The maximum length of a link's target. Without it, repeated `[a](` would take quadratic time.
const LONGEST: usize = 4_000;

/// The target that `rest` starts with, and how long it is, parentheses included
/// ([CommonMark 6.3](https://spec.commonmark.org/0.31.2/#inline-link)). A title is read over.
pub(super) fn target(rest: &str) -> Option<(Target, usize)> {
    let inner = rest.strip_prefix('(')?;
    let trimmed = inner.trim_start();
    let (address, after) = match trimmed.strip_prefix('<') {
        Some(pointed) => {
            let end = pointed.bytes().take(LONGEST).position(|b| matches!(b, b'>' | b'<' | b'\n'))?;
            (pointed.get(..end)?, pointed.get(end..)?.strip_prefix('>')?)
        }
        None => trimmed.split_at_checked(length(trimmed)?)?,
    };
    let after = title(after.trim_start())?.trim_start();
    let width = rest.len() - after.strip_prefix(')')?.len();
    Some((web(address).map_or(Target::Elsewhere, Target::Web), width))
}

/// The address as a link's target, if it is absolute.
pub(super) fn web(address: &str) -> Option<String> {
    let lower = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    let mail = lower.starts_with("mailto:") && is_mail(address.get(7..)?);
    let web = ["http://", "https://"].iter().any(|scheme| lower.starts_with(scheme) && lower.len() >= scheme.len());
    (mail || web && address.len() > 8).then_some(())?;
    let mut out = String::new();
    for c in address.chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '\\' | '`' | '|' | '"' | '[' | ']' | '{' | '}' | '*' | '\n' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            _ => out.push(c),
        }
    }
    Some(out)
}

/// `<https://…>` or `<a@example.com>`: the address, and how long it is with its brackets.
pub(super) fn autolink(rest: &str) -> Option<(&str, usize)> {
    let inner = rest.strip_prefix('<')?;
    let end = inner.bytes().take(LONGEST).position(|b| b <= b' ' || matches!(b, b'<' | b'>' | b'`'))?;
    let address = inner.get(..end)?;
    inner.get(end..)?.strip_prefix('>')?;
    let whole = url(address).is_some_and(|url| url.text.len() == address.len() && !url.is_template);
    (whole || is_mail(address)).then_some((address, end + 2))
}

/// The URL that `rest` starts with, without the punctuation of the sentence around it.
pub(super) fn url(rest: &str) -> Option<Url<'_>> {
    let scheme = rest.get(..8)?.to_ascii_lowercase();
    let scheme = ["https://", "http://"].iter().find(|prefix| scheme.starts_with(**prefix))?.len();
    let end = scheme + placeholders(rest.get(scheme..)?);
    let text = unpunctuated(rest.get(..end)?);
    let is_template = text.len() < scheme + 2 || text.contains(['{', '}', '*', '<']);
    Some(Url { text, is_template })
}

/// Without the punctuation at its end, and without the parentheses that were opened before it.
fn unpunctuated(mut text: &str) -> &str {
    let opened = text.matches('(').count();
    let mut closed = text.matches(')').count();
    loop {
        text = text.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
        match text.strip_suffix(')') {
            Some(shorter) if closed > opened => text = shorter,
            _ => return text,
        }
        closed -= 1;
    }
}

/// The length of the rest of a URL: plain characters, and `<name>` in the middle.
fn placeholders(text: &str) -> usize {
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        at += rest.find(|c: char| !is_plain(c)).unwrap_or(rest.len());
        let Some(inner) = text.get(at..).and_then(|rest| rest.strip_prefix('<')) else {
            break;
        };
        let name = inner.bytes().take(40).take_while(|b| b.is_ascii_alphanumeric() || b"_- ".contains(b)).count();
        if name == 0 || !inner.get(name..).is_some_and(|rest| rest.starts_with('>')) {
            break;
        }
        at += name + 2;
    }
    let text = text.get(..at).unwrap_or_default();
    ["&lt;", "&gt;", "&quot;"].iter().filter_map(|end| text.find(end)).min().unwrap_or(text.len())
}

fn is_plain(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '`' | '|' | '[' | ']' | '^' | '\\')
}

/// The length of a target without pointed brackets: parentheses in it are balanced.
fn length(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().take(LONGEST) {
        match byte {
            b'(' if depth == 32 => return None,
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            b'<' | b'`' => return None,
            _ if byte <= b' ' => return (depth == 0).then_some(at),
            _ => {}
        }
    }
    None
}

/// What comes after a title, if there is one.
fn title(text: &str) -> Option<&str> {
    let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return Some(text);
    };
    let inner = text.get(1..)?;
    let end = inner.bytes().take(LONGEST).position(|b| char::from(b) == quote || b == b'`')?;
    inner.get(end..)?.strip_prefix(quote)
}

/// `local@domain.tld`, plainly.
fn is_mail(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && local.chars().all(plain)
            && domain.split('.').count() > 1
            && domain.split('.').all(|label| {
                !label.is_empty()
                    && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                    && !label.starts_with('-')
                    && !label.ends_with('-')
            })
    })
}
