//! The times of both sides, by turns in one process, so that what else the machine does meets both.
//!
//! A turn is short, since the machine changes its mind in tenths of seconds; a pair of turns gives a ratio, and the median of
//! many of them is what is told, with the quartiles to see how far it can be trusted.

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::{Caller, by_client, by_hand, server};

/// Calls of a turn.
const CALLS: u32 = 50;

/// Responses read in a turn.
const READS: u32 = 1_000;

/// Pairs of turns.
const PAIRS: usize = 1_501;

/// Compares both sides: calls of which each waits for the one before, calls of which none does, and the reading of the response
/// alone.
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

/// Tells the times of both sides for one of `each` things, and their ratios.
fn compare(what: &str, each: u32, hand: impl Fn(), client: impl Fn()) {
    // Connections are made and memory is had before anything is measured.
    for _ in 0..10 {
        hand();
        client();
    }
    let pairs: Vec<(Turn, Turn)> = (0..PAIRS)
        .map(|index| match index % 2 {
            0 => (turn(&hand), turn(&client)),
            // Who is second in a pair has the caches of the other.
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

/// What a turn took.
struct Turn {
    /// On a processor, the kernel's work for this thread included.
    on_cpu: Duration,
    /// On the clock.
    wall: Duration,
}

fn turn(act: impl Fn()) -> Turn {
    let (begin, on_cpu) = (Instant::now(), cpu_time());
    act();
    Turn { on_cpu: cpu_time() - on_cpu, wall: begin.elapsed() }
}

/// How long this thread was on a processor (Linux).
fn cpu_time() -> Duration {
    // Only a thread that has been put aside has its time written down to the end.
    std::thread::yield_now();
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split(' ').next().and_then(|text| text.parse().ok()).unwrap_or(0);
    Duration::from_nanos(nanoseconds)
}

/// The value below which so many quarters of all are.
fn part(values: impl Iterator<Item = f64>, quarters: usize) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() * quarters / 4).copied().unwrap_or_default()
}
