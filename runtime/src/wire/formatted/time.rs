//! Times of a day.

use super::{Format, Formatted};

/// A time of a day (RFC 3339 §5.6 `full-time` and `partial-time`; OpenAPI's format `time`).
///
/// [`get`](Formatted::get) gives what the clock shows. RFC 3339 has an offset from UTC after it, which many services
/// leave out: where there is one it stays in the text, and what is made of a time has none.
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

    fn read(text: &str) -> Result<Self, String> {
        let clock = match text.find(['Z', 'z', '+', '-']) {
            Some(offset) => {
                let (clock, offset) = text.split_at(offset);
                check_offset(offset)?;
                clock
            }
            None => text,
        };
        // What precedes a time, such as a date, would be read and forgotten.
        if clock.find(':') != Some(2) {
            return Err("expected the form hh:mm:ss".to_owned());
        }
        clock.parse().map_err(|error: jiff::Error| error.to_string())
    }

    fn write(value: &Self) -> String {
        value.to_string()
    }
}

/// Refuses what is no `time-offset`.
fn check_offset(text: &str) -> Result<(), String> {
    let is_offset = match text.as_bytes() {
        [b'Z' | b'z'] => true,
        [b'+' | b'-', h1, h2, b':', m1, m2] => [h1, h2, m1, m2].into_iter().all(u8::is_ascii_digit),
        _ => false,
    };
    if is_offset { Ok(()) } else { Err(format!("{text:?} is no offset from UTC")) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Time, time};

    use super::super::testing::{check, check_reading, check_refused};

    #[test]
    fn clocks() {
        check::<_, Time>("23:59:59", time(23, 59, 59, 0));
        check::<_, Time>("00:00:00.25", time(0, 0, 0, 250_000_000));
        check_reading::<_, Time>("10:20", &time(10, 20, 0, 0));
        for text in ["10:20:30Z", "10:20:30z", "10:20:30+02:00", "10:20:30-11:30", "10:20:30.000Z"] {
            check_reading::<_, Time>(text, &time(10, 20, 30, 0));
        }
        for text in ["", "Z", "24:00:00", "10", "1020", "10:20:30+2", "10:20:30+ab:cd", "2020-01-01T10:20:30", "noon"] {
            check_refused::<Time, Time>(text);
        }
    }
}
