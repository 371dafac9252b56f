//! Bodies of XML: [`xml!`](crate::xml!), the table of how a type looks in XML.
//!
//! A value goes by way of JSON, so that types need nothing more for XML than such a table: what is an attribute, what is
//! a list, and what is called otherwise (OpenAPI 3.0.4, *XML Object*).

mod read;
mod write;

pub(crate) use read::read;
pub(crate) use write::write;

/// A type that is an element of XML. [`xml!`](crate::xml!) implements it.
pub trait Described {
    /// How it looks.
    fn element() -> &'static Element;
}

impl<T: Described> Described for Box<T> {
    fn element() -> &'static Element {
        T::element()
    }
}

/// How values of a type look in XML.
#[derive(Debug)]
pub struct Element {
    name: Name,
    members: &'static [Member],
}

impl Element {
    /// An element of this name with these members.
    pub const fn new(name: &'static str, members: &'static [Member]) -> Self {
        Self { name: Name { local: name, prefix: "", namespace: "" }, members }
    }

    /// The same in a namespace. The prefix may be empty.
    #[must_use]
    pub const fn namespace(self, prefix: &'static str, namespace: &'static str) -> Self {
        Self { name: Name { local: self.name.local, prefix, namespace }, ..self }
    }
}

/// A name in XML.
#[derive(Clone, Copy, Debug)]
struct Name {
    local: &'static str,
    prefix: &'static str,
    namespace: &'static str,
}

/// How a member of an object looks in XML.
#[derive(Debug)]
pub struct Member {
    json: &'static str,
    name: Name,
    place: Place,
    /// Whether it is a list, which has an element for each of its own.
    is_list: bool,
    /// The element around those of a list.
    wrapper: Option<&'static str>,
    of: Of,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Place {
    Element,
    Attribute,
    Text,
}

/// What is inside an element or an attribute.
#[derive(Clone, Copy, Debug)]
enum Of {
    Text,
    Number,
    Boolean,
    /// Whatever there is.
    Any,
    Element(fn() -> &'static Element),
}

impl Member {
    /// A member that is text.
    pub const fn text(json: &'static str) -> Self {
        Self::new(json, Of::Text)
    }

    /// A member that is a number.
    pub const fn number(json: &'static str) -> Self {
        Self::new(json, Of::Number)
    }

    /// A member that is a boolean.
    pub const fn boolean(json: &'static str) -> Self {
        Self::new(json, Of::Boolean)
    }

    /// A member of which nothing is known.
    pub const fn any(json: &'static str) -> Self {
        Self::new(json, Of::Any)
    }

    /// A member of a type that is described.
    pub const fn element(json: &'static str, of: fn() -> &'static Element) -> Self {
        Self::new(json, Of::Element(of))
    }

    const fn new(json: &'static str, of: Of) -> Self {
        let name = Name { local: json, prefix: "", namespace: "" };
        Self { json, name, place: Place::Element, is_list: false, wrapper: None, of }
    }

    /// The same under another name than in JSON; of a list, the name of each element.
    #[must_use]
    pub const fn named(self, name: &'static str) -> Self {
        Self { name: Name { local: name, ..self.name }, ..self }
    }

    /// The same in a namespace. The prefix may be empty.
    #[must_use]
    pub const fn namespace(self, prefix: &'static str, namespace: &'static str) -> Self {
        Self { name: Name { local: self.name.local, prefix, namespace }, ..self }
    }

    /// The same as an attribute.
    #[must_use]
    pub const fn attribute(self) -> Self {
        Self { place: Place::Attribute, ..self }
    }

    /// The same as the text of the element, beside its attributes.
    #[must_use]
    pub const fn content(self) -> Self {
        Self { place: Place::Text, ..self }
    }

    /// A list of the same.
    #[must_use]
    pub const fn list(self) -> Self {
        Self { is_list: true, ..self }
    }

    /// A list of the same inside an element of this name.
    #[must_use]
    pub const fn list_in(self, wrapper: &'static str) -> Self {
        Self { is_list: true, wrapper: Some(wrapper), ..self }
    }
}

/// Implements [`Described`](crate::xml::Described) for a type, from a table of its members.
///
/// A row is what a member is, its name in JSON and, for a type of its own, that type; then what is otherwise in XML.
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
                    $($crate::xml::Member::$kind($json $(, <$Of as $crate::xml::Described>::element)?)
                        $(.$method($($argument),*))*),*
                ])$(.namespace($prefix, $namespace))?;
                &ELEMENT
            }
        }
    };
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
