//! [`Lookup`]: how a parameter of the client is found that nobody has given.

use std::error::Error;
use std::fmt::{self, Debug};
use std::sync::{Arc, OnceLock};

use crate::body::BoxError;
use crate::call::auth::renewed::Renewed;
use crate::call::client::Client;
use crate::transport::BoxFuture;

/// Finds the value of a parameter of the client, such as the id of a project, where the client is not given one.
///
/// The first call that needs the value looks it up before anything of it is sent, and others wait for that; what is found stays
/// with the client. See [`ClientBuilder::lookup`](crate::ClientBuilder::lookup).
pub trait Lookup: Debug + Send + Sync {
    /// The value.
    ///
    /// # Errors
    ///
    /// It cannot be had. The call is not sent, and the next one looks again.
    fn look_up<'a>(&'a self, client: &'a Client) -> BoxFuture<'a, Result<String, BoxError>>;
}

/// A parameter that is looked up, and what was found.
#[derive(Debug)]
pub(crate) struct Sought {
    lookup: Arc<dyn Lookup>,
    found: OnceLock<String>,
    looking: Renewed<(), NotFound>,
}

impl Sought {
    pub(crate) fn new(lookup: Arc<dyn Lookup>) -> Self {
        Self { lookup, found: OnceLock::new(), looking: Renewed::default() }
    }

    /// What was found, if it was looked for.
    pub(crate) fn found(&self) -> Option<&String> {
        self.found.get()
    }

    /// Sees to it that it is found.
    ///
    /// # Errors
    ///
    /// It cannot be.
    pub(crate) async fn find(&self, client: &Client) -> Result<(), NotFound> {
        let Some(turn) = self.looking.turn().await? else { return Ok(()) };
        let looked = self.lookup.look_up(client).await.map_err(|error| NotFound(Arc::from(error)));
        turn.end(looked.map(|value| (_ = self.found.set(value), None)))
    }
}

/// Why a parameter was not found. It can be told to several callers.
#[derive(Clone, Debug)]
pub(crate) struct NotFound(Arc<dyn Error + Send + Sync>);

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Error for NotFound {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0)
    }
}
