//! Ten thousand concurrent calls, each side in a process of its own, so that its memory can be measured.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use tokio::task::JoinSet;

use crate::{Caller, SIDES};

/// The number of concurrent calls.
const CALLS: usize = 10_000;

/// Runs each side in a process.
pub fn measure(own: &Path, url: &str) {
    for side in SIDES {
        let status = Command::new(own).args(["crowd", side, url]).status().expect("the program can be started again");
        assert!(status.success(), "some calls failed");
    }
}

/// Makes all calls and prints the number of responses and the peak memory.
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
    println!("{CALLS} concurrent calls, {name}: {responded} responses in {time:.1} s, peak memory {memory} MiB");
    assert_eq!(responded, CALLS, "some calls failed");
}

/// The peak memory of this process, in MiB (Linux).
fn peak_memory() -> u64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
