//! The sentence for the constraints of a value.

use crate::api::{Constraints, Count, Value};

use super::verbatim;

/// The length up to which a pattern is shown, in characters.
const LONGEST: usize = 60;

/// The constraints of a value in one sentence, such as ``1–200 characters, matching `^[a-z]+$`.``; `None` if there are none.
pub fn constraints_note(of: &Constraints) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(count(of.characters, "character", "characters"));
    parts.extend(count(of.items, if of.unique { "different item" } else { "item" }, items(of.unique)));
    parts.extend(count(of.properties, "property", "properties"));
    parts.extend(range(of));
    parts.extend(of.multiple_of.as_ref().map(|number| format!("a multiple of {number}")));
    if of.unique && of.items == Count::default() {
        parts.push("without duplicates".to_owned());
    }
    let pattern = of.pattern.as_ref().filter(|pattern| {
        let printable = pattern.chars().all(|letter| !letter.is_control());
        printable && !pattern.trim().is_empty() && pattern.chars().count() <= LONGEST
    });
    parts.extend(pattern.map(|pattern| format!("matching {}", verbatim::span(pattern))));
    if parts.is_empty() {
        return None;
    }
    let text = parts.join(", ");
    let mut letters = text.chars();
    let first = letters.next()?.to_uppercase().to_string();
    Some(format!("{first}{}.", letters.as_str()))
}

fn items(unique: bool) -> &'static str {
    if unique { "different items" } else { "items" }
}

fn count(of: Count, one: &str, many: &str) -> Option<String> {
    let word = |number: u64| if number == 1 { one } else { many };
    match (of.least, of.most) {
        (Some(least), Some(most)) if least == most => Some(format!("exactly {most} {}", word(most))),
        (Some(least), Some(most)) => Some(format!("{least}–{most} {}", word(most))),
        (Some(least), None) => Some(format!("at least {least} {}", word(least))),
        (None, Some(most)) => Some(format!("at most {most} {}", word(most))),
        (None, None) => None,
    }
}

fn range(of: &Constraints) -> Option<String> {
    // Those of the widths of integers add nothing to the type.
    let is_of_type = |(bound, _): &&(Value, bool)| {
        bound.as_f64().is_some_and(|bound| bound.abs() >= f64::from(i32::MAX)) && bound_digits(bound) > 9
    };
    let minimum = of.minimum.as_ref().filter(|bound| !is_of_type(bound));
    let maximum = of.maximum.as_ref().filter(|bound| !is_of_type(bound));
    match (minimum, maximum) {
        (Some((least, false)), Some((most, false))) => Some(format!("from {least} to {most}")),
        (None, None) => None,
        (minimum, maximum) => {
            let least = minimum.map(|(bound, excluded)| match excluded {
                true => format!("more than {bound}"),
                false => format!("at least {bound}"),
            });
            let most = maximum.map(|(bound, excluded)| match excluded {
                true => format!("less than {bound}"),
                false => format!("at most {bound}"),
            });
            Some(least.into_iter().chain(most).collect::<Vec<_>>().join(" and "))
        }
    }
}

fn bound_digits(bound: &Value) -> usize {
    bound.to_string().bytes().filter(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn constraints_are_one_sentence() {
        fn check(of: Constraints, expected: Option<&str>) {
            assert_eq!(constraints_note(&of).as_deref(), expected);
        }
        let count = |least, most| Count { least, most };
        let none = Constraints::default;
        check(none(), None);
        check(Constraints { characters: count(Some(1), Some(200)), ..none() }, Some("1–200 characters."));
        check(Constraints { characters: count(None, Some(1)), ..none() }, Some("At most 1 character."));
        check(Constraints { items: count(Some(2), None), unique: true, ..none() }, Some("At least 2 different items."));
        check(Constraints { unique: true, ..none() }, Some("Without duplicates."));
        check(Constraints { properties: count(Some(3), Some(3)), ..none() }, Some("Exactly 3 properties."));
        let bound = |bound, excluded| Some((bound, excluded));
        let numbers = |minimum, maximum| Constraints { minimum, maximum, ..none() };
        check(numbers(bound(json!(1), false), bound(json!(2.5), false)), Some("From 1 to 2.5."));
        check(numbers(bound(json!(0), true), None), Some("More than 0."));
        check(numbers(bound(json!(0), true), bound(json!(9), false)), Some("More than 0 and at most 9."));
        check(numbers(bound(json!(0), false), bound(json!(2_147_483_647), false)), Some("At least 0."));
        check(Constraints { multiple_of: Some(json!(5)), ..none() }, Some("A multiple of 5."));
        let pattern = Constraints { characters: count(Some(1), None), pattern: Some("^a`b$".to_owned()), ..none() };
        check(pattern, Some("At least 1 character, matching ``^a`b$``."));
        check(Constraints { pattern: Some("x".repeat(61)), ..none() }, None);
    }
}
