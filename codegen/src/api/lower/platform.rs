//! The provider of the service: whether the document has what the configuration says of it.

use crate::api::model::{Api, Huaweicloud, Place, SchemeKind, Signer};
use crate::config::Config;
use crate::report::Diagnostics;

/// What the configuration says of Huawei Cloud, where the document has all that it names.
pub(super) fn huaweicloud(config: &Config, api: &Api, diagnostics: &mut Diagnostics) -> Option<Huaweicloud> {
    let said = config.platform.huaweicloud.as_ref()?;
    let scheme = |name: &str, fits: fn(&SchemeKind) -> bool| {
        api.schemes.iter().any(|scheme| scheme.name == name && fits(&scheme.kind))
    };
    let signs = |kind: &SchemeKind| *kind == SchemeKind::Signer(Signer::SdkHmacSha256);
    let is_header = |kind: &SchemeKind| matches!(kind, SchemeKind::ApiKey { place: Place::Header, .. });
    let own = || api.operations.iter().filter_map(|operation| operation.servers.as_ref());
    let mut variables = api.servers.servers.iter().flat_map(|server| &server.variables);
    let known = [
        (&said.keys, "security scheme with the signer sdk-hmac-sha256", scheme(&said.keys, signs)),
        (&said.token, "security scheme of a key in a header", scheme(&said.token, is_header)),
        (&said.project, "client parameter", api.client_parameters.iter().any(|param| param.name == said.project)),
        (&said.region, "server variable", variables.any(|variable| variable.name == said.region)),
        (&said.iam, "named servers", own().any(|servers| servers.name.as_deref() == Some(&*said.iam))),
    ];
    for (name, what, _) in known.iter().filter(|(_, _, is_known)| !is_known) {
        config.report_unknown(name, what, diagnostics);
    }
    known.iter().all(|(_, _, is_known)| *is_known).then(|| Huaweicloud {
        service: said.service.clone(),
        keys: said.keys.clone(),
        token: said.token.clone(),
        project: said.project.clone(),
        region: said.region.clone(),
        iam: said.iam.clone(),
    })
}
