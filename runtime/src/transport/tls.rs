//! TLS by rustls with the ring provider. The process-wide default provider is neither needed nor set, except for clients that
//! are built outside.

use std::sync::Arc;

use rustls::crypto::{CryptoProvider, ring};
use rustls::{ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};
use rustls_platform_verifier::BuilderVerifierExt;

/// A configuration that checks certificates as the platform does.
///
/// # Errors
///
/// The platform has no certificates.
pub(super) fn trusting_the_platform() -> Result<ClientConfig, rustls::Error> {
    Ok(builder()?.with_platform_verifier()?.with_no_client_auth())
}

/// A configuration that trusts nobody, for a client that is used for `http` only: `reqwest` wants one all the same.
///
/// # Errors
///
/// Those of rustls.
pub(super) fn untrusting() -> Result<ClientConfig, rustls::Error> {
    Ok(builder()?.with_root_certificates(RootCertStore::empty()).with_no_client_auth())
}

/// Makes ring the provider of the process, unless it has one.
pub(super) fn provide() {
    // It fails where another thread was faster, which is as good.
    if CryptoProvider::get_default().is_none() {
        let _ = ring::default_provider().install_default();
    }
}

fn builder() -> Result<ConfigBuilder<ClientConfig, WantsVerifier>, rustls::Error> {
    let provider: Arc<CryptoProvider> = Arc::new(ring::default_provider());
    ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()
}
