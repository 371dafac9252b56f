//! Words for signs.

/// How many signs of a text become words.
#[derive(Clone, Copy)]
pub(super) enum Signs {
    /// Those before the first and after the last letter or digit that have a meaning there.
    Outer,
    /// All but those that usually separate words.
    Most,
    /// All.
    All,
}

/// A text with words for its signs.
pub(super) fn spelled(value: &str, signs: Signs) -> String {
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

/// A text in which signs that have a meaning become words, and so does a dash before a number, unless there are others:
/// these separate words.
fn spelled_inner(text: &str, has_meaning: impl Fn(char) -> bool) -> String {
    let mut spelled = String::new();
    let mut letters = text.chars().peekable();
    let is_only = text.matches('-').count() == 1;
    while let Some(letter) = letters.next() {
        if letter == '-' && is_only && letters.peek().is_some_and(char::is_ascii_digit) {
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
