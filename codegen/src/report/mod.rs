//! What the generator has to say about a document: findings, where they belong, and how they are shown.
//!
//! A stage that meets something worth saying builds a [`Finding`] from a [`Code`], a [`Place`] and a
//! message, pushes it into [`Findings`] and goes on. Places inside a document are JSON pointers, which
//! [`At`] spells while a stage walks, without allocating. Lines and columns are looked up only when a
//! finding is shown, by whoever holds the text: see [`Positions`].

pub use self::code::{Code, Severity, UnknownCode};
pub use self::excerpt::Excerpt;
pub use self::finding::{FileId, Finding, Location, On, Place, TextPlace};
pub use self::findings::Findings;
pub use self::pointer::{At, Key, Pointer};
pub use self::render::{Positions, Resolved, human, json};

mod code;
mod excerpt;
mod finding;
mod findings;
mod glyph;
mod pointer;
mod render;
