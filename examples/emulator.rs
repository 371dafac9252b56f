//! Runs the emulator for Cloud Data Migration until its input ends, to be called by programs in any language.
//!
//! ```text
//! cargo run --example emulator
//! ```
//!
//! Its first line says where it is. A job `jdbc2hive` is in its cluster; one called `doomed` is too, which fails once.

use std::io::Read;

use huaweicloud_cdm::emulator::Emulator;

fn main() -> std::io::Result<()> {
    let service = Emulator::start();
    service.add_job("jdbc2hive");
    service.add_job("doomed");
    service.fail_next_run("doomed", "it was told to");
    println!("{} {}", service.url(), service.cluster_id());
    std::io::stdin().read_to_end(&mut Vec::new()).map(|_| ())
}
