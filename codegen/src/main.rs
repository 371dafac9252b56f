//! The command `specwright`.

use std::io::{stderr, stdout};
use std::process::ExitCode;

/// Much of a generation is making and dropping small things, tokens above all, for which the system's allocator is slow.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    specwright::command::run(std::env::args_os().skip(1), &mut stdout(), &mut stderr())
}
