//! What the examples call: the service itself, where the environment says so, else a mock server for it.

use std::env;
use std::error::Error;

use huaweicloud_cdm::emulator::Emulator;
use huaweicloud_cdm::{AccessKey, Client};

/// Settings that tell that the service itself is meant.
const SETTINGS: [&str; 9] = [
    "HUAWEICLOUD_CDM_ENDPOINT",
    "HUAWEICLOUD_CDM_REGION",
    "HUAWEICLOUD_CDM_TOKEN",
    "HUAWEICLOUD_SDK_PROJECT_ID",
    "HUAWEICLOUD_SDK_AK",
    "HUAWEICLOUD_SDK_SK",
    "HUAWEICLOUD_SDK_SECURITY_TOKEN",
    "CLOUD_SDK_AK",
    "CLOUD_SDK_SK",
];

/// What is called.
pub struct Service {
    /// A client of it.
    pub client: Client,
    /// A cluster that it has.
    pub cluster_id: String,
    /// The mock server, which ends when it is dropped.
    pub emulator: Option<Emulator>,
}

impl Service {
    /// The service itself, where there are settings in the environment, with the cluster that is given; else a mock server.
    ///
    /// # Errors
    ///
    /// The settings are not enough, or no cluster is given; what is missing is said.
    pub fn of(cluster_id: Option<String>) -> Result<Self, Box<dyn Error>> {
        let is_set = |name: &&str| env::var_os(name).is_some_and(|value| !value.is_empty());
        if let Some(name) = SETTINGS.iter().find(|name| is_set(name)) {
            let missing = || format!("{name} is set, so the service itself is called: name a cluster of it");
            let cluster_id = cluster_id.ok_or_else(missing)?;
            return Ok(Self { client: Client::from_env()?, cluster_id, emulator: None });
        }
        let emulator = Emulator::start();
        println!("No settings in the environment: calling a mock server for the service at {}", emulator.url());
        // Signed, as the samples of the service's manual are.
        let client = Client::builder()
            .endpoint(emulator.url())
            .project_id("1551c7f6c808414d8e9f3c514a170f2e")
            .ak_sk(AccessKey::new("access-key", "secret-key"))
            .build()?;
        Ok(Self { client, cluster_id: emulator.cluster_id(), emulator: Some(emulator) })
    }
}
