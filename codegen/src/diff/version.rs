//! The version that a crate needs after a change.

use super::change::Level;

/// The next version after a change. Below 1.0.0 the place of the minor version is that of breaking changes (Cargo, "SemVer
/// Compatibility").
pub(super) fn next(version: &str, level: Level) -> String {
    let Some((major, minor, patch)) = parse(version) else { return version.to_owned() };
    let (major, minor, patch) = match (level, major, minor) {
        (Level::Major, 0, _) => (0, minor + 1, 0),
        (Level::Major, _, _) => (major + 1, 0, 0),
        (Level::Minor, 0, _) | (Level::Patch, _, _) => (major, minor, patch + 1),
        (Level::Minor, _, _) => (major, minor + 1, 0),
    };
    format!("{major}.{minor}.{patch}")
}

/// Whether the first version is older than the second. Versions that cannot be read are not.
pub fn is_older(one: &str, other: &str) -> bool {
    parse(one).zip(parse(other)).is_some_and(|(one, other)| one < other)
}

/// The three numbers of a version. What follows a `-` or `+` does not count.
fn parse(version: &str) -> Option<(u64, u64, u64)> {
    let numbers = version.split(['-', '+']).next()?;
    let mut parts = numbers.split('.').map(|part| part.parse::<u64>().ok());
    let parsed = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(parsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_move_at_the_place_that_cargo_compares() {
        fn check(from: &str, level: Level, to: &str) {
            assert_eq!(next(from, level), to, "{from} {level:?}");
        }
        check("0.4.2", Level::Major, "0.5.0");
        check("0.4.2", Level::Minor, "0.4.3");
        check("0.0.2", Level::Major, "0.1.0");
        check("1.4.2", Level::Major, "2.0.0");
        check("1.4.2", Level::Minor, "1.5.0");
        check("1.4.2", Level::Patch, "1.4.3");
        check("1.0.0-rc.1", Level::Patch, "1.0.1");
        check("later", Level::Major, "later");
    }

    #[test]
    fn versions_are_compared_by_numbers() {
        assert!(is_older("0.9.0", "0.10.0") && !is_older("0.10.0", "0.9.0") && !is_older("x", "0.9.0"));
    }
}
