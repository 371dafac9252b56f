//! The provider of the service: `[platform]` of the configuration, checked against the document.

use crate::api::model::{Api, Place, Platform, SchemeKind, Signer};
use crate::config::{Config, PlatformNames};
use crate::report::Diagnostics;

/// The provider that the configuration names, if the document declares all that the configuration refers to.
pub(super) fn platform(config: &Config, api: &Api, diagnostics: &mut Diagnostics) -> Option<Platform> {
    let names = config.platform.huaweicloud.as_ref()?;
    let is_declared = is_declared(names, Signer::SdkHmacSha256, config, api, diagnostics);
    is_declared.then(|| Platform { provider: "huaweicloud", names: names.clone() })
}

/// Whether the document declares all that a platform refers to. `signer` is the one that access keys of the provider are
/// for. Reports each name that is not declared.
fn is_declared(of: &PlatformNames, signer: Signer, config: &Config, api: &Api, diagnostics: &mut Diagnostics) -> bool {
    let scheme = |name: &str, fits: &dyn Fn(&SchemeKind) -> bool| {
        api.schemes.iter().any(|scheme| scheme.name == name && fits(&scheme.kind))
    };
    let signs = |kind: &SchemeKind| *kind == SchemeKind::Signer(signer);
    let is_header = |kind: &SchemeKind| matches!(kind, SchemeKind::ApiKey { place: Place::Header, .. });
    let is_parameter = api.client_parameters.iter().any(|parameter| parameter.name == of.project);
    let mut variables = api.servers.servers.iter().flat_map(|server| &server.variables);
    let is_variable = variables.any(|variable| variable.name == of.region);
    let mut own_servers = api.operations.iter().filter_map(|operation| operation.servers.as_ref());
    let is_server = own_servers.any(|servers| servers.name.as_ref() == Some(&of.iam));
    let names = [
        (&of.keys, format!("is not a security scheme with the signer `{}`", signer.name()), scheme(&of.keys, &signs)),
        (&of.token, "is not a security scheme of type `apiKey` in a header".to_owned(), scheme(&of.token, &is_header)),
        (&of.project, "is not in `params` of `[client]`".to_owned(), is_parameter),
        (&of.region, "is not a server variable".to_owned(), is_variable),
        (&of.iam, "is not the `x-specwright-name` of any servers".to_owned(), is_server),
    ];
    for (name, why, _) in names.iter().filter(|(_, _, is_declared)| !is_declared) {
        config.report_unfit(name, why, diagnostics);
    }
    names.iter().all(|(_, _, is_declared)| *is_declared)
}
