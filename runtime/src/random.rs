//! Random numbers for what need not be kept secret: waits, and keys that must not repeat.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::Duration;

/// A random number. The standard library seeds its hash tables by the system's source of randomness, once a thread, and
/// makes another hash function of that seed each time.
pub(crate) fn number() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// A random time from none to `most`.
pub(crate) fn below(most: Duration) -> Duration {
    // 53 bits are what a float holds without rounding up to one.
    let part = (number() >> 11) as f64 / (1_u64 << 53) as f64;
    most.mul_f64(part)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::number;

    #[test]
    fn numbers_do_not_repeat() {
        let numbers: HashSet<u64> = (0..10_000).map(|_| number()).collect();
        assert_eq!(numbers.len(), 10_000);
    }
}
