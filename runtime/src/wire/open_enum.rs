//! What [`string_enum!`](crate::string_enum!) and [`integer_enum!`](crate::integer_enum!) have in common.

/// Implements `Deserialize`, `Lenient` and `Serialize` for an open enum, by the type of its values, the module that reads
/// them, and the functions that write them.
#[doc(hidden)]
#[macro_export]
macro_rules! __open_enum {
    ($Type:ident, $Value:ident, $module:ident, $serialize:ident, $as_value:ident) => {
        impl<'de> $crate::serde::Deserialize<'de> for $Type {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::$module::deserialize(deserializer)
            }
        }

        impl<'de> $crate::lenient::Lenient<'de> for $Type {
            fn read<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <$Value as $crate::lenient::Lenient>::read(deserializer).map(Self::from)
            }
        }

        impl $crate::serde::Serialize for $Type {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.$serialize(self.$as_value())
            }
        }
    };
}
