//! The overhead of a call over `reqwest` and `serde_json` used by hand, and the cost of ten thousand concurrent calls.
//!
//! `cargo bench -p specwright-runtime --bench overhead`. Both sides send the same request to a loopback server, which is a
//! process of its own, and read the same response. Three things are reported:
//!
//! - The ratio of their times (`times`): CPU time of the calling thread, including the kernel's work on its sockets but not
//!   the server; and wall-clock time, which includes the server.
//! - The number of instructions per call outside the kernel, and the number of allocations (`counts`). They do not depend on
//!   the load of the machine. They are counted by `valgrind` and skipped without it.
//! - The duration of ten thousand concurrent calls, and their peak memory (`crowd`).
//!
//! Pass `times`, `counts` or `crowd` after `--` to run only these.

mod by_client;
mod by_hand;
mod counts;
mod crowd;
mod server;
mod times;

use std::env;

use tokio::runtime::{Builder, Runtime};

/// The project in both sides' requests.
const PROJECT: &str = "1551c7f6c808414d8e9f3c514a170f2e";
const CLUSTER: &str = "6ec9a0a4";
const JOB: &str = "jdbc2hive";
const TOKEN: &str = "MIIToken";
const USER_AGENT: &str = "bench/1";

/// How many seconds a call may take.
const TIMEOUT: u64 = 60;

/// The names of the sides, on the command line.
const SIDES: [&str; 2] = ["hand", "client"];

/// A side of the comparison.
trait Caller: Clone + Send + 'static {
    /// Creates a caller of the server at this URL.
    fn new(base: &str) -> Self;

    /// Makes a call and returns the number of submissions in the response.
    fn call(&self) -> impl Future<Output = Result<usize, String>> + Send;

    /// Only decodes a response body.
    fn read(json: &[u8]) -> usize;
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [_, "serve"] => server::serve(),
        [_, "crowd", "hand", url] => crowd::call::<by_hand::Caller>("by hand", url),
        [_, "crowd", "client", url] => crowd::call::<by_client::Caller>("by the client", url),
        [_, "count", "hand", url, calls] => counts::call::<by_hand::Caller>(url, calls),
        [_, "count", "client", url, calls] => counts::call::<by_client::Caller>(url, calls),
        [_, wanted @ ..] => {
            let own = env::current_exe().expect("the path of the program is known");
            let (mut server, url) = server::begin(&own);
            // `cargo bench` passes `--bench`.
            let wants = |part: &str| wanted.iter().all(|wanted| wanted.starts_with('-')) || wanted.contains(&part);
            if wants("times") {
                times::measure(&url);
            }
            if wants("counts") {
                counts::measure(&own, &url);
            }
            if wants("crowd") {
                crowd::measure(&own, &url);
            }
            server.kill().expect("the server is running");
        }
        [] => {}
    }
}

/// A single-threaded runtime, so that the thread's CPU time covers all the work.
fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime can be created")
}
