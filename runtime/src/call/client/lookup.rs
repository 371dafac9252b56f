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
    found: Arc<OnceLock<String>>,
    in_flight: Arc<ExpiringCache<(), LookupError>>,
}

impl<L: Clone> CachedLookup<L> {
    pub(crate) fn new(lookup: L) -> Self {
        Self { lookup, found: Arc::default(), in_flight: Arc::default() }
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
    pub(crate) async fn resolve(
        &self,
        look_up: impl Fn(L) -> BoxFuture<'static, Result<String, BoxError>>,
    ) -> Result<(), LookupError> {
        let fetch = || {
            let (value, found) = (look_up(self.lookup.clone()), Arc::clone(&self.found));
            async move {
                let value = value.await.map_err(|error| LookupError(Arc::from(error)))?;
                Ok((_ = found.set(value), None))
            }
        };
        self.in_flight.ensure(fetch).await
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
