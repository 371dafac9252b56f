//! Times of a day.

use crate::wire::formatted::format::{Format, Formatted};

/// A time of a day (RFC 3339 §5.6 `full-time` and `partial-time`; OpenAPI's format `time`).
///
/// [`get`](Formatted::get) returns the time on the clock. RFC 3339 requires an offset from UTC after it, which many services
/// omit: `get` ignores the offset, and a string made from a time has none.
///
/// ```
/// use specwright_runtime::{Time, jiff::civil};
///
/// let opens = Time::new("09:30:00+02:00");
/// assert_eq!(opens.get()?, civil::time(9, 30, 0, 0));
/// assert_eq!(Time::from(civil::time(18, 0, 0, 0)).as_str(), "18:00:00");
/// # Ok::<(), specwright_runtime::FormatError>(())
/// ```
pub type Time = Formatted<jiff::civil::Time>;

impl Format for jiff::civil::Time {
    const NAME: &'static str = "time (RFC 3339)";

    fn read(string: &str) -> Result<Self, String> {
        let clock = match string.find(['Z', 'z', '+', '-']) {
            Some(offset) => {
                let (clock, offset) = string.split_at(offset);
                check_offset(offset)?;
                clock
            }
            None => string,
        };
        // `parse` would ignore what precedes a time, such as a date.
        if clock.find(':') != Some(2) {
            return Err("expected the form hh:mm:ss".to_owned());
        }
        clock.parse().map_err(|error: jiff::Error| error.to_string())
    }

    fn write(value: &Self) -> String {
        value.to_string()
    }
}

/// Refuses anything but a `time-offset`.
fn check_offset(string: &str) -> Result<(), String> {
    let is_offset = match string.as_bytes() {
        [b'Z' | b'z'] => true,
        [b'+' | b'-', h1, h2, b':', m1, m2] => [h1, h2, m1, m2].into_iter().all(u8::is_ascii_digit),
        _ => false,
    };
    if is_offset { Ok(()) } else { Err(format!("{string:?} is not an offset from UTC")) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Time, time};

    use crate::wire::formatted::format::testing::{check, check_reading, check_refused};

    #[test]
    fn clocks() {
        check::<_, Time>("23:59:59", time(23, 59, 59, 0));
        check::<_, Time>("00:00:00.25", time(0, 0, 0, 250_000_000));
        check_reading::<_, Time>("10:20", &time(10, 20, 0, 0));
        for string in ["10:20:30Z", "10:20:30z", "10:20:30+02:00", "10:20:30-11:30", "10:20:30.000Z"] {
            check_reading::<_, Time>(string, &time(10, 20, 30, 0));
        }
        for string in ["", "Z", "24:00:00", "10", "1020", "10:20:30+2", "10:20:30+ab:cd", "2020-01-01T10:20:30", "noon"]
        {
            check_refused::<Time, Time>(string);
        }
    }
}
