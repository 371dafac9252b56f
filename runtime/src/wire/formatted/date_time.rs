//! Dates with a time: instants.

use jiff::Timestamp;

use crate::wire::formatted::format::{Format, Formatted};

/// An instant: a date, a time, and an offset from UTC (RFC 3339 §5.6 `date-time`; OpenAPI's format `date-time`).
///
/// [`get`](Formatted::get) returns the instant only; the offset stays in the string. A string without an offset does not
/// represent an instant, and is an error.
///
/// ```
/// use specwright_runtime::{DateTime, jiff::Timestamp};
///
/// let created = DateTime::new("1985-04-12T23:20:50.520Z");
/// assert_eq!(created.get()?.as_millisecond(), 482_196_050_520);
/// assert_eq!(created.to_string(), "1985-04-12T23:20:50.520Z");
/// assert_eq!(DateTime::from(Timestamp::UNIX_EPOCH).as_str(), "1970-01-01T00:00:00Z");
/// # Ok::<(), specwright_runtime::FormatError>(())
/// ```
pub type DateTime = Formatted<Timestamp>;

impl Format for Timestamp {
    const NAME: &'static str = "date and time (RFC 3339)";

    fn read(string: &str) -> Result<Self, String> {
        string.parse().map_err(|error: jiff::Error| error.to_string())
    }

    fn write(value: &Self) -> String {
        value.to_string()
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use crate::wire::formatted::format::testing::{check, check_reading, check_refused};

    fn at(second: i64, nanosecond: i32) -> Timestamp {
        Timestamp::new(second, nanosecond).expect("it is in range")
    }

    /// With the examples of RFC 3339 §5.8.
    #[test]
    fn instants() {
        check::<_, Timestamp>("1970-01-01T00:00:00Z", at(0, 0));
        check::<_, Timestamp>("1985-04-12T23:20:50.52Z", at(482_196_050, 520_000_000));
        check_reading::<_, Timestamp>("1996-12-19T16:39:57-08:00", &at(851_042_397, 0));
        check_reading::<_, Timestamp>("1937-01-01T12:00:27.87+00:20", &at(-1_041_337_172, -130_000_000));
        check_reading::<_, Timestamp>("2020-01-01T00:00:00.000Z", &at(1_577_836_800, 0));
        check_reading::<_, Timestamp>("2020-01-01t00:00:00z", &at(1_577_836_800, 0));
        check_reading::<_, Timestamp>("2020-01-01 00:00:00+00:00", &at(1_577_836_800, 0));
        for string in ["", "2020-01-01", "2020-01-01T00:00:00", "2020-13-01T00:00:00Z", "1577836800", "now"] {
            check_refused::<Timestamp, Timestamp>(string);
        }
    }
}
