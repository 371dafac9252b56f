//! [`MutualTls`]: a client certificate (OpenAPI 3.1, `mutualTLS`).

use crate::body::BoxError;
use crate::call::auth::{Credential, mismatch};
use crate::call::description::{Scheme, SchemeKind};
use crate::transport::{BoxFuture, HttpRequest};

/// Declares that the custom HTTP client presents a client certificate. Requests are not changed.
///
/// ```no_run
/// use specwright_runtime::reqwest::Identity;
///
/// # fn run() -> Result<(), Box<dyn std::error::Error>> {
/// let identity = Identity::from_pem(&std::fs::read("client.pem")?)?;
/// let client = specwright_runtime::http_client_builder().identity(identity).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct MutualTls;

impl Credential for MutualTls {
    fn apply<'a>(&'a self, _: &'static Scheme, _: &'a mut HttpRequest) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(std::future::ready(Ok(())))
    }

    fn check(&self, scheme: &'static Scheme) -> Result<(), String> {
        match scheme.kind {
            SchemeKind::MutualTls => Ok(()),
            _ => Err(mismatch("a certificate", scheme)),
        }
    }
}
