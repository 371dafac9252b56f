//! The command `specwright`.

use std::io::{stderr, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    specwright::command::run(std::env::args_os().skip(1), &mut stdout(), &mut stderr())
}
