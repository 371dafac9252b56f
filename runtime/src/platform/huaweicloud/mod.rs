//! Authentication for Huawei Cloud as in its official SDKs: logins to its identity service (IAM), and the SDKs' default sources of
//! access keys, endpoints and projects.
//!
//! Generated clients use it if their configuration has a table `[platform.huaweicloud]`. Nothing is read or requested unless
//! [`Platform::login`] or [`Platform::sdk_defaults`] is called.

mod defaults;
mod iam;
mod login;
mod metadata;
mod platform;
mod profile;
mod project;
mod session;
mod unbound_login;

pub use crate::platform::huaweicloud::iam::IamError;
pub use crate::platform::huaweicloud::login::Login;
pub use crate::platform::huaweicloud::platform::Platform;
