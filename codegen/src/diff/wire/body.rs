//! Request bodies.

use crate::api::{Content, Encoding, Operation};

use super::super::code::ChangeCode;
use super::super::subject::Subject;
use super::step::{Difference, Step};

/// Compares the request bodies of an operation.
pub(super) fn compare(step: &mut Step<'_>, index: usize, old: &Operation, new: &Operation) {
    let about = Subject::Body(index, String::new());
    let types = |of: &[Content]| of.iter().map(|content| content.media_type.clone()).collect::<Vec<_>>().join(", ");
    match (&old.body, &new.body) {
        (None, None) => {}
        (Some(one), None) => {
            let (was, at) = (Some(types(&one.contents)), Some(step.old.spot(&one.at)));
            let (code, headline) = (ChangeCode::BodyRemoved, "there is no request body any more".to_owned());
            step.report(&about, Difference { code, effect: Step::FINE, was, now: None, headline, at });
        }
        (None, Some(other)) => {
            let effect = if other.required { Step::BROKEN } else { Step::FINE };
            let (now, at) = (Some(types(&other.contents)), Some(step.new.spot(&other.at)));
            let required = if other.required { "required" } else { "optional" };
            let (code, headline) = (ChangeCode::BodyAdded, format!("there is a request body, which is {required}"));
            step.report(&about, Difference { code, effect, was: None, now, headline, at });
        }
        (Some(one), Some(other)) => {
            let at = step.new.spot(&other.at);
            if one.required != other.required {
                let word = |required: bool| Some(if required { "required" } else { "optional" }.to_owned());
                let (code, effect) = if other.required {
                    (ChangeCode::BodyRequired, Step::BROKEN)
                } else {
                    (ChangeCode::BodyOptional, Step::FINE)
                };
                let headline = format!("the request body is {}", word(other.required).unwrap_or_default());
                let (was, now) = (word(one.required), word(other.required));
                step.report(&about, Difference { code, effect, was, now, headline, at: Some(at.clone()) });
            }
            contents(step, index, (&one.contents, &other.contents));
        }
    }
}

fn contents(step: &mut Step<'_>, index: usize, (old, new): (&[Content], &[Content])) {
    for one in old {
        let about = Subject::Body(index, one.media_type.clone());
        match find(new, one) {
            Some(other) => {
                if one.property_encodings != other.property_encodings {
                    let headline = format!("parts of `{}` are encoded another way", one.media_type);
                    let (code, effect) = (ChangeCode::StyleChanged, Step::BROKEN);
                    step.report(&about, Difference { code, effect, was: None, now: None, headline, at: None });
                }
                if let (Some(one), Some(other)) = (one.encoding.of(), other.encoding.of()) {
                    step.element(one, other, &about);
                }
            }
            None => {
                let headline = format!("`{}` is not accepted any more", one.media_type);
                let (code, was) = (ChangeCode::MediaTypeRemoved, Some(one.media_type.clone()));
                step.report(&about, Difference { code, effect: Step::BROKEN, was, now: None, headline, at: None });
                // What both documents declare in another form is the same type in Rust.
                if let (Some(one), Some(other)) = (one.encoding.of(), new.first().and_then(|of| of.encoding.of())) {
                    step.element(one, other, &about);
                }
            }
        }
    }
    for other in new.iter().filter(|other| find(old, other).is_none()) {
        let about = Subject::Body(index, other.media_type.clone());
        let headline = format!("`{}` is accepted", other.media_type);
        let (code, now) = (ChangeCode::MediaTypeAdded, Some(other.media_type.clone()));
        step.report(&about, Difference { code, effect: Step::FINE, was: None, now, headline, at: None });
    }
}

/// The content of the same media type, apart from its parameters, and the same encoding.
fn find<'a>(contents: &'a [Content], of: &Content) -> Option<&'a Content> {
    let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_same = |one: Encoding, other: Encoding| std::mem::discriminant(&one) == std::mem::discriminant(&other);
    contents
        .iter()
        .find(|other| essence(&other.media_type) == essence(&of.media_type) && is_same(other.encoding, of.encoding))
}
