//! Placeholder credentials for clients of the mock server, one for every scheme. Nothing is fetched for them.

#[cfg(feature = "sdk-hmac-sha256")]
use crate::call::auth::AccessKey;
use crate::call::auth::{ApiKey, Basic, Bearer, MutualTls};
use crate::call::client::ClientBuilder;
use crate::call::description::{Scheme, SchemeKind};
use crate::transport::http_client_builder;

/// Sets a placeholder credential for the scheme.
pub(super) fn placeholder(builder: ClientBuilder, scheme: &'static Scheme) -> ClientBuilder {
    let key = "mock-key";
    match scheme.kind {
        SchemeKind::ApiKeyHeader(_) | SchemeKind::ApiKeyQuery(_) | SchemeKind::ApiKeyCookie(_) => {
            builder.credential(scheme.name, ApiKey::new(key))
        }
        SchemeKind::Basic => builder.credential(scheme.name, Basic::new("mock-user", key)),
        SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect(_) => {
            builder.credential(scheme.name, Bearer::new(key))
        }
        // The mock server requires no certificate, but the client requires a custom HTTP client for this scheme.
        SchemeKind::MutualTls => match http_client_builder().build() {
            Ok(client) => builder.credential(scheme.name, MutualTls).http_client(client),
            Err(_) => builder,
        },
        #[cfg(feature = "sdk-hmac-sha256")]
        SchemeKind::Signer("sdk-hmac-sha256") => builder.credential(scheme.name, AccessKey::new("mock-user", key)),
        SchemeKind::Signer(_) => builder,
    }
}
