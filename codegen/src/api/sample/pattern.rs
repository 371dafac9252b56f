//! Regular expressions (`pattern`): matching, and making strings that match.
//!
//! Common syntax is supported: classes, groups, alternatives, repetitions, anchors (ECMA-262, §22.2.1). Patterns with other
//! syntax are not parsed.

use std::cell::Cell;
use std::iter::Peekable;
use std::str::Chars;

/// How deep groups may be nested.
const DEEPEST: usize = 32;

/// How many steps a match may take. A pattern that needs more matches.
const STEPS: usize = 2_000;

/// How many nodes may be written for a string.
const NODES: usize = 20_000;

/// How often an unbounded repetition is repeated at most.
const UNBOUNDED: usize = 1_000;

/// A regular expression.
#[derive(Clone, Debug)]
pub(super) struct Pattern(Alternatives);

type Alternatives = Vec<Vec<Node>>;

#[derive(Clone, Debug)]
enum Node {
    /// A character in one of these ranges, or in none of them.
    Class(Vec<(char, char)>, bool),
    Start,
    End,
    /// A word boundary, or any other position.
    Boundary,
    Group(Alternatives),
    /// A position at which one of these matches, or none of them.
    Ahead(Alternatives, bool),
    Repeat(Box<Node>, usize, usize),
}

impl Pattern {
    /// Parses a pattern; `None` if it has unsupported syntax.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut letters = text.chars().peekable();
        let parsed = alternatives(&mut letters, 0)?;
        letters.next().is_none().then_some(Self(parsed))
    }

    /// Whether a part of a string matches.
    pub(super) fn matches(&self, text: &str) -> bool {
        let letters: Vec<char> = text.chars().collect();
        let matcher = Matcher { letters: &letters, left: Cell::new(STEPS) };
        (0..=letters.len()).any(|start| matcher.any(&self.0, start, &|_| true)) || matcher.left.get() == 0
    }

    /// A matching string of a length within bounds, if one is found.
    pub(super) fn text(&self, least: usize, most: usize) -> Option<String> {
        let lengths = |more: usize| {
            self.0.iter().map(move |nodes| {
                let (mut out, mut left) = (String::new(), NODES);
                nodes.iter().for_each(|node| write(node, more, &mut left, &mut out));
                out
            })
        };
        let fits = |text: &String| {
            let length = text.chars().count();
            length >= least.max(1) && length <= most && self.matches(text)
        };
        (0..=64).chain([least]).flat_map(lengths).find(fits)
    }
}

/// Appends a string that a node matches. `more` is added to the least number of repetitions.
fn write(node: &Node, more: usize, left: &mut usize, out: &mut String) {
    let Some(fewer) = left.checked_sub(1) else { return };
    *left = fewer;
    match node {
        Node::Class(ranges, negated) => out.extend(letter(ranges, *negated)),
        Node::Start | Node::End | Node::Boundary | Node::Ahead(..) => {}
        Node::Group(alternatives) => {
            alternatives.iter().take(1).flatten().for_each(|node| write(node, more, left, out));
        }
        Node::Repeat(inner, least, most) => {
            for _ in 0..least.saturating_add(more).min(*most) {
                write(inner, more, left, out);
            }
        }
    }
}

/// The plainest character of a class.
fn letter(ranges: &[(char, char)], negated: bool) -> Option<char> {
    let plain = ('a'..='z').chain('1'..='9').chain('A'..='Z').chain("0-_ ./".chars());
    let mut plain = plain.filter(|letter| has(ranges, *letter) != negated);
    plain.next().or_else(|| ranges.first().map(|(first, _)| *first).filter(|_| !negated))
}

fn has(ranges: &[(char, char)], letter: char) -> bool {
    ranges.iter().any(|(first, last)| (*first..=*last).contains(&letter))
}

fn alternatives(letters: &mut Peekable<Chars<'_>>, depth: usize) -> Option<Alternatives> {
    if depth > DEEPEST {
        return None;
    }
    let mut all = vec![Vec::new()];
    while let Some(&letter) = letters.peek() {
        match letter {
            ')' => break,
            '|' => {
                letters.next();
                all.push(Vec::new());
            }
            _ => {
                let node = repeated(letters, depth)?;
                all.last_mut()?.push(node);
            }
        }
    }
    Some(all)
}

