//! Requests that the document does not have.

use reqwest::Method;

use crate::call::client::Client;
use crate::call::description::Operation;
use crate::call::request::{Custom, Request};

/// What interceptors and spans are passed as the operation of such a request.
const fn operation(method: &'static str) -> Operation {
    Operation { id: "request", method, path: "", security: &[], servers: None, idempotency: None }
}

static GET: Operation = operation("GET");
static POST: Operation = operation("POST");
static PUT: Operation = operation("PUT");
static PATCH: Operation = operation("PATCH");
static DELETE: Operation = operation("DELETE");
static HEAD: Operation = operation("HEAD");
static OTHER: Operation = operation("");

impl Client {
    /// Creates a request that the document does not have, on the servers of the API and with the client's credentials,
    /// retries and timeouts. `path` begins with a slash, follows the path of the base URL, and may have parameters in braces.
    ///
    /// All credentials that were set in code are applied, else those that were found in the environment.
    ///
    /// ```no_run
    /// use specwright_runtime::{Method, SendAs, Value};
    ///
    /// # async fn run(client: specwright_runtime::Client) -> Result<(), specwright_runtime::Error<Value>> {
    /// let job: Value = client.request_at(Method::GET, "/jobs/{name}").path("name", "a/b").send_as().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn request_at(&self, method: Method, path: &str) -> Request {
        let operation = match method.as_str() {
            "GET" => &GET,
            "POST" => &POST,
            "PUT" => &PUT,
            "PATCH" => &PATCH,
            "DELETE" => &DELETE,
            "HEAD" => &HEAD,
            _ => &OTHER,
        };
        let mut request = Request::new(self.clone(), operation);
        request.0.custom = Some(Box::new(Custom { method, template: path.to_owned() }));
        request
    }
}

impl Request {
    /// The method.
    pub(super) fn method(&self) -> &str {
        self.0.custom.as_ref().map_or(self.0.operation.method, |custom| custom.method.as_str())
    }

    /// The template of path and query.
    pub(super) fn template(&self) -> &str {
        self.0.custom.as_ref().map_or(self.0.operation.path, |custom| &custom.template)
    }
}
