//! A small client as the generator writes it: a static description, newtypes over the runtime, plain types with field
//! mappings.

#![allow(dead_code, missing_docs, reason = "each test uses what it needs")]

use std::time::Duration;

#[cfg(feature = "sdk-hmac-sha256")]
use specwright_runtime::auth::AccessKey;
use specwright_runtime::auth::ApiKey;
use specwright_runtime::description::{self, Idempotency, NamedServers, Operation};
use specwright_runtime::response::{Empty, Full, Json};
use specwright_runtime::{
    BuildError, Call, Map, Request, Response, Secret, Value, headers, object, reqwest, string_enum,
};

static API: description::Api = description::Api {
    name: "huaweicloud-cdm",
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    servers: SERVERS,
    params: &[description::Param { name: "project_id", env: &["HUAWEICLOUD_SDK_PROJECT_ID"] }],
    endpoint_env: &["HUAWEICLOUD_CDM_ENDPOINT"],
    schemes: &[
        description::Scheme {
            name: "token",
            method: "token",
            kind: description::SchemeKind::ApiKeyHeader("X-Auth-Token"),
            headers: &[],
            env: &[&["HUAWEICLOUD_CDM_TOKEN"]],
        },
        description::Scheme {
            name: "ak_sk",
            method: "ak_sk",
            kind: description::SchemeKind::Signer("sdk-hmac-sha256"),
            headers: &[("X-Project-Id", "project_id")],
            env: &[
                &["HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_SECURITY_TOKEN"],
                &["CLOUD_SDK_AK", "CLOUD_SDK_SK"],
            ],
        },
    ],
    errors: description::Errors {
        pairs: &[
            ("error_code", "error_msg"),
            ("errorCode", "errorMsg"),
            ("errCode", "externalMessage"),
            ("code", "message"),
        ],
        request_id: &["X-Request-Id", "X-IAM-Trace-Id"],
        in_success: true,
    },
};

const SERVERS: &[description::Server] = &[
    description::Server {
        url: "https://cdm.{region}.myhuaweicloud.com",
        variables: &[description::Variable {
            name: "region",
            default: None,
            values: &["cn-north-4", "cn-north-1"],
            env: &["HUAWEICLOUD_CDM_REGION"],
        }],
    },
    description::Server {
        url: "https://cdm.{region}.myhuaweicloud.eu",
        variables: &[description::Variable {
            name: "region",
            default: None,
            values: &["eu-west-101"],
            env: &["HUAWEICLOUD_CDM_REGION"],
        }],
    },
];

const IAM_SERVERS: &[description::Server] = &[description::Server {
    url: "https://iam.{region}.myhuaweicloud.com",
    variables: &[description::Variable {
        name: "region",
        default: None,
        values: &["cn-north-4", "cn-north-1"],
        env: &["HUAWEICLOUD_CDM_REGION"],
    }],
}];

static START_JOB: Operation = Operation {
    id: "StartJob",
    method: "PUT",
    path: "/v1.1/{project_id}/clusters/{cluster_id}/cdm/job/{job_name}/start",
    security: &[&["token"], &["ak_sk"]],
    servers: None,
    idempotency: Some(Idempotency::Never),
};

static CREATE_TOKEN: Operation = Operation {
    id: "CreateToken",
    method: "POST",
    path: "/v3/auth/tokens",
    security: &[],
    servers: Some(&NamedServers { name: "iam", servers: IAM_SERVERS }),
    idempotency: None,
};

#[derive(Clone, Debug)]
pub struct Client(pub specwright_runtime::Client);

impl Client {
    pub fn builder() -> ClientBuilder {
        ClientBuilder(specwright_runtime::Client::builder(&API))
    }

    pub fn start_job(&self, cluster_id: &str, job_name: &str) -> StartJob {
        let request = self.0.request(&START_JOB);
        StartJob(request.path("cluster_id", cluster_id).path("job_name", job_name))
    }

    pub fn create_token(&self, body: &Map<Value>) -> CreateToken {
        CreateToken(self.0.request(&CREATE_TOKEN).json(body))
    }
}

#[derive(Debug)]
#[must_use]
pub struct ClientBuilder(specwright_runtime::ClientBuilder);

