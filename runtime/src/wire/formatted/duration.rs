//! Lengths of time.

use jiff::Span;
use jiff::fmt::temporal::SpanParser;

use crate::wire::formatted::format::{Format, Formatted};

/// A length of time (ISO 8601, RFC 3339 appendix A `duration`; OpenAPI's format `duration`).
///
/// It may contain months and days, whose lengths differ, so that it is not a [`std::time::Duration`]. Without them it can be
/// converted to one.
///
/// ```
/// use std::time;
///
/// use specwright_runtime::{Duration, jiff::ToSpan};
///
/// let span = Duration::new("PT1M30S").get()?;
/// assert_eq!(time::Duration::try_from(span).ok(), Some(time::Duration::from_secs(90)));
/// assert_eq!(Duration::from(1.month().days(2)).as_str(), "P1M2D");
/// # Ok::<(), specwright_runtime::FormatError>(())
/// ```
pub type Duration = Formatted<Span>;

impl Format for Span {
    const NAME: &'static str = "duration (ISO 8601)";

    fn read(string: &str) -> Result<Self, String> {
        // `FromStr` would also accept `1 day`.
        SpanParser::new().parse_span(string).map_err(|error| error.to_string())
    }

    fn write(value: &Self) -> String {
        value.to_string()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::{Span, ToSpan};

    use super::Duration;
    use crate::wire::formatted::format::testing::check_refused;

    #[test]
    fn spans() {
        let check = |string: &str, span: Span| {
            assert_eq!(Duration::new(string).get().unwrap().fieldwise(), span.fieldwise(), "{string}");
            assert_eq!(Duration::from(span).as_str(), string);
        };
        check("P3Y6M4DT12H30M5S", 3.years().months(6).days(4).hours(12).minutes(30).seconds(5));
        check("P2W", 2.weeks());
        check("PT0.5S", 500.milliseconds());
        check("-PT5M", -5.minutes());
        check("PT0S", Span::new());
        for string in ["", "P", "PT", "1 day", "90", "5M", "PT5X"] {
            check_refused::<Span, Span>(string);
        }
    }
}
