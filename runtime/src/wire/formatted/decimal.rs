//! Decimal numbers as strings.

use crate::wire::formatted::format::{Format, Formatted};

/// A decimal number that is written as a string, so that no digit is lost (OpenAPI's format `decimal`).
///
/// ```
/// use specwright_runtime::Decimal;
///
/// let [price, tax] = ["19.90", "0.10"].map(Decimal::new);
/// assert_eq!(Decimal::from(price.get()? + tax.get()?).as_str(), "20.00");
/// # Ok::<(), specwright_runtime::FormatError>(())
/// ```
pub type Decimal = Formatted<rust_decimal::Decimal>;

impl Format for rust_decimal::Decimal {
    const NAME: &'static str = "decimal number of at most 28 digits";

    fn read(string: &str) -> Result<Self, String> {
        // Only Rust separates digits by `_`.
        if string.contains('_') {
            return Err("it has a character that is no digit".to_owned());
        }
        let read =
            if string.contains(['e', 'E']) { Self::from_scientific(string) } else { Self::from_str_exact(string) };
        read.map_err(|error| error.to_string())
    }

    fn write(value: &Self) -> String {
        value.to_string()
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use crate::wire::formatted::format::testing::{check, check_reading, check_refused};

    #[test]
    fn decimals() {
        check::<_, Decimal>("0.10", Decimal::new(10, 2));
        check::<_, Decimal>(
            "-12345678901234567890.12345678",
            Decimal::from_i128_with_scale(-1_234_567_890_123_456_789_012_345_678, 8),
        );
        check_reading::<_, Decimal>("+1", &Decimal::ONE);
        check_reading::<_, Decimal>("1.5e3", &Decimal::from(1500));
        for string in ["", "1_000", "1,5", "one", "NaN", "0.00000000000000000000000000001", "1e400"] {
            check_refused::<Decimal, Decimal>(string);
        }
    }
}
