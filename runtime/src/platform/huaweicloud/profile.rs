//! [`Profile`]: the credentials file of the SDKs, in INI format.

use std::io::ErrorKind;
use std::path::Path;

use crate::wire::secret::Secret;

/// The section with credentials for project-level services. The section `[global]` is for services without projects.
const SECTION: &str = "basic";

/// The settings in the section `[basic]` of a profile.
#[derive(Debug)]
pub(super) struct Profile {
    pub(super) access_key: String,
    pub(super) secret_key: Secret,
    pub(super) security_token: Option<Secret>,
    pub(super) project_id: Option<String>,
    pub(super) iam_endpoint: Option<String>,
}

impl Profile {
    /// Reads a profile; `None` if the file does not exist.
    ///
    /// # Errors
    ///
    /// Returns a sentence with the file name, and the line number of a syntax error.
    pub(super) fn read(path: &Path) -> Result<Option<Self>, String> {
        let shown = path.display();
        let text = match std::fs::read(path) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| format!("The profile `{shown}` is not UTF-8."))?,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(format!("The profile `{shown}` cannot be read: {error}.")),
        };
        match Self::of(&text) {
            Ok(profile) => Ok(Some(profile)),
            Err((Some(line), why)) => Err(format!("The profile `{shown}`, line {line}, {why}.")),
            Err((None, why)) => Err(format!("The profile `{shown}` {why}.")),
        }
    }

    /// Parses a profile.
    ///
    /// # Errors
    ///
    /// Returns the line number, if there is one, and the problem as a predicate to follow the file name. Values are not shown, since
    /// they may be secrets.
    fn of(text: &str) -> Result<Self, (Option<usize>, String)> {
        let entries = Entries::of(text)?;
        let required = |key: &str| match entries.last(key) {
            Some((line, "")) => Err((Some(line), format!("has the key `{key}` without a value"))),
            Some((_, value)) => Ok(value),
            None => Err((None, format!("has no key `{key}` in its section `[{SECTION}]`"))),
        };
        // Like an empty environment variable, an empty value counts as not set.
        let optional = |key: &str| entries.last(key).map(|(_, value)| value).filter(|value| !value.is_empty());
        Ok(Self {
            access_key: required("ak")?.to_owned(),
            secret_key: required("sk")?.into(),
            security_token: optional("security_token").map(Secret::from),
            project_id: optional("project_id").map(str::to_owned),
            iam_endpoint: optional("iam_endpoint").map(str::to_owned),
        })
    }
}

/// The entries of the section: line number, key and value.
struct Entries<'a>(Vec<(usize, String, &'a str)>);

impl<'a> Entries<'a> {
    fn of(text: &'a str) -> Result<Self, (Option<usize>, String)> {
        let (mut inside, mut found, mut entries) = (false, false, Vec::new());
        for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines().map(str::trim)) {
            if line.is_empty() || line.starts_with(['#', ';']) {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                inside = name.trim() == SECTION;
                found |= inside;
            } else if inside {
                let Some((key, value)) = line.split_once(['=', ':']) else {
                    return Err((Some(number), "is neither a section, nor a key with a value".into()));
                };
                entries.push((number, key.trim().to_lowercase(), value.trim()));
            }
        }
        if found { Ok(Self(entries)) } else { Err((None, format!("has no section `[{SECTION}]`"))) }
    }

    fn last(&self, key: &str) -> Option<(usize, &'a str)> {
        self.0.iter().rev().find(|(_, known, _)| known == key).map(|(line, _, value)| (*line, *value))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Profile;

    #[test]
    fn profiles_are_parsed() {
        let check = |text: &str| {
            let profile = Profile::of(text).unwrap();
            assert_eq!((profile.access_key.as_str(), profile.secret_key.expose()), ("a", "s=1"), "{text}");
            profile
        };
        let plain = check("[basic]\nak = a\nsk = s=1\n");
        assert!(plain.security_token.is_none() && plain.project_id.is_none() && plain.iam_endpoint.is_none());
        let full = check(
            "\u{feff}# note\r\n[global]\r\nak = other\r\nnonsense\r\n[ basic ]\r\n; note\r\n  AK: a\r\nsk=s=1\r\n\
             security_token = t\r\nproject_id = p\r\niam_endpoint = https://iam.example.com\r\n[global]\r\nsk = other",
        );
        assert_eq!(full.security_token.unwrap().expose(), "t");
        assert_eq!(full.project_id.as_deref(), Some("p"));
        assert_eq!(full.iam_endpoint.as_deref(), Some("https://iam.example.com"));
        check("[basic]\nak = old\nsk = s=1\nsecurity_token =\nak = a\n");
    }

    #[test]
    fn errors_have_line_numbers() {
        let check = |text: &str, line: Option<usize>, expected: &str| {
            let (found, why) = Profile::of(text).unwrap_err();
            assert_eq!((found, why.as_str()), (line, expected), "{text}");
        };
        check("", None, "has no section `[basic]`");
        check("ak = a\nsk = s\n[global]\nak = a\n", None, "has no section `[basic]`");
        check("[basic]\nsk = s\n", None, "has no key `ak` in its section `[basic]`");
        check("[basic]\nak = a\n", None, "has no key `sk` in its section `[basic]`");
        check("[basic]\n\nak = a\nsk =\n", Some(4), "has the key `sk` without a value");
        check("[basic]\nak = a\n# note\nsk\n", Some(4), "is neither a section, nor a key with a value");
        check("[basic\nak = a\n[basic]\nak a", Some(4), "is neither a section, nor a key with a value");
    }
}
