//! The macro [`object!`](crate::object!) itself.

/// Implements `Serialize` and `Deserialize` for a struct, from a table of how it looks as a JSON object.
///
/// An entry is `field: "name" | "alias"… [as WORD…]`. A line without words is a field `Option<T>`: absent and `null`
/// are both `None`, and `None` is left out when written. The words:
///
/// | words | field | |
/// |---|---|---|
/// | `required` | `T` | absence is an error that names the member; always written |
/// | `nullable` | `Option<Option<T>>` | absent is `None`, `null` is `Some(None)` |
/// | `required nullable` | `Option<T>` | the member must be there; `None` is written as `null` |
/// | … `lenient` | | also reads numbers, booleans and strings from each other's forms where nothing is lost; see [`lenient`](crate::lenient) |
/// | … `list` | of `Vec<T>` | also reads a single `T` as a list of it, and an object without members as an empty list |
/// | `extra` | [`Map<V>`](crate::Map) | the last entry: all members that no other entry names; its own name has no meaning |
///
/// Where a member occurs under several of its names, the first-named one wins unless it is `null`; where it occurs
/// twice under one name, the last wins. Writing uses the first name. Unknown members are skipped.
///
/// ```
/// use specwright_runtime::{Map, object};
///
/// #[derive(Debug, PartialEq)]
/// struct Submission {
///     id: i64,
///     created: Option<i64>,
///     rest: Map,
/// }
///
/// object! { Submission {
///     id: "submission-id" as required,
///     created: "creation-date" | "created" as lenient,
///     rest: "*" as extra,
/// } }
///
/// let json = r#"{"submission-id":1,"creation-date":"1536905778725","state":[]}"#;
/// let submission: Submission = serde_json::from_str(json)?;
/// assert_eq!(submission.created, Some(1536905778725));
/// assert_eq!(
///     serde_json::to_string(&submission)?,
///     r#"{"submission-id":1,"creation-date":1536905778725,"state":[]}"#,
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! object {
    ($Type:ident { $($field:ident : $wire:literal $(| $alias:literal)* $(as $($word:ident)+)?),* $(,)? }) => {
        impl $crate::object::Object for $Type {
            const NAME: &'static str = stringify!($Type);
            const NAMES: $crate::object::Names = &[$(($wire, &[$($alias),*])),*];

            fn read<'de, A: $crate::serde::de::MapAccess<'de>>(
                members: &mut $crate::object::Members<'de, A>,
            ) -> Option<Self> {
                // One tuple, so that there is one thing to drop on each way out, not one per field.
                let mut slots = ($($crate::object $($(::$word)+)? ::blank(),)*);
                let ($($field,)*) = &mut slots;
                while let Some(at) = &mut members.advance(Self::NAMES) {
                    let _ = $($crate::object $($(::$word)+)? ::is_at(at)
                        && $crate::object $($(::$word)+)? ::read($field, members) ||)* members.skip();
                    let _ = at;
                }
                members.check(Self::NAMES, &[$($field.is_some()),*]);
                match slots {
                    ($(Some($field),)*) => Some(Self { $($field),* }),
                    #[allow(unreachable_patterns)]
                    _ => None,
                }
            }

            fn write<S: $crate::serde::Serializer>(&self, writer: &mut $crate::object::Writer<S>) {
                $($crate::object $($(::$word)+)? ::write(writer, $wire, &self.$field);)*
                let _ = writer;
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $Type {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::object::deserialize(deserializer)
            }
        }

        impl $crate::serde::Serialize for $Type {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::object::serialize(self, serializer)
            }
        }
    };
}
