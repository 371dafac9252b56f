//! Numbers in JSON as their types have them: integers are read from any number without a fraction, and a `f64` without a
//! fraction is written without one.
//!
//! `1.0` and `1e3` are integers (JSON Schema Core 2020-12, §6.3), for which serde's implementations of `Deserialize` do
//! not take them; and a service that checks for integers does not take the `5.0` as which serde_json writes a `f64`.
//! Values of fields, and bodies, are decoded and encoded through the two adapters here. They change nothing but numbers
//! and the containers of numbers: objects and unions are passed on as they are.

mod read;
mod write;

pub(crate) use crate::wire::number::read::{Numbers, NumbersSeed};
pub(crate) use crate::wire::number::write::{OfNumbers, unchanged};

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde::Deserialize;
    use serde_json::{Value, json};

    use crate::wire::json::decode;
    use crate::wire::map::Map;
    use crate::wire::number::OfNumbers;
    use crate::{object, union};

    #[derive(Debug, PartialEq)]
    struct Reading {
        small: Option<u8>,
        wide: Option<u64>,
        list: Option<Vec<Option<i32>>>,
        by_name: Option<Map<Vec<i64>>>,
        pair: Option<(i64, f64)>,
        float: Option<f64>,
        floats: Option<Map<Vec<f64>>>,
        three: Option<Option<i16>>,
        inner: Option<Box<Reading>>,
        any: Option<Value>,
        one: Option<One>,
        rest: Map<i64>,
    }

    object! { Reading {
        small: "small",
        wide: "wide",
        list: "list",
        by_name: "by-name",
        pair: "pair",
        float: "float",
        floats: "floats",
        three: "three" as nullable,
        inner: "inner",
        any: "any",
        one: "one",
        rest: "*" as extra,
    } }

    #[derive(Clone, Debug, PartialEq)]
    enum One {
        Integer(i64),
        Number(f64),
        List(Vec<i64>),
        Unknown(Value),
    }

    union! { One {
        Integer: integer(),
        Number: number(),
        List: array(),
    } }

    #[test]
    fn integers_have_no_fraction_however_they_are_written() {
        let check = |json: &str, written: &str| {
            let read: Reading = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), written);
            assert_eq!(decode::<Reading>(json.as_bytes()).unwrap(), read);
        };
        check(r#"{"small":2.55e2}"#, r#"{"small":255}"#);
        check(r#"{"wide":18446744073709551615}"#, r#"{"wide":18446744073709551615}"#);
        check(r#"{"list":[1.0,null,-1e3]}"#, r#"{"list":[1,null,-1000]}"#);
        check(r#"{"by-name":{"a":[2.0]}}"#, r#"{"by-name":{"a":[2]}}"#);
        check(r#"{"pair":[3.0,4.0]}"#, r#"{"pair":[3,4]}"#);
        check(r#"{"float":5.0}"#, r#"{"float":5}"#);
        check(r#"{"float":5}"#, r#"{"float":5}"#);
        check(r#"{"float":-0.5}"#, r#"{"float":-0.5}"#);
        check(r#"{"float":1e300}"#, r#"{"float":1e+300}"#);
        check(r#"{"floats":{"a":[1.0,1.5]}}"#, r#"{"floats":{"a":[1,1.5]}}"#);
        check(r#"{"three":1.0}"#, r#"{"three":1}"#);
        check(r#"{"three":null}"#, r#"{"three":null}"#);
        check(r#"{"inner":{"small":1.0}}"#, r#"{"inner":{"small":1}}"#);
        check(r#"{"x":7.0}"#, r#"{"x":7}"#);
        // JSON of which nothing is known stays as it is.
        check(r#"{"any":{"a":[1.0,1]}}"#, r#"{"any":{"a":[1.0,1]}}"#);
    }

    #[test]
    fn what_is_no_integer_of_the_type_is_refused() {
        for json in [
            r#"{"small":1.5}"#,
            r#"{"small":256.0}"#,
            r#"{"small":-1.0}"#,
            r#"{"wide":1e300}"#,
            r#"{"list":[0.1]}"#,
            r#"{"three":32768.0}"#,
            r#"{"x":7.5}"#,
        ] {
            let error = serde_json::from_str::<Reading>(json).unwrap_err().to_string();
            assert!(error.contains("expected"), "{json}: {error}");
        }
    }

    #[test]
    fn unions_keep_integers_exact() {
        let check = |json: &str, expected: One, written: &str| {
            assert_eq!(serde_json::from_str::<One>(json).unwrap(), expected, "{json}");
            assert_eq!(serde_json::to_string(&OfNumbers(&expected)).unwrap(), written);
        };
        check("5", One::Integer(5), "5");
        check("9007199254740993", One::Integer(9_007_199_254_740_993), "9007199254740993");
        check("5.5", One::Number(5.5), "5.5");
        check("5.0", One::Number(5.0), "5");
        check("[1.0]", One::List(vec![1]), "[1]");
        check("{\"a\":1.0}", One::Unknown(json!({"a": 1.0})), "{\"a\":1.0}");
    }

    #[test]
    fn bodies_are_numbers_too() {
        assert_eq!(decode::<i64>(b"1e3").unwrap(), 1000);
        assert_eq!(decode::<Vec<u8>>(b"[1.0]").unwrap(), [1]);
        assert!(decode::<u8>(b"-1").is_err());
        assert_eq!(Map::<i64>::deserialize(super::Numbers(&json!({"a": 1.0}))).unwrap(), Map::from([("a".into(), 1)]));
        assert_eq!(serde_json::to_string(&OfNumbers(&[1.0, -0.0])).unwrap(), "[1,-0.0]");
    }
}
