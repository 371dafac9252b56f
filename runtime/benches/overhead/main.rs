//! What a call costs beyond `reqwest` and `serde_json` used by hand, and what ten thousand calls at once do.
//!
//! `cargo bench -p specwright-runtime --bench overhead`. Both sides send the same request to a server on loopback, which is a
//! process of its own, and read the same response. Three things are told:
//!
//! - The ratio of their times (`times`): of the processor time of the thread that calls, the kernel's work on its sockets
//!   included, the server's not; and of the time on the clock, in which the server's is.
//! - How many instructions a call has outside the kernel, and how often it allocates (`counts`). They do not depend on what
//!   else the machine does. `valgrind` counts them, and without it nothing is told.
//! - How long ten thousand calls at once take, and the most memory that is held (`crowd`).
//!
//! Behind `--`, `times`, `counts` and `crowd` have only these told.

mod by_client;
mod by_hand;
mod counts;
mod crowd;
mod server;
mod times;

use std::env;

use tokio::runtime::{Builder, Runtime};

/// What both sides say.
const PROJECT: &str = "1551c7f6c808414d8e9f3c514a170f2e";
const CLUSTER: &str = "6ec9a0a4";
const JOB: &str = "jdbc2hive";
const TOKEN: &str = "MIIToken";
const USER_AGENT: &str = "bench/1";

/// How many seconds a call may take.
const TIMEOUT: u64 = 60;

/// The names of the sides.
const SIDES: [&str; 2] = ["hand", "client"];

/// A side of the comparison.
trait Caller: Clone + Send + 'static {
    /// A caller of the server at this URL.
    fn new(base: &str) -> Self;

    /// Makes a call and reads the response; how many submissions it has.
    fn call(&self) -> impl Future<Output = Result<usize, String>> + Send;

    /// Reads a response alone.
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
            let own = env::current_exe().expect("the program knows where it is");
            let (mut server, url) = server::begin(&own);
            // `cargo bench` says `--bench`.
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
            server.kill().expect("the server is there");
        }
        [] => {}
    }
}

/// One thread, so that its time is that of all the work.
fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("the machine has a thread")
}
