//! [`BuildError`]: the error of building a client.

use std::fmt;

/// A client could not be built. It lists all problems with the settings, in sentences that say what to do.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BuildError {
    api: &'static str,
    problems: Vec<String>,
}

impl BuildError {
    /// An error of at least one problem.
    pub(super) fn new(api: &'static str, problems: Vec<String>) -> Self {
        Self { api, problems }
    }

    /// The problems, one sentence each.
    pub fn problems(&self) -> impl Iterator<Item = &str> {
        self.problems.iter().map(String::as_str)
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "A client for {} cannot be built. {}", self.api, self.problems.join(" "))
    }
}

impl std::error::Error for BuildError {}
