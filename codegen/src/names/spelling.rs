//! Texts that would have the same name: how they are spelled, so that their names differ.

use std::collections::{HashMap, HashSet};

use super::signs::{Signs, spelled};

/// A way to spell a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Spelling {
    /// With words for signs that have a meaning at the ends.
    Usual,
    /// With words for all signs but those that usually separate words.
    Signs,
    /// With a word for its style.
    Style,
    /// With a word for its letters.
    Case,
    /// With a word for its letters, and one for what separates its words.
    CaseAndSeparators,
    /// With words for all signs.
    Everything,
}

impl Spelling {
    /// The spellings of texts whose usual names are equal, the most readable first.
    const OTHERS: [Self; 5] = [Self::Signs, Self::Style, Self::Case, Self::CaseAndSeparators, Self::Everything];

    /// The words of a text.
    pub fn of(self, text: &str) -> String {
        let usual = || spelled(text, Signs::Outer);
        match self {
            Self::Usual => usual(),
            Self::Signs => spelled(&text.replace("[]", " list "), Signs::Most),
            Self::Style => format!("{} {}", usual(), style(text)),
            Self::Case => format!("{} {}", usual(), case(text)),
            Self::CaseAndSeparators => format!("{} {} {}", usual(), case(text), separators(text)),
            Self::Everything => spelled(text, Signs::All),
        }
    }
}

/// The names of several texts. Those that would be equal are each spelled in the first way that makes a name which no other
/// text has; texts that keep their usual name give way to none. Texts that no spelling distinguishes have equal names.
pub(super) fn told_apart(
    texts: &[&str],
    keeps: impl Fn(&str, &str) -> bool,
    name: impl Fn(&str, Spelling) -> String,
) -> Vec<String> {
    let mut names: Vec<String> = texts.iter().map(|text| name(text, Spelling::Usual)).collect();
    let usual = count(&names);
    if usual.len() == names.len() {
        return names;
    }
    let is_fixed = |index: &usize| usual[names[*index].as_str()] == 1 || keeps(texts[*index], &names[*index]);
    let (fixed, mut left): (Vec<usize>, Vec<usize>) = (0..names.len()).partition(is_fixed);
    let mut taken: HashSet<String> = fixed.into_iter().map(|index| names[index].clone()).collect();
    for spelling in Spelling::OTHERS {
        let spelled: Vec<String> = left.iter().map(|&index| name(texts[index], spelling)).collect();
        let counts = count(&spelled);
        let is_own = |name: &str| counts[name] == 1 && !taken.contains(name);
        let own: Vec<bool> = spelled.iter().map(|name| is_own(name)).collect();
        let mut others = Vec::new();
        for ((index, name), is_own) in left.into_iter().zip(spelled).zip(own) {
            if is_own {
                taken.insert(name.clone());
                names[index] = name;
            } else {
                others.push(index);
            }
        }
        left = others;
    }
    names
}

fn count(names: &[String]) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for name in names {
        *counts.entry(name.as_str()).or_insert(0) += 1;
    }
    counts
}

/// A word for the style of a text.
fn style(text: &str) -> &'static str {
    match separators(text) {
        "" => case(text),
        "snake" if case(text) != "lower" => case(text),
        separators => separators,
    }
}

/// A word for the case of a text's letters.
fn case(text: &str) -> &'static str {
    let mut letters = text.chars().filter(|letter| letter.is_alphabetic());
    let first_is_upper = letters.clone().next().is_some_and(char::is_uppercase);
    let has_upper = letters.clone().any(char::is_uppercase);
    match letters.any(char::is_lowercase) {
        true if !has_upper => "lower",
        true if first_is_upper => "pascal",
        true => "camel",
        false if has_upper => "upper",
        false => "",
    }
}

/// A word for what separates the words of a text.
fn separators(text: &str) -> &'static str {
    let mut separators = text.chars().filter(|letter| "-_. ".contains(*letter));
    let Some(first) = separators.next() else { return "" };
    if separators.any(|other| other != first) {
        return "";
    }
    match first {
        '-' => "kebab",
        '_' => "snake",
        '.' => "dotted",
        _ => "spaced",
    }
}
