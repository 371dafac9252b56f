//! Blocking calls, for code that is not async.

use std::fmt;
use std::sync::OnceLock;

use tokio::runtime::{Builder, Handle, Runtime};

/// Runs a future to completion, blocking the current thread: a [`Call`](crate::Call), or the next page of
/// [`Pages`](crate::Pages).
///
/// Background work, such as keeping connections open for the next call, runs on one thread that is started with the first
/// call of this function and shared by all clients of the process. Clients can be dropped anywhere.
///
/// ```no_run
/// # fn run(call: specwright_runtime::Call<()>) -> Result<(), Box<dyn std::error::Error>> {
/// let response = specwright_runtime::blocking::block_on(call)??;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Fails inside a Tokio runtime, where blocking is not allowed: use `.await` there, or, within `spawn_blocking`,
/// `Handle::current().block_on`. Also fails if the background thread cannot be started.
pub fn block_on<F: Future>(future: F) -> Result<F::Output, BlockError> {
    static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();

    if Handle::try_current().is_ok() {
        return Err(BlockError("cannot block inside a Tokio runtime: use `.await` instead".into()));
    }
    let begin =
        || Builder::new_multi_thread().worker_threads(1).thread_name("specwright-blocking").enable_all().build();
    let runtime = RUNTIME.get_or_init(|| begin().map_err(|error| error.to_string()));
    match runtime {
        Ok(runtime) => Ok(runtime.block_on(future)),
        Err(error) => Err(BlockError(format!("the background thread could not be started: {error}"))),
    }
}

/// The current thread cannot block on a future.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BlockError(String);

impl fmt::Display for BlockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BlockError {}
