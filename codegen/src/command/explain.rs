//! `specwright explain`.

use crate::diff::ChangeCode;
use crate::report::Code;

use super::console::{Console, SUCCESS};

/// What can be explained.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Explained {
    /// A diagnostic.
    Diagnostic(Code),
    /// A change that `specwright diff` reports.
    Change(ChangeCode),
}

impl Explained {
    /// All codes, with their titles.
    pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
        let diagnostics = Code::ALL.iter().map(|code| (code.as_str(), code.title()));
        let is_other = |code: &&ChangeCode| code.as_str().parse::<Code>().is_err();
        diagnostics.chain(ChangeCode::ALL.iter().filter(is_other).map(|code| (code.as_str(), code.title())))
    }

    /// What has this code.
    pub fn of(code: &str) -> Option<Self> {
        let diagnostic = code.parse().ok().map(Self::Diagnostic);
        diagnostic.or_else(|| code.parse().ok().map(Self::Change))
    }
}

/// Prints the explanation of a code.
pub(super) fn explain(code: Explained, console: &mut Console<'_>) -> u8 {
    let (code, title, text) = match code {
        Explained::Diagnostic(code) => (code.as_str(), code.title(), code.explain()),
        Explained::Change(code) => (code.as_str(), code.title(), code.explain()),
    };
    let _ = writeln!(console.stdout, "{code}: {title}\n\n{text}");
    SUCCESS
}
