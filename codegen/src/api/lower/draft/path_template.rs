//! Paths as they are sent (OpenAPI 3.0.4, §4.7.8 "Paths Object"; RFC 3986, §3.3 to §3.5).
//!
//! A path must be one that URLs can hold, without a query and a fragment. Some documents tell operations apart by them, and
//! some have other characters in them: what is sent is then what the URL means.

use crate::report::{At, Code, Diagnostic};

use super::drafting::Drafting;

/// A part of a path.
#[derive(Debug, Eq, PartialEq)]
enum Part<'a> {
    /// A character that stands for itself, and its place.
    Literal(char, usize),
    /// `{name}`.
    Name(&'a str),
}

/// The template of the URL's path and query: without a fragment, its literals percent-encoded. Reports where it differs from
/// the document's; `None` if no URL has this path.
pub(super) fn path_template(cx: &mut Drafting<'_, '_>, path: &str, at: &At<'_>) -> Option<String> {
    let sent = Sent::of(path);
    let mut report = |code, message| cx.report(Diagnostic::new(code, at.name(), message));
    if let Some(segment) = sent.dot_segment() {
        let message = format!("URLs resolve the segment `{segment}` away, so the operations of this path are omitted");
        report(Code::UnsupportedPath, message);
        return None;
    }
    if !path.starts_with('/') {
        report(Code::Malformed, format!("a path begins with a slash; this one is sent as `{}`", sent.template));
    }
    if let Some(fragment) = sent.fragment {
        report(Code::PathFragment, format!("the fragment `{fragment}` of the path is not sent"));
    }
    if sent.query.is_some() {
        report(Code::PathQuery, format!("the path has a query; its parameters are added to `{}`", sent.template));
    }
    if !sent.encoded.is_empty() {
        let encoded: Vec<String> = sent.encoded.iter().map(|letter| format!("`{}`", letter.escape_debug())).collect();
        let message = format!("no URL has {} in it; the path is sent as `{}`", encoded.join(", "), sent.template);
        report(Code::PathCharacter, message);
    }
    Some(sent.template)
}

/// A path as it is sent.
struct Sent<'a> {
    template: String,
    /// Where the query begins in the template, if the path has one.
    query: Option<usize>,
    /// The fragment, with its `#`.
    fragment: Option<&'a str>,
    /// The characters that are percent-encoded, each once.
    encoded: Vec<char>,
}

impl<'a> Sent<'a> {
    fn of(path: &'a str) -> Self {
        let mut sent =
            Self { template: String::with_capacity(path.len()), query: None, fragment: None, encoded: vec![] };
        if !path.starts_with('/') {
            sent.template.push('/');
        }
        for part in parts(path) {
            match part {
                Part::Name(name) => sent.template.extend(["{", name, "}"]),
                Part::Literal('#', at) => {
                    sent.fragment = path.get(at..);
                    break;
                }
                Part::Literal('?', _) if sent.query.is_none() => {
                    sent.query = Some(sent.template.len());
                    sent.template.push('?');
                }
                Part::Literal(letter, at) => sent.push(letter, path.get(at..).unwrap_or_default()),
            }
        }
        if sent.template.ends_with('?') && sent.query == Some(sent.template.len() - 1) {
            sent.template.pop();
        }
        sent
    }

    /// Adds a literal character, with which `rest` begins.
    fn push(&mut self, letter: char, rest: &str) {
        let is_kept = match letter {
            '%' => rest.as_bytes().get(1..3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)),
            // A `?` in a query stands for itself, and URL libraries encode an apostrophe there.
            '?' => self.query.is_some(),
            '\'' => self.query.is_none(),
            _ => letter.is_ascii_alphanumeric() || "-._~!$&()*+,;=:@/".contains(letter),
        };
        if is_kept {
            self.template.push(letter);
            return;
        }
        if !self.encoded.contains(&letter) {
            self.encoded.push(letter);
        }
        let mut bytes = [0; 4];
        self.template.extend(letter.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
    }

