//! Names of requests that the service sends: the variants of the enum of their payloads.

use crate::api::{Api, Webhook as Lowered};
use crate::lock::{Lock, TypeLock};
use crate::report::Diagnostics;

use super::keys::webhook as key;
use super::members::field;
use super::{Names, Scope, Webhook, clash, values};

/// Names the variants, the enum, and the types of headers.
pub(super) fn webhooks(names: &mut Names, api: &Api, lock: &Lock, scope: &mut Scope, diagnostics: &mut Diagnostics) {
    if api.webhooks.is_empty() {
        return;
    }
    let kept = lock.types.of(PAYLOADS).map(|of| of.name.as_str());
    names.payloads = scope.keep(kept, ["WebhookPayload".to_owned(), "ReceivedWebhook".to_owned()]).0;
    let keys: Vec<String> = (0..api.webhooks.len()).map(|index| key(api, index)).collect();
    let kept: Vec<Option<&str>> = keys.iter().map(|key| lock.members.of(key).map(String::as_str)).collect();
    let variants = values::named(api.webhooks.iter().map(|webhook| (webhook.name.as_str(), None)), &kept);
    for (index, name) in &variants.clashes {
        if let (Some(webhook), Some(taken)) = (api.webhooks.get(*index), variants.names.get(*index)) {
            let message = format!("the name `{name}` is taken, so the webhook `{}` is called `{taken}`", webhook.name);
            clash::report(diagnostics, &webhook.at, &[], message);
        }
    }
    names.notable.extend(keys.iter().cloned().zip(variants.names.iter().cloned()));
    let named = api.webhooks.iter().zip(variants.names).zip(keys);
    names.webhooks = named
        .map(|((webhook, variant), key)| self::webhook(webhook, variant, lock.types.of(&headers(&key)), scope))
        .collect();
}

/// The key of the enum of payloads in the lock.
pub(super) const PAYLOADS: &str = "#webhooks";

/// The key of the type of headers of a webhook, by that of the webhook.
pub(super) fn headers(key: &str) -> String {
    format!("{key}#Headers")
}

fn webhook(webhook: &Lowered, variant: String, kept: Option<&TypeLock>, scope: &mut Scope) -> Webhook {
    let stem = variant.trim_end_matches('_');
    let wanted = [format!("{stem}Headers"), format!("{stem}WebhookHeaders")];
    let kept = kept.map(|of| of.name.as_str());
    let headers = (!webhook.headers.is_empty()).then(|| scope.keep(kept, wanted).0);
    let mut fields = Scope::default();
    let header_fields = webhook.headers.iter().map(|header| fields.take([field(&header.name)]).0).collect();
    Webhook { variant, headers, header_fields }
}
