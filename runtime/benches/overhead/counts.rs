//! What can be counted of both sides, by `valgrind`: it does not depend on what else the machine does.

use std::path::Path;
use std::process::Command;

use crate::{Caller, SIDES};

/// How many calls are made in the one run and in the other: the difference is theirs alone, without what begins and ends a
/// program.
const CALLS: [u64; 2] = [200, 1_200];

/// Counts for both sides, and tells what a call has of it.
pub fn measure(own: &Path, url: &str) {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("there is no valgrind: nothing is counted");
        return;
    }
    tell("instructions a call", own, url, &["--tool=callgrind", "--callgrind-out-file=/dev/null"], "Collected :");
    tell("allocations a call", own, url, &["--tool=memcheck", "--undef-value-errors=no"], "total heap usage:");
}

/// Makes so many calls: what is counted.
pub fn call<C: Caller>(url: &str, calls: &str) {
    let calls: u64 = calls.parse().expect("it is a number");
    let caller = C::new(url);
    crate::runtime().block_on(async {
        for _ in 0..calls {
            assert_eq!(caller.call().await, Ok(2));
        }
    });
}

fn tell(what: &str, own: &Path, url: &str, tool: &[&str], before: &str) {
    let [hand, client] = SIDES.map(|side| {
        let [few, many] = CALLS.map(|calls| count(own, url, tool, before, side, calls));
        many.saturating_sub(few) as f64 / (CALLS[1] - CALLS[0]) as f64
    });
    println!("{what}: by hand {hand:.1}, by the client {client:.1}, ratio {:.3}", client / hand.max(1.0));
}

/// The number that `valgrind` tells behind `before`.
fn count(own: &Path, url: &str, tool: &[&str], before: &str, side: &str, calls: u64) -> u64 {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(tool).arg(own).args(["count", side, url, &calls.to_string()]);
    let output = valgrind.output().expect("valgrind can be run");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let number = told.lines().find_map(|line| line.split_once(before)?.1.split_whitespace().next());
    number.and_then(|number| number.replace(',', "").parse().ok()).expect("valgrind tells a number")
}
