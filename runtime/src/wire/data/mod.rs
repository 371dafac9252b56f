//! [`Data`]: the value of a parameter or a form, between its type and the string that it is encoded as.
//!
//! A serializer records it once, into one string and one list of marks. Encoders read it through [`Node`], so that they are
//! not generic over the types of callers.

mod json;
mod recorder;

use std::borrow::Cow;
use std::ops::Range;

use serde::Serialize;

use crate::wire::file::File;

/// A recorded value.
#[derive(Debug, Default)]
pub(crate) struct Data {
    recorded: String,
    marks: Vec<Mark>,
    files: Vec<File>,
}

/// An element of a recorded value.
#[derive(Clone, Debug)]
enum Mark {
    /// `None`, `null`, nothing.
    Absent,
    /// A string: its range in the recorded string.
    String(Range<usize>),
    /// A number or a boolean, as JSON writes it: its range in the recorded string.
    Literal(Range<usize>),
    /// A file: its index.
    File(usize),
    /// A list, whose elements follow up to this mark.
    List(usize),
    /// An object, whose names and values follow alternately up to this mark.
    Object(usize),
}

/// A recorded value, or one inside it, as encoders read it.
#[derive(Clone)]
pub(crate) enum Node<'a> {
    /// `None`, `null`, nothing.
    Absent,
    /// A string.
    String(&'a str),
    /// A number or a boolean, as JSON writes it.
    Literal(&'a str),
    /// A file.
    File(&'a File),
    /// A list.
    List(Items<'a>),
    /// An object.
    Object(Properties<'a>),
}

impl Data {
    /// Records a value.
    ///
    /// # Errors
    ///
    /// Why the value cannot be encoded, as a predicate that follows the name of the parameter.
    pub(crate) fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, String> {
        Self::of_parts(value)?.without_streams()
    }

    /// Records a value whose files may be streams.
    ///
    /// # Errors
    ///
    /// As for [`of`](Self::of).
    pub(crate) fn of_parts<T: Serialize + ?Sized>(value: &T) -> Result<Self, String> {
        let mut data = Self::default();
        value.serialize(&mut data)?;
        Ok(data)
    }

    fn without_streams(self) -> Result<Self, String> {
        match self.files.iter().all(|file| file.bytes().is_some()) {
            true => Ok(self),
            false => Err("has a file that is a stream, which only a part of a form can be".into()),
        }
    }

    /// The whole value.
    pub(crate) fn root(&self) -> Node<'_> {
        Items { data: self, at: 0, end: self.marks.len() }.next().unwrap_or(Node::Absent)
    }
}

impl<'a> Node<'a> {
    /// A scalar as a string: a string as it is, a number or a boolean as JSON writes it, a file in base64.
    pub(crate) fn scalar(&self) -> Option<Cow<'a, str>> {
        match self {
            Self::String(string) | Self::Literal(string) => Some(Cow::Borrowed(string)),
            Self::File(file) => Some(Cow::Owned(file.base64())),
            Self::Absent | Self::List(_) | Self::Object(_) => None,
        }
    }

    /// Whether it contains a file that is a stream, which has no string.
    pub(crate) fn has_stream(&self) -> bool {
        match self {
            Self::File(file) => file.bytes().is_none(),
            Self::List(items) => items.clone().any(|item| item.has_stream()),
            Self::Object(properties) => properties.clone().any(|(_, value)| value.has_stream()),
            Self::Absent | Self::String(_) | Self::Literal(_) => false,
        }
    }
}

/// The elements of a list.
#[derive(Clone)]
pub(crate) struct Items<'a> {
    data: &'a Data,
    at: usize,
    end: usize,
}

impl<'a> Iterator for Items<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        if self.at >= self.end {
            return None;
        }
        let Self { data, at, .. } = *self;
        let string = |range: &Range<usize>| data.recorded.get(range.clone()).unwrap_or_default();
        self.at = at + 1;
        let mut inside = |end: usize| {
            self.at = end;
            Items { data, at: at + 1, end }
        };
        Some(match data.marks.get(at)? {
            Mark::Absent => Node::Absent,
            Mark::String(range) => Node::String(string(range)),
            Mark::Literal(range) => Node::Literal(string(range)),
            Mark::File(index) => data.files.get(*index).map_or(Node::Absent, Node::File),
            Mark::List(end) => Node::List(inside(*end)),
            Mark::Object(end) => Node::Object(Properties(inside(*end))),
        })
    }
}

/// The names and values of the properties of an object, in order.
#[derive(Clone)]
pub(crate) struct Properties<'a>(Items<'a>);

impl<'a> Iterator for Properties<'a> {
    type Item = (&'a str, Node<'a>);

    fn next(&mut self) -> Option<(&'a str, Node<'a>)> {
        match (self.0.next()?, self.0.next()?) {
            (Node::String(name) | Node::Literal(name), value) => Some((name, value)),
            _ => None, // the recorder refuses other names
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::Data;
    use crate::wire::file::File;
    use crate::{Value, object};

    struct Job {
        name: Option<String>,
        steps: Vec<(u8, char)>,
    }

    object! { Job {
        name: "job name",
        steps: "steps" as required,
    } }

    #[test]
    fn what_is_recorded_is_what_json_says() {
        fn check(value: impl serde::Serialize) {
            assert_eq!(Data::of(&value).unwrap().root().json(), serde_json::to_string(&value).unwrap());
        }
        check(json!({"a": [1, -2, 2.5, true, null, "x\"\n\u{e9}"], "b": {"c": {}, "d": []}, "": ""}));
        check(Job { name: None, steps: Vec::new() });
        check(Job { name: Some("j".into()), steps: vec![(1, 'a'), (2, '\\')] });
        check(BTreeMap::from([(1, Some(i64::MIN)), (2, None)]));
        check(BTreeMap::from([('a', u64::MAX)]));
        check((Ok::<u8, ()>(1), Err::<(), u8>(2), (), Some(Some("x"))));
        check(File::new("ab"));
        check(vec![vec![File::new("")]]);
        check("text");
        check(());
    }

    #[test]
    fn what_cannot_be_encoded_is_refused() {
        fn check(value: impl serde::Serialize, expected: &str) {
            assert_eq!(Data::of(&value).unwrap_err(), expected);
        }
        check(f64::NAN, "is a number that is not finite");
        check([f32::INFINITY], "is a number that is not finite");
        check(BTreeMap::from([([1], 1)]), "has a property whose name is not a string");
        check(BTreeMap::from([(None::<u8>, 1)]), "has a property whose name is not a string");
    }

    #[test]
    fn json_values_are_recorded_too() {
        let value: Value = serde_json::from_str(r#"{"a":18446744073709551615,"b":1.0}"#).unwrap();
        assert_eq!(Data::of(&value).unwrap().root().json(), r#"{"a":18446744073709551615,"b":1}"#);
    }
}
