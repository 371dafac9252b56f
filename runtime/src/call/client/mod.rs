//! [`Client`]: the configuration shared by all calls.

mod base;
mod build;
mod builder;
mod config;
mod error;
mod handle;
mod lookup;

pub(crate) use crate::call::client::base::Base;
#[cfg(feature = "huaweicloud")]
pub(crate) use crate::call::client::builder::BuildHook;
pub use crate::call::client::builder::ClientBuilder;
pub use crate::call::client::config::ClientConfig;
pub use crate::call::client::error::BuildError;
pub use crate::call::client::handle::{Client, Credential, Lookup};
pub(crate) use crate::call::client::handle::{Inner, SchemeCredential};
pub(crate) use crate::call::client::lookup::CachedLookup;
