//! Work that goes on without its caller.

/// Runs a future in the background, even if nobody waits for it.
///
/// # Errors
///
/// Returns the future if this thread cannot run it: outside of a Tokio runtime.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub(crate) fn spawn<F: Future<Output = ()> + Send + 'static>(future: F) -> Result<(), F> {
    match tokio::runtime::Handle::try_current() {
        Ok(runtime) => {
            runtime.spawn(future);
            Ok(())
        }
        Err(_) => Err(future),
    }
}

/// Runs a future in the background, even if nobody waits for it.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub(crate) fn spawn<F: Future<Output = ()> + Send + 'static>(future: F) -> Result<(), F> {
    wasm_bindgen_futures::spawn_local(future);
    Ok(())
}
