//! The types of places in JSON bodies.

use crate::api::model::{Encoding, Kind, Operation, ResponseBody, TypeId, Types};

/// The type of the successful response, if it has one type and is JSON.
pub(super) fn json_response(operation: &Operation) -> Option<TypeId> {
    match operation.success.body {
        ResponseBody::One(Encoding::Json(of)) => Some(of),
        _ => None,
    }
}

/// The type at a JSON pointer in values of a type, through properties of objects and elements of arrays.
pub(super) fn type_at(types: &Types, id: TypeId, pointer: &str) -> Option<TypeId> {
    let mut tokens = pointer.strip_prefix('/').map(|rest| rest.split('/')).into_iter().flatten();
    tokens.try_fold(types.non_null(id), |id, token| {
        let token = token.replace("~1", "/").replace("~0", "~");
        match &types[id].kind {
            Kind::Object(_) => Some(types.non_null(types.property(id, &token)?.of)),
            Kind::Map(of) => Some(types.non_null(*of)),
            Kind::Array(of) if token.bytes().all(|byte| byte.is_ascii_digit()) => Some(types.non_null(*of)),
            _ => None,
        }
    })
}

/// The type of the elements of an array.
pub(super) fn element(types: &Types, id: TypeId) -> Option<TypeId> {
    match types[id].kind {
        Kind::Array(of) => Some(of),
        _ => None,
    }
}
