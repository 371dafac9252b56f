//! The codes of all diagnostics, in one table.

use std::fmt;
use std::str::FromStr;

/// Whether a diagnostic prevents generation.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// The document is refused, and nothing is written.
    Error,
    /// A part of the document is omitted or adapted; the message describes how. The rest is written.
    Warning,
}

/// Declares [`Code`]: variant, code, default severity, title and explanation.
macro_rules! codes {
    ($($variant:ident = $code:literal, $severity:ident, $title:literal, $explanation:literal;)*) => {
        /// The code of a diagnostic. Its [string](Self::as_str) never changes, so that scripts can rely on it.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = concat!("`", $code, "`: ", $title, ".")] $variant,)*
        }

        impl Code {
            /// Every code, in the order of this table.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The code as it is printed, as in `missing-ref`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The default severity of diagnostics with this code.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),* }
            }

            /// The summary, one line without a full stop.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),* }
            }

            /// The explanation: what it means, what the generator does, and what to do about it.
            pub const fn explain(self) -> &'static str {
                match self { $(Self::$variant => $explanation),* }
            }
        }
    };
}

codes! {
    UnreadableFile = "unreadable-file", Error, "the file cannot be read",
        "The operating system refused to open the file: it does not exist, is a folder, or its permissions forbid it. \
         The message repeats the reason. Check the path and the permissions.";
    EmptyFile = "empty-file", Error, "the file is empty",
        "The file contains nothing but white space and comments. A failed download often leaves such a file behind. \
         Download or write the document again.";
    BinaryFile = "binary-file", Error, "the file is not text",
        "The file starts with the signature of an archive, an image or another binary format, or contains NUL bytes. An OpenAPI \
         document is YAML or JSON. Decompress the file if it is compressed.";
    NotUtf8 = "not-utf8", Error, "the file is not UTF-8",
        "OpenAPI documents are UTF-8 (RFC 8259 §8.1; YAML 1.2 also allows UTF-16, which few tools support). Save \
         the file as UTF-8, with or without a byte order mark: `iconv -f utf-16 -t utf-8`.";
    Syntax = "syntax", Error, "the file is neither valid YAML nor valid JSON",
        "The file has a syntax error at the place shown. The cause is often in the lines before it: a quote or bracket \
         that is not closed, inconsistent indentation, a tab in YAML, a missing or superfluous comma in JSON.";
    TooDeep = "too-deep", Error, "values are nested too deeply",
        "Objects and arrays are nested more than 100 levels deep. No API needs that; such documents are mistakes, or made to exhaust \
         memory. Move inner schemas to `components/schemas` and refer to them with `$ref`.";
    TooLarge = "too-large", Error, "the file is too large",
        "The file is larger than 128 MiB, or contains more than 20 million values. The largest documents in use, with \
         more than ten thousand operations, are a third of that size. Remove the paths that you do not need.";
    AliasExpansion = "alias-expansion", Error, "aliases multiply the size of the document",
        "A YAML alias (`*name`) stands for everything below its anchor (`&name`). Nested aliases multiply, until a short \
         file fills the memory. Use `$ref` for shared parts instead, which is not expanded.";
    ManyDocuments = "many-documents", Error, "the file contains more than one YAML document",
        "A line `---` starts another document in the same file, and it is not clear which one to read. Split the file, or \
         remove what does not belong to the OpenAPI document.";
    DuplicateKey = "duplicate-key", Warning, "an object has the same key twice",
        "An object has the same key more than once. As in JSON parsers, the last value is used and the others are \
         ignored, so that an operation, a property or a response is lost. Rename or merge the entries.";
    NotANumber = "not-a-number", Warning, "the number does not exist in JSON",
        "YAML has `.inf` and `.nan`; JSON and OpenAPI do not. The value is read as `null`. Remove the keyword if it is an \
         infinite bound.";
    NotOpenapi = "not-openapi", Error, "the document is not an OpenAPI document",
        "The document has neither `openapi` nor `swagger` at its root, one of which every version of the specification \
         requires. Add it, or check whether this is the right file.";
    UnsupportedVersion = "unsupported-version", Error, "the version of OpenAPI is not supported",
        "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are supported. Convert the document to one of these versions.";
    ConfigSyntax = "config-syntax", Error, "the configuration is invalid",
        "The configuration is a TOML file with known keys. An unknown key or a value of the wrong type is an \
         error, so that no setting is silently ignored. Correct the key or the value.";
    ConfigUnmatched = "config-unmatched", Error, "an entry of the configuration matches nothing",
        "The configuration names an operation, schema, property or parameter that the document does not have (any more). \
         Correct the name, or remove the entry.";
    RuntimePath = "runtime-path", Error, "the path of the runtime cannot be used",
        "`runtime_path` in the configuration is the folder of `specwright-runtime`, relative to the crate. There is no such crate, \
         or the configuration was found beside the document instead of being passed, and the path leads out of the folder that \
         contains the document and the crate, or out of the working directory. A crate is compiled with the rights of the user, so \
         that downloaded documents do not choose one. Correct the path, pass the configuration with `--config`, or the folder with \
         `--runtime-path`.";
    OverlaySyntax = "overlay-syntax", Error, "the overlay is invalid",
        "An overlay is a list of actions, each with a `target`, a JSONPath (RFC 9535) that selects values of the document, and with \
         `update`, `remove: true` or `copy`. The message says what is wrong with this one. What is merged must be of the same kind as \
         what it is merged with: an object, an array or a primitive value. Correct the overlay.";
    OverlayVersion = "overlay-version", Error, "the version of the overlay is not supported",
        "Versions 1.0 and 1.1 of the Overlay Specification are supported. Write the overlay in one of these versions.";
    OverlayUnmatched = "overlay-unmatched", Warning, "an action of an overlay selects nothing",
        "The `target` of an action, or what it is to `copy`, selects no value of the document, so that the action has no effect. The document \
         may have changed since the overlay was written. Actions see the result of those before them. Correct the JSONPath, or \
         remove the action.";
    VersionTooLow = "version-too-low", Warning, "the version of the crate is below what its changes require",
        "Since the version of the crate was set, its API changed, so that users who update get more than the version promises: \
         major changes need another major version (below 1.0.0, another minor version), additions another minor version. \
         Set `[crate] version` in the configuration. `specwright diff` shows the changes.";
    MissingRef = "missing-ref", Warning, "the target of a reference does not exist",
        "A `$ref` names a place that the document does not have, or a file outside the folder of the document, which is only read \
         with `--allow-outside`: what is in it could end in the log of a build. Its JSON pointer may be misspelt, or the target was lost \
         when the document was split or bundled. Correct the reference, or add the target. In a pointer, write `/` \
         within a key as `~1` and `~` as `~0`.";
    RefCycle = "ref-cycle", Warning, "references form a cycle",
        "A `$ref` leads back to itself through other references only, so that it has no target. A schema may contain \
         itself in a property or as an array element, but it cannot be itself. Replace one of the references by a schema.";
    RemoteRef = "remote-ref", Warning, "a reference is a URL",
        "A `$ref` is a URL. The generator does not access the network, so that its output depends on files only. \
         Download the target and refer to the file.";
    Malformed = "malformed", Warning, "a part of the document violates the specification",
        "The specification requires a value of another type here, or a field that is missing. The smallest part \
         affected is omitted. Correct the document.";
    MisspeltKeyword = "misspelt-keyword", Warning, "a keyword is probably misspelt",
        "An object has a key that no version of the specification has, and that differs by one or two letters from a \
         keyword. Such keys and their values are ignored. Correct the key, or start it with `x-` if it is an extension.";
    DuplicateOperationId = "duplicate-operation-id", Warning, "two operations have the same `operationId`",
        "`operationId` must be unique in a document. The methods of these operations are named after HTTP method and \
         path instead. Give each operation its own `operationId` to choose the names.";
    MissingOperationId = "missing-operation-id", Warning, "an operation has no `operationId`",
        "Without `operationId` the method is named after HTTP method and path, and its name changes with the path. Add an \
         `operationId` to keep the method name stable.";
    LockSyntax = "lock-syntax", Error, "the lock is invalid",
        "The lock (`specwright.lock` in the crate, or `<stem>.lock` beside a document) keeps the names that users depend on. It \
         is a TOML file with known keys, and its names are identifiers. Correct the line, or restore the file from version control.";
    LockUnmatched = "lock-unmatched", Warning, "a line of the lock matches nothing",
        "The lock has a line for an operation or a schema that the document does not have (any more). The name stays reserved, so \
         that nothing else gets it. If the thing has been moved, write its new key into the line, before generating again. \
         Otherwise the next generation moves the name to `[gone]`, where it stays until the next major version.";
    NameKept = "name-kept", Warning, "a name is kept that the document does not use any more",
        "The document calls an operation or a schema by another name than before. Callers depend on the old name, so it is \
         kept. To take the new name over, write it into the line of the lock, which is a breaking change for callers.";
    NameClash = "name-clash", Warning, "two names become the same in Rust",
        "Two names of the document become the same in Rust, since they differ only in case or separators. A number \
         is appended to the second one. Choose other names with `rename` in the configuration.";
    UnsupportedSchema = "unsupported-schema", Warning, "a schema cannot be expressed in Rust",
        "The schema uses a keyword that is not supported. The value is typed as plain JSON, so that no data is \
         lost.";
    UnsupportedParameter = "unsupported-parameter", Warning, "a parameter cannot be sent",
        "The serialization of the parameter is not supported. The parameter is omitted if it is optional, else the \
         operation is omitted.";
    UnsupportedBody = "unsupported-body", Warning, "a request body cannot be sent",
        "The media type or the encoding of the request body is not supported. The body is omitted if it is optional, else \
         the operation is omitted.";
    UnsupportedResponse = "unsupported-response", Warning, "a response cannot be decoded",
        "The media type of the response is not supported. Its body is returned as bytes.";
    UnsupportedSecurity = "unsupported-security", Warning, "a security scheme is not supported",
        "Credentials of this security scheme are not supported. Operations that accept another scheme use that one; for \
         the others, set the headers with an interceptor.";
    UnusedSecurity = "unused-security", Warning, "no operation requires the security schemes",
        "The document declares security schemes, and neither the document nor an operation has a `security` requirement, so that the \
         client sends no credentials. Mostly the requirement was forgotten. Write `default` under `[security]` in the configuration: \
         the schemes that operations require, or an empty list if they require none.";
    UnsupportedServer = "unsupported-server", Warning, "a server URL cannot be used",
        "The URL of the server cannot be used: a variable is not declared, a default is missing, it is not a URL, or it is one to \
         which no path can be appended, since it has a query or a fragment. A user name and a password do not belong into a URL. Correct it, or pass an endpoint when you build the client.";
    UnsupportedExtension = "unsupported-extension", Warning, "an extension is not supported",
        "The document uses an extension of another tool that changes what is sent, or how the code of a client looks. It is \
         ignored, as the message says. Each extension is reported once, at its first place.";
    PathFragment = "path-fragment", Warning, "a path has a fragment",
        "Clients do not send what follows a `#` (RFC 3986, §3.5), so it is cut: \
         operations whose paths differ only in it are sent to the same URL; their parameters must tell them apart. Make the \
         parameters that do so required.";
    PathQuery = "path-query", Warning, "a path has a query",
        "A path must not have a query; query parameters are declared in `parameters`. Its parameters are sent before the declared \
         ones, except those that the caller sets. Declare them as parameters, with `enum` if they have one value only.";
    PathCharacter = "path-character", Warning, "a path has characters that a URL cannot hold",
        "The characters of a path that are not allowed in a URL are sent percent-encoded as UTF-8, and so are a `%` that begins no \
         escape and braces that enclose no name. Write them percent-encoded, or correct the path.";
    UnsupportedPath = "unsupported-path", Warning, "no URL has this path",
        "A segment of the path is `.` or `..`, percent-encoded or not. URLs resolve such segments away, so that a request would reach \
         another resource. The operations of the path are omitted. Correct the path.";
    UndeclaredPathParameter = "undeclared-path-parameter", Warning, "a path parameter is not declared",
        "The path has a part in braces without a parameter `in: path` of that name. It is treated as a required string. \
         Declare the parameter to give it a type and a description.";
    UnusedPathParameter = "unused-path-parameter", Warning, "a path parameter does not occur in the path",
        "A parameter is declared `in: path`, but the path has no part in braces of that name. The parameter is omitted. \
         Make the names equal, including upper and lower case, or remove the parameter.";
    EnumContradictsType = "enum-contradicts-type", Warning, "the values of an `enum` do not match its `type`",
        "The values of `enum` have another JSON type than `type` declares. The message names the one that is used; \
         both forms are accepted when a value is decoded. Correct one of them.";
    NullableReference = "nullable-reference", Warning, "`nullable` stands beside a reference",
        "Keywords beside a `$ref` must be ignored (OpenAPI 3.0.4, §4.7.23), but `nullable: true` there is usually \
         intended, so `null` is accepted. Put the reference into an `allOf` beside `nullable`.";
    ContradictorySchema = "contradictory-schema", Warning, "no value satisfies a schema",
        "Schemas that `allOf` combines require different types of the same value, so no value satisfies all of them. One of the \
         types is used; the message names it. Correct the other schema.";
    UnmappedValue = "unmapped-value", Warning, "a value of a discriminator selects nothing",
        "The `mapping` of a `discriminator` gives a value a schema that the document does not have. Objects with that value \
         are kept as plain JSON, like those with a value that the mapping does not mention. Add the schema, or correct or \
         remove the entry of the mapping.";
    UndecidedUnion = "undecided-union", Warning, "nothing distinguishes types of a union",
        "Types of a `oneOf` or `anyOf` have the same properties of the same kinds, so that an object does not show which of \
         them it is. If one of them can hold the values of all, they are read as that one; else objects of these types are \
         kept as plain JSON, complete, in the variant for values of no other one. Users can send all of them. Add a \
         `discriminator`, or a required property whose value differs.";
    ExampleContradictsSchema = "example-contradicts-schema", Warning, "an example contradicts its schema",
        "An example does not match its schema. Examples often show what a service really sends, so both forms are \
         accepted where possible. Correct the example or the schema.";
    UndeclaredProperty = "undeclared-property", Warning, "an example has a property that its schema does not declare",
        "Without `additionalProperties`, a schema allows properties that it does not declare. Services add such properties \
         later, so types skip them. An example shows that a service sends one already: the type keeps all of them as JSON. \
         Declare the property, or correct its name in the example.";
    TypeNotDeclared = "type-not-declared", Warning, "an example shows that a schema allows more than one type",
        "A schema without `type` allows values of every type; its keywords constrain those of one type only (JSON Schema \
         Core 2020-12 §7.6.1). Authors mostly mean that type, so it is used. An example of another type shows that they do \
         not: the type becomes a union, which keeps other values as JSON. Declare `type`, or correct the example.";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::ALL.iter().copied().find(|code| code.as_str() == text).ok_or(UnknownCode)
    }
}

/// The error of parsing a string that is not a code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownCode;

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown diagnostic code")
    }
}

impl std::error::Error for UnknownCode {}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn codes_are_distinct_and_parse() {
        let codes: HashSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(codes.len(), Code::ALL.len());
        for code in Code::ALL {
            assert_eq!(code.as_str().parse(), Ok(*code));
        }
        assert_eq!("missing_ref".parse::<Code>(), Err(UnknownCode));
    }

    #[test]
    fn titles_and_explanations_are_in_form() {
        for code in Code::ALL {
            assert!(code.as_str().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{code}");
            assert!(!code.title().is_empty() && !code.title().ends_with('.'), "{code}");
            assert!(code.explain().ends_with(['.', '`']) && !code.explain().contains("  "), "{code}");
        }
    }
}
