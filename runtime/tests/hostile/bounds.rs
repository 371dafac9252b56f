//! What an attack may cost: a client with small limits, a time after which a test counts as hanging, and the memory of the
//! whole process.

use std::time::{Duration, Instant};

use specwright_runtime::description::{Api, Errors, Operation, Scheme, SchemeKind};
use specwright_runtime::response::Json;
use specwright_runtime::{Client, ClientBuilder, Error, Retry, Value};

use crate::attacker::Attacker;

/// After this time a call hangs. It is far longer than any call takes, since the machine may be busy.
const HANGING: Duration = Duration::from_secs(100);

/// The size limit of response bodies.
pub const LIMIT: usize = 1024 * 1024;

/// The memory that all attacks together may take.
const MEMORY: u64 = 512 * 1024 * 1024;

pub static API: Api = Api {
    name: "target",
    user_agent: "",
    servers: &[],
    params: &[],
    endpoint_env: &[],
    schemes: &[Scheme {
        name: "oauth",
        method: "oauth",
        kind: SchemeKind::OAuth2 { token_url: Some("token"), refresh_url: None },
        headers: &[],
        env: &[],
    }],
    errors: Errors { pairs: &[("code", "message")], request_id: &["x-request-id"], in_success: true },
};

pub static GET: Operation =
    Operation { id: "Get", method: "GET", path: "/x", security: &[], servers: None, idempotency: None };

/// A client with the default settings, except for the size limit of bodies and for retries.
pub fn client_with(url: &str, change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
    let builder = Client::builder(&API).endpoint(url).max_response_bytes(LIMIT).retry(Retry::none());
    change(builder).build().unwrap()
}

/// The result of a call, which must end by itself and without taking much memory.
pub async fn call(attacker: &Attacker) -> Result<Value, Error<Value>> {
    call_with(attacker, |builder| builder).await
}

/// As [`call`], with settings of the client.
pub async fn call_with(
    attacker: &Attacker,
    change: impl FnOnce(ClientBuilder) -> ClientBuilder,
) -> Result<Value, Error<Value>> {
    let client = client_with(&attacker.url, change);
    bounded(client.request(&GET).send::<Json<Value>, Json<Value>>()).await
}

/// The output of a future, which must end by itself and without taking much memory.
pub async fn bounded<F: Future>(future: F) -> F::Output {
    let begin = Instant::now();
    let output = tokio::time::timeout(HANGING, future).await.expect("it ends by itself");
    // Decoding does not yield, so the timeout cannot end it.
    assert!(begin.elapsed() < HANGING, "it ends by itself");
    let memory = peak_memory();
    assert!(memory < MEMORY, "the process took {memory} bytes");
    output
}

/// The most memory that the process had at once; zero where the system does not report it.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_ascii_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}
