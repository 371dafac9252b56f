//! What the generator has to say about a document: diagnostics, where they belong, and how they are shown.
//!
//! A stage that meets something worth saying builds a [`Diagnostic`] from a [`Code`], a [`Place`] and a
//! message, pushes it into [`Diagnostics`] and goes on. Places inside a document are JSON pointers, which
//! [`At`] spells while a stage walks, without allocating. Lines and columns are looked up only when a
//! diagnostic is shown, by whoever holds the text: see [`Positions`].
//!
//! May use: nothing.

pub use self::code::{Code, Severity, UnknownCode};
pub use self::diagnostic::{Diagnostic, FileId, Location, On, Place, TextPlace};
pub use self::diagnostics::Diagnostics;
pub use self::excerpt::Excerpt;
pub use self::pointer::{At, Key, Pointer};
pub use self::render::{Positions, Resolved, human, json};

mod code;
mod diagnostic;
mod diagnostics;
mod excerpt;
mod glyph;
mod pointer;
mod render;
