//! Counts instructions and allocations of both sides with `valgrind`, independently of the load of the machine.

use std::path::Path;
use std::process::Command;

use crate::{Caller, SIDES};

/// The numbers of calls of the two runs. Their difference excludes the costs of starting and ending the program.
const CALLS: [u64; 2] = [200, 1_200];

/// Counts for both sides and prints the figures per call.
pub fn measure(own: &Path, url: &str) {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("skipped: valgrind is not installed");
        return;
    }
    report("instructions per call", own, url, &["--tool=callgrind", "--callgrind-out-file=/dev/null"], "Collected :");
    report("allocations per call", own, url, &["--tool=memcheck", "--undef-value-errors=no"], "total heap usage:");
}

/// Makes this many calls: the workload that is counted.
pub fn call<C: Caller>(url: &str, calls: &str) {
    let calls: u64 = calls.parse().expect("the number of calls is an integer");
    let caller = C::new(url);
    crate::runtime().block_on(async {
        for _ in 0..calls {
            assert_eq!(caller.call().await, Ok(2));
        }
    });
}

fn report(what: &str, own: &Path, url: &str, tool: &[&str], before: &str) {
    let [hand, client] = SIDES.map(|side| {
        let [few, many] = CALLS.map(|calls| count(own, url, tool, before, side, calls));
        many.saturating_sub(few) as f64 / (CALLS[1] - CALLS[0]) as f64
    });
    println!("{what}: by hand {hand:.1}, by the client {client:.1}, ratio {:.3}", client / hand.max(1.0));
}

/// The number that `valgrind` prints after `before`.
fn count(own: &Path, url: &str, tool: &[&str], before: &str, side: &str, calls: u64) -> u64 {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(tool).arg(own).args(["count", side, url, &calls.to_string()]);
    let output = valgrind.output().expect("valgrind can be run");
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{printed}");
    let number = printed.lines().find_map(|line| line.split_once(before)?.1.split_whitespace().next());
    number.and_then(|number| number.replace(',', "").parse().ok()).expect("valgrind prints a number")
}
