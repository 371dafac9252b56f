//! The expansion of one variable (RFC 6570, section 3.2.1), and of styles that are not in the RFC but similar.

use std::borrow::Cow;

use crate::wire::data::Node;
use crate::wire::percent::Keep;

/// A value as in RFC 6570, section 2.3: undefined, a string, a list, or pairs.
pub(super) enum Flat<'a> {
    Undefined,
    String(Cow<'a, str>),
    List(Vec<Cow<'a, str>>),
    Pairs(Vec<(&'a str, Cow<'a, str>)>),
}

impl<'a> Flat<'a> {
    /// `node` with undefined properties left out.
    ///
    /// # Errors
    ///
    /// It contains a list or an object inside another one, as a predicate that follows the name of the parameter.
    pub(super) fn new(node: Node<'a>) -> Result<Self, String> {
        let nested = || "has a list or an object inside another one, which its style cannot express".to_owned();
        let scalar = |node: Node<'a>| match node {
            Node::Absent => Ok(None),
            _ => node.scalar().map(Some).ok_or_else(nested),
        };
        Ok(match node {
            Node::List(items) => {
                let items = items.filter_map(|item| scalar(item).transpose()).collect::<Result<Vec<_>, _>>()?;
                if items.is_empty() { Self::Undefined } else { Self::List(items) }
            }
            Node::Object(properties) => {
                let pairs = properties.filter_map(|(name, value)| match scalar(value) {
                    Ok(value) => value.map(|value| Ok((name, value))),
                    Err(error) => Some(Err(error)),
                });
                let pairs = pairs.collect::<Result<Vec<_>, _>>()?;
                if pairs.is_empty() { Self::Undefined } else { Self::Pairs(pairs) }
            }
            _ => scalar(node)?.map_or(Self::Undefined, Self::String),
        })
    }

    /// Whether one of several strings contains `separator`.
    pub(super) fn is_split_by(&self, separator: char) -> bool {
        !matches!(self, Self::String(_)) && self.strings().iter().any(|string| string.contains(separator))
    }

    /// All strings in it, names included.
    pub(super) fn strings(&self) -> Vec<&str> {
        match self {
            Self::Undefined => Vec::new(),
            Self::String(string) => vec![string],
            Self::List(items) => items.iter().map(|item| &**item).collect(),
            Self::Pairs(pairs) => pairs.iter().flat_map(|(name, value)| [*name, value]).collect(),
        }
    }
}

/// An operator of RFC 6570 (its appendix A).
#[derive(Clone, Copy)]
pub(super) struct Expansion {
    /// Between exploded properties.
    separator: &'static str,
    /// Between properties that are not exploded.
    joint: &'static str,
    /// What follows a name without a value, if names are written.
    named: Option<&'static str>,
    /// The characters that are not encoded in values.
    keep: Keep,
}

impl Expansion {
    pub(super) fn new(separator: &'static str, keep: Keep) -> Self {
        Self { separator, joint: ",", named: None, keep }
    }

    pub(super) fn named(self, empty: &'static str) -> Self {
        Self { named: Some(empty), ..self }
    }

    pub(super) fn joint(self, joint: &'static str) -> Self {
        Self { joint, ..self }
    }

    /// Appends `name` and `value`, without the prefix of the operator.
    pub(super) fn expand(self, out: &mut String, name: &str, value: &Flat<'_>, explode: bool) {
        match value {
            Flat::Undefined => {}
            Flat::String(string) => self.pair(out, name, string),
            Flat::List(items) if explode => {
                let mut separator = "";
                for item in items {
                    out.push_str(separator);
                    self.pair(out, name, item);
                    separator = self.separator;
                }
            }
            Flat::Pairs(pairs) if explode => {
                let mut separator = "";
                let exploded = Self { named: Some(self.named.unwrap_or("=")), ..self };
                for (name, value) in pairs {
                    out.push_str(separator);
                    exploded.pair(out, name, value);
                    separator = self.separator;
                }
            }
            Flat::List(_) | Flat::Pairs(_) => {
                if self.named.is_some() {
                    self.keep.in_names().encode_into(out, name);
                    out.push('=');
                }
                // A joint inside a value must not look like one between values.
                let keep = if self.keep == Keep::Reserved { Keep::ReservedInList } else { self.keep };
                let mut joint = "";
                for string in value.strings() {
                    out.push_str(joint);
                    keep.encode_into(out, string);
                    joint = self.joint;
                }
            }
        }
    }

    /// Appends a value, after its name if names are written.
    fn pair(self, out: &mut String, name: &str, value: &str) {
        if let Some(empty) = self.named {
            self.keep.in_names().encode_into(out, name);
            out.push_str(if value.is_empty() { empty } else { "=" });
        }
        self.keep.encode_into(out, value);
    }
}
