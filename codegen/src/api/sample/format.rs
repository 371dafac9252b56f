//! Formats of strings: a sample of each, and validation (OpenAPI 3.0.4, §4.4.1 "Data Type Format", and the registry that
//! it refers to, <https://spec.openapis.org/registry/format/>).

/// A string of a format; `None` for unknown formats.
pub(super) fn sample(format: &str) -> Option<&'static str> {
    Some(match format {
        "base64url" => "aGVsbG8",
        "byte" | "base64" => "aGVsbG8=",
        "char" => "a",
        "date" | "full-date" => "2024-05-17",
        "date-time" | "datetime" | "timestamp" => "2024-05-17T09:30:00Z",
        "decimal" => "1.00",
        "duration" => "PT1H",
        "email" | "idn-email" => "jane@example.com",
        "hostname" | "idn-hostname" | "domain" => "example.com",
        "int32" | "int64" | "uint64" | "integer" | "number" | "double" | "float" => "1",
        "ip" | "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "json-pointer" => "/a",
        "regex" => "^a+$",
        "relative-json-pointer" => "0",
        "time" => "09:30:00Z",
        "uri" | "url" | "iri" => "https://example.com",
        "uri-reference" | "iri-reference" => "/a",
        "uri-template" => "/a/{b}",
        "uuid" | "guid" => "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        _ => return None,
    })
}

/// Whether a string is of a format. Unknown formats allow any string.
pub(super) fn is_of(format: &str, text: &str) -> bool {
    match format {
        "date" => is_date(text),
        "date-time" => text.split_once(['T', 't', ' ']).is_some_and(|(date, time)| is_date(date) && is_time(time)),
        "time" => is_time(text),
        "duration" => text.starts_with('P') && text.len() > 2 && text.is_ascii(),
        "email" | "idn-email" => text.split_once('@').is_some_and(|(user, host)| !user.is_empty() && is_host(host)),
        "hostname" => is_host(text),
        "ipv4" => text.parse::<std::net::Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<std::net::Ipv6Addr>().is_ok(),
        "uri" | "iri" => {
            let plain = !text.contains(|letter: char| letter.is_whitespace() || "<>\"{}|\\^`".contains(letter));
            plain && text.split_once(':').is_some_and(|(scheme, rest)| is_scheme(scheme) && !rest.is_empty())
        }
        "uuid" => is_uuid(text),
        "byte" => {
            let letters = text.trim_end_matches('=');
            text.len().is_multiple_of(4)
                && letters.bytes().all(|letter| letter.is_ascii_alphanumeric() || b"+/".contains(&letter))
        }
        _ => true,
    }
}

fn is_date(text: &str) -> bool {
    let mut parts = text.split('-').map(|part| (part.len(), digits(part)));
    let mut next = |length: usize, least: u32, most: u32| {
        parts
            .next()
            .is_some_and(|(found, number)| found == length && number.is_some_and(|it| it >= least && it <= most))
    };
    next(4, 0, 9999) && next(2, 1, 12) && next(2, 1, 31) && parts.next().is_none()
}

/// A time with an offset (RFC 3339, section 5.6).
fn is_time(text: &str) -> bool {
    let (time, offset) = match text.find(['Z', 'z', '+', '-']) {
        Some(at) => text.split_at(at),
        None => return false,
    };
    let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let parts: Vec<&str> = clock.split(':').collect();
    let below = |part: &str, most: u32| part.len() == 2 && digits(part).is_some_and(|number| number <= most);
    let [hours, minutes, seconds] = parts.as_slice() else { return false };
    let is_offset = offset.eq_ignore_ascii_case("z")
        || offset
            .strip_prefix(['+', '-'])
            .and_then(|rest| rest.split_once(':'))
            .is_some_and(|(h, m)| below(h, 23) && below(m, 59));
    below(hours, 23) && below(minutes, 59) && below(seconds, 60) && digits(fraction).is_some() && is_offset
}

fn digits(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u32::MAX))
}

fn is_host(text: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'-')
    };
    text.len() <= 253 && text.split('.').all(label)
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|letter| letter.is_ascii_alphanumeric() || b"+-.".contains(&letter))
}

fn is_uuid(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && text.bytes().all(|letter| letter == b'-' || letter.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::{is_of, sample};

    #[test]
    fn samples_are_of_their_format() {
        let formats =
            ["date", "date-time", "time", "duration", "email", "hostname", "ipv4", "ipv6", "uri", "uuid", "byte"];
        for format in formats {
            assert!(is_of(format, sample(format).unwrap_or_default()), "{format}");
            assert!(!is_of(format, "not of it"), "{format}");
        }
        assert!(is_of("x-any", "anything") && sample("x-any").is_none());
    }

    #[test]
    fn texts_are_held_against_their_format() {
        fn check(format: &str, text: &str, expected: bool) {
            assert_eq!(is_of(format, text), expected, "{format}: {text}");
        }
        check("date-time", "2024-02-29T12:00:00+01:00", true);
        check("date-time", "2024-02-29T12:00:00.123Z", true);
        check("date-time", "2024-02-29T12:00:00", false);
        check("date-time", "2024-02-29", false);
        check("date-time", "2006-01-02T15:04:05Z07:00", false);
        check("date", "2024-13-01", false);
        check("date", "2024-1-1", false);
        check("email", "@example.com", false);
        check("uri", "example.com", false);
        check("uri", "urn:a:b", true);
        check("uuid", "string", false);
    }
}
