//! Authenticates with a user name and a password: the client fetches a token and renews it before it expires.
//!
//! ```text
//! cargo run --example token_login                                # against the emulator
//! cargo run --example token_login -- <region> <account> <user>   # against the service, with the password in CDM_PASSWORD
//! ```
//!
//! The project is the region's default project; its ID comes with the token. Programs with an access key need no login:
//! `Client::from_sdk_defaults` finds the key where the official SDKs look for it.

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
            println!("calling the emulator at {}", emulator.url());
            Client::builder()
                .region(Region::CnNorth4)
                .endpoint(emulator.url())
                .iam_endpoint(emulator.url())
                .login(Login::password("example-account", "example-user", "example-password"))
                .build()?
        }
        _ => return Err("usage: token_login [<region> <account> <user>]".into()),
    };

    // The first call fetches the token, which all further calls use.
    for cluster in client.list_clusters().send().await?.clusters.unwrap_or_default() {
        let id = cluster.id.unwrap_or_default();
        println!("cluster {} ({id})", cluster.name.unwrap_or_default());
        for job in client.show_jobs(&id, "all").send().await?.jobs.unwrap_or_default() {
            println!("  job {}", job.name.unwrap_or_default());
        }
    }
    for request in emulator.requests() {
        let has_token = request.header("X-Auth-Token").is_some();
        println!("{} {}{}", request.method, request.path, if has_token { " (with the token)" } else { "" });
    }
    Ok(())
}
