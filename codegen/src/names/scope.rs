//! A namespace, in which every name is unique.

use std::collections::{HashMap, HashSet};

/// The names that are taken.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    taken: HashSet<String>,
    /// Those of the taken names that are kept for what has them in the lock.
    reserved: HashSet<String>,
    /// The next number to try for a name, so that many equal names do not take quadratic time.
    numbered: HashMap<String, u64>,
}

impl Scope {
    /// A scope in which these names are reserved.
    pub fn with<'a>(reserved: impl IntoIterator<Item = &'a str>) -> Self {
        Self { taken: reserved.into_iter().map(str::to_owned).collect(), ..Self::default() }
    }

    /// Keeps a name for what has it in the lock.
    pub fn reserve(&mut self, name: &str) {
        if self.taken.insert(name.to_owned()) {
            self.reserved.insert(name.to_owned());
        }
    }

    /// Claims a reserved name; false if it was not reserved, or is claimed already.
    pub fn claim(&mut self, name: &str) -> bool {
        self.reserved.remove(name)
    }

    /// The locked name, if there is one that can be claimed, else one of the wanted names as by [`take`](Self::take).
    pub fn keep<const N: usize>(&mut self, locked: Option<&str>, wanted: [String; N]) -> (String, bool) {
        match locked {
            Some(name) if self.claim(name) => (name.to_owned(), false),
            _ => self.take(wanted),
        }
    }

    /// Takes the first of the wanted names that is free; if none is, the last of them with the first free number
    /// from 2 on. Returns whether it differs from the first.
    pub fn take<const N: usize>(&mut self, wanted: [String; N]) -> (String, bool) {
        let mut last = String::new();
        for (index, name) in wanted.into_iter().enumerate() {
            if self.taken.insert(name.clone()) {
                return (name, index > 0);
            }
            last = name;
        }
        // `Self2`, not `Self_2`: the name of a type has no underscore.
        if last.starts_with(char::is_uppercase) {
            last.truncate(last.trim_end_matches('_').len());
        }
        let joint = if last.ends_with(char::is_numeric) { "_" } else { "" };
        let number = self.numbered.entry(last.clone()).or_insert(2);
        loop {
            let name = format!("{last}{joint}{number}");
            *number += 1;
            if self.taken.insert(name.clone()) {
                return (name, true);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clashes_are_settled_the_same_way_each_time() {
        let mut scope = Scope::with(["Client"]);
        let mut check = |wanted: [&str; 2], expected: (&str, bool)| {
            let (name, other) = scope.take(wanted.map(str::to_owned));
            assert_eq!((name.as_str(), other), expected);
        };
        check(["Job", "JobCall"], ("Job", false));
        check(["Job", "JobCall"], ("JobCall", true));
        check(["Job", "JobCall"], ("JobCall2", true));
        check(["Client", "V1"], ("V1", true));
        check(["Client", "V1"], ("V1_2", true));
        check(["Self_", "Self_"], ("Self_", false));
        check(["Self_", "Self_"], ("Self2", true));
        check(["self_", "self_"], ("self_", false));
        check(["self_", "self_"], ("self_2", true));
    }

    #[test]
    fn many_equal_names_take_no_time() {
        let mut scope = Scope::with(["Job70000"]);
        let last = (0..100_000).map(|_| scope.take(["Job".to_owned()]).0).last();
        assert_eq!(last.as_deref(), Some("Job100001"));
    }
}
