//! What a comparison results in.

use std::collections::BTreeSet;

use crate::report::Location;

use super::code::ChangeCode;

/// What a change means for code that uses the crate, by Cargo's rules
/// (<https://doc.rust-lang.org/cargo/reference/semver.html>).
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum Level {
    /// Nothing.
    #[default]
    Patch,
    /// There is more than before.
    Minor,
    /// It may stop compiling, or means something else.
    Major,
}

impl Level {
    /// As it is printed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// What a change means for programs that are already there.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum Effect {
    /// They go on working.
    #[default]
    Compatible,
    /// They may fail.
    Breaking,
}

impl Effect {
    /// As it is printed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            Self::Breaking => "breaking",
        }
    }

    /// Breaking if the condition holds.
    pub(super) const fn breaking_if(condition: bool) -> Self {
        if condition { Self::Breaking } else { Self::Compatible }
    }

    /// Whether it is breaking.
    pub fn is_breaking(self) -> bool {
        self == Self::Breaking
    }
}

/// What a change comes from.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum Origin {
    /// The document.
    #[default]
    Document,
    /// The configuration.
    Configuration,
    /// Another version of the generator.
    Generator,
}

impl Origin {
    /// As it is printed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Configuration => "configuration",
            Self::Generator => "generator",
        }
    }
}

/// Which of two versions.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Which {
    /// The first.
    Old,
    /// The second.
    New,
}

/// A place in one of the two documents, as it was written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Spot {
    /// The document.
    pub which: Which,
    /// The place in it.
    pub location: Location,
}

/// One difference between two versions of a crate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    /// The sort of change, which [`ChangeCode::explain`] explains.
    pub code: ChangeCode,
    /// The item of the crate: a type, a method of the client.
    pub item: String,
    /// The ids of the operations that it affects, in the order of the document.
    pub operations: Vec<String>,
    /// What it means for code that uses the crate.
    pub rust: Level,
    /// Whether a client that obeys the old document may fail at a service that obeys the new one.
    pub wire: Effect,
    /// Whether the crate generated from the old document may fail at a service that obeys the new one.
    pub released: Effect,
    /// What was there.
    pub was: Option<String>,
    /// What is there now.
    pub now: Option<String>,
    /// What changed, in one line of Markdown.
    pub headline: String,
    /// What follows from it, if that is not obvious.
    pub detail: Option<&'static str>,
    /// Where it is.
    pub at: Option<Spot>,
    /// What it comes from.
    pub from: Origin,
    /// The reason for which the configuration accepts it.
    pub accepted: Option<String>,
}

impl Change {
    /// What changes are sorted by: what breaks code or released crates comes before what breaks others, and before what is only new.
    pub(super) fn severity(&self) -> impl Ord + use<> {
        let breaks = self.rust == Level::Major || self.released.is_breaking();
        (breaks, self.rust, self.released, self.wire)
    }

    /// Headline and detail in one line.
    pub fn message(&self) -> String {
        match self.detail {
            Some(detail) => format!("{}: {detail}", self.headline),
            None => self.headline.clone(),
        }
    }
}

/// The differences between two versions of a crate, and what they mean.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The version of the old crate, and the one that the new crate needs.
    pub version: (String, String),
    /// The number of operations of the old document.
    pub operations: usize,
    /// The changes, the most severe first.
    pub changes: Vec<Change>,
    /// Entries of the configuration that accept nothing, or more than one change, with what is wrong.
    pub unmatched: Vec<String>,
}

impl Comparison {
    /// The verdict for code that uses the crate.
    pub fn rust(&self) -> Level {
        self.changes.iter().map(|change| change.rust).max().unwrap_or_default()
    }

    /// The verdict for clients that obey the old document.
    pub fn wire(&self) -> Effect {
        self.changes.iter().map(|change| change.wire).max().unwrap_or_default()
    }

    /// The verdict for crates that were generated from the old document.
    pub fn released(&self) -> Effect {
        self.changes.iter().map(|change| change.released).max().unwrap_or_default()
    }

    /// The operations that fail for clients that obey the old document.
    pub fn wire_breaking(&self) -> Vec<&str> {
        self.breaking(|change| change.wire)
    }

    /// The operations that fail for crates that were generated from the old document.
    pub fn released_breaking(&self) -> Vec<&str> {
        self.breaking(|change| change.released)
    }

    fn breaking(&self, effect: fn(&Change) -> Effect) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        let broken = self.changes.iter().filter(|change| effect(change).is_breaking());
        broken.flat_map(|change| &change.operations).map(String::as_str).filter(|id| seen.insert(*id)).collect()
    }

    /// Whether a change that is not accepted is at least so severe.
    pub fn has(&self, test: impl Fn(&Change) -> bool) -> bool {
        self.changes.iter().any(|change| change.accepted.is_none() && test(change))
    }
}
