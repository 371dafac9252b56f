//! Dates without a time.

use crate::wire::formatted::format::{Format, Formatted};

/// A day of the calendar (RFC 3339 §5.6 `full-date`; OpenAPI's format `date`).
///
/// ```
/// use specwright_runtime::{Date, jiff::civil};
///
/// let due = Date::new("2024-02-29");
/// assert_eq!(due.get()?.tomorrow().ok(), Some(civil::date(2024, 3, 1)));
/// assert_eq!(Date::from(civil::date(2024, 3, 1)).as_str(), "2024-03-01");
/// # Ok::<(), specwright_runtime::FormatError>(())
/// ```
pub type Date = Formatted<jiff::civil::Date>;

impl Format for jiff::civil::Date {
    const NAME: &'static str = "date (RFC 3339)";

    fn read(string: &str) -> Result<Self, String> {
        // `parse` would ignore what follows a date.
        if string.len() != "YYYY-MM-DD".len() {
            return Err("expected the form YYYY-MM-DD".to_owned());
        }
        string.parse().map_err(|error: jiff::Error| error.to_string())
    }

    fn write(value: &Self) -> String {
        value.to_string()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use crate::wire::formatted::format::testing::{check, check_refused};

    #[test]
    fn days() {
        check::<_, Date>("2020-02-29", date(2020, 2, 29));
        check::<_, Date>("0000-01-01", date(0, 1, 1));
        for string in ["", "2021-02-29", "20200229", "2020-02-29T00:00:00", "29.02.2020", "2020-2-29", "0000-00-00"] {
            check_refused::<Date, Date>(string);
        }
    }
}
