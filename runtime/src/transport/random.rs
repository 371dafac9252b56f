//! Random numbers that need not be secret: for delays, and for keys that must not repeat.

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
use std::collections::hash_map::RandomState;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
use std::hash::{BuildHasher, Hasher};
use std::time::Duration;

/// A random number. The standard library seeds its hash tables from the system's source of randomness, once per thread, and
/// derives a new hash function from that seed each time.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub(crate) fn number() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// A random number from the browser, since the standard library has none there.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub(crate) fn number() -> u64 {
    let half = || (js_sys::Math::random() * f64::from(u32::MAX)) as u64;
    half() << 32 | half()
}

/// A random UUID (RFC 9562, section 5.4) as a string.
pub(crate) fn uuid() -> String {
    let (high, low) = (number(), number());
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xfff,
        low >> 48 & 0x3fff | 0x8000,
        low & 0xffff_ffff_ffff
    )
}

/// A random duration of up to `most`.
pub(crate) fn below(most: Duration) -> Duration {
    // 53 bits are what a float holds without rounding up to one.
    let part = (number() >> 11) as f64 / (1_u64 << 53) as f64;
    most.mul_f64(part)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{number, uuid};

    #[test]
    fn numbers_do_not_repeat() {
        let numbers: HashSet<u64> = (0..10_000).map(|_| number()).collect();
        assert_eq!(numbers.len(), 10_000);
        let uuids: HashSet<String> = (0..10_000).map(|_| uuid()).collect();
        assert_eq!(uuids.len(), 10_000);
    }

    #[test]
    fn uuids_are_of_version_4() {
        for _ in 0..100 {
            let uuid = uuid();
            let lengths: Vec<usize> = uuid.split('-').map(str::len).collect();
            assert_eq!(lengths, [8, 4, 4, 4, 12], "{uuid}");
            assert!(uuid[14..].starts_with('4') && uuid[19..].starts_with(['8', '9', 'a', 'b']), "{uuid}");
        }
    }
}
