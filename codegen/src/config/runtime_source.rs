//! Where Cargo finds the runtime.

use serde::Deserialize;

/// `[crate] runtime`: where Cargo finds the runtime.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(try_from = "Written")]
pub enum RuntimeSource {
    /// In the crate itself: the folder `runtime`.
    Vendored,
    /// In the registry of this name, or in crates.io.
    Registry(Option<String>),
    /// In this folder, relative to the crate.
    Path(String),
    /// In a git repository.
    Git {
        /// The URL of the repository.
        url: String,
        /// The revision, tag or branch, by its key in `Cargo.toml`.
        at: Option<(&'static str, String)>,
    },
}

/// As it is written.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Word(String),
    Table(Keys),
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Keys {
    path: Option<String>,
    registry: Option<String>,
    git: Option<String>,
    rev: Option<String>,
    tag: Option<String>,
    branch: Option<String>,
}

/// What is expected, for messages.
const EXPECTED: &str = "expected \"vendored\", \"registry\", or a table with `path`, with `registry`, or with `git` and at most one of `rev`, `tag` and `branch`";

impl TryFrom<Written> for RuntimeSource {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let keys = match written {
            Written::Word(word) => {
                return match word.as_str() {
                    "vendored" => Ok(Self::Vendored),
                    "registry" => Ok(Self::Registry(None)),
                    _ => Err(format!("unknown place `{word}` of the runtime: {EXPECTED}")),
                };
            }
            Written::Table(keys) => keys,
        };
        let at = [("rev", keys.rev), ("tag", keys.tag), ("branch", keys.branch)];
        let at: Vec<_> = at.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        match (keys.path, keys.registry, keys.git, &at[..]) {
            (Some(path), None, None, []) => Ok(Self::Path(path)),
            (None, Some(name), None, []) => Ok(Self::Registry(Some(name))),
            (None, None, Some(url), [] | [_]) => Ok(Self::Git { url, at: at.into_iter().next() }),
            _ => Err(EXPECTED.to_owned()),
        }
    }
}

impl RuntimeSource {
    /// Parses what `--runtime` has: `vendored`, `registry`, `registry=NAME`, `path=DIR`, or `git=URL` with `,rev=…`, `,tag=…` or
    /// `,branch=…` after it.
    ///
    /// # Errors
    ///
    /// What is expected, if the text is nothing of that.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::parsed(text).ok_or_else(|| {
            "expected vendored, registry, registry=NAME, path=DIR, or git=URL with at most one of ,rev=… ,tag=… and ,branch=…"
                .to_owned()
        })
    }

    fn parsed(text: &str) -> Option<Self> {
        let mut keys = Keys::default();
        // A path may contain commas.
        let parts: Vec<&str> = if text.starts_with("git=") { text.split(',').collect() } else { vec![text] };
        for part in parts {
            let Some((key, value)) = part.split_once('=') else {
                return Written::Word(part.to_owned()).try_into().ok();
            };
            let place = match key {
                "path" => &mut keys.path,
                "registry" => &mut keys.registry,
                "git" => &mut keys.git,
                "rev" => &mut keys.rev,
                "tag" => &mut keys.tag,
                "branch" => &mut keys.branch,
                _ => return None,
            };
            if value.is_empty() || place.replace(value.to_owned()).is_some() {
                return None;
            }
        }
        Written::Table(keys).try_into().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn git(at: Option<(&'static str, &str)>) -> RuntimeSource {
        let url = "https://example.com/runtime.git".to_owned();
        RuntimeSource::Git { url, at: at.map(|(key, value)| (key, value.to_owned())) }
    }

    #[test]
    fn places_are_parsed() {
        fn check(text: &str, expected: Option<RuntimeSource>) {
            assert_eq!(RuntimeSource::parse(text).ok(), expected, "{text}");
        }
        check("vendored", Some(RuntimeSource::Vendored));
        check("registry", Some(RuntimeSource::Registry(None)));
        check("registry=ours", Some(RuntimeSource::Registry(Some("ours".to_owned()))));
        check("path=../a,b", Some(RuntimeSource::Path("../a,b".to_owned())));
        check("git=https://example.com/runtime.git", Some(git(None)));
        check("git=https://example.com/runtime.git,tag=v1", Some(git(Some(("tag", "v1")))));
        check("git=https://example.com/runtime.git,tag=v1,rev=a", None);
        check("rev=a", None);
        check("path=", None);
        check("elsewhere", None);
    }

    #[test]
    fn tables_are_parsed() {
        fn check(text: &str, expected: Option<RuntimeSource>) {
            let parsed = crate::config::Config::parse("api.toml", &format!("[crate]\nruntime = {text}\n"));
            assert_eq!(parsed.ok().map(|config| config.package.runtime), expected.map(Some), "{text}");
        }
        check("\"vendored\"", Some(RuntimeSource::Vendored));
        check("{ path = \"a\" }", Some(RuntimeSource::Path("a".to_owned())));
        check("{ git = \"https://example.com/runtime.git\", rev = \"a\" }", Some(git(Some(("rev", "a")))));
        check("{ path = \"a\", rev = \"a\" }", None);
        check("{ folder = \"a\" }", None);
        check("3", None);
    }
}
