//! Runs the emulator of Cloud Data Migration until standard input is closed, for programs in any language.
//!
//! ```text
//! cargo run --example emulator
//! ```
//!
//! It prints one line: its URL and the ID of its cluster. The cluster has a job `jdbc2hive`, and a job `doomed` whose first
//! run fails.

use std::io::Read;

use huaweicloud_cdm::emulator::Emulator;

fn main() -> std::io::Result<()> {
    let service = Emulator::start();
    service.add_job("jdbc2hive");
    service.add_job("doomed");
    service.fail_next_run("doomed", "configured to fail");
    println!("{} {}", service.url(), service.cluster_id());
    std::io::stdin().read_to_end(&mut Vec::new()).map(|_| ())
}
