//! Times both sides by turns in one process, so that other load on the machine affects both.
//!
//! Turns are short, since clock speed and load change within tenths of seconds. Each pair of turns gives a ratio; the median
//! of all ratios is reported, with the quartiles as a measure of confidence.

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::{Caller, by_client, by_hand, server};

/// Calls per turn.
const CALLS: u32 = 50;

/// Responses decoded per turn.
const READS: u32 = 1_000;

/// The number of pairs of turns.
const PAIRS: usize = 1_501;

/// Compares both sides: sequential calls, concurrent calls, and decoding the response alone.
pub fn measure(url: &str) {
    let runtime = crate::runtime();
    let (hand, client) = (by_hand::Caller::new(url), by_client::Caller::new(url));
    compare("one by one", CALLS, || runtime.block_on(one_by_one(&hand)), || runtime.block_on(one_by_one(&client)));
    compare("at once", CALLS, || runtime.block_on(at_once(&hand)), || runtime.block_on(at_once(&client)));
    compare("reading", READS, reads::<by_hand::Caller>, reads::<by_client::Caller>);
}

async fn one_by_one(caller: &impl Caller) {
    for _ in 0..CALLS {
        assert_eq!(caller.call().await, Ok(2));
    }
}

async fn at_once(caller: &impl Caller) {
    let mut calls = JoinSet::new();
    for _ in 0..CALLS {
        let caller = caller.clone();
        calls.spawn(async move { caller.call().await });
    }
    while let Some(outcome) = calls.join_next().await {
        assert_eq!(outcome.expect("a call does not panic"), Ok(2));
    }
}

fn reads<C: Caller>() {
    for _ in 0..READS {
        assert_eq!(C::read(black_box(server::RESPONSE.as_bytes())), 2);
    }
}

/// Prints the times of both sides per item, for turns of `each` items, and their ratios.
fn compare(what: &str, each: u32, hand: impl Fn(), client: impl Fn()) {
    // Warm up: connections and memory.
    for _ in 0..10 {
        hand();
        client();
    }
    let pairs: Vec<(Turn, Turn)> = (0..PAIRS)
        .map(|index| match index % 2 {
            0 => (turn(&hand), turn(&client)),
            // The second of a pair profits from warm caches.
            _ => {
                let client = turn(&client);
                (turn(&hand), client)
            }
        })
        .collect();
    for (kind, of) in [("processor", (|turn| turn.on_cpu) as fn(&Turn) -> Duration), ("clock", |turn| turn.wall)] {
        let micros = |time: Duration| time.as_secs_f64() * 1e6 / f64::from(each);
        let by_hand = part(pairs.iter().map(|(hand, _)| micros(of(hand))), 2);
        let by_client = part(pairs.iter().map(|(_, client)| micros(of(client))), 2);
        let ratios = || pairs.iter().map(|(hand, client)| micros(of(client)) / micros(of(hand)).max(f64::MIN_POSITIVE));
        let (median, low, high) = (part(ratios(), 2), part(ratios(), 1), part(ratios(), 3));
        println!(
            "{what}, {kind:9}: by hand {by_hand:6.2} µs, by the client {by_client:6.2} µs, ratio {median:.3} (half of all: {low:.3} to {high:.3})"
        );
    }
}

/// The times of a turn.
struct Turn {
    /// CPU time, including the kernel's work for this thread.
    on_cpu: Duration,
    /// Wall-clock time.
    wall: Duration,
}

fn turn(act: impl Fn()) -> Turn {
    let (begin, on_cpu) = (Instant::now(), cpu_time());
    act();
    Turn { on_cpu: cpu_time() - on_cpu, wall: begin.elapsed() }
}

/// The CPU time of this thread (Linux).
fn cpu_time() -> Duration {
    // The kernel updates the figure when the thread is descheduled.
    std::thread::yield_now();
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split(' ').next().and_then(|text| text.parse().ok()).unwrap_or(0);
    Duration::from_nanos(nanoseconds)
}

/// A quartile of the values: 1, 2 (the median) or 3.
fn part(values: impl Iterator<Item = f64>, quarters: usize) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() * quarters / 4).copied().unwrap_or_default()
}
