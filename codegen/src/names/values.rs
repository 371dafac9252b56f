//! Names of the variants of enums: the words of their values, and words for signs.

use super::spelling::{Spelling, told_apart};
use super::{Scope, identifier, pascal};

/// The names of the variants for values, in order.
pub(super) struct ValueVariants {
    /// The names.
    pub names: Vec<String>,
    /// What casing gives for each value.
    pub wanted: Vec<String>,
    /// The values whose name was taken, by index, and the name that they would have had.
    pub clashes: Vec<(usize, String)>,
    /// The variant for other values: `Other`, unless that is one of them.
    pub open: String,
}

/// Names variants after the document's names for the values, else after the values. Values that differ only by signs or in
/// style are distinguished by words for these, independently of their order. `kept` are the names that the lock has.
pub(super) fn named<'a>(
    values: impl Iterator<Item = (&'a str, Option<&'a str>)>,
    kept: &[Option<&str>],
) -> ValueVariants {
    let texts: Vec<&str> = values.map(|(value, called)| called.unwrap_or(value)).collect();
    let named = distinct(told_apart(&texts, |_, _| false, variant).into_iter(), kept);
    ValueVariants { wanted: texts.iter().map(|text| variant(text, Spelling::Usual)).collect(), ..named }
}

/// The names of variants for integers: the document's names, distinguished likewise, else the integers.
pub(super) fn integers<'a>(
    values: impl Iterator<Item = (i64, Option<&'a str>)>,
    kept: &[Option<&str>],
) -> ValueVariants {
    let text = |(value, called): (i64, Option<&str>)| match called {
        Some(called) => called.to_owned(),
        None if value < 0 => format!("Minus {}", value.unsigned_abs()),
        None => format!("Value {value}"),
    };
    let texts: Vec<String> = values.map(text).collect();
    named(texts.iter().map(|text| (text.as_str(), None)), kept)
}

fn distinct(wanted: impl Iterator<Item = String>, kept: &[Option<&str>]) -> ValueVariants {
    let mut scope = Scope::with(["Self"]);
    kept.iter().flatten().for_each(|name| scope.reserve(name));
    let (mut names, mut clashes) = (Vec::new(), Vec::new());
    let wanted: Vec<String> = wanted.collect();
    for (index, name) in wanted.iter().cloned().enumerate() {
        let (taken, other) = scope.keep(kept.get(index).copied().flatten(), [name.clone()]);
        if other {
            clashes.push((index, name));
        }
        names.push(taken);
    }
    let (open, _) = scope.take(["Other".to_owned(), "Unrecognized".to_owned()]);
    ValueVariants { names, wanted, clashes, open }
}

/// The name of the variant for a value.
fn variant(value: &str, spelling: Spelling) -> String {
    let name = pascal(&spelling.of(value));
    match name.is_empty() {
        true if value.is_empty() => "Empty".to_owned(),
        true => "Value".to_owned(),
        false => identifier(name, "Value"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_are_told_apart() {
        fn check(values: &[&str], expected: &[&str]) {
            let named = named(values.iter().map(|&value| (value, None)), &[]);
            assert_eq!(named.names, expected, "{values:?}");
        }
        check(&["BOOTING", "FAILURE_ON_SUBMIT"], &["Booting", "FailureOnSubmit"]);
        check(&["created", "-created", "+created", ""], &["Created", "MinusCreated", "PlusCreated", "Empty"]);
        check(&["+1", "-1", "heart"], &["Plus1", "Minus1", "Heart"]);
        check(&["1.0", "<", ">", ">=", "<=", "!="], &["Value1_0", "Lt", "Gt", "Gte", "Lte", "Ne"]);
        check(&["==", "!="], &["Eq", "Ne"]);
        check(&["=", "==", "&", "&&"], &["Eq", "EqEq", "And", "AndAnd"]);
        check(&["18+", "<18", "18", "=18"], &["Value18Plus", "Lt18", "Value18", "Eq18"]);
        check(&["Etc/GMT+1", "Etc/GMT-1", "Etc/GMT"], &["EtcGmtPlus1", "EtcGmtMinus1", "EtcGmt"]);
        check(&["m5.large", "m5-large", "t2.micro"], &["M5LargeDotted", "M5LargeKebab", "T2Micro"]);
        check(&["us-east-1", "eu-west-2"], &["UsEast1", "EuWest2"]);
        check(&["us-east-1", "us_east_1", "UsEast1"], &["UsEast1Kebab", "UsEast1Snake", "UsEast1Pascal"]);
        check(&["EUR", "eur", "€"], &["EurUpper", "EurLower", "Euro"]);
        check(&["v1", "v1.0", "V1"], &["V1Lower", "V1_0", "V1Upper"]);
        check(&["other", "Other"], &["OtherLower", "OtherPascal"]);
        check(&["$ref", "@id", "C#", "C++", "C"], &["Ref", "Id", "CSharp", "CPlusPlus", "C"]);
        check(&[" ", "  ", "..", "😀"], &["Space", "SpaceSpace", "DotDot", "U1f600"]);
        check(&["self"], &["Self_"]);
    }

    #[test]
    fn integers_have_their_signs() {
        let named = integers([0, 1, -1].into_iter().map(|value| (value, None)), &[]);
        assert_eq!(named.names, ["Value0", "Value1", "Minus1"]);
        let named = integers(
            [(1, "low"), (2, "low+"), (3, "low!")].map(|(value, called)| (value, Some(called))).into_iter(),
            &[],
        );
        assert_eq!(named.names, ["Low", "LowPlus", "LowNot"]);
        assert!(named.clashes.is_empty());
    }

    #[test]
    fn names_that_cannot_be_told_apart_are_numbered() {
        let named = named(["other", "other!", "other"].into_iter().map(|value| (value, None)), &[]);
        let (names, open) = (["Other", "OtherNot", "Other2"].map(str::to_owned), "Unrecognized".to_owned());
        assert_eq!((named.names, named.open), (names.to_vec(), open));
        assert_eq!(named.clashes, [(2, "Other".to_owned())]);
    }
}
