//! Parses `Retry-After` (RFC 9110, section 10.2.3).

use std::time::{Duration, SystemTime};

use reqwest::header::{DATE, HeaderName, RETRY_AFTER};

use crate::HeaderMap;
use crate::transport::clock;

/// The wait requested by `Retry-After`: a number of seconds, or the time until a date. The current time is the service's
/// (`Date`) if the response has it, so that a wrong local clock does no harm. A number or a year that is out of range is
/// [`Duration::MAX`]: a service that wants so long a wait must not be called again at once.
///
/// `None` if the header is missing or invalid.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = text(headers, RETRY_AFTER)?;
    // Some services send fractions, although the grammar does not allow them.
    if text.starts_with(|first: char| first.is_ascii_digit())
        && let Ok(seconds) = text.parse::<f64>()
    {
        return Some(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX));
    }
    match httpdate::parse_http_date(text) {
        Ok(then) => {
            let now = self::text(headers, DATE).and_then(|date| httpdate::parse_http_date(date).ok());
            Some(until(then, now.unwrap_or_else(clock::date)))
        }
        Err(_) => has_distant_year(text).then_some(Duration::MAX),
    }
}

/// Whether a date has a year of more than four digits, which HTTP cannot express.
fn has_distant_year(date: &str) -> bool {
    let is_year = |word: &str| word.len() > 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    date.split_ascii_whitespace().any(is_year)
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim)
}

/// The time from `now` to `then`; zero if it has passed.
fn until(then: SystemTime, now: SystemTime) -> Duration {
    then.duration_since(now).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::retry_after;
    use crate::HeaderMap;

    fn headers(after: &str, date: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("retry-after", after.parse().unwrap());
        if let Some(date) = date {
            headers.insert("date", date.parse().unwrap());
        }
        headers
    }

    #[test]
    fn seconds_and_dates_are_parsed() {
        let check = |after: &str, expected: Option<f64>| {
            let headers = headers(after, Some("Wed, 21 Oct 2015 07:28:00 GMT"));
            assert_eq!(retry_after(&headers).map(|wait| wait.as_secs_f64()), expected, "{after}");
        };
        check("120", Some(120.0));
        check(" 0 ", Some(0.0));
        check("1.5", Some(1.5));
        check("Wed, 21 Oct 2015 07:30:05 GMT", Some(125.0));
        check("Wednesday, 21-Oct-15 07:28:01 GMT", Some(1.0));
        check("Wed Oct 21 07:28:09 2015", Some(9.0));
        check("Wed, 21 Oct 2015 07:00:00 GMT", Some(0.0));
        for nonsense in ["", "soon", "-1", "NaN", "inf", "Wed, 99 Oct 2015 07:28:00 GMT"] {
            check(nonsense, None);
        }
        let longest = Some(Duration::MAX.as_secs_f64());
        check(&"9".repeat(20), longest);
        check(&"9".repeat(400), longest);
        check("1e300", longest);
        check("Fri, 31 Dec 99999 23:59:59 GMT", longest);
        assert_eq!(retry_after(&HeaderMap::new()), None);
    }

    #[test]
    fn without_a_date_header_the_local_clock_is_used() {
        let then = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(100));
        let wait = retry_after(&headers(&then, None)).unwrap();
        assert!(wait > Duration::from_secs(90) && wait <= Duration::from_secs(100), "{wait:?}");
    }
}
