//! A `tracing` span per attempt, with the field names of OpenTelemetry (*Semantic Conventions for HTTP Spans*, "HTTP client
//! span"). Without the feature `tracing` it compiles to nothing.
//!
//! Spans contain no secrets: the URL is recorded before credentials are applied, and only the names of query parameters.

#[cfg(feature = "tracing")]
pub(crate) use traced::Span;
#[cfg(not(feature = "tracing"))]
pub(crate) use untraced::Span;

#[cfg(feature = "tracing")]
mod traced {
    use reqwest::Url;
    use tracing::field::Empty;
    use tracing::{Instrument, Level, span};

    use crate::call::description::Operation;
    use crate::call::error::{Failure, ReceivedResponse};

    /// The span of an attempt.
    #[derive(Clone, Debug)]
    pub(crate) struct Span(tracing::Span);

    impl Span {
        /// Creates the span of the `number`th attempt of a call.
        pub(crate) fn new(operation: &Operation, number: u32) -> Self {
            let span = span!(
                Level::INFO,
                "http_request",
                "otel.name" = format_args!("{} {}", operation.method, operation.path),
                "otel.kind" = "client",
                "otel.status_code" = Empty,
                "http.request.method" = operation.method,
                "http.request.resend_count" = Empty,
                "http.response.status_code" = Empty,
                "error.type" = Empty,
                "server.address" = Empty,
                "server.port" = Empty,
                "url.full" = Empty,
                "url.template" = operation.path,
            );
            // The conventions set it only for retries.
            if number > 1 {
                span.record("http.request.resend_count", number - 1);
            }
            Self(span)
        }

        /// Records the URL.
        pub(crate) fn record_url(&self, url: &Url) {
            self.0.record("server.address", url.host_str().unwrap_or_default());
            self.0.record("server.port", url.port_or_known_default().unwrap_or_default());
            self.0.record("url.full", shown(url));
        }

        /// Runs an attempt in the span and records its outcome.
        pub(crate) async fn instrument(
            self,
            attempt: impl Future<Output = Result<ReceivedResponse, Failure>>,
        ) -> Result<ReceivedResponse, Failure> {
            let outcome = attempt.instrument(self.0.clone()).await;
            self.end(&outcome);
            outcome
        }

        fn end(&self, outcome: &Result<ReceivedResponse, Failure>) {
            let status = match outcome {
                Ok(received) => Some(received.response.status),
                Err(failure) => failure.status(),
            };
            if let Some(status) = status {
                self.0.record("http.response.status_code", status.as_u16());
            }
            let failed = match outcome {
                Ok(received) if received.response.status.as_u16() < 400 => return,
                Ok(received) => received.response.status.as_str(),
                Err(Failure::InvalidRequest(_)) => "invalid_request",
                Err(failure) => match failure.transport_error() {
                    Some(error) if error.is_timeout() => "timeout",
                    Some(error) if error.is_connect() => "connect",
                    _ => "transport",
                },
            };
            self.0.record("error.type", failed);
            self.0.record("otel.status_code", "ERROR");
        }
    }

    /// The URL with its query values redacted, since any of them may be a key.
    fn shown(url: &Url) -> String {
        let mut shown = url.clone();
        let names = url.query().map(|query| {
            let names = query.split('&').map(|pair| pair.split('=').next().unwrap_or_default());
            names.map(|name| format!("{name}=REDACTED")).collect::<Vec<_>>().join("&")
        });
        shown.set_query(names.as_deref());
        shown.into()
    }
}

#[cfg(not(feature = "tracing"))]
mod untraced {
    use reqwest::Url;

    use crate::call::description::Operation;

    /// A span that does nothing.
    #[derive(Clone, Debug)]
    pub(crate) struct Span;

    impl Span {
        pub(crate) fn new(_: &Operation, _: u32) -> Self {
            Self
        }

        pub(crate) fn record_url(&self, _: &Url) {}

        pub(crate) fn instrument<F>(self, attempt: F) -> F {
            attempt
        }
    }
}