    /// The first segment that URLs resolve away (RFC 3986, §5.2.4; the WHATWG's URL standard, "double-dot URL path segment").
    fn dot_segment(&self) -> Option<&str> {
        let path = self.template.get(..self.query.unwrap_or(self.template.len())).unwrap_or_default();
        path.split('/').find(|segment| [".", ".."].contains(&segment.to_ascii_lowercase().replace("%2e", ".").as_str()))
    }
}

/// A template without the pairs of its query whose value is one of these names in braces: `b={c}`.
pub(super) fn without_pairs(template: &str, is_dropped: impl Fn(&str) -> bool) -> String {
    let query = parts(template).find_map(|part| if let Part::Literal('?', at) = part { Some(at) } else { None });
    let Some((path, query)) = query.and_then(|at| template.split_at_checked(at)) else {
        return template.to_owned();
    };
    let is_kept = |pair: &&str| {
        let name = pair.split_once("={").and_then(|(_, value)| value.strip_suffix('}'));
        !name.is_some_and(&is_dropped)
    };
    let kept: Vec<&str> = query.strip_prefix('?').unwrap_or_default().split('&').filter(is_kept).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

/// The parts of a path. Braces that enclose no name stand for themselves.
fn parts(path: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = path;
    std::iter::from_fn(move || {
        let at = path.len() - rest.len();
        let letter = rest.chars().next()?;
        let after = rest.get(letter.len_utf8()..)?;
        if letter == '{'
            && let Some(end) = after.find(['{', '}']).filter(|end| *end > 0)
            && let Some(behind) = after.get(end..).and_then(|behind| behind.strip_prefix('}'))
        {
            rest = behind;
            return after.get(..end).map(Part::Name);
        }
        rest = after;
        Some(Part::Literal(letter, at))
    })
}

#[cfg(test)]
mod tests {
    use super::{Sent, without_pairs};

    #[test]
    fn a_path_is_sent_as_the_url_means_it() {
        let check = |path: &str, expected: &str| assert_eq!(Sent::of(path).template, expected, "{path}");
        check("/v1/jobs/{id}:start", "/v1/jobs/{id}:start");
        check("jobs", "/jobs");
        check("", "/");
        check("/{bucket}/{key}#upload", "/{bucket}/{key}");
        check("/a#b?c=d", "/a");
        check("/a#{b}", "/a");
        check("/a?b=c#d", "/a?b=c");
        check("/a?", "/a");
        check("/a??", "/a??");
        check("/a?b?c'd=e f", "/a?b?c%27d=e%20f");
        check("/a/{b?}/{#c}", "/a/{b?}/{#c}");
        check("/a'b|c\"d<e>f[g]h\\i^j`k", "/a'b%7Cc%22d%3Ce%3Ef%5Bg%5Dh%5Ci%5Ej%60k");
        check("/ü\t\u{a0}％", "/%C3%BC%09%C2%A0%EF%BC%85");
        check("/a%2fb%zz%", "/a%2fb%25zz%25");
        check("/a{b/{c}/d}/{}/{e{f}", "/a%7Bb/{c}/d%7D/%7B%7D/%7Be{f}");
    }

    #[test]
    fn parameters_of_the_query_are_not_sent_twice() {
        let check = |path: &str, expected: &str| {
            assert_eq!(without_pairs(path, |name| name == "b" || name == "c"), expected, "{path}");
        };
        check("/{b}", "/{b}");
        check("/a?b={b}", "/a");
        check("/a?x=y&b={b}&z={z}&c={c}", "/a?x=y&z={z}");
        check("/{a?}/b?b={b}", "/{a?}/b");
    }

    #[test]
    fn segments_that_urls_resolve_are_found() {
        let check = |path: &str, expected: Option<&str>| assert_eq!(Sent::of(path).dot_segment(), expected, "{path}");
        check("/a/../b", Some(".."));
        check("/a/.%2E", Some(".%2E"));
        check("/.", Some("."));
        check("/a..b/.c/...", None);
        check("/a?b=/../c", None);
        check("/a/..#b", Some(".."));
    }
}
