//! Why calls were not taken, and whose doing it is.

use std::fmt;

use crate::told::Call;

/// Why a call was not taken.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Cause {
    /// Whose doing it is.
    pub whose: Whose,
    /// What it is.
    pub text: String,
}

/// Whose doing it is that a call was not taken.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Whose {
    /// Perhaps ours.
    NotKnown,
    /// The document contradicts itself.
    Document,
    /// Prism does not do what the specification says, or cannot do it.
    Prism,
}

impl fmt::Display for Whose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NotKnown => "not known",
            Self::Document => "document",
            Self::Prism => "Prism",
        })
    }
}

/// Known causes: what is found in what the program or the mock said, whose doing it is, and why.
const KNOWN: [(&str, Whose, &str); 4] = [
    ("errors#NO_RESPONSE_DEFINED", Whose::Document, "no answer is declared that Prism could give"),
    ("errors#NO_SUCCESS_RESPONSE_DEFINED", Whose::Document, "no answer of success is declared"),
    ("errors#SCHEMA_TOO_COMPLEX", Whose::Prism, "Prism cannot make an answer of a schema that contains itself"),
    ("errors#NOT_IMPLEMENTED", Whose::Prism, "Prism does not know the method"),
];

/// The cause for which a call was not taken; nothing for one that was.
pub fn of(call: &Call) -> Option<Cause> {
    if call.is_taken() {
        return None;
    }
    let everything = format!("{} {}", call.outcome(), call.said.join(" "));
    if let Some((_, whose, text)) = KNOWN.iter().find(|(mark, ..)| everything.contains(mark)) {
        return Some(Cause { whose: *whose, text: (*text).to_owned() });
    }
    let said = call.said.first().map_or(call.outcome(), String::as_str);
    let kind: String = call.outcome().split(':').next().unwrap_or_default().to_owned();
    Some(Cause { whose: Whose::NotKnown, text: format!("{kind}: {}", said.chars().take(90).collect::<String>()) })
}
