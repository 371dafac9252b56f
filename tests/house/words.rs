//! Words that the project does not use, since the field has others.

/// A phrase, and what to write instead. `*` is any ending of a word; words that are joined by `-` here have to be joined by
/// `-`, `_` or a capital letter in the text.
pub const FORBIDDEN: &[(&str, &str)] = &[
    ("answer*", "response, respond"),
    ("stand-in", "mock server, emulator"),
    ("stand-ins", "mock servers, emulators"),
    ("signing in", "authentication"),
    ("sign in", "authentication"),
    ("signs in", "authenticates"),
    ("signed in", "authenticated"),
    ("finding", "diagnostic"),
    ("findings", "diagnostics"),
    ("asked for", "requested"),
    ("asks for", "requests"),
    ("asks about", "polls"),
    ("asked about", "polled"),
    ("try again", "retry"),
    ("tries again", "retries"),
    ("tried again", "retried"),
    ("unsendable", "InvalidRequest"),
    ("undecoded", "DecodeFailure"),
    ("spoken", "used"),
    ("what came", "the received request"),
    ("document s words", "description"),
    ("words of the document", "description"),
    ("further member*", "undeclared properties"),
    ("further propert*", "undeclared properties"),
    ("heirs", "derived types"),
    ("comes to nothing", "has no effect, fails"),
    ("is had", "exists, is available"),
    ("has it from", "gets it from"),
    ("is said of", "is declared for"),
    ("is told of", "is reported for"),
    ("that is told", "that is reported"),
    ("cannot be had", "is not available"),
    ("could be had", "is available"),
    ("ran out", "expired, was exceeded"),
    ("one method an operation", "one method per operation"),
    ("how fast it is", "Benchmarks"),
];

/// Where a phrase is right.
#[derive(Debug)]
pub struct Exception {
    /// The end of the file's path.
    pub file: &'static str,
    pub phrase: &'static str,
    /// What the line contains.
    pub line: &'static str,
    pub reason: &'static str,
}

/// The places where phrases of the list are meant in another sense, or are fixed by others.
pub const EXCEPTIONS: &[Exception] = &[Exception {
    file: "codegen/src/command/summary.rs",
    phrase: "findings",
    line: "\"findings\"",
    reason: "a key of `--message-format json`, which scripts read",
}];

/// A phrase in a file.
#[derive(Debug)]
pub struct Hit {
    pub line: usize,
    pub phrase: &'static str,
    pub instead: &'static str,
}

/// The forbidden phrases of a text, in prose, strings and names alike: `no_answer`, `NoAnswer` and `NO_ANSWER` contain
/// the word `answer`. A phrase may be broken over lines of a comment.
pub fn hits(text: &str) -> Vec<Hit> {
    let words = words(text);
    let mut hits = Vec::new();
    for (phrase, instead) in FORBIDDEN {
        let steps: Vec<&str> = phrase.split([' ', '-']).collect();
        for window in words.windows(steps.len()) {
            let fits = window.iter().zip(&steps).all(|(word, step)| match step.strip_suffix('*') {
                Some(start) => word.text.starts_with(start),
                None => word.text == *step,
            });
            if fits && (!phrase.contains('-') || window[1..].iter().all(|word| word.is_joined)) {
                hits.push(Hit { line: window[0].line, phrase, instead });
            }
        }
    }
    hits
}

/// A word in small letters.
struct Word {
    text: String,
    line: usize,
    /// Whether only `-`, `_` or a capital letter separates it from the word before.
    is_joined: bool,
}

/// The words of a text. Punctuation is a word too, so that no phrase goes beyond the end of a sentence.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_start().trim_start_matches(['/', '!', '#', '>']);
        let (mut word, mut before, mut is_joined) = (String::new(), ' ', false);
        for letter in line.chars().chain([' ']) {
            let begins = letter.is_uppercase() && before.is_lowercase();
            if !letter.is_alphanumeric() || begins {
                let joins = begins || letter == '-' || letter == '_';
                if !word.is_empty() {
                    words.push(Word { text: std::mem::take(&mut word), line: index + 1, is_joined });
                }
                if ".,;:|(){}\"".contains(letter) {
                    words.push(Word { text: letter.to_string(), line: index + 1, is_joined: false });
                }
                is_joined = joins;
            }
            if letter.is_alphanumeric() {
                word.extend(letter.to_lowercase());
            }
            before = letter;
        }
    }
    words
}

/// The forbidden phrases of all files, a line each, and the exceptions that match none.
pub fn broken<'a>(files: impl Iterator<Item = (&'a str, &'a str)>, exceptions: &[Exception]) -> Vec<String> {
    let mut broken = Vec::new();
    let mut matched = vec![false; exceptions.len()];
    for (path, text) in files {
        let lines: Vec<&str> = text.lines().collect();
        for Hit { line, phrase, instead } in hits(text) {
            let code = lines[line - 1];
            let exception = exceptions.iter().position(|exception| {
                path.ends_with(exception.file) && phrase == exception.phrase && code.contains(exception.line)
            });
            match exception {
                Some(index) => matched[index] = true,
                None => broken.push(format!("{path}:{line}: `{phrase}`: write {instead}: {}", code.trim())),
            }
        }
    }
    let unmatched = exceptions.iter().zip(matched).filter(|(_, matched)| !matched);
    broken.extend(unmatched.map(|(Exception { file, phrase, line, reason }, _)| {
        format!("this exception matches nothing: `{phrase}` in {file}, in a line with `{line}` ({reason})")
    }));
    broken
}
