//! Words, and Rust's conventions of joining them (RFC 430).

use unicode_normalization::UnicodeNormalization;

/// The words of a name in any script and style: `jobName`, `job-name`, `JOB_NAME`, `HTTPServer2`.
///
/// Characters that Rust identifiers cannot have separate words. An uppercase letter after a lowercase letter or a digit
/// starts a word, and so does the last uppercase letter before a lowercase one.
pub fn words(text: &str) -> Vec<String> {
    // The compiler normalizes identifiers (NFC), and warns of letters with a simpler form (NFKC).
    let letters: Vec<char> = if text.is_ascii() { text.chars().collect() } else { text.nfkc().collect() };
    let mut words = Vec::new();
    let mut word = String::new();
    for (index, &letter) in letters.iter().enumerate() {
        if !letter.is_alphanumeric() || !unicode_ident::is_xid_continue(letter) {
            // An apostrophe joins: "user's" is one word.
            if !matches!(letter, '\'' | '’') {
                end(&mut word, &mut words);
            }
            continue;
        }
        let before = index.checked_sub(1).and_then(|i| letters.get(i)).copied();
        let after = letters.get(index + 1).copied();
        let begins = letter.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase()
                    || before.is_numeric()
                    || (before.is_uppercase() && after.is_some_and(char::is_lowercase) && !plural(&letters, index))
            });
        if begins {
            end(&mut word, &mut words);
        }
        if letter.is_ascii() {
            word.push(letter.to_ascii_lowercase());
        } else {
            word.extend(letter.to_lowercase());
        }
    }
    end(&mut word, &mut words);
    words
}

/// Whether the letter here and the `s` after it end the plural of an abbreviation: `userIDs`.
fn plural(letters: &[char], index: usize) -> bool {
    letters.get(index + 1) == Some(&'s')
        && !letters.get(index + 2).is_some_and(|c| c.is_alphanumeric() && !c.is_uppercase())
}

fn end(word: &mut String, words: &mut Vec<String>) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

/// `job_name`: fields, methods, modules, parameters.
pub fn snake(text: &str) -> String {
    words(text).join("_")
}

/// `JobName`: types and variants. An underscore stays between digits, so that `1_1` and `11` differ.
pub fn pascal(text: &str) -> String {
    let mut name = String::new();
    for word in words(text) {
        if name.ends_with(char::is_numeric) && word.starts_with(char::is_numeric) {
            name.push('_');
        }
        let mut letters = word.chars();
        name.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        name.push_str(letters.as_str());
    }
    name
}

/// `JOB_NAME`: statics.
pub fn screaming(text: &str) -> String {
    snake(text).to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_style() {
        fn check(text: &str, expected: &str) {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
        check("job-name", "job name");
        check("isStopingIncrement", "is stoping increment");
        check("FAILURE_ON_SUBMIT", "failure on submit");
        check("HTTPServer", "http server");
        check("userIDs", "user ids");
        check("APIs", "apis");
        check("X-Auth-Token", "x auth token");
        check("CNNorth4", "cn north4");
        check("v1.1", "v1 1");
        check("作业 名称", "作业 名称");
        check("it's", "its");
        check("--", "");
        check("größeÄnderung", "größe änderung");
        check("e\u{301}tat", "état");
        check("ﬁeld ＩＤ 𝐱²", "field id x2");
    }

    #[test]
    fn words_are_joined_as_rust_does() {
        fn check(text: &str, expected: [&str; 3]) {
            assert_eq!([snake(text), pascal(text), screaming(text)], expected, "{text}");
        }
        check("StartJob", ["start_job", "StartJob", "START_JOB"]);
        check("cn-north-4", ["cn_north_4", "CnNorth4", "CN_NORTH_4"]);
        check("1.1", ["1_1", "1_1", "1_1"]);
        check("ak_sk", ["ak_sk", "AkSk", "AK_SK"]);
    }
}
