//! `specwright explain`.

use std::io::Write;

use crate::report::Code;

use super::{DONE, USAGE};

/// Says more about the diagnostics of a code.
pub(super) fn explain(code: &str, stdout: &mut dyn Write, stderr: &mut dyn Write) -> u8 {
    let Ok(code) = code.parse::<Code>() else {
        let known: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        let _ = writeln!(stderr, "error: there is no code `{code}`; the codes are:\n  {}", known.join("\n  "));
        return USAGE;
    };
    let _ = writeln!(stdout, "{code}: {}\n\n{}", code.title(), code.explain());
    DONE
}
