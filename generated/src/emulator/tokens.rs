//! Authentication: every user gets a token, unless the password is empty.

use crate::mock::{MockServer, StatusCode, StubError};
use crate::token::{CreateTokenRequest, CreateTokenResponse, IssuedToken, TokenDomain, TokenProject, TokenUser};
use crate::types::{ErrorResponse, NestedError};
use specwright_runtime::DateTime;

use super::error;

/// The project ID of tokens for a project given by name.
const PROJECT: &str = "1551c7f6c808414d8e9f3c514a170f2e";

/// Registers the stub of the operation that issues tokens.
pub(super) fn respond(service: &MockServer) {
    let issued = service.create_token(None).respond_with(|received| {
        let CreateTokenRequest { auth } = error::body(received)?;
        let user = auth.identity.password.user;
        if user.password.expose().is_empty() {
            let error =
                NestedError::new().code("401").message("The username or password is wrong.").title("Unauthorized");
            let error = ErrorResponse::new().error(error);
            return Err(StubError::new(StatusCode::UNAUTHORIZED, error));
        }
        let project = auth.scope.and_then(|scope| scope.project);
        let domain = TokenDomain::new().name(user.domain.name);
        let project = project.map(|project| TokenProject {
            id: project.id.or_else(|| Some(PROJECT.to_owned())),
            name: project.name,
            ..TokenProject::new().domain(domain.clone())
        });
        let issued = IssuedToken {
            expires_at: Some(DateTime::new("2099-01-01T00:00:00.000000Z")),
            issued_at: Some(DateTime::new("2024-11-06T08:00:00.000000Z")),
            methods: Some(auth.identity.methods),
            project,
            user: Some(TokenUser::new().name(user.name).domain(domain)),
            ..Default::default()
        };
        Ok(CreateTokenResponse::new().token(issued))
    });
    issued.header("X-Subject-Token", "MIIEmulator");
}
