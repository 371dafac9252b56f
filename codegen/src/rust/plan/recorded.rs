//! The layout of a crate, as a lock records it.

use crate::names::Layout;
use crate::rust::model::{Crate, Item};

use super::uses::name;

/// The public modules and the files of their items.
pub fn layout(of: &Crate) -> Layout {
    let mut layout = Layout::default();
    for module in of.modules.iter().filter(|module| module.public) {
        let feature = module.features.first().cloned();
        layout.modules.push((module.name.clone(), feature, !module.submodules.is_empty()));
        for file in &module.submodules {
            let names = file.items.iter().filter_map(|item| match item {
                Item::Operation(operation) => Some(operation.request.as_str()),
                other => name(other),
            });
            layout.files.extend(names.map(|name| (name.to_owned(), file.name.clone())));
        }
    }
    layout
}
