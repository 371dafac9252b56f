//! Custom HTTP clients with certificates, made by [`http_client_builder`].

#![allow(clippy::unwrap_used, reason = "tests")]
#![cfg(feature = "rustls")]

mod script;

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, Stream};
use specwright_runtime::reqwest::{Certificate, ClientBuilder, Identity};
use specwright_runtime::response::Empty;
use specwright_runtime::{Client, Error, ErrorKind, Retry, http_client_builder};

use crate::script::{API, GET};

const AUTHORITY: &[u8] = include_bytes!("certificates/authority.pem");
const SERVER: &[u8] = include_bytes!("certificates/server.pem");
const CLIENT: &[u8] = include_bytes!("certificates/client.pem");

/// An HTTPS server that requires client certificates of the test's authority. Returns its URL.
fn mutual() -> String {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut authority = RootCertStore::empty();
    authority.add(CertificateDer::from_pem_slice(AUTHORITY).unwrap()).unwrap();
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(authority), Arc::clone(&provider));
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(verifier.build().unwrap())
        .with_single_cert(
            vec![CertificateDer::from_pem_slice(SERVER).unwrap()],
            PrivateKeyDer::from_pem_slice(SERVER).unwrap(),
        )
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    thread::spawn(move || {
        for mut socket in listener.incoming().flatten() {
            let mut connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = Stream::new(&mut connection, &mut socket);
            let mut request = [0; 4096];
            if stream.read(&mut request).is_ok() {
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }
        }
    });
    url
}

async fn call(url: &str, change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<(), Error> {
    let client = change(http_client_builder()).build().expect("the runtime configures a crypto provider");
    let builder = Client::builder(&API).endpoint(url).http_client(client).retry(Retry::none());
    builder.build().unwrap().request(&GET).send::<Empty, Empty>().await
}

#[tokio::test]
async fn client_certificates_are_presented() {
    let url = mutual();
    let trusting = |builder: ClientBuilder| builder.tls_certs_only([Certificate::from_pem(AUTHORITY).unwrap()]);
    let identity = Identity::from_pem(CLIENT).unwrap();
    call(&url, |builder| trusting(builder).identity(identity)).await.unwrap();

    let error = call(&url, trusting).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Connect | ErrorKind::Transport), "{error}");
}

#[tokio::test]
async fn unknown_server_certificates_are_rejected() {
    let identity = Identity::from_pem(CLIENT).unwrap();
    let error = call(&mutual(), |builder| builder.identity(identity)).await.unwrap_err();
    assert!(error.is_connect(), "{error}");
    assert!(error.to_string().contains("certificate"), "{error}");
}
