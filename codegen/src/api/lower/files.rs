//! Files: strings of the format `binary`, which can be sent only as parts of a multipart body.

use std::collections::HashSet;

use crate::api::model::{Content, Encoding, Kind, Operation, Site, StringFormat, TypeId, Types, roots};

/// Makes plain strings of files that are not properties of a multipart body.
pub(super) fn limit_to_multipart(operations: &[Operation], types: &mut Types) {
    let mut files: HashSet<TypeId> = HashSet::new();
    for root in roots(operations, &[]) {
        if let Site::RequestBody(Content { encoding: Encoding::Multipart(of), .. }) = root.site {
            let properties = types.properties(types.resolve(*of));
            files.extend(properties.iter().map(|property| file_of(types, property.of)));
        }
    }
    let ids: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    for id in ids {
        if types[id].kind == Kind::String(StringFormat::File) && !files.contains(&id) {
            types[id].kind = Kind::String(StringFormat::Plain);
        }
    }
}

/// The type of a property's files, if it has some: the type itself, or the elements of an array.
pub(super) fn file_of(types: &Types, of: TypeId) -> TypeId {
    let of = types.resolve(of);
    match types[of].kind {
        Kind::Array(element) | Kind::Nullable(element) => types.resolve(element),
        _ => of,
    }
}
