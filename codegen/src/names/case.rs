//! Words, and Rust's conventions of joining them (RFC 430).

use unicode_normalization::UnicodeNormalization;

/// The words of a name in any script and style: `jobName`, `job-name`, `JOB_NAME`, `HTTPServer2`.
///
/// Characters that Rust identifiers cannot have separate words. An uppercase letter after a lowercase letter or a digit
/// starts a word, and so does the last uppercase letter before a lowercase one.
pub fn words(text: &str) -> Vec<String> {
    // The compiler normalizes identifiers (NFC), and warns of letters with a simpler form (NFKC).
    let letters: Vec<char> = if text.is_ascii() { text.chars().collect() } else { text.nfkc().collect() };
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    // The words that began by case alone.
    let mut begun: Vec<bool> = Vec::new();
    let mut by_case = false;
    for (index, &letter) in letters.iter().enumerate() {
        if !letter.is_alphanumeric() || !unicode_ident::is_xid_continue(letter) {
            // An apostrophe joins: "user's" is one word.
            if !matches!(letter, '\'' | '’') {
                end(&mut word, by_case, &mut words, &mut begun);
                by_case = false;
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
            end(&mut word, by_case, &mut words, &mut begun);
            by_case = true;
        }
        if letter.is_ascii() {
            word.push(letter.to_ascii_lowercase());
        } else {
            word.extend(letter.to_lowercase());
        }
    }
    end(&mut word, by_case, &mut words, &mut begun);
    compound(words, &begun)
}

/// Words that are written with capitals inside: as they are divided by case, and as one word.
const COMPOUNDS: [(&[&str], &str); 18] = [
    (&["b2", "b"], "b2b"),
    (&["b2", "c"], "b2c"),
    (&["e2", "e"], "e2e"),
    (&["git", "hub"], "github"),
    (&["git", "lab"], "gitlab"),
    (&["graph", "ql"], "graphql"),
    (&["i", "os"], "ios"),
    (&["i", "pad", "os"], "ipados"),
    (&["i", "pv4"], "ipv4"),
    (&["i", "pv6"], "ipv6"),
    (&["m2", "m"], "m2m"),
    (&["mac", "os"], "macos"),
    (&["my", "sql"], "mysql"),
    (&["no", "sql"], "nosql"),
    (&["o", "auth"], "oauth"),
    (&["o", "auth1"], "oauth1"),
    (&["o", "auth2"], "oauth2"),
    (&["p2", "p"], "p2p"),
];

/// Words with the compounds among them joined. `begun` says which words began by case alone: only these are joined to the
/// word before them.
fn compound(words: Vec<String>, begun: &[bool]) -> Vec<String> {
    if !begun.contains(&true) {
        return words;
    }
    let mut joined = Vec::with_capacity(words.len());
    let mut index = 0;
    while let Some(word) = words.get(index) {
        let is_here = |parts: &[&str]| {
            let follow =
                begun.get(index + 1..index + parts.len()).is_some_and(|begun| begun.iter().all(|&begun| begun));
            follow && words.get(index..index + parts.len()).is_some_and(|words| words == parts)
        };
        match COMPOUNDS.iter().find(|(parts, _)| is_here(parts)) {
            Some((parts, compound)) => {
                joined.push((*compound).to_owned());
                index += parts.len();
            }
            None => {
                joined.push(word.clone());
                index += 1;
            }
        }
    }
    joined
}

/// Whether the letter here and the `s` after it end the plural of an abbreviation: `userIDs`.
fn plural(letters: &[char], index: usize) -> bool {
    letters.get(index + 1) == Some(&'s')
        && !letters.get(index + 2).is_some_and(|c| c.is_alphanumeric() && !c.is_uppercase())
}

fn end(word: &mut String, by_case: bool, words: &mut Vec<String>, begun: &mut Vec<bool>) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
        begun.push(by_case);
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
        check("OAuth2Client", "oauth2 client");
        check("useIPv6Address", "use ipv6 address");
        check("iOSApp", "ios app");
        check("GraphQLError", "graphql error");
        check("M2MToken", "m2m token");
        check("i_os", "i os");
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
