//! Authentication: credentials, and how they are applied to requests.
//!
//! Credentials are set on the client's builder, one per security scheme of the document. Each call uses the first alternative
//! of the operation's security requirements, in the order of the document, whose credentials are all set in code; else the
//! first one that is complete with credentials from the environment; else none, if the operation allows that. If an
//! alternative has several schemes, all of them are applied, signers last.
//!
//! For other kinds of authentication, implement [`Credential`] and pass it to
//! [`ClientBuilder::credential`](crate::ClientBuilder::credential) with the scheme's name in the document.

mod api_key;
mod basic;
mod bearer;
mod check;
mod environment;
pub(crate) mod expiring_cache;
pub(crate) mod fetch;
mod mutual_tls;
mod oauth2;
#[cfg(feature = "sdk-hmac-sha256")]
pub mod sdk_hmac_sha256;

pub use crate::call::auth::api_key::ApiKey;
pub use crate::call::auth::basic::Basic;
pub use crate::call::auth::bearer::Bearer;
pub(crate) use crate::call::auth::check::{check_text, mismatch, sensitive};
pub(crate) use crate::call::auth::environment::credential as from_environment;
pub use crate::call::auth::fetch::Fetcher;
pub use crate::call::auth::mutual_tls::MutualTls;
pub use crate::call::auth::oauth2::{OAuth2, TokenError};
#[cfg(feature = "sdk-hmac-sha256")]
pub use crate::call::auth::sdk_hmac_sha256::{AccessKey, SignedHeaders};
pub use crate::call::client::Credential;
