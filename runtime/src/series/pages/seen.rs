//! [`Seen`]: what is known of the pages so far.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

/// What is known of the pages so far.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Whether a token may occur twice.
    pub(super) may_repeat: bool,
    /// The number of items on the largest page.
    pub(super) largest: u64,
    hashes: RandomState,
    /// The tokens or URLs that were requested, as hashes, since there may be millions of them.
    tokens: HashSet<u64>,
}

impl Seen {
    /// Adds a token. Returns whether it is a forbidden repetition.
    pub(super) fn repeats(&mut self, token: &str) -> bool {
        !self.may_repeat && !self.tokens.insert(self.hashes.hash_one(token))
    }
}
