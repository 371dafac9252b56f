//! The provider of the service: `[platform]` of the configuration, checked against the document.

use crate::api::model::{Api, Place, Platform, SchemeKind, Signer};
use crate::config::Config;
use crate::report::Diagnostics;

/// The provider that the configuration names, if the document declares all that the configuration refers to.
pub(super) fn platform(config: &Config, api: &Api, diagnostics: &mut Diagnostics) -> Option<Platform> {
    let configured = config.platform.huaweicloud.as_ref()?;
    let platform = Platform {
        provider: "huaweicloud",
        service: configured.service.clone(),
        keys_scheme: configured.keys.clone(),
        token_scheme: configured.token.clone(),
        project_parameter: configured.project.clone(),
        region_variable: configured.region.clone(),
        identity_servers: configured.iam.clone(),
    };
    is_declared(&platform, Signer::SdkHmacSha256, config, api, diagnostics).then_some(platform)
}

/// Whether the document declares all that a platform refers to. `signer` is the one that access keys of the provider are
/// for. Reports each name that is not declared.
fn is_declared(platform: &Platform, signer: Signer, config: &Config, api: &Api, diagnostics: &mut Diagnostics) -> bool {
    let scheme = |name: &str, fits: &dyn Fn(&SchemeKind) -> bool| {
        api.schemes.iter().any(|scheme| scheme.name == name && fits(&scheme.kind))
    };
    let signs = |kind: &SchemeKind| *kind == SchemeKind::Signer(signer);
    let is_header = |kind: &SchemeKind| matches!(kind, SchemeKind::ApiKey { place: Place::Header, .. });
    let is_parameter = api.client_parameters.iter().any(|parameter| parameter.name == platform.project_parameter);
    let mut variables = api.servers.servers.iter().flat_map(|server| &server.variables);
    let is_variable = variables.any(|variable| variable.name == platform.region_variable);
    let mut own_servers = api.operations.iter().filter_map(|operation| operation.servers.as_ref());
    let is_server = own_servers.any(|servers| servers.name.as_ref() == Some(&platform.identity_servers));
    let names = [
        (
            &platform.keys_scheme,
            format!("is not a security scheme with the signer `{}`", signer.name()),
            scheme(&platform.keys_scheme, &signs),
        ),
        (
            &platform.token_scheme,
            "is not a security scheme of type `apiKey` in a header".to_owned(),
            scheme(&platform.token_scheme, &is_header),
        ),
        (&platform.project_parameter, "is not in `params` of `[client]`".to_owned(), is_parameter),
        (&platform.region_variable, "is not a server variable".to_owned(), is_variable),
        (&platform.identity_servers, "is not the `x-specwright-name` of any servers".to_owned(), is_server),
    ];
    for (name, why, _) in names.iter().filter(|(_, _, is_declared)| !is_declared) {
        config.report_unfit(name, why, diagnostics);
    }
    names.iter().all(|(_, _, is_declared)| *is_declared)
}
