//! Names of the variants of enums: the words of their values, and words for signs.

use std::collections::HashMap;

use super::{Scope, identifier, pascal};

/// The names of the variants for values, in order.
pub(super) struct ValueVariants {
    /// The names.
    pub names: Vec<String>,
    /// The values whose name was taken, by index, and the name that they would have had.
    pub clashes: Vec<(usize, String)>,
    /// The variant for other values: `Other`, unless that is one of them.
    pub open: String,
}

/// How many symbols of a value become words.
#[derive(Clone, Copy)]
enum Signs {
    /// Those before the first and after the last letter or digit that have a meaning there.
    Outer,
    /// All but those that usually separate words.
    Most,
    /// All.
    All,
}

/// Names variants after the document's names for the values, else after the values. Values that differ only by signs are
/// distinguished by words for these, independently of their order.
pub(super) fn named<'a>(values: impl Iterator<Item = (&'a str, Option<&'a str>)>) -> ValueVariants {
    let texts: Vec<&str> = values.map(|(value, called)| called.unwrap_or(value)).collect();
    let wanted: [Vec<String>; 3] =
        [Signs::Outer, Signs::Most, Signs::All].map(|signs| texts.iter().map(|text| variant(text, signs)).collect());
    let counts = wanted.each_ref().map(|names| count(names));
    let chosen = (0..texts.len()).map(|index| {
        let unique = |level: &usize| counts[*level].get(wanted[*level][index].as_str()) == Some(&1);
        let level = (0..wanted.len()).find(unique).unwrap_or(wanted.len() - 1);
        wanted[level][index].clone()
    });
    distinct(chosen)
}

/// The names of variants for integers.
pub(super) fn integers<'a>(values: impl Iterator<Item = (i64, Option<&'a str>)>) -> ValueVariants {
    distinct(values.map(|(value, called)| match called {
        Some(called) => variant(called, Signs::Outer),
        None if value < 0 => format!("Minus{}", value.unsigned_abs()),
        None => format!("Value{value}"),
    }))
}

fn count(names: &[String]) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for name in names {
        *counts.entry(name.as_str()).or_insert(0) += 1;
    }
    counts
}

fn distinct(wanted: impl Iterator<Item = String>) -> ValueVariants {
    let mut scope = Scope::with(["Self"]);
    let (mut names, mut clashes) = (Vec::new(), Vec::new());
    for (index, name) in wanted.enumerate() {
        let (taken, other) = scope.take([name.clone()]);
        if other {
            clashes.push((index, name));
        }
        names.push(taken);
    }
    let (open, _) = scope.take(["Other".to_owned(), "Unrecognized".to_owned()]);
    ValueVariants { names, clashes, open }
}

/// The name of the variant for a value.
fn variant(value: &str, signs: Signs) -> String {
    let name = pascal(&spelled(value, signs));
    match name.is_empty() {
        true if value.is_empty() => "Empty".to_owned(),
        true => "Value".to_owned(),
        false => identifier(name, "Value"),
    }
}

/// A value with words for its signs.
fn spelled(value: &str, signs: Signs) -> String {
    let is_word = |letter: char| letter.is_alphanumeric();
    let (Some(first), Some(last)) = (value.find(is_word), value.rfind(is_word)) else {
        return spelled_signs(value, |_| true, !matches!(signs, Signs::All));
    };
    let last = last + value[last..].chars().next().map_or(0, char::len_utf8);
    let (before, inner, after) = (&value[..first], &value[first..last], &value[last..]);
    let (before, inner, after) = match signs {
        Signs::Outer => (
            spelled_signs(before, |sign| "+-<>=!≤≥≠".contains(sign), true),
            inner.to_owned(),
            spelled_signs(after, |sign| "+#".contains(sign), true),
        ),
        Signs::Most => {
            let has_meaning = |sign: char| !" _-./:,;\"'()[]{}".contains(sign);
            let minus = |sign: char| sign == '-' || has_meaning(sign);
            (
                spelled_signs(before, minus, true),
                spelled_inner(inner, has_meaning),
                spelled_signs(after, has_meaning, true),
            )
        }
        Signs::All => (
            spelled_signs(before, |_| true, false),
            spelled_signs(&inner.replace('-', "–"), |_| true, false),
            spelled_signs(after, |_| true, false),
        ),
    };
    format!("{before} {inner} {after}")
}

/// A value in which signs that have a meaning become words, and so do dashes before a number.
fn spelled_inner(text: &str, has_meaning: impl Fn(char) -> bool) -> String {
    let mut spelled = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '-' && letters.peek().is_some_and(char::is_ascii_digit) {
            spelled.push_str(" minus ");
        } else {
            spelled.push_str(&spelled_signs(letter.encode_utf8(&mut [0; 4]), &has_meaning, true));
        }
    }
    spelled
}