impl ClientBuilder {
    pub fn project_id(self, project_id: &str) -> Self {
        Self(self.0.param("project_id", project_id))
    }

    pub fn region(self, region: impl Into<Region>) -> Self {
        Self(self.0.server_variable("region", region.into().as_str()))
    }

    pub fn endpoint(self, url: &str) -> Self {
        Self(self.0.endpoint(url))
    }

    pub fn iam_endpoint(self, url: &str) -> Self {
        Self(self.0.named_endpoint("iam", url))
    }

    pub fn token(self, token: impl Into<Secret>) -> Self {
        Self(self.0.credential("token", ApiKey::new(token)))
    }

    #[cfg(feature = "sdk-hmac-sha256")]
    pub fn ak_sk(self, key: AccessKey) -> Self {
        Self(self.0.credential("ak_sk", key))
    }

    pub fn timeout(self, timeout: Duration) -> Self {
        Self(self.0.timeout(timeout))
    }

    pub fn connect_timeout(self, timeout: Duration) -> Self {
        Self(self.0.connect_timeout(timeout))
    }

    pub fn read_timeout(self, timeout: Duration) -> Self {
        Self(self.0.read_timeout(timeout))
    }

    pub fn http_client(self, client: reqwest::Client) -> Self {
        Self(self.0.http_client(client))
    }

    pub fn configure(
        self,
        change: impl FnOnce(specwright_runtime::ClientBuilder) -> specwright_runtime::ClientBuilder,
    ) -> Self {
        Self(change(self.0))
    }

    pub fn variables(self, variables: &[(&str, &str)]) -> Self {
        let find =
            |name: &str| variables.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned());
        Self(self.0.from_variables(find))
    }

    pub fn build(self) -> Result<Client, BuildError> {
        self.0.build().map(Client)
    }
}

#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct StartJob(Request);

impl StartJob {
    pub fn project_id(self, project_id: &str) -> Self {
        Self(self.0.path("project_id", project_id))
    }

    pub fn body(self, body: &StartJobRequest) -> Self {
        Self(self.0.json(body))
    }

    pub fn configure(self, change: impl FnOnce(Request) -> Request) -> Self {
        Self(change(self.0))
    }

    pub fn send(self) -> Call<StartJobResponse, ErrorResponse> {
        self.0.send::<Json<_>, Json<_>>()
    }

    pub fn send_full(self) -> Call<Response<StartJobResponse>, ErrorResponse> {
        self.0.send::<Full<Json<_>, _>, Json<_>>()
    }
}

#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateToken(Request);

impl CreateToken {
    pub fn send_full(self) -> Call<Response<(), CreateTokenHeaders>> {
        self.0.send::<Full<Empty, _>, Empty>()
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct StartJobRequest {
    pub variables: Option<Map<Value>>,
}

object! { StartJobRequest {
    variables: "variables",
} }

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StartJobResponse {
    pub submissions: Option<Vec<StartJobSubmission>>,
}

object! { StartJobResponse {
    submissions: "submissions",
} }

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StartJobSubmission {
    pub is_incrementing: Option<bool>,
    pub submission_id: Option<i64>,
    pub creation_date: Option<i64>,
    pub last_update_user: Option<String>,
    pub status: Option<JobStatus>,
}

object! { StartJobSubmission {
    is_incrementing: "isIncrementing",
    submission_id: "submission-id",
    creation_date: "creation-date" as lenient,
    last_update_user: "last-udpate-user" | "last-update-user",
    status: "status",
} }

#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum JobStatus {
    Booting,
    FailureOnSubmit,
    Other(String),
}

string_enum! { JobStatus {
    Booting: "BOOTING",
    FailureOnSubmit: "FAILURE_ON_SUBMIT",
} }

#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Region {
    CnNorth4,
    Other(String),
}

string_enum! { Region {
    CnNorth4: "cn-north-4",
} }

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ErrorResponse {
    pub error_code: Option<String>,
    pub error_msg: Option<String>,
}

object! { ErrorResponse {
    error_code: "error_code",
    error_msg: "error_msg",
} }

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CreateTokenHeaders {
    pub x_subject_token: Option<Secret>,
}

headers! { CreateTokenHeaders {
    x_subject_token: "X-Subject-Token",
} }
