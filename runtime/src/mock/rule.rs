//! [`Rule`]: what a stub is for and what it says, as the server sees it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use reqwest::StatusCode;

use crate::HeaderMap;
use crate::call::description::Operation;
use crate::mock::encode::Encoded;
use crate::mock::expected::Expected;
use crate::mock::received::Received;
use crate::mock::template;

/// What a stub is for and what it says.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) operation: &'static Operation,
    /// The only request that it is for, or why there can be none; any request of the operation, where there is nothing.
    pub(super) expected: Option<Result<Expected, String>>,
    told: Mutex<Told>,
}

/// What a stub was told to say, and how often it did.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) response: StubResponse,
    /// The status in place of the response's own.
    pub(super) status: Option<StatusCode>,
    pub(super) headers: HeaderMap,
    pub(super) delay: Duration,
    /// Whether the connection breaks in the middle of the response.
    pub(super) broken: bool,
    /// How often it may respond yet.
    pub(super) left: Option<usize>,
    pub(super) calls: usize,
    /// What is wrong with what it was told.
    pub(super) problem: Option<String>,
}

/// Where a stub has its response from.
#[derive(Clone, Default)]
pub(super) enum StubResponse {
    /// It was not told yet.
    #[default]
    None,
    Ready(Prepared),
    Made(Arc<Make>),
}

/// Makes a response to a request, or says why it cannot.
pub(super) type Make = dyn Fn(&Received) -> Result<Prepared, String> + Send + Sync;

/// A response, and the status that it usually has.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    pub(super) encoded: Encoded,
    pub(super) usual: u16,
    /// The status that was said for it.
    pub(super) status: Option<StatusCode>,
}

/// What goes onto the wire.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: bytes::Bytes,
    pub(super) delay: Duration,
    pub(super) broken: bool,
}

impl Rule {
    pub(super) fn new(operation: &'static Operation, expected: Option<Result<Expected, String>>) -> Self {
        Self { operation, expected, told: Mutex::default() }
    }

    pub(super) fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the request is of its operation.
    pub(super) fn is_of(&self, received: &Received) -> bool {
        let told = match &received.operation {
            Some(operation) => operation == self.operation.id,
            None => template::is_of(&received.path, self.operation.path),
        };
        told && received.method == self.operation.method
    }

    /// Takes one of the times that it may respond.
    pub(super) fn take(&self) -> bool {
        let mut told = self.told();
        let left = match told.left {
            Some(left) => left.checked_sub(1).map(Some),
            None => Some(None),
        };
        match left {
            Some(left) => {
                told.left = left;
                told.calls += 1;
                true
            }
            None => false,
        }
    }

    /// What it says to a request.
    ///
    /// # Errors
    ///
    /// What is wrong with what it was told.
    pub(super) fn reply(&self, received: &Received) -> Result<Reply, String> {
        let response = {
            let told = self.told();
            if let Some(problem) = &told.problem {
                return Err(problem.clone());
            }
            told.response.clone()
        };
        // Whoever makes it may ask the stub.
        let Prepared { encoded, usual, status } = match response {
            StubResponse::None => return Err("it was not told what to respond".into()),
            StubResponse::Ready(prepared) => prepared,
            StubResponse::Made(make) => make(received)?,
        };
        let told = self.told();
        let said = told.status.or(status);
        if let Some(said) = said
            && !encoded.statuses.admits(said.as_u16())
        {
            let own = encoded.statuses.choose(usual);
            return Err(format!(
                "a response with the status {} would be read as another one than was given, which has {own}",
                said.as_u16()
            ));
        }
        let mut headers = told.headers.clone();
        if let Some(content_type) = &encoded.content_type
            && let Ok(content_type) = content_type.parse()
        {
            headers.entry(reqwest::header::CONTENT_TYPE).or_insert(content_type);
        }
        let status = said.unwrap_or_else(|| encoded.statuses.choose(usual));
        Ok(Reply { status, headers, body: encoded.body, delay: told.delay, broken: told.broken })
    }
}

impl std::fmt::Debug for StubResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::None => f.write_str("None"),
            Self::Ready(prepared) => prepared.fmt(f),
            Self::Made(_) => f.write_str("Made(..)"),
        }
    }
}
