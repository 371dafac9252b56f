//! Client parameters that are looked up on demand, and credentials that depend on the client's configuration.

#![allow(clippy::unwrap_used, reason = "tests")]

mod service;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use specwright_runtime::auth::{ApiKey, Credential};
use specwright_runtime::description::{Api, Errors, Operation, Param, Scheme, SchemeKind};
use specwright_runtime::response::Empty;
use specwright_runtime::transport::{BoxFuture, HttpRequest};
use specwright_runtime::{BoxError, Client, ClientBuilder, ClientConfig, ErrorKind, Lookup, Request};

use crate::service::Service;

static API: Api = Api {
    name: "lookups",
    user_agent: "lookups/1",
    servers: &[],
    params: &[Param { name: "tenant", env: &["TENANT"] }],
    endpoint_env: &[],
    schemes: &[Scheme { name: "key", method: "key", kind: SchemeKind::ApiKeyHeader("X-Key"), headers: &[], env: &[] }],
    errors: Errors { pairs: &[], request_id: &[], in_success: false },
};

static LIST: Operation = Operation {
    id: "List",
    method: "GET",
    path: "/{tenant}/jobs/{job}",
    security: &[&[], &["key"]],
    servers: None,
    idempotency: None,
};

static OTHER: Operation = Operation { id: "Other", path: "/jobs/{job}", ..LIST };

/// Finds `found-1`, `found-2` and so on, after failing a given number of times.
#[derive(Clone, Debug, Default)]
struct Counting {
    failures: usize,
    made: Arc<AtomicUsize>,
}

impl Lookup for Counting {
    fn look_up<'a>(&'a self, _: &'a Client) -> BoxFuture<'a, Result<String, BoxError>> {
        Box::pin(async {
            tokio::task::yield_now().await;
            match self.made.fetch_add(1, Ordering::SeqCst) + 1 {
                made if made <= self.failures => Err("there is none".into()),
                made => Ok(format!("found-{made}")),
            }
        })
    }
}

fn builder(service: &Service) -> ClientBuilder {
    Client::builder(&API).endpoint(&service.url)
}

async fn call(request: Request) -> Result<(), (ErrorKind, String)> {
    request.path("job", "j").send::<Empty, Empty>().await.map_err(|error| {
        (error.kind(), error.to_string().rsplit_once(" (").map_or(String::new(), |(cause, _)| cause.to_owned()))
    })
}

#[tokio::test]
async fn lookups_run_once_and_only_when_needed() {
    let service = Service::responding("204 No Content", "", "");
    let lookup = Counting::default();
    let client = builder(&service).lookup("tenant", lookup.clone()).build().unwrap();
    call(client.request(&OTHER)).await.unwrap();
    call(client.request(&LIST).path("tenant", "own")).await.unwrap();
    assert_eq!(lookup.made.load(Ordering::SeqCst), 0);
    let (first, second) = tokio::join!(call(client.request(&LIST)), call(client.clone().request(&LIST)));
    assert_eq!((first, second), (Ok(()), Ok(())));
    call(client.request(&LIST)).await.unwrap();
    assert_eq!(lookup.made.load(Ordering::SeqCst), 1);
    for expected in ["/jobs/j", "/own/jobs/j", "/found-1/jobs/j", "/found-1/jobs/j", "/found-1/jobs/j"] {
        assert_eq!(service.request().line(), format!("GET {expected} HTTP/1.1"));
    }
}

#[tokio::test]
async fn configured_values_skip_the_lookup() {
    let service = Service::responding("204 No Content", "", "");
    let lookup = Counting::default();
    let given = builder(&service).lookup("tenant", lookup.clone()).param("tenant", "given");
    let variable = builder(&service).lookup("tenant", lookup.clone()).from_variables(|_| Some("variable".into()));
    for (builder, expected) in [(given, "given"), (variable, "variable")] {
        call(builder.build().unwrap().request(&LIST)).await.unwrap();
        assert_eq!(service.request().line(), format!("GET /{expected}/jobs/j HTTP/1.1"));
    }
    assert_eq!(lookup.made.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn failed_lookups_are_reported_and_not_cached() {
    let service = Service::responding("204 No Content", "", "");
    let client = builder(&service).lookup("tenant", Counting { failures: 1, ..Counting::default() }).build().unwrap();
    let expected = "List: invalid request: the parameter `tenant` cannot be looked up: there is none";
    assert_eq!(call(client.request(&LIST)).await, Err((ErrorKind::InvalidRequest, expected.into())));
    assert!(service.is_untouched());
    call(client.request(&LIST)).await.unwrap();
    assert_eq!(service.request().line(), "GET /found-2/jobs/j HTTP/1.1");
}

#[test]
fn lookups_of_unknown_parameters_are_rejected() {
    let builder = Client::builder(&API).endpoint("http://127.0.0.1:1").lookup("owner", Counting::default());
    let error = builder.build().unwrap_err();
    assert_eq!(error.problems().collect::<Vec<_>>(), ["There is no parameter `owner`."]);
}

/// An API key that is the client's tenant.
#[derive(Debug)]
struct OfTenant;

impl Credential for OfTenant {
    fn apply<'a>(&'a self, _: &'static Scheme, _: &'a mut HttpRequest) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async { Err("not bound to a client".into()) })
    }

    fn bind(&self, _: &'static Scheme, config: ClientConfig<'_>) -> Option<Result<Arc<dyn Credential>, String>> {
        let tenant = config.param("tenant").ok_or_else(|| "The credential needs a tenant.".to_owned());
        Some(tenant.map(|tenant| Arc::new(ApiKey::new(tenant)) as _))
    }
}

#[tokio::test]
async fn credentials_can_read_the_client_configuration() {
    let service = Service::responding("204 No Content", "", "");
    let client = builder(&service).credential("key", OfTenant).param("tenant", "me").build().unwrap();
    call(client.request(&LIST)).await.unwrap();
    assert_eq!(service.request().header("x-key"), Some("me"));
    let error = builder(&service).credential("key", OfTenant).build().unwrap_err();
    assert_eq!(error.problems().collect::<Vec<_>>(), ["The credential needs a tenant."]);
}
