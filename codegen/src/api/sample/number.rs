//! Numbers within bounds (OpenAPI 3.0.4, §4.7.24.1 "minimum", "multipleOf" and their like).

use serde_json::Value;

use super::follow::Conjunction;

/// How many multiples are tried from a bound.
const STEPS: u32 = 1_000;

/// A number, or an integer, that a conjunction allows; the `nth` of the simplest ones.
pub(super) fn number(of: &Conjunction<'_>, whole: bool, nth: usize) -> Value {
    let least = of.largest("minimum");
    let most = of.smallest("maximum");
    let step = of.largest("multipleOf").filter(|step| *step > 0.0);
    let (above, below) = (of.flag("exclusiveMinimum"), of.flag("exclusiveMaximum"));
    let fits = |number: f64| {
        let low = least.is_none_or(|least| if above { number > least } else { number >= least });
        let high = most.is_none_or(|most| if below { number < most } else { number <= most });
        low && high && (!whole || number.fract() == 0.0) && step.is_none_or(|step| is_multiple(number, step))
    };
    let ends = [least, most].into_iter().flatten();
    let near = ends.clone().flat_map(|end| {
        let rounded = [end.ceil(), end.floor(), end.ceil() + 1.0, end.floor() - 1.0];
        rounded.into_iter().chain([end, end + 0.5, end - 0.5])
    });
    let between = least.zip(most).map(|(least, most)| least.midpoint(most));
    let multiples = step.into_iter().flat_map(|step| {
        let from = least.or(most.map(|most| most - step * f64::from(STEPS))).unwrap_or(0.0);
        let first = (from / step).ceil();
        (0..STEPS).map(move |index| (first + f64::from(index)) * step)
    });
    let simple = (0..STEPS).map(|index| f64::from(index + 1));
    let candidates =
        simple.clone().take(10).chain([0.0, -1.0]).chain(near).chain(between).chain(multiples).chain(simple);
    let mut found: Vec<f64> = Vec::new();
    for candidate in candidates {
        if fits(candidate) && !found.contains(&candidate) {
            found.push(candidate);
        }
        if found.len() > nth {
            break;
        }
    }
    json(found.get(nth).or(found.first()).copied().or(least).or(most).unwrap_or(1.0), whole)
}

/// Whether a number is a multiple of a step, within the precision of floats.
pub(super) fn is_multiple(number: f64, step: f64) -> bool {
    let times = number / step;
    (times - times.round()).abs() <= 1e-9 * times.abs().max(1.0)
}

fn json(number: f64, whole: bool) -> Value {
    // 2^53: floats represent all integers up to it.
    if whole && number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0 {
        return Value::from(number as i64);
    }
    Value::from(number)
}
