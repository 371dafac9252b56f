//! The command `specwright`.

use std::process::ExitCode;

/// A generation allocates and frees many small values, mostly tokens, for which the allocator of the system is slow.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    specwright::command::run_in_terminal(std::env::args_os().skip(1))
}
