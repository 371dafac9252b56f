//! The example on the page *Starting a Job* of the service's manual.

/// The project of the example.
pub const PROJECT_ID: &str = "1551c7f6c808414d8e9f3c514a170f2e";

/// The cluster of the example.
pub const CLUSTER_ID: &str = "6ec9a0a4-76be-4262-8697-e7af1fac7920";

/// The job of the example.
pub const JOB_NAME: &str = "jdbc2hive";

/// The request line of the example.
pub const REQUEST_LINE: &str = "PUT /v1.1/1551c7f6c808414d8e9f3c514a170f2e/clusters/\
    6ec9a0a4-76be-4262-8697-e7af1fac7920/cdm/job/jdbc2hive/start HTTP/1.1";

/// The response of the example, with its spaces and line breaks.
pub const RESPONSE: &str = r#"{
  "submissions" : [ {
    "job-name" : "jdbc2hive",
    "creation-user" : "cdm",
    "creation-date" : "1536905778725",
    "progress" : 1,
    "status" : "BOOTING"
  } ]
}"#;
