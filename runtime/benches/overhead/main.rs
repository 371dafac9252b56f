//! What a call costs beyond `reqwest` and `serde_json` used by hand, and what ten thousand calls at once do.
//!
//! `cargo bench -p specwright-runtime --bench overhead`. Both sides send the same request to a server on loopback, a process of
//! its own, and read the same answer: by turns within one run, so that what else the machine does meets both. What is printed
//! is the ratio of their CPU time and of their wall time, the median of many pairs of rounds. Then each side makes ten
//! thousand calls at once in a process of its own, which prints how many had an answer and the most memory that it had.

mod by_client;
mod by_hand;
mod server;

use std::env;
use std::process::Command;
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;

/// Calls of a round, one after another.
const CALLS: usize = 100;

/// Pairs of rounds.
const ROUNDS: usize = 301;

/// Calls at once.
const AT_ONCE: usize = 10_000;

fn main() {
    let arguments: Vec<String> = env::args().collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [_, "serve"] => server::serve(),
        [_, "hand", url] => runtime().block_on(at_once("by hand", url, by_hand::Caller::new)),
        [_, "client", url] => runtime().block_on(at_once("by the client", url, by_client::Caller::new)),
        _ => measure(),
    }
}

/// One thread, so that its time is that of all the work.
fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("the machine has a thread")
}

fn measure() {
    let own = env::current_exe().expect("the program knows where it is");
    let (mut server, url) = server::begin(&own);
    runtime().block_on(overhead(&url));
    for side in ["hand", "client"] {
        let status = Command::new(&own).args([side, &url]).status().expect("the program can be run again");
        assert!(status.success(), "calls were lost");
    }
    server.kill().expect("the server is there");
}

/// A side of the comparison.
trait Caller: Clone + Send + 'static {
    /// Makes a call and reads the answer; how many submissions it has.
    fn call(&self) -> impl Future<Output = Result<usize, String>> + Send;
}

async fn overhead(url: &str) {
    let (hand, client) = (by_hand::Caller::new(url), by_client::Caller::new(url));
    // Both connect before anything is measured.
    for _ in 0..5 {
        round(&hand).await;
        round(&client).await;
    }
    let mut ratios = Vec::new();
    let mut times = Vec::new();
    for index in 0..ROUNDS {
        // Who is first in a pair has the caches of the other.
        let (by_hand, by_client) = match index % 2 {
            0 => (round(&hand).await, round(&client).await),
            _ => {
                let by_client = round(&client).await;
                (round(&hand).await, by_client)
            }
        };
        ratios.push((ratio(by_client.0, by_hand.0), ratio(by_client.1, by_hand.1)));
        times.push((by_hand, by_client));
    }
    let cpu = median(ratios.iter().map(|ratio| ratio.0));
    let wall = median(ratios.iter().map(|ratio| ratio.1));
    let each =
        |times: &mut dyn Iterator<Item = Duration>| median(times.map(|time| time.as_secs_f64() * 1e6)) / CALLS as f64;
    let hand_cpu = each(&mut times.iter().map(|pair| pair.0.0));
    let client_cpu = each(&mut times.iter().map(|pair| pair.1.0));
    let hand_wall = each(&mut times.iter().map(|pair| pair.0.1));
    let client_wall = each(&mut times.iter().map(|pair| pair.1.1));
    println!("a call, CPU:  by hand {hand_cpu:6.1} µs, by the client {client_cpu:6.1} µs, ratio {cpu:.3}");
    println!("a call, wall: by hand {hand_wall:6.1} µs, by the client {client_wall:6.1} µs, ratio {wall:.3}");
}

/// Makes calls one after another; the time on the processor, and on the clock.
async fn round(caller: &impl Caller) -> (Duration, Duration) {
    let (begin, on_cpu) = (Instant::now(), cpu_time());
    for _ in 0..CALLS {
        assert_eq!(caller.call().await, Ok(2));
    }
    (cpu_time() - on_cpu, begin.elapsed())
}

/// Makes all calls at once.
async fn at_once<C: Caller>(name: &str, url: &str, new: fn(&str) -> C) {
    let caller = new(&format!("{url}/slow"));
    let begin = Instant::now();
    let mut calls = JoinSet::new();
    for _ in 0..AT_ONCE {
        let caller = caller.clone();
        calls.spawn(async move { caller.call().await });
    }
    let mut answered = 0;
    while let Some(outcome) = calls.join_next().await {
        match outcome.expect("a call does not panic") {
            Ok(2) => answered += 1,
            other => println!("{other:?}"),
        }
    }
    let (time, memory) = (begin.elapsed().as_secs_f64(), peak_memory());
    println!("{AT_ONCE} at once, {name}: {answered} answered in {time:.1} s, at most {memory} MiB of memory");
    assert_eq!(answered, AT_ONCE, "calls were lost");
}

/// How long this thread was on a processor (Linux).
fn cpu_time() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split(' ').next().and_then(|text| text.parse().ok()).unwrap_or(0);
    Duration::from_nanos(nanoseconds)
}

/// The most memory that this process had, in MiB (Linux).
fn peak_memory() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64().max(f64::MIN_POSITIVE)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
