//! The service that the examples call: the real one if it is configured in the environment, else the emulator.

use std::env;
use std::error::Error;

use huaweicloud_cdm::emulator::Emulator;
use huaweicloud_cdm::{AccessKey, Client};

/// Environment variables that select the real service.
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

/// The service to call.
pub struct Service {
    /// A client of the service.
    pub client: Client,
    /// The cluster to use.
    pub cluster_id: String,
    /// The emulator, which stops when it is dropped.
    pub emulator: Option<Emulator>,
}

impl Service {
    /// The real service with this cluster if any setting is in the environment, else the emulator.
    ///
    /// # Errors
    ///
    /// Fails if the settings are incomplete, or if there is no cluster ID for the real service.
    pub fn of(cluster_id: Option<String>) -> Result<Self, Box<dyn Error>> {
        let is_set = |name: &&str| env::var_os(name).is_some_and(|value| !value.is_empty());
        if let Some(name) = SETTINGS.iter().find(|name| is_set(name)) {
            let missing = || format!("{name} is set, so the real service is called: pass a cluster ID as argument");
            let cluster_id = cluster_id.ok_or_else(missing)?;
            return Ok(Self { client: Client::from_env()?, cluster_id, emulator: None });
        }
        let emulator = Emulator::start();
        println!("no settings in the environment: calling the emulator at {}", emulator.url());
        // Requests are signed, as in the samples of the service's manual.
        let client = Client::builder()
            .endpoint(emulator.url())
            .project_id("1551c7f6c808414d8e9f3c514a170f2e")
            .ak_sk(AccessKey::new("access-key", "secret-key"))
            .build()?;
        Ok(Self { client, cluster_id: emulator.cluster_id(), emulator: Some(emulator) })
    }
}
