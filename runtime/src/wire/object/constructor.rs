//! The macro [`constructor!`](crate::constructor!).

/// Implements the functions that create a struct which may gain fields (`#[non_exhaustive]`): `new`, and a setter for each
/// field that need not be set.
///
/// The first entry is `new` and its parameters, each named like the field that it sets. After a semicolon are the fields that
/// have a fixed value. Each further entry `field: T` is a field of type `Option<T>`, which `new` leaves `None`, and a setter of
/// its name. The last entry may be `..field: T`, a field of additional properties, which `new` leaves empty. Setters that
/// cannot have the name of their field come after a semicolon: `setter(field: T)`.
///
/// Parameters may be of another type that converts to that of the field, such as `impl Into<String>`.
///
/// ```
/// use specwright_runtime::{Map, constructor};
///
/// #[derive(Debug, PartialEq)]
/// #[non_exhaustive]
/// pub struct Job {
///     pub kind: String,
///     pub name: String,
///     pub note: Option<String>,
///     pub priority: Option<i64>,
///     pub default: Option<bool>,
///     pub rest: Map,
/// }
///
/// constructor! { Job {
///     /// Creates a value from its required fields.
///     new(name: impl Into<String>; kind = "job".to_owned()),
///     /// For whoever reads the log.
///     note: impl Into<String>,
///     priority: i64,
///     ..rest: Map,
///     ; with_default(default: bool),
/// } }
///
/// let job = Job::new("copy").note("by night").priority(5);
/// assert_eq!((job.kind.as_str(), job.note.as_deref(), job.priority), ("job", Some("by night"), Some(5)));
/// assert_eq!((job.default, job.rest), (None, Map::new()));
/// ```
#[macro_export]
macro_rules! constructor {
    ($Type:ident {
        $(#[$($of_new:tt)*])*
        new($($argument:ident: $Argument:ty),* $(; $($fixed:ident = $value:expr),+)?),
        $($(#[$($of:tt)*])* $field:ident: $T:ty,)*
        $(..$extra:ident: $Extra:ty,)?
        $(; $($(#[$($of_setter:tt)*])* $setter:ident($other:ident: $Other:ty),)+)?
    }) => {
        impl $Type {
            $(#[$($of_new)*])*
            #[must_use]
            // Whatever is required is a parameter, so that nobody forgets it.
            #[allow(clippy::too_many_arguments)]
            pub fn new($($argument: $Argument),*) -> Self {
                Self {
                    $($argument: $argument.into(),)*
                    $($($fixed: $value,)+)?
                    $($field: None,)*
                    $($extra: <$Extra>::new(),)?
                    $($($other: None,)+)?
                }
            }

            $(
                $(#[$($of)*])*
                #[must_use]
                pub fn $field(mut self, $field: $T) -> Self {
                    self.$field = Some($field.into());
                    self
                }
            )*

            $(
                /// Properties the schema does not declare.
                #[must_use]
                pub fn $extra(mut self, $extra: $Extra) -> Self {
                    self.$extra = $extra;
                    self
                }
            )?

            $($(
                $(#[$($of_setter)*])*
                #[must_use]
                pub fn $setter(mut self, $other: $Other) -> Self {
                    self.$other = Some($other.into());
                    self
                }
            )+)?
        }
    };
}
