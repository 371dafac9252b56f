//! [`Projects`]: which project belongs to a region.

use reqwest::Method;
use serde_json::Value;

use crate::HeaderMap;
use crate::body::BoxError;
use crate::call::auth::inquiry::{self, InquiryError};
use crate::call::client::{Client, Held, Lookup};
use crate::call::error::Line;
use crate::platform::huaweicloud::{Platform, iam};
use crate::transport::BoxFuture;
use crate::wire::percent;

/// Looks up the project of the client's region: IAM has one of that name for every region that an account uses.
#[derive(Debug)]
pub(super) struct Projects {
    pub(super) platform: &'static Platform,
}

impl Projects {
    async fn find(&self, client: &Client) -> Result<String, BoxError> {
        let Platform { project, region: variable, iam: servers, .. } = *self.platform;
        let around = client.inner.surroundings();
        let region = around.server_variable(variable);
        let region = region.ok_or_else(|| format!("no {variable} is chosen: call `{project}` or `{variable}`"))?;
        let mut path = "/v3/projects?name=".to_owned();
        percent::encode_into(&mut path, region.as_bytes());
        let url = iam::url(&around.server(servers)?, &path)?;

        let Held { scheme, credential, .. } =
            self.credential(client).ok_or("there is no credential to ask IAM with")?;
        let mut request = inquiry::request(Method::GET, url, HeaderMap::new(), Default::default());
        if let Some(prepared) = credential.prepare(scheme, client.transport()) {
            prepared.await?;
        }
        credential.apply(scheme, &mut request).await?;
        let reply = iam::send(client.transport(), &request).await.map_err(InquiryError::into_error)?;

        let body = reply.object();
        let projects =
            body.get("projects").and_then(Value::as_array).ok_or("IAM's response has no list of projects")?;
        let ids: Vec<&str> = projects.iter().filter_map(|project| project.get("id").and_then(Value::as_str)).collect();
        match ids.as_slice() {
            [] => Err(format!(
                "IAM knows no project called `{}` that these credentials may see: call `{project}` with the id that the \
                 console shows for the region, or use the region once there, which makes its project",
                Line(region)
            )
            .into()),
            [id] => Ok((*id).to_owned()),
            several => Err(format!(
                "IAM knows {} projects called `{}`: call `{project}` with one of {}",
                several.len(),
                Line(region),
                several.iter().map(|id| format!("`{}`", Line(id))).collect::<Vec<_>>().join(", ")
            )
            .into()),
        }
    }

    /// The client's credential that IAM takes: as for calls, what the program gave comes first, and a token before keys.
    fn credential<'a>(&self, client: &'a Client) -> Option<&'a Held> {
        let held = [self.platform.token, self.platform.keys].map(|name| client.inner.credentials.get(name));
        let given = held.iter().flatten().find(|held| held.given);
        given.or_else(|| held.iter().flatten().next()).copied()
    }
}

impl Lookup for Projects {
    fn look_up<'a>(&'a self, client: &'a Client) -> BoxFuture<'a, Result<String, BoxError>> {
        Box::pin(self.find(client))
    }
}
