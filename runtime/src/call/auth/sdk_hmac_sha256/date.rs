//! Dates of the form `20240131T235959Z` (ISO 8601, basic format, UTC).

use std::time::{SystemTime, UNIX_EPOCH};

/// Formats a time. Times before 1970 become 1970.
pub(super) fn format(time: SystemTime) -> String {
    let seconds = time.duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let (year, month, day) = civil(seconds / 86_400);
    let (hour, minute, second) = (seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
}

/// Whether `text` has this format.
pub(super) fn is_well_formed(text: &str) -> bool {
    let Some((date, time)) = text.strip_suffix('Z').and_then(|text| text.split_once('T')) else {
        return false;
    };
    let digits = |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(date, 8) || !digits(time, 6) {
        return false;
    }
    let number = |text: &str, at: usize| text.get(at..at + 2).and_then(|text| text.parse().ok()).unwrap_or(99);
    (1..=12).contains(&number(date, 4))
        && (1..=31).contains(&number(date, 6))
        && number(time, 0) < 24
        && number(time, 2) < 60
        && number(time, 4) <= 60
}

/// Year, month and day of a day counted from 1970-01-01, by Howard Hinnant's `civil_from_days`
/// (<https://howardhinnant.github.io/date_algorithms.html>).
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::{format, is_well_formed};

    #[test]
    fn seconds_become_dates() {
        let check = |seconds, expected: &str| assert_eq!(format(UNIX_EPOCH + Duration::from_secs(seconds)), expected);
        check(0, "19700101T000000Z");
        check(951_782_399, "20000228T235959Z");
        check(951_782_400, "20000229T000000Z");
        check(1_709_164_800, "20240229T000000Z");
        check(1_709_251_200, "20240301T000000Z");
        check(1_730_881_815, "20241106T083015Z");
        check(4_107_542_400, "21000301T000000Z");
        assert_eq!(format(UNIX_EPOCH - Duration::from_secs(1)), "19700101T000000Z");
    }

    #[test]
    fn only_this_form_is_well_formed() {
        assert!(is_well_formed("20191115T033655Z"));
        for text in [
            "",
            "2019-11-15T03:36:55Z",
            "20191115T033655",
            "20191115 033655Z",
            "20191315T033655Z",
            "20191132T033655Z",
            "20191115T243655Z",
            "20191115T036055Z",
            "2019111１T03365Z",
            "20191115T033655+Z",
        ] {
            assert!(!is_well_formed(text), "{text}");
        }
    }
}