fn repeated(letters: &mut Peekable<Chars<'_>>, depth: usize) -> Option<Node> {
    let node = single(letters, depth)?;
    let (least, most) = match letters.peek() {
        Some('*') => (0, UNBOUNDED),
        Some('+') => (1, UNBOUNDED),
        Some('?') => (0, 1),
        Some('{') => {
            letters.next();
            let bounds: String = std::iter::from_fn(|| letters.next_if(|letter| *letter != '}')).collect();
            match bounds.split_once(',') {
                None => (bounds.parse().ok()?, bounds.parse().ok()?),
                Some((least, "")) => (least.parse().ok()?, UNBOUNDED),
                Some((least, most)) => (least.parse().ok()?, most.parse().ok()?),
            }
        }
        _ => return Some(node),
    };
    letters.next();
    // Lazy repetition matches the same strings.
    letters.next_if_eq(&'?');
    let fits = least <= most && least <= UNBOUNDED;
    fits.then(|| Node::Repeat(Box::new(node), least, most))
}

fn single(letters: &mut Peekable<Chars<'_>>, depth: usize) -> Option<Node> {
    Some(match letters.next()? {
        '^' => Node::Start,
        '$' => Node::End,
        '.' => Node::Class(vec![('\n', '\n'), ('\r', '\r')], true),
        '(' => {
            let mut ahead = None;
            if letters.next_if_eq(&'?').is_some() {
                match letters.next()? {
                    ':' => {}
                    '=' => ahead = Some(false),
                    '!' => ahead = Some(true),
                    '<' if letters.peek().is_some_and(|letter| letter.is_alphabetic()) => {
                        letters.by_ref().find(|letter| *letter == '>')?;
                    }
                    // Lookbehind.
                    _ => return None,
                }
            }
            let inner = alternatives(letters, depth + 1)?;
            letters.next_if_eq(&')')?;
            match ahead {
                Some(negated) => Node::Ahead(inner, negated),
                None => Node::Group(inner),
            }
        }
        '[' => class(letters)?,
        '\\' => match letters.next()? {
            'b' | 'B' => Node::Boundary,
            other => {
                let (ranges, negated) = escape(other, letters)?;
                Node::Class(ranges, negated)
            }
        },
        '*' | '+' | '?' | '{' => return None,
        plain => Node::Class(vec![(plain, plain)], false),
    })
}

fn class(letters: &mut Peekable<Chars<'_>>) -> Option<Node> {
    let negated = letters.next_if_eq(&'^').is_some();
    let mut ranges = Vec::new();
    loop {
        let first = match letters.next()? {
            ']' => return Some(Node::Class(ranges, negated)),
            '\\' => match escape(letters.next()?, letters)? {
                (one, false) => match one.as_slice() {
                    [(first, last)] if first == last => *first,
                    _ => {
                        ranges.extend(one);
                        continue;
                    }
                },
                (others, true) => {
                    ranges.extend(complement(others));
                    continue;
                }
            },
            plain => plain,
        };
        let mut ahead = letters.clone();
        let is_range = ahead.next() == Some('-') && ahead.peek().is_some_and(|next| *next != ']');
        if !is_range {
            ranges.push((first, first));
            continue;
        }
        letters.next();
        let last = match letters.next()? {
            '\\' => match escape(letters.next()?, letters)?.0.as_slice() {
                [(last, _)] => *last,
                _ => return None,
            },
            plain => plain,
        };
        ranges.push((first, last));
    }
}

/// All characters that are in none of the ranges.
fn complement(mut ranges: Vec<(char, char)>) -> Vec<(char, char)> {
    ranges.sort_unstable();
    let mut from = '\0';
    let mut others = Vec::new();
    for (first, last) in ranges {
        if let Some(before) = (from..first).next_back() {
            others.push((from, before));
        }
        from = (last..=char::MAX).nth(1).unwrap_or(char::MAX);
    }
    others.push((from, char::MAX));
    others
}

/// The class after a backslash: ranges, and whether they are negated.
fn escape(letter: char, letters: &mut Peekable<Chars<'_>>) -> Option<(Vec<(char, char)>, bool)> {
    let one = |letter: char| Some((vec![(letter, letter)], false));
    let mut code = |digits: usize| {
        let text: String = letters.by_ref().take(digits).collect();
        char::from_u32(u32::from_str_radix(&text, 16).ok()?)
    };
    match letter {
        'd' | 'D' => Some((vec![('0', '9')], letter == 'D')),
        'w' | 'W' => Some((vec![('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')], letter == 'W')),
        's' | 'S' => Some((vec![('\t', '\r'), (' ', ' '), ('\u{a0}', '\u{a0}')], letter == 'S')),
        'n' => one('\n'),
        'r' => one('\r'),
        't' => one('\t'),
        'f' => one('\u{c}'),
        'v' => one('\u{b}'),
        'x' => one(code(2)?),
        'u' => one(code(4)?),
        // Back references, Unicode classes, control characters.
        other if other.is_alphanumeric() => None,
        other => one(other),
    }
}

struct Matcher<'a> {
    letters: &'a [char],
    left: Cell<usize>,
}

