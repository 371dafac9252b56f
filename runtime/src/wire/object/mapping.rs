//! The macro [`object!`](crate::object!) itself.

/// Implements `Serialize` and `Deserialize` for a struct, from a field mapping: the JSON property of each field.
///
/// An entry is `field: "name" | "alias"… [as WORD…]`. Without words, the field is an `Option<T>`: an absent property and
/// `null` both become `None`, and `None` is not written. The words:
///
/// | words | field | |
/// |---|---|---|
/// | `required` | `T` | a missing property is an error that names it; `null` is an empty list or map; always written |
/// | `required strict` | `T` | the same, but `null` is an error |
/// | `nullable` | `Option<Option<T>>` | an absent property is `None`, `null` is `Some(None)` |
/// | `required nullable` | `Option<T>` | the property must be present; `None` is written as `null` |
/// | … `lenient` | | also accepts numbers, booleans and strings in each other's forms if nothing is lost; see [`lenient`](crate::lenient) |
/// | … `list` | of `Vec<T>` | also accepts a single `T` as a list of one, and an empty object as an empty list |
/// | `extra` | [`Map<V>`](crate::Map) | the last entry: all properties that no other entry names; its own name is ignored |
///
/// If a property occurs under several of its names, the first name in the mapping wins unless its value is `null`; if it
/// occurs twice under one name, the last occurrence wins. Writing uses the first name. Unknown properties are ignored.
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
                properties: &mut $crate::object::Properties<'de, A>,
            ) -> Option<Self> {
                // One tuple, so that each way out drops one value, not one per field.
                let mut slots = ($($crate::object $($(::$word)+)? ::blank(),)*);
                let ($($field,)*) = &mut slots;
                while let Some(at) = &mut properties.advance(Self::NAMES) {
                    let _ = $($crate::object $($(::$word)+)? ::is_at(at)
                        && $crate::object $($(::$word)+)? ::read($field, properties) ||)* properties.skip();
                    let _ = at;
                }
                properties.check(Self::NAMES, &[$($field.is_some()),*]);
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
