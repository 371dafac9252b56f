//! Calls that are signed in by a token: of a user's name and password, renewed before it ends.
//!
//! ```text
//! cargo run --example token_login                                # at a mock server for the service
//! cargo run --example token_login -- <region> <account> <user>   # at the service, with the password in CDM_PASSWORD
//! ```
//!
//! The project is the one that the region has of itself, and its ID comes with the token. Programs that hold an access key
//! need no login: `Client::from_sdk_defaults` finds the key where the official SDKs find it.

use std::env;
use std::error::Error;

use huaweicloud_cdm::emulator::Emulator;
use huaweicloud_cdm::{Client, Login, Region};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let emulator = Emulator::start();
    let client = match arguments.as_slice() {
        [region, account, user] => {
            let password = env::var("CDM_PASSWORD").map_err(|_| "set CDM_PASSWORD to the password of the user")?;
            Client::builder().region(region.as_str()).login(Login::password(account, user, password)).build()?
        }
        [] => {
            println!("calling a mock server for the service at {}", emulator.url());
            Client::builder()
                .region(Region::CnNorth4)
                .endpoint(emulator.url())
                .iam_endpoint(emulator.url())
                .login(Login::password("example-account", "example-user", "example-password"))
                .build()?
        }
        _ => return Err("usage: token_login [<region> <account> <user>]".into()),
    };

    // The first call gets the token, which all that follow are sent with.
    for cluster in client.list_clusters().send().await?.clusters.unwrap_or_default() {
        let id = cluster.id.unwrap_or_default();
        println!("cluster {} ({id})", cluster.name.unwrap_or_default());
        for job in client.show_jobs(&id, "all").send().await?.jobs.unwrap_or_default() {
            println!("  job {}", job.name.unwrap_or_default());
        }
    }
    for request in emulator.requests() {
        let is_signed_in = request.header("X-Auth-Token").is_some();
        println!("{} {}{}", request.method, request.path, if is_signed_in { ", with the token" } else { "" });
    }
    Ok(())
}
