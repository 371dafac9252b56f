//! The command: what it is told, what it does, what it says.

mod arguments;
mod explain;
mod generate;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use arguments::Command;

/// Nothing was wrong.
const DONE: u8 = 0;
/// The document was refused, or the check found a difference.
const REFUSED: u8 = 1;
/// The command was not understood.
const USAGE: u8 = 2;

/// Runs the command with these arguments, the program's name not among them.
///
/// `stdout` gets what was asked for, `stderr` what there is to say about it. The exit code is 0 where it was written or
/// is up to date, 1 where the document was refused or `--check` found a difference, 2 where the usage was wrong.
pub fn run(arguments: impl IntoIterator<Item = OsString>, stdout: &mut dyn Write, stderr: &mut dyn Write) -> ExitCode {
    let code = match arguments::parse(arguments) {
        Ok(Command::Generate(request)) => generate::generate(&request, stdout, stderr),
        Ok(Command::Explain(code)) => explain::explain(&code, stdout, stderr),
        Ok(Command::Print(text)) => {
            let _ = write!(stdout, "{text}");
            DONE
        }
        Err(message) => {
            let _ = writeln!(stderr, "error: {message}\n\n{}", arguments::USAGE);
            USAGE
        }
    };
    ExitCode::from(code)
}
