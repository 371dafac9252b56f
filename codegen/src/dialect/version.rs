//! The version of OpenAPI of a document.

use serde_json::Value;

use crate::report::{At, Code, Diagnostic};

/// A version of OpenAPI, by its first two numbers (OpenAPI 3.0.4, §4.1 "Versions": patch numbers change nothing).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Version {
    /// Swagger 2.0.
    V2_0,
    /// 3.0.
    V3_0,
    /// 3.1.
    V3_1,
    /// 3.2.
    V3_2,
}

/// Returns the version of a document.
///
/// # Errors
///
/// `not-openapi` if the root has neither `openapi` nor `swagger`, and `unsupported-version` if it declares another
/// version.
pub fn version(document: &Value, at: &At<'_>) -> Result<Version, Diagnostic> {
    let Some(object) = document.as_object() else {
        let found = match document {
            Value::Null => "`null`",
            Value::Array(_) => "a list",
            _ => "a single value",
        };
        return Err(Diagnostic::new(
            Code::NotOpenapi,
            at.value(),
            format!("this is not an OpenAPI document: its root is {found} instead of an object with `openapi`"),
        ));
    };
    for key in ["openapi", "swagger", "swaggerVersion"] {
        if let Some(value) = object.get(key) {
            return known(key, value).ok_or_else(|| {
                let found = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                Diagnostic::new(
                    Code::UnsupportedVersion,
                    at.key(key).value(),
                    format!("the version `{found}` of `{key}` is not supported"),
                )
                .help("convert the document to `swagger: \"2.0\"`, or `openapi: 3.0.x`, `3.1.x` or `3.2.x`")
            });
        }
    }
    Err(Diagnostic::new(
        Code::NotOpenapi,
        at.value(),
        "this is not an OpenAPI document: it has neither `openapi` nor `swagger`",
    )
    .help(if object.contains_key("info") && object.contains_key("paths") {
        "add the version of the specification, such as `openapi: 3.0.3`"
    } else {
        "pass an OpenAPI document, which has a version at its root, such as `openapi: 3.0.3`"
    }))
}

fn known(key: &str, value: &Value) -> Option<Version> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        // `openapi: 3.0` without quotes is a number in YAML and in careless JSON.
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let mut numbers = text.split('.');
    match (key, numbers.next()?, numbers.next().unwrap_or("0")) {
        ("swagger", "2", "0") => Some(Version::V2_0),
        ("openapi", "3", "0") => Some(Version::V3_0),
        ("openapi", "3", "1") => Some(Version::V3_1),
        ("openapi", "3", "2") => Some(Version::V3_2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::report::FileId;

    #[test]
    fn the_first_two_numbers_are_the_version() {
        fn check(document: Value, expected: Result<Version, Code>) {
            let found = version(&document, &At::root(FileId::MAIN)).map_err(|diagnostic| diagnostic.code);
            assert_eq!(found, expected, "{document}");
        }
        check(json!({"openapi": "3.0.3"}), Ok(Version::V3_0));
        check(json!({"openapi": "3.0"}), Ok(Version::V3_0));
        check(json!({"openapi": 3.0}), Ok(Version::V3_0));
        check(json!({"openapi": 3}), Ok(Version::V3_0));
        check(json!({"openapi": "3.1.1"}), Ok(Version::V3_1));
        check(json!({"openapi": 3.1}), Ok(Version::V3_1));
        check(json!({"openapi": " 3.2.0 "}), Ok(Version::V3_2));
        check(json!({"swagger": "2.0"}), Ok(Version::V2_0));
        check(json!({"swagger": 2.0}), Ok(Version::V2_0));
        check(json!({"swagger": 2}), Ok(Version::V2_0));
        check(json!({"swagger": "1.2"}), Err(Code::UnsupportedVersion));
        check(json!({"swaggerVersion": "1.2"}), Err(Code::UnsupportedVersion));
        check(json!({"openapi": "3.3.0"}), Err(Code::UnsupportedVersion));
        check(json!({"openapi": "3.10.0"}), Err(Code::UnsupportedVersion));
        check(json!({"openapi": "4.0.0"}), Err(Code::UnsupportedVersion));
        check(json!({"openapi": "2.0"}), Err(Code::UnsupportedVersion));
        check(json!({"openapi": {}}), Err(Code::UnsupportedVersion));
        check(json!({"info": {}, "paths": {}}), Err(Code::NotOpenapi));
        check(json!({"info": {}}), Err(Code::NotOpenapi));
        check(json!([]), Err(Code::NotOpenapi));
        check(json!(null), Err(Code::NotOpenapi));
    }
}
