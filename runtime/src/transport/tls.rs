//! TLS by rustls with the ring provider. The default provider of the process is neither used nor set, except for clients that
//! callers build.

use std::sync::Arc;

use rustls::crypto::{CryptoProvider, ring};
use rustls::{ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};
use rustls_platform_verifier::BuilderVerifierExt;

/// A configuration that verifies certificates as the platform does.
///
/// # Errors
///
/// The platform has no certificates.
pub(super) fn trusting_the_platform() -> Result<ClientConfig, rustls::Error> {
    let config = builder()?.with_platform_verifier()?.with_no_client_auth();
    #[cfg(feature = "http2")]
    let config = offering_http2(config);
    Ok(config)
}

/// Offers HTTP/2, and HTTP/1.1 for services without it (RFC 7301). `reqwest` leaves a configuration as it is.
#[cfg(feature = "http2")]
fn offering_http2(mut config: ClientConfig) -> ClientConfig {
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    config
}

/// A configuration that trusts no certificate, for a client that is used for `http` only: `reqwest` requires one anyway.
///
/// # Errors
///
/// rustls refuses the configuration.
pub(super) fn untrusting() -> Result<ClientConfig, rustls::Error> {
    Ok(builder()?.with_root_certificates(RootCertStore::empty()).with_no_client_auth())
}

/// Installs ring as the default provider of the process, unless there is one.
pub(super) fn provide() {
    // It fails if another thread was faster, which is just as good.
    if CryptoProvider::get_default().is_none() {
        let _ = ring::default_provider().install_default();
    }
}

fn builder() -> Result<ConfigBuilder<ClientConfig, WantsVerifier>, rustls::Error> {
    let provider: Arc<CryptoProvider> = Arc::new(ring::default_provider());
    ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()
}
