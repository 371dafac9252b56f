//! [`Lookup`]: looks up client parameters that are not set.

use std::error::Error;
use std::fmt::{self, Debug};
use std::sync::{Arc, OnceLock};

use crate::body::BoxError;
use crate::call::auth::expiring_cache::ExpiringCache;
use crate::call::client::Client;
use crate::transport::BoxFuture;

/// Looks up a client parameter that is not set, such as a project ID.
///
/// The first call that needs the value looks it up before its request is sent; concurrent calls wait for the result. The
/// value is cached by the client. See [`ClientBuilder::lookup`](crate::ClientBuilder::lookup).
pub trait Lookup: Debug + Send + Sync {
    /// Returns the value.
    ///
    /// # Errors
    ///
    /// Fails if there is no value. The call fails without being sent, and the next call retries.
    fn look_up<'a>(&'a self, client: &'a Client) -> BoxFuture<'a, Result<String, BoxError>>;
}

/// A lookup and its cached result.
#[derive(Debug)]
pub(crate) struct CachedLookup {
    lookup: Arc<dyn Lookup>,
    found: OnceLock<String>,
    in_flight: ExpiringCache<(), LookupError>,
}

impl CachedLookup {
    pub(crate) fn new(lookup: Arc<dyn Lookup>) -> Self {
        Self { lookup, found: OnceLock::new(), in_flight: ExpiringCache::default() }
    }

    /// The cached value.
    pub(crate) fn found(&self) -> Option<&String> {
        self.found.get()
    }

    /// Makes sure that the value is cached.
    ///
    /// # Errors
    ///
    /// Fails if the lookup fails.
    pub(crate) async fn resolve(&self, client: &Client) -> Result<(), LookupError> {
        let Some(permit) = self.in_flight.acquire().await? else { return Ok(()) };
        let result = self.lookup.look_up(client).await.map_err(|error| LookupError(Arc::from(error)));
        permit.complete(result.map(|value| (_ = self.found.set(value), None)))
    }
}

/// The error of a lookup, which may be shared by several calls.
#[derive(Clone, Debug)]
pub(crate) struct LookupError(Arc<dyn Error + Send + Sync>);

impl fmt::Display for LookupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Error for LookupError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0)
    }
}
