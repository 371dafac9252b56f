//! Large crates have a Cargo feature for each group of operations, and whatever is compiled finds what it speaks of.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use specwright::config::Config;
use specwright::rust::{Crate, Item, Type};
use specwright::source::Tree;
use specwright::{Generated, Settings, generate};

/// A document with `count` operations for each of three tags. Each responses with types of its own, with one that its tag
/// shares, one that two tags share, and one that all share; one type is used by none, and speaks of a type of a tag.
fn document(count: usize) -> String {
    let mut text = String::from("openapi: 3.0.4\ninfo: { title: Shops, version: '1' }\npaths:\n");
    let mut schemas = String::from("components:\n  schemas:\n");
    let schema = |name: &str, members: &[&str]| {
        let mut text =
            format!("    {name}:\n      properties:\n        own_of_{}: {{ type: string }}\n", name.to_lowercase());
        for member in members {
            let _ = writeln!(text, "        {}: {{ $ref: '#/components/schemas/{member}' }}", member.to_lowercase());
        }
        text
    };
    for (tag, shared) in [("carts", "Pair"), ("orders", "Pair"), ("stock", "All")] {
        for index in 0..count {
            let _ = write!(
                text,
                "  /{tag}/{index}:\n    get:\n      operationId: {tag}_{index}\n      tags: [{tag}]\n      responses:\n        '200':\n          description: ok\n          content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{tag}{index}' }} }} }}\n",
            );
            schemas += &schema(&format!("{tag}{index}"), &[&format!("{tag}Shared"), shared]);
        }
        schemas += &schema(&format!("{tag}Shared"), &[]);
    }
    schemas += &schema("Pair", &["All"]);
    schemas += &schema("All", &[]);
    schemas += &schema("Event", &["cartsShared", "All"]);
    text + &schemas
}

fn generated(count: usize) -> Generated {
    let tree = Tree::from_text("shops.yaml", document(count)).unwrap();
    generate(&tree, &Config::default(), &Settings::default()).unwrap()
}

#[test]
fn a_large_crate_has_a_feature_for_each_tag() {
    let Generated { files, .. } = generated(40);
    let manifest = &files["Cargo.toml"];
    assert!(
        manifest.contains("default = [\"http2\", \"rustls\", \"carts\", \"orders\", \"stock\", \"unused-types\"]\n"),
        "{manifest}"
    );
    assert!(manifest.contains("carts = []\norders = []\nstock = []\n"), "{manifest}");
    assert!(manifest.contains("unused-types = [\"carts\", \"orders\", \"stock\"]\n"), "{manifest}");
    let root = &files["src/lib.rs"];
    assert!(root.contains("#[cfg(feature = \"orders\")]\npub mod orders;\n"), "{root}");
    let types = &files["src/types/mod.rs"];
    assert!(
        types.contains("#[cfg(any(feature = \"carts\", feature = \"orders\"))]\nmod carts_and_orders;\n"),
        "{types}"
    );
    assert!(types.contains("#[cfg(feature = \"unused-types\")]\nmod event;\n"), "{types}");
}

#[test]
fn a_small_crate_has_none() {
    let Generated { files, .. } = generated(5);
    assert!(files["Cargo.toml"].contains("default = [\"http2\", \"rustls\"]\n"));
    assert!(files.values().all(|text| !text.contains("#[cfg(")));
}

#[test]
fn what_is_compiled_finds_what_it_speaks_of() {
    let Generated { planned, .. } = generated(40);
    let places = places(&planned);
    let features: HashMap<&str, &[String]> =
        places.iter().filter_map(|(features, item)| Some((name(item)?, *features))).collect();
    let mut checked = 0;
    for (own, item) in places {
        let mut named = Vec::new();
        types(item).into_iter().for_each(|of| names(of, &mut named));
        for other in named {
            let of_other: BTreeSet<&String> = features[other].iter().collect();
            let all = own == ["unused-types"];
            let found = of_other.is_empty() || all || !own.is_empty() && own.iter().all(|own| of_other.contains(own));
            assert!(found, "{:?} is compiled under {own:?}, {other} under {of_other:?}", name(item));
            checked += 1;
        }
    }
    assert!(checked > 200, "{checked}");
}

/// Every item, and the features under which it is compiled.
fn places(of: &Crate) -> Vec<(&[String], &Item)> {
    let mut places = Vec::new();
    for module in &of.modules {
        places.extend(module.items.iter().map(|item| (module.features.as_slice(), item)));
        for submodule in &module.submodules {
            let features = if submodule.features.is_empty() { &module.features } else { &submodule.features };
            places.extend(submodule.items.iter().map(|item| (features.as_slice(), item)));
        }
    }
    places
}

fn name(item: &Item) -> Option<&str> {
    match item {
        Item::Struct(of) => Some(&of.name),
        Item::Enum(of) => Some(&of.name),
        Item::Union(of) => Some(&of.name),
        Item::Alias(of) => Some(&of.name),
        _ => None,
    }
}

fn types(item: &Item) -> Vec<&Type> {
    match item {
        Item::Struct(of) => of.fields.iter().map(|field| &field.of).collect(),
        Item::Union(of) => of.variants.iter().map(|variant| &variant.of).collect(),
        Item::Alias(of) => vec![&of.of],
        _ => Vec::new(),
    }
}

fn names<'a>(of: &'a Type, found: &mut Vec<&'a str>) {
    match of {
        Type::Named(name) => found.push(name),
        Type::Option(of) | Type::Vec(of) | Type::Box(of) | Type::Map(_, of) => names(of, found),
        _ => {}
    }
}