/// A text in which those signs become words. Signs of two characters are one word if `joined`.
fn spelled_signs(text: &str, is_spelled: impl Fn(char) -> bool, joined: bool) -> String {
    let mut spelled = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let pair = PAIRS.iter().find(|(sign, _, always)| (joined || *always) && rest.starts_with(sign));
        if let Some((sign, word, _)) = pair.filter(|_| is_spelled(letter)) {
            spelled.push_str(&format!(" {word} "));
            rest = &rest[sign.len()..];
            continue;
        }
        rest = &rest[letter.len_utf8()..];
        if letter.is_alphanumeric() || !is_spelled(letter) {
            spelled.push(letter);
            continue;
        }
        match SIGNS.iter().find(|(sign, _)| *sign == letter) {
            Some((_, word)) => spelled.push_str(&format!(" {word} ")),
            None => spelled.push_str(&format!(" u{:x} ", u32::from(letter))),
        }
    }
    spelled
}

/// Signs of two characters, and whether they are never spelled as two.
const PAIRS: [(&str, &str, bool); 8] = [
    (">=", "gte", true),
    ("<=", "lte", true),
    ("!=", "ne", true),
    ("<>", "ne", false),
    ("==", "eq", false),
    ("&&", "and", false),
    ("||", "or", false),
    ("=~", "matches", true),
];

/// Signs and their words.
const SIGNS: [(char, &str); 44] = [
    ('<', "lt"),
    ('>', "gt"),
    ('=', "eq"),
    ('≤', "lte"),
    ('≥', "gte"),
    ('≠', "ne"),
    ('!', "not"),
    ('+', "plus"),
    ('-', "minus"),
    ('*', "star"),
    ('/', "slash"),
    ('\\', "backslash"),
    ('%', "percent"),
    ('^', "caret"),
    ('~', "tilde"),
    ('&', "and"),
    ('|', "or"),
    ('.', "dot"),
    (',', "comma"),
    (':', "colon"),
    (';', "semicolon"),
    ('_', "underscore"),
    (' ', "space"),
    ('\t', "tab"),
    ('\n', "newline"),
    ('?', "question"),
    ('@', "at"),
    ('#', "sharp"),
    ('$', "dollar"),
    ('€', "euro"),
    ('£', "pound"),
    ('¥', "yen"),
    ('°', "degree"),
    ('\'', "apostrophe"),
    ('"', "quote"),
    ('`', "backtick"),
    ('(', "open"),
    (')', "close"),
    ('[', "open bracket"),
    (']', "close bracket"),
    ('{', "open brace"),
    ('}', "close brace"),
    ('–', "dash"),
    ('—', "long dash"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_are_told_apart() {
        fn check(values: &[&str], expected: &[&str]) {
            let named = named(values.iter().map(|&value| (value, None)));
            assert_eq!(named.names, expected, "{values:?}");
        }
        check(&["BOOTING", "FAILURE_ON_SUBMIT"], &["Booting", "FailureOnSubmit"]);
        check(&["created", "-created", "+created", ""], &["Created", "MinusCreated", "PlusCreated", "Empty"]);
        check(&["+1", "-1", "heart"], &["Plus1", "Minus1", "Heart"]);
        check(&["1.0", "<", ">", ">=", "<=", "!="], &["Value1_0", "Lt", "Gt", "Gte", "Lte", "Ne"]);
        check(&["==", "!="], &["Eq", "Ne"]);
        check(&["=", "==", "&", "&&"], &["Eq", "EqEq", "And", "AndAnd"]);
        check(&["18+", "<18", "18", "=18"], &["Value18Plus", "Lt18", "Value18", "Eq18"]);
        check(&["Etc/GMT+1", "Etc/GMT-1", "Etc/GMT"], &["EtcGmtPlus1", "EtcGmtMinus1", "EtcGmt"]);
        check(&["m5.large", "m5-large", "t2.micro"], &["M5DotLarge", "M5DashLarge", "T2Micro"]);
        check(&["us-east-1", "eu-west-2"], &["UsEast1", "EuWest2"]);
        check(&["$ref", "@id", "C#", "C++", "C"], &["Ref", "Id", "CSharp", "CPlusPlus", "C"]);
        check(&[" ", "  ", "..", "😀"], &["Space", "SpaceSpace", "DotDot", "U1f600"]);
        check(&["self"], &["Self_"]);
    }

    #[test]
    fn integers_have_their_signs() {
        let named = integers([0, 1, -1].into_iter().map(|value| (value, None)));
        assert_eq!(named.names, ["Value0", "Value1", "Minus1"]);
    }

    #[test]
    fn names_that_cannot_be_told_apart_are_numbered() {
        let named = named(["other", "Other"].into_iter().map(|value| (value, None)));
        assert_eq!(
            (named.names, named.open),
            (vec!["Other".to_owned(), "Other2".to_owned()], "Unrecognized".to_owned())
        );
        assert_eq!(named.clashes, [(1, "Other".to_owned())]);
    }
}
