//! [`Login`]: what a user proves to IAM that it is the user.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::body::BoxError;
use crate::call::auth::Credential;
use crate::call::client::Surroundings;
use crate::call::description::Scheme;
use crate::platform::huaweicloud::Platform;
use crate::platform::huaweicloud::session::{Scope, Session};
use crate::transport::{BoxFuture, HttpRequest};
use crate::wire::secret::Secret;

/// A login of an IAM user, by which the client gets a token.
///
/// The token is fetched by the first call that needs one and kept; the clones of a client share it, and of many calls that need one at
/// once a single one fetches it. It is renewed ten minutes before it ends, or a tenth of its life where that is less, and where the
/// service responds 401, after which the call is tried again once. What IAM refuses is told as [`IamError`](super::IamError), the
/// source of the call's error.
///
/// The token is for the project of the client, or where it was given none, for the project that is called as its region is. The id
/// of that one is in IAM's response, so that it need not be known.
///
/// ```
/// use specwright_runtime::huaweicloud::Login;
///
/// let login = Login::password("account", "user", "pass-word");
/// let with_mfa = Login::password("account", "user", "pass-word").passcode("7116d09f88fa41908676fdd4b039e95b", "123456");
/// ```
#[derive(Clone, Debug)]
pub struct Login {
    account: String,
    user: String,
    password: Secret,
    passcode: Option<(String, Secret)>,
}

impl Login {
    /// A login with the name of the account (the domain, in IAM's words), and the user's name and password.
    pub fn password(account: impl Into<String>, user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self { account: account.into(), user: user.into(), password: password.into(), passcode: None }
    }

    /// The same for a user with virtual MFA: the user's id, and the code that the device shows. IAM takes a code once, so that such a
    /// login ends with its token, which cannot be renewed.
    #[must_use]
    pub fn passcode(self, user_id: impl Into<String>, code: impl Into<Secret>) -> Self {
        Self { passcode: Some((user_id.into(), code.into())), ..self }
    }

    /// What IAM wants to know: who it is, and for which project.
    pub(super) fn question(&self, scope: &Scope) -> Value {
        let Self { account, user, password, passcode } = self;
        let user = json!({"domain": {"name": account}, "name": user, "password": password.expose()});
        let identity = match passcode {
            None => json!({"methods": ["password"], "password": {"user": user}}),
            Some((id, code)) => json!({
                "methods": ["password", "totp"],
                "password": {"user": user},
                "totp": {"user": {"id": id, "passcode": code.expose()}},
            }),
        };
        let project = match scope {
            Scope::Id(id) => json!({"id": id}),
            Scope::Name(name) => json!({"name": name}),
        };
        json!({"auth": {"identity": identity, "scope": {"project": project}}})
    }

    /// Refuses what cannot work.
    ///
    /// # Errors
    ///
    /// Why, to follow the words "the credential".
    pub(super) fn check(&self) -> Result<(), String> {
        let parts = [
            ("account name", self.account.as_str()),
            ("user name", &self.user),
            ("password", self.password.expose()),
            ("user id", self.passcode.as_ref().map_or("-", |(id, _)| id)),
            ("passcode", self.passcode.as_ref().map_or("-", |(_, code)| code.expose())),
        ];
        match parts.iter().find(|(_, text)| text.is_empty()) {
            Some((name, _)) => Err(format!("is a login with an empty {name}")),
            None => Ok(()),
        }
    }
}

/// A login for a client that is not built yet.
#[derive(Debug)]
pub(super) struct Unbound {
    pub(super) platform: &'static Platform,
    pub(super) login: Login,
}

impl Credential for Unbound {
    fn apply<'a>(&'a self, _: &'static Scheme, _: &'a mut HttpRequest) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(std::future::ready(Err("the login is of no client".into())))
    }

    fn bound(
        &self,
        scheme: &'static Scheme,
        surroundings: Surroundings<'_>,
    ) -> Option<Result<Arc<dyn Credential>, String>> {
        let session = Session::new(self.platform, self.login.clone(), scheme, surroundings);
        Some(session.map(|session| Arc::new(session) as _))
    }
}
