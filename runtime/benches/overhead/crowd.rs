//! Ten thousand calls at once: each side in a process of its own, whose memory is its own.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use tokio::task::JoinSet;

use crate::{Caller, SIDES};

/// Calls at once.
const CALLS: usize = 10_000;

/// Has each side make its calls.
pub fn measure(own: &Path, url: &str) {
    for side in SIDES {
        let status = Command::new(own).args(["crowd", side, url]).status().expect("the program can be run again");
        assert!(status.success(), "calls were lost");
    }
}

/// Makes all calls, and tells how many had a response and the most memory that there was.
pub fn call<C: Caller>(name: &str, url: &str) {
    crate::runtime().block_on(all::<C>(name, url));
}

async fn all<C: Caller>(name: &str, url: &str) {
    let caller = C::new(&format!("{url}/slow"));
    let begin = Instant::now();
    let mut calls = JoinSet::new();
    for _ in 0..CALLS {
        let caller = caller.clone();
        calls.spawn(async move { caller.call().await });
    }
    let mut responded = 0;
    while let Some(outcome) = calls.join_next().await {
        match outcome.expect("a call does not panic") {
            Ok(2) => responded += 1,
            other => println!("{other:?}"),
        }
    }
    let (time, memory) = (begin.elapsed().as_secs_f64(), peak_memory());
    println!("{CALLS} at once, {name}: {responded} responded in {time:.1} s, at most {memory} MiB of memory");
    assert_eq!(responded, CALLS, "calls were lost");
}

/// The most memory that this process had, in MiB (Linux).
fn peak_memory() -> u64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
