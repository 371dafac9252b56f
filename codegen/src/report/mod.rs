//! Diagnostics about documents and configurations: codes, places and rendering.
//!
//! May use: nothing.
//!
//! A stage builds a [`Diagnostic`] from a [`Code`], a [`Place`] and a message, pushes it to its [`Diagnostics`] and
//! continues. Places in a document are JSON pointers, which a stage tracks with [`At`] without allocating. Lines and
//! columns are looked up only when a diagnostic is shown, by the owner of the text: see [`Positions`].

pub use self::at::{At, Key};
pub use self::code::{Code, Severity, UnknownCode};
pub use self::diagnostic::{Diagnostic, FileId, Fix, Location, On, Place, TextPlace};
pub use self::diagnostics::Diagnostics;
pub use self::excerpt::Excerpt;
pub use self::fix::{FixFile, Written, key};
pub use self::nearest::nearest;
pub use self::pointer::Pointer;
pub use self::render::{Positions, Resolved, human, json};

mod at;
mod code;
mod diagnostic;
mod diagnostics;
mod excerpt;
mod fix;
mod glyph;
mod nearest;
mod pointer;
mod render;
