//! [`Element`]: how a type looks as an element of XML.

/// A type that is encoded as an XML element. [`xml!`](crate::xml!) implements it.
pub trait Described {
    /// The mapping of the type.
    fn element() -> &'static Element;
}

impl<T: Described> Described for Box<T> {
    fn element() -> &'static Element {
        T::element()
    }
}

/// The mapping of a type to an XML element.
#[derive(Debug)]
pub struct Element {
    pub(super) name: Name,
    pub(super) properties: &'static [Property],
}

impl Element {
    /// An element with this name and these properties.
    pub const fn new(name: &'static str, properties: &'static [Property]) -> Self {
        Self { name: Name { local: name, prefix: "", namespace: "" }, properties }
    }

    /// Sets the namespace. The prefix may be empty.
    #[must_use]
    pub const fn namespace(self, prefix: &'static str, namespace: &'static str) -> Self {
        Self { name: Name { local: self.name.local, prefix, namespace }, ..self }
    }
}

/// An XML name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) local: &'static str,
    pub(super) prefix: &'static str,
    pub(super) namespace: &'static str,
}

/// The mapping of a property to XML.
#[derive(Debug)]
pub struct Property {
    pub(super) json: &'static str,
    pub(super) name: Name,
    pub(super) place: Place,
    /// Whether it is a list, with an XML element for each of its elements.
    pub(super) is_list: bool,
    /// The XML element around those of a list.
    pub(super) wrapper: Option<&'static str>,
    pub(super) of: Of,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Place {
    Element,
    Attribute,
    Text,
}

/// The type of the content of an element or an attribute.
#[derive(Clone, Copy, Debug)]
pub(super) enum Of {
    Text,
    Number,
    Boolean,
    /// Any content.
    Any,
    Element(fn() -> &'static Element),
}

impl Property {
    /// A property that is a string.
    pub const fn text(json: &'static str) -> Self {
        Self::new(json, Of::Text)
    }

    /// A property that is a number.
    pub const fn number(json: &'static str) -> Self {
        Self::new(json, Of::Number)
    }

    /// A property that is a boolean.
    pub const fn boolean(json: &'static str) -> Self {
        Self::new(json, Of::Boolean)
    }

    /// A property of unknown type.
    pub const fn any(json: &'static str) -> Self {
        Self::new(json, Of::Any)
    }

    /// A property of a type with a mapping of its own.
    pub const fn element(json: &'static str, of: fn() -> &'static Element) -> Self {
        Self::new(json, Of::Element(of))
    }

    const fn new(json: &'static str, of: Of) -> Self {
        let name = Name { local: json, prefix: "", namespace: "" };
        Self { json, name, place: Place::Element, is_list: false, wrapper: None, of }
    }

    /// Sets the name, if it differs from JSON; for a list, the name of each element.
    #[must_use]
    pub const fn named(self, name: &'static str) -> Self {
        Self { name: Name { local: name, ..self.name }, ..self }
    }

    /// Sets the namespace. The prefix may be empty.
    #[must_use]
    pub const fn namespace(self, prefix: &'static str, namespace: &'static str) -> Self {
        Self { name: Name { local: self.name.local, prefix, namespace }, ..self }
    }

    /// Makes it an attribute.
    #[must_use]
    pub const fn attribute(self) -> Self {
        Self { place: Place::Attribute, ..self }
    }

    /// Makes it the text of the element, beside its attributes.
    #[must_use]
    pub const fn content(self) -> Self {
        Self { place: Place::Text, ..self }
    }

    /// Makes it a list.
    #[must_use]
    pub const fn list(self) -> Self {
        Self { is_list: true, ..self }
    }

    /// Makes it a list inside an element of this name.
    #[must_use]
    pub const fn list_in(self, wrapper: &'static str) -> Self {
        Self { is_list: true, wrapper: Some(wrapper), ..self }
    }
}

/// Implements [`Described`](crate::xml::Described) for a type, from a field mapping.
///
/// An entry is the type of a property, its name in JSON and, for `element`, its Rust type; then what differs in XML.
///
/// ```
/// use specwright_runtime::{object, xml};
///
/// struct Book {
///     id: i64,
///     authors: Option<Vec<String>>,
/// }
///
/// object! { Book {
///     id: "id" as required,
///     authors: "authors",
/// } }
///
/// xml! { Book "book" {
///     number("id").attribute(),
///     text("authors").named("author").list_in("authors"),
/// } }
/// ```
#[macro_export]
macro_rules! xml {
    ($Type:ident $name:literal $(in $prefix:literal $namespace:literal)? {
        $($kind:ident ($json:literal $(, $Of:ty)?) $(. $method:ident ($($argument:literal),*))*),* $(,)?
    }) => {
        impl $crate::xml::Described for $Type {
            fn element() -> &'static $crate::xml::Element {
                static ELEMENT: $crate::xml::Element = $crate::xml::Element::new($name, &[
                    $($crate::xml::Property::$kind($json $(, <$Of as $crate::xml::Described>::element)?)
                        $(.$method($($argument),*))*),*
                ])$(.namespace($prefix, $namespace))?;
                &ELEMENT
            }
        }
    };
}
