//! Strings of a format, pattern and length (OpenAPI 3.0.4, §4.7.24.1 "pattern", "minLength" and their like).

use serde_json::Value;

use super::follow::Conjunction;
use super::format;
use super::pattern::Pattern;

/// The longest string that is made.
const LONGEST: usize = 10_000;

/// A string that a conjunction allows, named after its use; the `nth` of several that differ.
pub(super) fn text(of: &Conjunction<'_>, name: &str, nth: usize) -> String {
    let least = of.largest("minLength").map_or(0, |least| least as usize).min(LONGEST);
    let most = of.smallest("maxLength").map_or(usize::MAX, |most| most as usize);
    let patterns: Vec<Pattern> = of.all("pattern").filter_map(Value::as_str).filter_map(Pattern::parse).collect();
    let fits = |text: &String| {
        let length = text.chars().count();
        length >= least && length <= most && patterns.iter().all(|pattern| pattern.matches(text))
    };
    let of_format = of.all("format").filter_map(Value::as_str).find_map(format::sample);
    let numbered = |text: &str| if nth == 0 { text.to_owned() } else { format!("{text}{}", nth + 1) };
    if let Some(text) = of_format
        && patterns.is_empty()
    {
        return differing(text, nth);
    }
    let words = [word(name), "text".to_owned(), "a".to_owned(), "1".to_owned()];
    let words = words.into_iter().map(|word| fitted(&numbered(&word), least, most));
    let of_pattern = patterns.iter().filter_map(|pattern| pattern.text(least, most));
    let mut candidates = of_format.map(str::to_owned).into_iter().chain(words.clone()).chain(of_pattern.clone());
    candidates.find(fits).or_else(|| of_pattern.clone().next()).or_else(|| words.clone().next()).unwrap_or_default()
}

/// Another string of the same format, with another last digit.
fn differing(text: &str, nth: usize) -> String {
    if nth == 0 {
        return text.to_owned();
    }
    let at = text.rfind(|letter: char| letter.is_ascii_digit());
    let digit = char::from_digit((nth % 10) as u32, 10).unwrap_or('0');
    match at.and_then(|at| Some((text.get(..at)?, text.get(at + 1..)?))) {
        Some((before, after)) => format!("{before}{digit}{after}"),
        None => text.to_owned(),
    }
}

/// A name without special characters.
fn word(name: &str) -> String {
    let plain = |letter: &char| letter.is_ascii_alphanumeric() || "-_".contains(*letter);
    let word: String = name.chars().filter(plain).collect();
    if word.is_empty() { "text".to_owned() } else { word }
}

/// A word, repeated or cut to the required length.
fn fitted(word: &str, least: usize, most: usize) -> String {
    let length = word.chars().count();
    word.chars().cycle().take(length.max(least).min(most)).collect()
}
