//! [`CachedLookup`]: client parameters that are looked up, and cached.

use std::error::Error;
use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::body::BoxError;
use crate::call::auth::expiring_cache::ExpiringCache;
use crate::transport::BoxFuture;

/// A lookup and its cached result.
#[derive(Debug)]
pub(crate) struct CachedLookup<L> {
    lookup: L,
    found: OnceLock<String>,
    in_flight: ExpiringCache<(), LookupError>,
}

impl<L> CachedLookup<L> {
    pub(crate) fn new(lookup: L) -> Self {
        Self { lookup, found: OnceLock::new(), in_flight: ExpiringCache::default() }
    }

    /// The cached value.
    pub(crate) fn found(&self) -> Option<&String> {
        self.found.get()
    }

    /// Makes sure that the value is cached; `look_up` runs the lookup.
    ///
    /// # Errors
    ///
    /// Fails if the lookup fails.
    pub(crate) async fn resolve<'a>(
        &'a self,
        look_up: impl FnOnce(&'a L) -> BoxFuture<'a, Result<String, BoxError>>,
    ) -> Result<(), LookupError> {
        let Some(permit) = self.in_flight.acquire().await? else { return Ok(()) };
        let result = look_up(&self.lookup).await.map_err(|error| LookupError(Arc::from(error)));
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
