//! The clients that the tests call with.

use huaweicloud_cdm::job::{StartJob, StartJobRequest};
use huaweicloud_cdm::{AccessKey, Client, ClientBuilder, Map};

use crate::page::{CLUSTER_ID, JOB_NAME, PROJECT_ID};
use crate::server::Server;

/// A token that occurs nowhere else in what is sent.
pub const TOKEN: &str = "MIIToken+that/nobody=may-see";

/// An access key.
pub const ACCESS_KEY: &str = "AKWIRE00000000000001";

/// Its secret key, with characters that other notations would encode.
pub const SECRET_KEY: &str = "SKwire+not/for=eyes%20&?#";

/// The security token of a temporary key.
pub const SECURITY_TOKEN: &str = "STSWire+temporary/token==";

/// A client of `server` for the project of the manual's example, without credentials.
pub fn bare(server: &Server) -> ClientBuilder {
    Client::builder().endpoint(&server.url).project_id(PROJECT_ID)
}

/// A client of `server` with a token.
pub fn with_token(server: &Server) -> Client {
    bare(server).token(TOKEN).build().expect("the client is complete")
}

/// A client of `server` with an access key.
pub fn with_key(server: &Server) -> Client {
    bare(server).ak_sk(key()).build().expect("the client is complete")
}

/// The key of [`ACCESS_KEY`].
pub fn key() -> AccessKey {
    AccessKey::new(ACCESS_KEY, SECRET_KEY)
}

/// The call of the manual's example, without its body.
pub fn start(client: &Client) -> StartJob {
    client.start_job(CLUSTER_ID, JOB_NAME)
}

/// The call of the manual's example.
pub fn start_with_body(client: &Client) -> StartJob {
    start(client).body(&StartJobRequest::new().variables(Map::new()))
}