/// What has to match from a position on.
type Rest<'r> = &'r dyn Fn(usize) -> bool;

impl Matcher<'_> {
    fn any(&self, alternatives: &[Vec<Node>], at: usize, rest: Rest<'_>) -> bool {
        alternatives.iter().any(|nodes| self.all(nodes, at, rest))
    }

    fn all(&self, nodes: &[Node], at: usize, rest: Rest<'_>) -> bool {
        match nodes.split_first() {
            None => rest(at),
            Some((node, others)) => self.one(node, at, &|at| self.all(others, at, rest)),
        }
    }

    fn one(&self, node: &Node, at: usize, rest: Rest<'_>) -> bool {
        match self.left.get().checked_sub(1) {
            Some(left) => self.left.set(left),
            None => return false,
        }
        match node {
            Node::Class(ranges, negated) => {
                self.letters.get(at).is_some_and(|letter| has(ranges, *letter) != *negated) && rest(at + 1)
            }
            Node::Start => at == 0 && rest(at),
            Node::End => at == self.letters.len() && rest(at),
            Node::Boundary => rest(at),
            Node::Group(alternatives) => self.any(alternatives, at, rest),
            Node::Ahead(alternatives, negated) => self.any(alternatives, at, &|_| true) != *negated && rest(at),
            Node::Repeat(inner, least, most) => self.repeat(inner, *least, *most, at, rest),
        }
    }

    fn repeat(&self, inner: &Node, least: usize, most: usize, at: usize, rest: Rest<'_>) -> bool {
        // Single characters need no call for each: strings may be long.
        if let Node::Class(ranges, negated) = inner {
            let following = self.letters.get(at..).unwrap_or_default().iter();
            let count = following.take(most).take_while(|letter| has(ranges, **letter) != *negated).count();
            return (least..=count).rev().any(|count| rest(at + count));
        }
        let more = |next: usize| next > at && self.repeat(inner, least.saturating_sub(1), most - 1, next, rest);
        (most > 0 && self.one(inner, at, &more)) || least == 0 && rest(at) || {
            // A group that matches the empty string matches it as often as required.
            least > 0 && self.one(inner, at, &|next| next == at) && rest(at)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn made_strings_match_their_pattern() {
        fn check(pattern: &str, expected: &str) {
            let parsed = Pattern::parse(pattern).expect(pattern);
            assert_eq!(parsed.text(0, 1_000).as_deref(), Some(expected), "{pattern}");
        }
        check("^[a-z]+$", "a");
        check("^[A-Z]{3}$", "AAA");
        check(r"^\d{4}-\d{2}$", "1111-11");
        check("^(foo|bar)-[0-9a-f]{2,4}$", "foo-aa");
        check(r"^[^@\s]+@[^@\s]+\.[a-z]+$", "a@a.a");
        check("^a?$", "a");
        check(r"^\/v1(?:\/[\w-]+)*$", "/v1");
        check("^(?![0-9a-f]{8}$)^[a-z][a-z0-9-]*[a-z]$", "aa");
        check(r"^sk_[\-_.]\x41$", "sk_-A");
    }

    #[test]
    fn made_strings_have_the_required_length() {
        let of = |pattern: &str, least, most| Pattern::parse(pattern).expect(pattern).text(least, most);
        assert_eq!(of("^[a-z]*$", 5, 9).as_deref(), Some("aaaaa"));
        assert_eq!(of("^[a-z]{4}$", 0, 3), None);
        assert_eq!(of("^[a-z]+[0-9]+$", 20, 40).map(|text| text.len()), Some(20));
    }

    #[test]
    fn strings_are_matched_against_patterns() {
        fn check(pattern: &str, text: &str, expected: bool) {
            assert_eq!(Pattern::parse(pattern).expect(pattern).matches(text), expected, "{pattern} {text}");
        }
        check("b+", "abbc", true);
        check("^b+", "abbc", false);
        check("^(a|b)*c$", "ababc", true);
        check("^(a*)*$", "aab", false);
        check(r"^[\w.]+$", "a.b", true);
        check(r"^[^\d]$", "7", false);
        check(r"^[\S]+$", "a b", false);
        check("^(a|aa)+$", &"a".repeat(60), true);
        check("^.{3}$", "äöü", true);
        check("^(?!a)[a-z]+$", "ab", false);
        check("^(?!a)[a-z]+$", "ba", true);
        check("^(?=.*[0-9]).{2}$", "ab", false);
    }

    #[test]
    fn unsupported_patterns_are_not_parsed() {
        for pattern in ["(?<=a)b", "(?<!a)b", r"\p{L}", r"(a)\1", "a{2,1}", "(", "*"] {
            assert!(Pattern::parse(pattern).is_none(), "{pattern}");
        }
    }
}
