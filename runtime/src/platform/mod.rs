//! What the services of one provider have in common, a module per provider, each behind a feature.
//!
//! May use: `body`, `call`, `transport`, `wire`.

#[cfg(feature = "huaweicloud")]
pub mod huaweicloud;
