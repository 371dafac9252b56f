//! [`MutualTls`]: a certificate of the client's, shown when the connection is made (OpenAPI 3.1, `mutualTLS`).

use crate::body::BoxError;
use crate::call::auth::{Credential, mismatch};
use crate::call::description::{Scheme, SchemeKind};
use crate::transport::{BoxFuture, HttpRequest};

/// Says that the client's own HTTP client has a certificate, which it shows when it connects. Nothing is put onto requests.
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
