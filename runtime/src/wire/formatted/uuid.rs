//! UUIDs.

use crate::wire::formatted::format::{Format, Formatted};

/// A UUID (RFC 9562 §4; OpenAPI's format `uuid`).
///
/// ```
/// use specwright_runtime::Uuid;
///
/// let id: Uuid = "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6".parse()?;
/// assert_eq!(id.to_string(), "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6");
/// assert_eq!(id.get()?.get_version_num(), 1);
/// assert_eq!(Uuid::from(id.get()?).as_str(), "f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
/// # Ok::<(), specwright_runtime::FormatError>(())
/// ```
pub type Uuid = Formatted<uuid::Uuid>;

impl Format for uuid::Uuid {
    const NAME: &'static str = "UUID (RFC 9562)";

    fn read(string: &str) -> Result<Self, String> {
        Self::try_parse(string).map_err(|error| error.to_string())
    }

    fn write(value: &Self) -> String {
        value.to_string()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use crate::wire::formatted::format::testing::{check, check_reading, check_refused};

    #[test]
    fn uuids() {
        let id = Uuid::from_u128(0xf81d4fae_7dec_11d0_a765_00a0c91e6bf6);
        check::<_, Uuid>("f81d4fae-7dec-11d0-a765-00a0c91e6bf6", id);
        check::<_, Uuid>("00000000-0000-0000-0000-000000000000", Uuid::nil());
        check_reading::<_, Uuid>("F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6", &id);
        check_reading::<_, Uuid>("f81d4fae7dec11d0a76500a0c91e6bf6", &id);
        check_reading::<_, Uuid>("{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}", &id);
        check_reading::<_, Uuid>("urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", &id);
        for string in ["", "f81d4fae", "g81d4fae-7dec-11d0-a765-00a0c91e6bf6", " f81d4fae-7dec-11d0-a765-00a0c91e6bf6"]
        {
            check_refused::<Uuid, Uuid>(string);
        }
    }
}
