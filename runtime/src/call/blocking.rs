//! Calls from code that is not async.

use std::fmt;
use std::sync::OnceLock;

use tokio::runtime::{Builder, Handle, Runtime};

/// Waits for a future, such as [`Call`](crate::Call) or the next page of [`Pages`](crate::Pages), on this thread.
///
/// What goes on meanwhile, such as connections that are kept for the next call, has a thread of its own, which is begun with
/// the first wait and shared by all clients of the process: so a client may be dropped anywhere.
///
/// ```no_run
/// # fn run(call: specwright_runtime::Call<()>) -> Result<(), Box<dyn std::error::Error>> {
/// let response = specwright_runtime::blocking::wait(call)??;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// This thread belongs to a tokio runtime, which must not stand still: `await` the future there, or, in `spawn_blocking`, give it
/// to `Handle::current().block_on`. Or there can be no thread.
pub fn wait<F: Future>(future: F) -> Result<F::Output, CannotWait> {
    static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();

    if Handle::try_current().is_ok() {
        return Err(CannotWait("this thread runs async code: `await` the call instead".into()));
    }
    let begin =
        || Builder::new_multi_thread().worker_threads(1).thread_name("specwright-blocking").enable_all().build();
    let runtime = RUNTIME.get_or_init(|| begin().map_err(|error| error.to_string()));
    match runtime {
        Ok(runtime) => Ok(runtime.block_on(future)),
        Err(error) => Err(CannotWait(format!("no thread could be begun: {error}"))),
    }
}

/// Why a thread cannot wait for a call.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CannotWait(String);

impl fmt::Display for CannotWait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CannotWait {}
