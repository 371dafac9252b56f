//! Values, written in Rust.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::rust::Expression;

use super::literal::raw;
use super::tokens::{ident, of as type_tokens, symbol, text};

/// Numbers for which clippy suggests a constant, also when another number is close to them (`approx_constant`).
const CONSTANTS: [f64; 21] = {
    use std::f64::consts::*;
    [
        E,
        FRAC_1_PI,
        FRAC_1_SQRT_2,
        FRAC_2_PI,
        FRAC_2_SQRT_PI,
        FRAC_PI_2,
        FRAC_PI_3,
        FRAC_PI_4,
        FRAC_PI_6,
        FRAC_PI_8,
        LN_2,
        LN_10,
        LOG2_10,
        LOG2_E,
        LOG10_2,
        LOG10_E,
        PI,
        SQRT_2,
        TAU,
        1.618,
        0.577,
    ]
};

/// The tokens of a value.
pub(super) fn expression(of: &Expression) -> TokenStream {
    match of {
        Expression::Environment(name, sample) => {
            let (name, sample) = (text(name), text(sample));
            quote!(variable(#name, #sample))
        }
        Expression::Bool(value) => quote!(#value),
        Expression::Integer(value) => number(&value.to_string()),
        Expression::Float(value) => number(&float(*value)),
        Expression::Text(value) => text(value).into_token_stream(),
        Expression::Owned(value) => {
            let value = text(value);
            quote!(#value.into())
        }
        Expression::Variant(of, name) => {
            let (of, name) = (type_tokens(of), ident(name));
            quote!(#of::#name)
        }
        Expression::Call(of, name, arguments) => {
            let (of, name, arguments) = (type_tokens(of), ident(name), arguments.iter().map(expression));
            quote!(#of::#name(#(#arguments),*))
        }
        Expression::New(name, arguments, setters) => {
            let (name, arguments) = (ident(name), arguments.iter().map(expression));
            let setters = setters.iter().map(|(setter, value)| {
                let (setter, value) = (ident(setter), expression(value));
                quote!(.#setter(#value))
            });
            quote!(#name::new(#(#arguments),*) #(#setters)*)
        }
        Expression::None => quote!(None),
        Expression::Some(value) => {
            let value = expression(value);
            quote!(Some(#value))
        }
        Expression::Vec(elements) => {
            let elements = elements.iter().map(expression);
            quote!(vec![#(#elements),*])
        }
        Expression::Array(elements) => {
            let elements = elements.iter().map(expression);
            quote!([#(#elements),*])
        }
        Expression::Tuple(elements) => {
            let elements = elements.iter().map(expression);
            quote!((#(#elements),*))
        }
        Expression::Boxed(value) => {
            let value = expression(value);
            quote!(Box::new(#value))
        }
        Expression::Reference(value) => {
            let value = expression(value);
            quote!(&#value)
        }
        Expression::Parsed(json) => {
            let json = self::json(json);
            quote!(#json.parse()?)
        }
        Expression::Decoded(json) => {
            let json = self::json(json);
            quote!(specwright_runtime::serde_json::from_str(#json)?)
        }
        Expression::Map(of, entries) => {
            let of = symbol(of);
            if entries.is_empty() {
                return quote!(#of::new());
            }
            let entries = entries.iter().map(|(name, value)| {
                let (name, value) = (text(name), expression(value));
                quote!((#name.into(), #value))
            });
            quote!(#of::from([#(#entries),*]))
        }
        Expression::Body => quote!(body),
    }
}

/// JSON as a literal in which quotes need no escape.
fn json(text: &str) -> Literal {
    if text.contains('"') { raw(text) } else { self::text(text) }
}

fn number(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|_| Literal::string(text).into_token_stream())
}

/// The digits of a number, or a quotient if clippy would suggest a constant.
fn float(value: f64) -> String {
    let written = format!("{value:?}");
    let close = CONSTANTS.iter().any(|constant| (value.abs() - constant).abs() < 0.01);
    match written.split_once('.').filter(|_| close) {
        Some((whole, fraction)) => {
            // An integer of so many digits is exact, and so is the quotient.
            let fraction = fraction.get(..14).unwrap_or(fraction);
            let digits = format!("{whole}{fraction}");
            let (sign, digits) = digits.strip_prefix('-').map_or(("", digits.as_str()), |digits| ("-", digits));
            format!("{sign}{}.0 / 1{}.0", digits.trim_start_matches('0'), "0".repeat(fraction.len()))
        }
        None => written,
    }
}

#[cfg(test)]
mod tests {
    use super::{Expression, expression, float};

    #[test]
    fn numbers_are_not_taken_for_constants() {
        fn check(value: f64, expected: &str) {
            assert_eq!(float(value), expected);
        }
        check(1.0, "1.0");
        check(1e300, "1e300");
        check(314.0 / 100.0, "314.0 / 100.0");
        check(-2718.0 / 1000.0, "-2718.0 / 1000.0");
        check(7071.0 / 10_000.0, "7071.0 / 10000.0");
    }

    #[test]
    fn the_least_number_is_written() {
        assert_eq!(expression(&Expression::Integer(i64::MIN)).to_string().replace(' ', ""), i64::MIN.to_string());
    }
}
