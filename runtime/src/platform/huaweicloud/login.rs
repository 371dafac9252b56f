//! [`Login`]: a login with a user name and a password.

use serde_json::{Value, json};

use crate::wire::secret::Secret;

/// A login of an IAM user, with which the client fetches tokens.
///
/// The first call that needs a token fetches it. The token is cached and shared by the clones of a client; concurrent calls fetch it
/// once. It is renewed ten minutes before it expires (or a tenth of its lifetime, if that is less), and when the service responds with
/// 401: the call is then retried once. Error responses of IAM are reported as [`IamError`](super::IamError), the source of the call's
/// error.
///
/// The token is for the client's project, or, if that is not set, for the region's default project, whose ID the client reads from
/// IAM's response.
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

/// The scope of a token.
#[derive(Clone, Debug)]
pub(super) enum Scope {
    /// The project with this ID.
    Id(String),
    /// The project with this name, which is the ID of a region.
    Name(String),
}

impl Login {
    /// Creates a login with the account name (IAM calls it the domain), the user name, and the password.
    pub fn password(account: impl Into<String>, user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self { account: account.into(), user: user.into(), password: password.into(), passcode: None }
    }

    /// Adds virtual MFA: the user ID, and the code of the device. IAM accepts a code once, so the token of such a login cannot be
    /// renewed.
    #[must_use]
    pub fn passcode(self, user_id: impl Into<String>, code: impl Into<Secret>) -> Self {
        Self { passcode: Some((user_id.into(), code.into())), ..self }
    }

    /// The body of the token request: the identity and the scope.
    pub(super) fn token_request(&self, scope: &Scope) -> Value {
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

    /// Validates the login.
    ///
    /// # Errors
    ///
    /// Returns the problem, as a predicate to follow "The credential".
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
