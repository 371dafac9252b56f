//! Operations on links.

use crate::link::{CreateLinkResponse, Link, LinkConfigValues, LinksRequest, ShowLinkResponse, UpdateLinkResponse};
use crate::mock::MockServer;
use specwright_runtime::Value;

use super::error::{self, Response};
use super::{Shared, after};

/// The domain whose names never resolve (RFC 6761, section 6.4).
const NOWHERE: &str = ".invalid";

/// The suffixes of secret settings, which the service does not return.
const SECRETS: [&str; 4] = ["password", "securitykey", ".sk", "keytab"];

/// Registers the stubs of the operations on links.
pub(super) fn respond(service: &MockServer, state: &Shared) {
    let shared = state.clone();
    service.create_link(None).respond_with(move |received| {
        let LinksRequest { links } = error::body(received)?;
        shared.with_cluster(received, |cluster, now| {
            let name = links.first().map(|link| link.name.clone());
            for link in links {
                if cluster.links.contains_key(&link.name) {
                    return Err(error::invalid("Cdm.0315", format!("Link[{}] already exists.", link.name)));
                }
                reach(&link)?;
                if received.query("validate") != Some("true") {
                    let id = cluster.next_id();
                    let link = Link { id, enabled: link.enabled.or(Some(true)), creation_date: Some(now), ..link };
                    cluster.links.insert(link.name.clone(), link);
                }
            }
            Ok(CreateLinkResponse { name, ..CreateLinkResponse::new().validation_result(Vec::new()) })
        })
    });
    let shared = state.clone();
    service.show_link(None).respond_with(move |received| {
        let name = after(received, "link");
        shared.with_cluster(received, |cluster, _| {
            let link = cluster.links.get(&name).ok_or_else(|| error::no_link(&name))?;
            Ok(ShowLinkResponse::new().links(vec![without_secrets(link.clone())]))
        })
    });
    let shared = state.clone();
    service.update_link(None).respond_with(move |received| {
        let name = after(received, "link");
        let LinksRequest { links } = error::body(received)?;
        shared.with_cluster(received, |cluster, now| {
            let before = cluster.links.get(&name).ok_or_else(|| error::no_link(&name))?.clone();
            for link in links {
                reach(&link)?;
                let (id, created) = (before.id, before.creation_date);
                let link = Link {
                    name: name.clone(),
                    id,
                    enabled: link.enabled.or(before.enabled),
                    creation_date: created,
                    update_date: Some(now),
                    ..link
                };
                cluster.links.insert(name.clone(), link);
            }
            Ok(UpdateLinkResponse::new().validation_result(Vec::new()))
        })
    });
    let shared = state.clone();
    service.delete_link(None).respond_with(move |received| {
        let name = after(received, "link");
        shared.with_cluster(received, |cluster, _| {
            if !cluster.links.contains_key(&name) {
                return Err(error::no_link(&name));
            }
            let uses = |job: &&crate::job::Job| job.to_link_name == name || job.from_link_name.as_ref() == Some(&name);
            if cluster.jobs.values().find(uses).is_some() {
                return Err(error::failed("Cdm.0021", format!("Link[{name}] is in use.")));
            }
            cluster.links.remove(&name);
            Ok(())
        })
    });
}

/// An example link without settings.
pub(super) fn made_up(name: &str) -> Link {
    Link::new(LinkConfigValues::new(Vec::new()), name, "generic-jdbc-connector")
}

/// Rejects a link whose host is in the `invalid` domain.
fn reach(link: &Link) -> Response<()> {
    let inputs = link.link_config_values.configs.iter().flat_map(|config| &config.inputs);
    let mut hosts = inputs.filter(|input| input.name.to_ascii_lowercase().ends_with("host"));
    match hosts.find_map(|input| input.value.as_str().filter(|host| host.ends_with(NOWHERE))) {
        Some(host) => Err(error::unreachable(host)),
        None => Ok(()),
    }
}

/// A link as the service shows it, without secrets.
fn without_secrets(mut link: Link) -> Link {
    for input in link.link_config_values.configs.iter_mut().flat_map(|config| &mut config.inputs) {
        let name = input.name.to_ascii_lowercase();
        if SECRETS.iter().any(|secret| name.ends_with(secret)) {
            input.value = Value::from("");
        }
    }
    link
}
