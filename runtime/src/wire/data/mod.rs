//! [`Data`]: a value as parameters and forms see it, between the type that it is of and the text that it becomes.
//!
//! It is recorded once, by a serializer, into one text and one list of marks; encoders read it through [`Node`], and so
//! depend on no type of a caller's.

mod json;
mod recorder;

use std::borrow::Cow;
use std::ops::Range;

use serde::Serialize;

use crate::wire::file::File;

/// A recorded value.
#[derive(Debug, Default)]
pub(crate) struct Data {
    text: String,
    marks: Vec<Mark>,
    files: Vec<File>,
}

/// What stands at one place of a recorded value.
#[derive(Clone, Debug)]
enum Mark {
    /// `None`, `null`, nothing.
    Absent,
    /// A string: where in the text it is.
    Text(Range<usize>),
    /// A number or a boolean, as JSON writes it: where in the text it is.
    Literal(Range<usize>),
    /// A file: which one.
    File(usize),
    /// A list, whose elements follow, up to this mark.
    List(usize),
    /// An object, whose names and values follow in turn, up to this mark.
    Object(usize),
}

/// A recorded value, or one inside it, for reading.
#[derive(Clone)]
pub(crate) enum Node<'a> {
    /// `None`, `null`, nothing.
    Absent,
    /// A string.
    Text(&'a str),
    /// A number or a boolean, as JSON writes it.
    Literal(&'a str),
    /// A file.
    File(&'a File),
    /// A list.
    List(Items<'a>),
    /// An object.
    Object(Members<'a>),
}

impl Data {
    /// Records a value.
    ///
    /// # Errors
    ///
    /// What is in the value that has no text; to follow the parameter's name.
    pub(crate) fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, String> {
        Self::of_parts(value)?.without_streams()
    }

    /// Records a value in which files may be streams.
    ///
    /// # Errors
    ///
    /// The same.
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
    /// The text of a single value: a string as it is, a number or a boolean as JSON writes it, a file in base64.
    pub(crate) fn scalar(&self) -> Option<Cow<'a, str>> {
        match self {
            Self::Text(text) | Self::Literal(text) => Some(Cow::Borrowed(text)),
            Self::File(file) => Some(Cow::Owned(file.base64())),
            Self::Absent | Self::List(_) | Self::Object(_) => None,
        }
    }

    /// Whether there is a file inside it that is a stream, and so has no text.
    pub(crate) fn has_stream(&self) -> bool {
        match self {
            Self::File(file) => file.bytes().is_none(),
            Self::List(items) => items.clone().any(|item| item.has_stream()),
            Self::Object(members) => members.clone().any(|(_, value)| value.has_stream()),
            Self::Absent | Self::Text(_) | Self::Literal(_) => false,
        }
    }

    /// The value as compact JSON.
    pub(crate) fn json(&self) -> String {
        let mut out = String::new();
        json::write(&mut out, self);
        out
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
        let text = |range: &Range<usize>| data.text.get(range.clone()).unwrap_or_default();
        self.at = at + 1;
        let mut inside = |end: usize| {
            self.at = end;
            Items { data, at: at + 1, end }
        };
        Some(match data.marks.get(at)? {
            Mark::Absent => Node::Absent,
            Mark::Text(range) => Node::Text(text(range)),
            Mark::Literal(range) => Node::Literal(text(range)),
            Mark::File(index) => data.files.get(*index).map_or(Node::Absent, Node::File),
            Mark::List(end) => Node::List(inside(*end)),
            Mark::Object(end) => Node::Object(Members(inside(*end))),
        })
    }
}

/// The members of an object: their names and values, in order.
#[derive(Clone)]
pub(crate) struct Members<'a>(Items<'a>);

impl<'a> Iterator for Members<'a> {
    type Item = (&'a str, Node<'a>);

    fn next(&mut self) -> Option<(&'a str, Node<'a>)> {
        match (self.0.next()?, self.0.next()?) {
            (Node::Text(name) | Node::Literal(name), value) => Some((name, value)),
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
    fn what_has_no_text_is_refused() {
        fn check(value: impl serde::Serialize, expected: &str) {
            assert_eq!(Data::of(&value).unwrap_err(), expected);
        }
        check(f64::NAN, "is a number that is not finite");
        check([f32::INFINITY], "is a number that is not finite");
        check(BTreeMap::from([([1], 1)]), "has a member whose name is not text");
        check(BTreeMap::from([(None::<u8>, 1)]), "has a member whose name is not text");
    }

    #[test]
    fn json_values_are_recorded_too() {
        let value: Value = serde_json::from_str(r#"{"a":18446744073709551615,"b":1.0}"#).unwrap();
        assert_eq!(Data::of(&value).unwrap().root().json(), r#"{"a":18446744073709551615,"b":1}"#);
    }
}
