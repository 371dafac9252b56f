//! Parses references: which file they name, and which place in it.

use std::path::{Component, Path, PathBuf};

/// Endings of files that documents are written in.
pub(super) const ENDINGS: [&str; 3] = ["json", "yaml", "yml"];

/// What a reference names, by its text alone (RFC 3986 §4.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Address<'a> {
    /// The file that contains it.
    Here,
    /// Another file: a path, percent-encoded as URIs are.
    File(&'a str),
    /// Not a file: a URL, a URN, a name of another server.
    Elsewhere,
}

/// The address and the fragment of a reference; the fragment without its `#`.
pub(super) fn split(text: &str) -> (Address<'_>, &str) {
    let (address, fragment) = text.split_once('#').unwrap_or((text, ""));
    let address = match scheme(address) {
        Some(("file", rest)) => match rest.strip_prefix("//") {
            Some(rest) => match rest.strip_prefix("localhost").unwrap_or(rest) {
                path if path.starts_with('/') => Address::File(path),
                _ => Address::Elsewhere,
            },
            None => Address::File(rest),
        },
        Some(_) => Address::Elsewhere,
        None if address.starts_with("//") => Address::Elsewhere,
        None => Address::File(address),
    };
    (if address == Address::File("") { Address::Here } else { address }, fragment)
}

/// Whether a reference names another file.
pub(super) fn names_a_file(text: &str) -> bool {
    !text.starts_with('#') && matches!(split(text).0, Address::File(_))
}

/// Whether the value of a mapping is a reference to a file: it may as well be a name (OpenAPI 3.0.4, §4.7.25).
pub(super) fn is_path(text: &str) -> bool {
    names_a_file(text) && (text.contains(['/', '#']) || ends_as_documents(Path::new(text)))
}

/// Whether the name of a file ends as those of documents do.
pub(super) fn ends_as_documents(path: &Path) -> bool {
    path.extension().is_some_and(|end| ENDINGS.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

/// The files that an address in a file of a folder may mean, the likeliest first.
///
/// The first is what it means (RFC 3986 §5.2). Many are written as if they were paths, with a `%` or `?` in a name or
/// with `\` between folders.
pub(super) fn candidates(folder: &Path, address: &str) -> Vec<Candidate> {
    let mut spellings = vec![decoded(address.split('?').next().unwrap_or_default())];
    for other in [address.to_owned(), address.replace('\\', "/")] {
        if !spellings.contains(&other) {
            spellings.push(other);
        }
    }
    let candidate = |text: &String| Candidate {
        path: without_dots(&folder.join(text)),
        is_relative: matches!(
            Path::new(text).components().next(),
            Some(Component::CurDir | Component::ParentDir | Component::Normal(_))
        ),
    };
    spellings.iter().map(candidate).collect()
}

/// A file that an address may mean.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Candidate {
    /// The file, found from where the file that the user named was found.
    pub(super) path: PathBuf,
    /// Whether the address is relative to the file that contains it, and not to the root.
    pub(super) is_relative: bool,
}

/// A path without `.`, and without `..` behind a folder (RFC 3986 §5.2.4).
fn without_dots(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(clean.components().next_back(), Some(Component::Normal(_))) => {
                clean.pop();
            }
            Component::ParentDir if clean.has_root() => {}
            part => clean.push(part),
        }
    }
    clean
}

/// A text with its percent-encoded bytes (RFC 3986 §2.1); as it is where they are not UTF-8. A `%` that is not followed
/// by two hex digits is literal.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        let byte = match (first, rest) {
            (b'%', [high, low, ..]) => char::from(*high).to_digit(16).zip(char::from(*low).to_digit(16)),
            _ => None,
        };
        match byte.and_then(|(high, low)| u8::try_from(high << 4 | low).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = rest.get(2..).unwrap_or_default();
            }
            None => bytes.push(first),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The scheme of a URI and what is behind it. One letter is no scheme but a drive.
fn scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then_some((scheme, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_split() {
        let check = |text: &str, address: Address<'_>, fragment: &str| {
            assert_eq!(split(text), (address, fragment), "{text}");
        };
        check("", Address::Here, "");
        check("#/a", Address::Here, "/a");
        check("a.yaml", Address::File("a.yaml"), "");
        check("../a%20b.yaml#/c#d", Address::File("../a%20b.yaml"), "/c#d");
        check("file:a.yaml#x", Address::File("a.yaml"), "x");
        check("file:///etc/a.yaml", Address::File("/etc/a.yaml"), "");
        check("file://localhost/a", Address::File("/a"), "");
        check("file://server/a", Address::Elsewhere, "");
        check("C:\\a.yaml", Address::File("C:\\a.yaml"), "");
        check("https://example.com/a.yaml#/b", Address::Elsewhere, "/b");
        check("urn:a:b", Address::Elsewhere, "");
        check("//example.com/a.yaml", Address::Elsewhere, "");
    }

    #[test]
    fn names_are_no_paths() {
        let check = |text: &str, expected: bool| assert_eq!(is_path(text), expected, "{text}");
        check("Pet", false);
        check("v1.Pet", false);
        check("Pet.yaml", true);
        check("./Pet", true);
        check("Pet.json#/a", true);
        check("#/components/schemas/Pet", false);
        check("https://example.com/Pet.yaml", false);
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let check = |folder: &str, address: &str, expected: &[&str]| {
            let found = candidates(Path::new(folder), address);
            let expected: Vec<&Path> = expected.iter().map(Path::new).collect();
            let paths: Vec<&Path> = found.iter().map(|candidate| candidate.path.as_path()).collect();
            assert_eq!(paths, expected, "{address} in {folder}");
            let is_relative = !address.starts_with(['/', '%']);
            assert!(found.iter().take(1).all(|candidate| candidate.is_relative == is_relative), "{address}");
        };
        check("", "a.yaml", &["a.yaml"]);
        check("specs", "./a/../b.yaml", &["specs/b.yaml"]);
        check("specs", "../../b.yaml", &["../b.yaml"]);
        check("/specs", "../../b.yaml", &["/b.yaml"]);
        check("a", "x%7Bid%7D.yaml", &["a/x{id}.yaml", "a/x%7Bid%7D.yaml"]);
        check("a", "50%.yaml?x", &["a/50%.yaml", "a/50%.yaml?x"]);
        check("a", "b\\c.yaml", &["a/b\\c.yaml", "a/b/c.yaml"]);
        check("a", "/b.yaml", &["/b.yaml"]);
        check("a", "%2fb.yaml", &["/b.yaml", "a/%2fb.yaml"]);
    }
}
