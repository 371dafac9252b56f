//! [`UnboundLogin`]: a login before it is bound to a client.

use std::sync::Arc;

use crate::body::BoxError;
use crate::call::auth::Credential;
use crate::call::client::{ClientBuilder, ClientConfig};
use crate::call::description::Scheme;
use crate::platform::huaweicloud::login::Login;
use crate::platform::huaweicloud::platform::Platform;
use crate::platform::huaweicloud::session::LoginSession;
use crate::transport::{BoxFuture, HttpRequest};

impl Platform {
    /// Sets a login as the credential of the scheme for tokens.
    pub fn login(&'static self, builder: ClientBuilder, login: Login) -> ClientBuilder {
        builder.credential(self.token, UnboundLogin { platform: self, login })
    }
}

/// A login that is not bound to a client yet.
#[derive(Debug)]
struct UnboundLogin {
    platform: &'static Platform,
    login: Login,
}

impl Credential for UnboundLogin {
    fn apply<'a>(&'a self, _: &'static Scheme, _: &'a mut HttpRequest) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(std::future::ready(Err("the login is not bound to a client".into())))
    }

    fn bind(&self, scheme: &'static Scheme, config: ClientConfig<'_>) -> Option<Result<Arc<dyn Credential>, String>> {
        let session = LoginSession::new(self.platform, self.login.clone(), scheme, config);
        Some(session.map(|session| Arc::new(session) as _))
    }
}
