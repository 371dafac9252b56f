//! The client and its builder.

use crate::rust::{Client, Credential, Item, Module, Setting, ValueEnum};

use super::super::change::Level;
use super::super::code::ChangeCode;
use super::super::side::Side;
use super::super::subject::Subject;
use super::cx::Cx;

/// Compares the clients.
pub(super) fn compare(cx: &mut Cx, old: &Side<'_>, new: &Side<'_>) {
    let (Some(one), Some(other)) = (client(old), client(new)) else { return };
    methods(cx, (one, other));
    settings(cx, (one, other));
    for of in &one.enums {
        match other.enums.iter().find(|other| other.name == of.name) {
            Some(other) => variants(cx, (of, other)),
            None => {
                let text = (Some(of.name.clone()), None);
                let headline = format!("`{}` is gone", of.name);
                cx.report(Subject::Type(of.name.clone()), ChangeCode::TypeRemoved, Level::Major, text, headline);
            }
        }
    }
    for of in other.enums.iter().filter(|of| !one.enums.iter().any(|one| one.name == of.name)) {
        let text = (None, Some(of.name.clone()));
        let headline = format!("`{}` is new", of.name);
        cx.report(Subject::Type(of.name.clone()), ChangeCode::TypeAdded, Level::Minor, text, headline);
    }
}

fn client<'a>(side: &Side<'a>) -> Option<&'a Client> {
    side.planned.modules.iter().flat_map(Module::all_items).find_map(|item| match item {
        Item::Client(client) => Some(client.as_ref()),
        _ => None,
    })
}

fn methods(cx: &mut Cx, (old, new): (&Client, &Client)) {
    let names = |of: &Client| of.methods().map(|method| method.name()).collect::<Vec<_>>();
    let (of_old, of_new) = (names(old), names(new));
    for name in of_old.iter().filter(|name| !of_new.contains(name)) {
        let text = (Some((*name).to_owned()), None);
        let headline = format!("`Client::{name}` is gone");
        let about = Subject::Client(format!("Client::{name}"));
        cx.report(about, ChangeCode::ClientMethodRemoved, Level::Major, text, headline);
    }
    for name in of_new.iter().filter(|name| !of_old.contains(name)) {
        let text = (None, Some((*name).to_owned()));
        let headline = format!("`Client::{name}` is new");
        let about = Subject::Client(format!("Client::{name}"));
        cx.report(about, ChangeCode::ClientMethodAdded, Level::Minor, text, headline);
    }
}

/// A method of the builder: its subject, its name and what it takes.
fn setting(of: Setting<'_>) -> (Subject, String, String) {
    let builder = |name: &str| Subject::Client(format!("ClientBuilder::{name}"));
    let text = |text: &str| text.to_owned();
    match of {
        Setting::Parameter(of) => (builder(&of.method), of.method.clone(), text("&str")),
        Setting::Variable(of) => {
            let takes = of.of.as_deref().map_or_else(|| text("&str"), |of| format!("impl Into<{of}>"));
            (builder(&of.method), of.method.clone(), takes)
        }
        Setting::Servers(of) => (builder(&of.method), of.method.clone(), text("&str")),
        Setting::Scheme(of) => {
            let takes = match of.credential {
                Credential::Secret => "impl Into<Secret>",
                Credential::UserAndSecret => "&str, impl Into<Secret>",
                Credential::AccessKey => "AccessKey",
                Credential::OAuth2 => "impl Into<OAuth2>",
                Credential::HttpClient => "reqwest::Client",
            };
            (Subject::Scheme(of.name.clone()), of.method.clone(), text(takes))
        }
        Setting::Fixed(method) => (builder(method.name()), method.name().to_owned(), String::new()),
    }
}

fn settings(cx: &mut Cx, (old, new): (&Client, &Client)) {
    let of_old: Vec<_> = old.settings().map(setting).collect();
    let of_new: Vec<_> = new.settings().map(setting).collect();
    for (about, name, takes) in &of_old {
        let full = format!("ClientBuilder::{name}");
        match of_new.iter().find(|(_, other, _)| other == name) {
            None => {
                let text = (Some(format!("{name}({takes})")), None);
                let headline = format!("`{full}` is gone");
                cx.report(about.clone(), ChangeCode::ClientMethodRemoved, Level::Major, text, headline);
            }
            Some((_, _, now)) if now != takes => {
                let text = (Some(format!("{name}({takes})")), Some(format!("{name}({now})")));
                let headline = format!("`{full}` takes `{now}`, was `{takes}`");
                cx.report(about.clone(), ChangeCode::ClientMethodChanged, Level::Major, text, headline);
            }
            Some(_) => {}
        }
    }
    for (about, name, takes) in of_new.iter().filter(|(_, name, _)| !of_old.iter().any(|(_, one, _)| one == name)) {
        let text = (None, Some(format!("{name}({takes})")));
        let headline = format!("`ClientBuilder::{name}` is new");
        cx.report(about.clone(), ChangeCode::ClientMethodAdded, Level::Minor, text, headline);
    }
}

/// Compares the known values of a server variable.
fn variants(cx: &mut Cx, (old, new): (&ValueEnum, &ValueEnum)) {
    let name = &old.name;
    for (variant, value) in &old.variants {
        if !new.variants.iter().any(|(other, _)| other == variant) {
            let about = Subject::Value(name.clone(), value.clone());
            let text = (Some(variant.clone()), None);
            let headline = format!("`{name}::{variant}` is gone");
            cx.report(about, ChangeCode::ValueRemoved, Level::Major, text, headline);
        }
    }
    for (variant, value) in &new.variants {
        if !old.variants.iter().any(|(other, _)| other == variant) {
            let about = Subject::Value(name.clone(), value.clone());
            let text = (None, Some(variant.clone()));
            let headline = format!("`{name}::{variant}` is new");
            cx.report(about, ChangeCode::ValueAdded, Level::Minor, text, headline);
        }
    }
}
