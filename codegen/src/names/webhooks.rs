//! Names of requests that the service sends: the variants of the enum of their payloads.

use crate::api::{Api, Webhook as Lowered};
use crate::report::Diagnostics;

use super::members::field;
use super::{Names, Scope, Webhook, clash, values};

/// Names the variants, the enum, and the types of headers.
pub(super) fn webhooks(names: &mut Names, api: &Api, scope: &mut Scope, diagnostics: &mut Diagnostics) {
    if api.webhooks.is_empty() {
        return;
    }
    names.payloads = scope.take(["WebhookPayload".to_owned(), "ReceivedWebhook".to_owned()]).0;
    let variants = values::named(api.webhooks.iter().map(|webhook| (webhook.name.as_str(), None)));
    for (index, name) in &variants.clashes {
        if let (Some(webhook), Some(taken)) = (api.webhooks.get(*index), variants.names.get(*index)) {
            let message = format!("the name `{name}` is taken, so the webhook `{}` is called `{taken}`", webhook.name);
            clash::report(diagnostics, &webhook.at, &[], message);
        }
    }
    let named = api.webhooks.iter().zip(variants.names);
    names.webhooks = named.map(|(webhook, variant)| self::webhook(webhook, variant, scope)).collect();
}

fn webhook(webhook: &Lowered, variant: String, scope: &mut Scope) -> Webhook {
    let stem = variant.trim_end_matches('_');
    let headers = (!webhook.headers.is_empty())
        .then(|| scope.take([format!("{stem}Headers"), format!("{stem}WebhookHeaders")]).0);
    let mut fields = Scope::default();
    let header_fields = webhook.headers.iter().map(|header| fields.take([field(&header.name)]).0).collect();
    Webhook { variant, headers, header_fields }
}
