//! The command `specwright`: its command line, what it prints, and its exit codes.
//!
//! May use: `config`, `diff`, `generation`, `lock`, `output`, `package`, `pipeline`, `report`, `rust`, `settings`, `source`, `vendor`.

mod base;
mod console;
mod definition;
mod diff;
mod explain;
mod generate;
mod invocation;
mod lock;
mod progress;
mod runtime;
mod shell;
mod summary;
mod surface;
mod vendor;

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use console::Console;
use invocation::Invocation;

/// Runs the command with these arguments, without the program name, and prints plain text to these streams.
///
/// The exit code is 0 if the crate was written or is up to date, 1 if the document was refused or `--check` found a
/// difference, and 2 if the usage was wrong.
pub fn run(arguments: impl IntoIterator<Item = OsString>, stdout: &mut dyn Write, stderr: &mut dyn Write) -> ExitCode {
    execute(arguments, &mut Console { stdout, stderr, styled: false, progress: false })
}

/// As [`run`], with the streams of the process: on a terminal the output has colours, and a progress line while a
/// generation takes more than a second.
pub fn run_in_terminal(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let progress = std::io::stderr().is_terminal();
    // These streams remove the styles where they are not terminals, or the environment says so (`NO_COLOR`).
    let (mut stdout, mut stderr) = (anstream::stdout(), anstream::stderr());
    execute(arguments, &mut Console { stdout: &mut stdout, stderr: &mut stderr, styled: true, progress })
}

fn execute(arguments: impl IntoIterator<Item = OsString>, console: &mut Console<'_>) -> ExitCode {
    let code = match invocation::parse(arguments) {
        Ok(Invocation::Generate(arguments)) => generate::generate(&arguments, console),
        Ok(Invocation::Diff(arguments)) => diff::diff(&arguments, console),
        Ok(Invocation::Surface(arguments)) => surface::surface(&arguments, console),
        Ok(Invocation::Lock(arguments)) => lock::lock(arguments, console),
        Ok(Invocation::Vendor(folder)) => vendor::vendor(&folder, console),
        Ok(Invocation::Explain(code)) => explain::explain(code, console),
        Ok(Invocation::Completions(shell)) => shell::completions(shell, console),
        Ok(Invocation::Man) => shell::man(console),
        Err(message) => console.parse_error(&message),
    };
    ExitCode::from(code)
}
