//! Which object of OpenAPI is at which place. This distinguishes keywords from properties of the same names.

/// An object of OpenAPI 3.0, or a container of such, with the places of our extensions.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) enum Kind {
    /// OpenAPI Object: the whole document.
    Document,
    /// Info Object.
    Info,
    /// Contact Object.
    Contact,
    /// License Object.
    License,
    /// External Documentation Object.
    ExternalDocs,
    /// A list of servers.
    ServerList,
    /// Server Object.
    Server,
    /// Server variables by name.
    Variables,
    /// Server Variable Object.
    Variable,
    /// Components Object.
    Components,
    /// Paths Object.
    Paths,
    /// Path items by name or expression: of `components`, and of callbacks.
    PathItems,
    /// Path Item Object.
    PathItem,
    /// Operations by method.
    Operations,
    /// Operation Object.
    Operation,
    /// A list of parameters.
    ParameterList,
    /// Parameters by name.
    Parameters,
    /// Parameter Object.
    Parameter,
    /// Request bodies by name.
    RequestBodies,
    /// Request Body Object.
    RequestBody,
    /// Responses Object: responses by status.
    Responses,
    /// Responses by name, of `components`.
    NamedResponses,
    /// Response Object.
    Response,
    /// Headers by name.
    Headers,
    /// Header Object.
    Header,
    /// Media types by range.
    Content,
    /// Media Type Object.
    MediaType,
    /// Encodings by property.
    Encodings,
    /// Encoding Object.
    Encoding,
    /// Examples by name.
    Examples,
    /// Example Object.
    Example,
    /// Callbacks by name.
    Callbacks,
    /// Links by name.
    Links,
    /// Link Object.
    Link,
    /// Security schemes by name.
    SecuritySchemes,
    /// Security Scheme Object.
    SecurityScheme,
    /// OAuth Flows Object.
    Flows,
    /// OAuth Flow Object.
    Flow,
    /// A list of tags.
    Tags,
    /// Tag Object.
    Tag,
    /// Schemas by name.
    Schemas,
    /// A list of schemas.
    SchemaList,
    /// Discriminator Object.
    Discriminator,
    /// XML Object.
    Xml,
    /// Schema Object.
    Schema,
    /// Schema Object, or a boolean where 3.0 has one too: `additionalProperties`.
    SchemaOrBoolean,
}

impl Kind {
    /// The kind of object under a key, or an index, of such an object; `None` if it is a value or unknown.
    pub fn child(self, key: &str) -> Option<Self> {
        use Kind::*;
        let extension = key.starts_with("x-");
        Some(match (self, key) {
            (Document, "paths") => Paths,
            (Document, "components") => Components,
            (Document, "info") => Info,
            (Info, "contact") => Contact,
            (Info, "license") => License,
            (Document | Operation | Tag, "externalDocs") => ExternalDocs,
            (Document | PathItem | Operation, "servers") => ServerList,
            (ServerList, _) => Server,
            (Link, "server") => Server,
            (Server, "variables") => Variables,
            (Variables, _) => Variable,
            (Document, "tags") => Tags,
            (Document, "webhooks" | "x-webhooks") => PathItems,
            (Components, "schemas") => Schemas,
            (Components, "responses") => NamedResponses,
            (Components, "parameters") => Parameters,
            (Components, "requestBodies") => RequestBodies,
            (Components, "headers") => Headers,
            (Components, "examples") => Examples,
            (Components, "securitySchemes") => SecuritySchemes,
            (Components, "links") => Links,
            (Components, "callbacks") => Callbacks,
            (Components, "pathItems") => PathItems,
            (Components, "mediaTypes") => Content,
            (Paths, _) if !extension => PathItem,
            (PathItems, _) if !extension => PathItem,
            (PathItem, "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace") => Operation,
            (PathItem, "x-specwright-additional-operations") => Operations,
            (PathItem | Operation, "parameters") => ParameterList,
            (Operations, _) => Operation,
            (Operation, "x-specwright-operations") => Operations,
            (Operation, "requestBody") => RequestBody,
            (Operation, "responses") => Responses,
            (Operation, "callbacks") => Callbacks,
            (ParameterList, _) => Parameter,
            (Parameters, _) => Parameter,
            (RequestBodies, _) => RequestBody,
            (Responses, _) if !extension => Response,
            (NamedResponses, _) => Response,
            (Callbacks, _) => PathItems,
            (RequestBody | Response | Parameter | Header, "content") => Content,
            (Parameter | Header | MediaType, "schema") => Schema,
            (Parameter | Header | MediaType, "examples") => Examples,
            (Response | Encoding, "headers") => Headers,
            (Response, "links") => Links,
            (Links, _) => Link,
            (Headers, _) => Header,
            (Content, _) => MediaType,
            (MediaType, "encoding") => Encodings,
            (MediaType, "x-specwright-item-schema") => Schema,
            (MediaType, "x-specwright-item-encoding") => Encoding,
            (Encodings, _) => Encoding,
            (Examples, _) => Example,
            (SecuritySchemes, _) => SecurityScheme,
            (SecurityScheme, "flows") => Flows,
            (Flows, _) if !extension => Flow,
            (Tags, _) => Tag,
            (Schemas | SchemaList, _) => Schema,
            (Schema | SchemaOrBoolean, key) => return schema(key),
            _ => return None,
        })
    }

    /// Whether the key `$ref` of such an object is a reference, and not a name.
    pub fn is_referable(self) -> bool {
        use Kind::*;
        matches!(
            self,
            PathItem
                | PathItems
                | Parameter
                | RequestBody
                | Response
                | Header
                | MediaType
                | Example
                | Link
                | SecurityScheme
                | Schema
                | SchemaOrBoolean
        )
    }

    /// Whether this is a schema.
    pub fn is_schema(self) -> bool {
        matches!(self, Self::Schema | Self::SchemaOrBoolean)
    }
}

fn schema(key: &str) -> Option<Kind> {
    Some(match key {
        "properties" | "$defs" | "definitions" | "x-specwright-pattern-properties" => Kind::Schemas,
        "contentSchema" | "items" | "not" | "x-specwright-rest-items" => Kind::Schema,
        "additionalProperties" => Kind::SchemaOrBoolean,
        "discriminator" => Kind::Discriminator,
        "externalDocs" => Kind::ExternalDocs,
        "xml" => Kind::Xml,
        "allOf" | "anyOf" | "oneOf" | "x-specwright-prefix-items" => Kind::SchemaList,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Pointer;

    #[test]
    fn kinds_depend_on_the_place() {
        fn check(pointer: &str, expected: Option<Kind>) {
            let pointer = Pointer::parse(pointer).expect("it is a pointer");
            let found = pointer.tokens().try_fold(Kind::Document, |kind, token| kind.child(&token));
            assert_eq!(found, expected, "{pointer}");
        }
        check("", Some(Kind::Document));
        check("/components/schemas/X/properties/type", Some(Kind::Schema));
        check("/components/schemas/X/properties/example/items", Some(Kind::Schema));
        check("/components/schemas/x-X/allOf/0", Some(Kind::Schema));
        check("/components/schemas/X/type", None);
        check("/components/schemas/X/default/properties/a", None);
        check("/paths/~1a/get/parameters/0/schema", Some(Kind::Schema));
        check("/paths/x-a/get", None);
        check("/paths/~1a/get/callbacks/done/{$url}/post/requestBody/content/a~1b", Some(Kind::MediaType));
        check("/info/title", None);
    }
}
