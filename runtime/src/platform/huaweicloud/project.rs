//! [`Projects`]: looks up the project of a region.

use reqwest::Method;
use serde_json::Value;

use crate::HeaderMap;
use crate::body::BoxError;
use crate::call::auth::fetch::{self, FetchError};
use crate::call::client::{Client, Lookup, SchemeCredential};
use crate::call::error::Line;
use crate::platform::huaweicloud::iam;
use crate::platform::huaweicloud::platform::Platform;
use crate::transport::BoxFuture;
use crate::wire::percent;

/// Looks up the project of the client's region: IAM has a project with the region's name for every region that an account uses.
#[derive(Debug)]
pub(super) struct Projects {
    pub(super) platform: &'static Platform,
}

impl Projects {
    async fn find(&self, client: &Client) -> Result<String, BoxError> {
        let Platform { project, region: variable, iam: servers, .. } = *self.platform;
        let config = client.inner.config();
        let region = config.server_variable(variable);
        let region = region.ok_or_else(|| format!("no {variable} is set: call `{project}` or `{variable}`"))?;
        let mut path = "/v3/projects?name=".to_owned();
        percent::encode_into(&mut path, region.as_bytes());
        let url = iam::url(&config.server(servers)?, &path)?;

        let SchemeCredential { scheme, credential, .. } =
            self.credential(client).ok_or("there is no credential for IAM")?;
        let mut request = fetch::request(Method::GET, url, HeaderMap::new(), Default::default());
        if let Some(prepared) = credential.prepare(scheme, &client.inner.fetcher) {
            prepared.await?;
        }
        credential.apply(scheme, &mut request).await?;
        let reply = iam::send(&client.inner.fetcher, &request).await.map_err(FetchError::into_error)?;

        let body = reply.object();
        let projects =
            body.get("projects").and_then(Value::as_array).ok_or("IAM's response has no list of projects")?;
        let ids: Vec<&str> = projects.iter().filter_map(|project| project.get("id").and_then(Value::as_str)).collect();
        match ids.as_slice() {
            [] => Err(format!(
                "IAM has no project `{}` that these credentials can access: call `{project}` with the ID that the \
                 console shows for the region, or open the region there once, which creates its project",
                Line(region)
            )
            .into()),
            [id] => Ok((*id).to_owned()),
            several => Err(format!(
                "IAM has {} projects named `{}`: call `{project}` with one of {}",
                several.len(),
                Line(region),
                several.iter().map(|id| format!("`{}`", Line(id))).collect::<Vec<_>>().join(", ")
            )
            .into()),
        }
    }

    /// The credential for IAM: as for calls, one set in code has precedence, then a token over keys.
    fn credential<'a>(&self, client: &'a Client) -> Option<&'a SchemeCredential> {
        let held = [self.platform.token, self.platform.keys].map(|name| client.inner.credentials.get(name));
        let explicit = held.iter().flatten().find(|held| held.is_explicit);
        explicit.or_else(|| held.iter().flatten().next()).copied()
    }
}

impl Lookup for Projects {
    fn look_up<'a>(&'a self, client: &'a Client) -> BoxFuture<'a, Result<String, BoxError>> {
        Box::pin(self.find(client))
    }
}
