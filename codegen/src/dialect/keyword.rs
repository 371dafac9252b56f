//! The keywords of each object of OpenAPI, in any of its versions, and of JSON Schema.

use super::kind::Kind;

/// The keywords of an object; none if its keys are names or nothing is known about them.
pub(super) fn keywords(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Document => &DOCUMENT,
        Kind::Info => &["contact", "description", "license", "summary", "termsOfService", "title", "version"],
        Kind::Contact => &["email", "name", "url"],
        Kind::License => &["identifier", "name", "url"],
        Kind::ExternalDocs => &["description", "url"],
        Kind::Server => &["description", "name", "url", "variables"],
        Kind::Variable => &["default", "description", "enum"],
        Kind::Components => &COMPONENTS,
        Kind::PathItem => &PATH_ITEM,
        Kind::Operation => &OPERATION,
        Kind::Parameter | Kind::Header => &PARAMETER,
        Kind::RequestBody => &REQUEST_BODY,
        Kind::Response => &RESPONSE,
        Kind::MediaType => &MEDIA_TYPE,
        Kind::Schema | Kind::SchemaOrBoolean => &SCHEMA,
        Kind::Encoding => &ENCODING,
        Kind::Link => &["$ref", "description", "operationId", "operationRef", "parameters", "requestBody", "server"],
        Kind::Discriminator => &["defaultMapping", "mapping", "propertyName"],
        Kind::Xml => &["attribute", "name", "namespace", "nodeType", "prefix", "wrapped"],
        Kind::SecurityScheme => &SECURITY_SCHEME,
        Kind::Flows => &["authorizationCode", "clientCredentials", "deviceAuthorization", "implicit", "password"],
        Kind::Flow => &["authorizationUrl", "deviceAuthorizationUrl", "refreshUrl", "scopes", "tokenUrl"],
        Kind::Tag => &TAG,
        _ => &[],
    }
}

/// The keywords of an object whose values are booleans.
pub(super) fn flags(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Operation => &["deprecated"],
        Kind::Parameter | Kind::Header => &["allowEmptyValue", "allowReserved", "deprecated", "explode", "required"],
        Kind::RequestBody => &["required"],
        Kind::Encoding => &["allowReserved", "explode"],
        Kind::Xml => &["attribute", "wrapped"],
        Kind::SecurityScheme => &["deprecated"],
        Kind::Schema | Kind::SchemaOrBoolean => &["deprecated", "nullable", "readOnly", "uniqueItems", "writeOnly"],
        _ => &[],
    }
}

/// The keywords of an object whose values are strings.
pub(super) fn strings(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Info => &["description", "summary", "termsOfService", "title", "version"],
        Kind::Contact => &["email", "name", "url"],
        Kind::License => &["identifier", "name", "url"],
        Kind::ExternalDocs => &["description", "url"],
        Kind::Server => &["description", "name"],
        Kind::Operation => &["description", "operationId", "summary"],
        Kind::Schema | Kind::SchemaOrBoolean => &["description", "format", "pattern", "title"],
        Kind::Parameter | Kind::Header | Kind::PathItem | Kind::RequestBody | Kind::Response | Kind::Tag => {
            &["description", "summary"]
        }
        _ => &[],
    }
}

const DOCUMENT: [&str; 21] = [
    "$self",
    "basePath",
    "components",
    "consumes",
    "definitions",
    "externalDocs",
    "host",
    "info",
    "jsonSchemaDialect",
    "openapi",
    "parameters",
    "paths",
    "produces",
    "responses",
    "schemes",
    "security",
    "securityDefinitions",
    "servers",
    "swagger",
    "tags",
    "webhooks",
];

const COMPONENTS: [&str; 11] = [
    "callbacks",
    "examples",
    "headers",
    "links",
    "mediaTypes",
    "parameters",
    "pathItems",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
];

const PATH_ITEM: [&str; 15] = [
    "$ref",
    "additionalOperations",
    "delete",
    "description",
    "get",
    "head",
    "options",
    "parameters",
    "patch",
    "post",
    "put",
    "query",
    "servers",
    "summary",
    "trace",
];

const OPERATION: [&str; 15] = [
    "callbacks",
    "consumes",
    "deprecated",
    "description",
    "externalDocs",
    "operationId",
    "parameters",
    "produces",
    "requestBody",
    "responses",
    "schemes",
    "security",
    "servers",
    "summary",
    "tags",
];

/// Of parameters and headers, which have keywords of schemas in 2.0.
const PARAMETER: [&str; 32] = [
    "$ref",
    "allowEmptyValue",
    "allowReserved",
    "collectionFormat",
    "content",
    "default",
    "deprecated",
    "description",
    "enum",
    "example",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "explode",
    "format",
    "in",
    "items",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "multipleOf",
    "name",
    "pattern",
    "required",
    "schema",
    "style",
    "summary",
    "type",
    "uniqueItems",
];

const REQUEST_BODY: [&str; 5] = ["$ref", "content", "description", "required", "summary"];

const RESPONSE: [&str; 8] = ["$ref", "content", "description", "examples", "headers", "links", "schema", "summary"];

const MEDIA_TYPE: [&str; 8] =
    ["$ref", "encoding", "example", "examples", "itemEncoding", "itemSchema", "prefixEncoding", "schema"];

const ENCODING: [&str; 8] =
    ["allowReserved", "contentType", "encoding", "explode", "headers", "itemEncoding", "prefixEncoding", "style"];

const SECURITY_SCHEME: [&str; 15] = [
    "$ref",
    "authorizationUrl",
    "bearerFormat",
    "deprecated",
    "description",
    "flow",
    "flows",
    "in",
    "name",
    "oauth2MetadataUrl",
    "openIdConnectUrl",
    "scheme",
    "scopes",
    "tokenUrl",
    "type",
];

const TAG: [&str; 6] = ["description", "externalDocs", "kind", "name", "parent", "summary"];

const SCHEMA: [&str; 73] = [
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$recursiveAnchor",
    "$recursiveRef",
    "$ref",
    "$schema",
    "$vocabulary",
    "additionalItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "collectionFormat",
    "const",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "default",
    "definitions",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "deprecated",
    "description",
    "discriminator",
    "else",
    "enum",
    "example",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "format",
    "id",
    "if",
    "in",
    "items",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "name",
    "not",
    "nullable",
    "oneOf",
    "pattern",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyNames",
    "propertyOrder",
    "readOnly",
    "required",
    "schema",
    "then",
    "title",
    "type",
    "unevaluatedItems",
    "unevaluatedProperties",
    "uniqueItems",
    "writeOnly",
    "xml",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        use Kind::*;
        let kinds = [Document, Components, PathItem, Operation, Parameter, RequestBody, Response, MediaType, Schema];
        let others =
            [Info, Contact, License, ExternalDocs, Server, Variable, Encoding, Link, Discriminator, Xml, Flows, Flow];
        for kind in kinds.into_iter().chain([SecurityScheme, Tag]).chain(others) {
            assert!(keywords(kind).is_sorted() && flags(kind).is_sorted() && strings(kind).is_sorted(), "{kind:?}");
        }
    }
}
