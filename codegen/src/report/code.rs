//! Every kind of thing that is said about a document: one entry of one table each.

use std::fmt;
use std::str::FromStr;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// What it speaks of is left out or read in a certain way, and the rest is written.
    Warning,
}

/// Declares [`Code`]: for each kind its name in Rust and outside, usual severity, title and explanation.
macro_rules! codes {
    ($($variant:ident = $code:literal, $severity:ident, $title:literal, $explanation:literal;)*) => {
        /// The kind of a diagnostic. Its [text](Self::as_str) never changes, so that scripts can rely on it.
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

            /// The severity that diagnostics of this kind usually have.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),* }
            }

            /// What is the matter, in a line without a full stop.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),* }
            }

            /// What it means, why it matters and what to do, in a few sentences.
            pub const fn explain(self) -> &'static str {
                match self { $(Self::$variant => $explanation),* }
            }
        }
    };
}

codes! {
    UnreadableFile = "unreadable-file", Error, "the file cannot be read",
        "The operating system refused to hand out the file: it does not exist, is a folder, or may not be \
         read. The message repeats its reason.";
    EmptyFile = "empty-file", Error, "the file holds nothing",
        "The file is empty, or holds only white space and comments. A download that failed often leaves \
         such a file behind.";
    BinaryFile = "binary-file", Error, "the file is not text",
        "The file begins like an archive, an image or another binary format, or holds NUL bytes. An OpenAPI \
         document is YAML or JSON text; one that came compressed has to be unpacked first.";
    NotUtf8 = "not-utf8", Error, "the file is not UTF-8 text",
        "OpenAPI documents are UTF-8 (RFC 8259 §8.1; YAML 1.2 allows UTF-16, which few tools write and fewer \
         read). Save the file as UTF-8, with or without a byte order mark: `iconv -f utf-16 -t utf-8`.";
    Syntax = "syntax", Error, "the file is neither YAML nor JSON",
        "The text breaks the rules of YAML or JSON at the place shown. What is amiss often stands in the \
         lines before it: a quote or bracket that is not closed, indentation that changes, a tab in YAML, a \
         comma that is missing or too many in JSON.";
    TooDeep = "too-deep", Error, "values are nested too deeply",
        "Objects and arrays are nested in each other more than 100 deep. No API is described by such a \
         document; it was made by mistake or to exhaust memory. Name inner schemas under \
         `components/schemas` and refer to them with `$ref`.";
    TooLarge = "too-large", Error, "the file is too large",
        "The file is larger than 128 MiB, or holds more than 20 million values. The largest documents in \
         use, with more than ten thousand operations, are a third of that. Leave out the paths that are not \
         needed.";
    AliasExpansion = "alias-expansion", Error, "aliases multiply the document",
        "YAML aliases (`*name`) stand for everything below their anchor (`&name`). Nested in each other they \
         multiply, until a short file fills the memory. Refer to shared parts with `$ref` instead, which \
         copies nothing.";
    ManyDocuments = "many-documents", Error, "the file holds more than one YAML document",
        "A line `---` begins another document in the same file, and it is not clear which one is meant. \
         Split the file, or remove what does not belong to the OpenAPI document.";
    DuplicateKey = "duplicate-key", Warning, "a key occurs twice in one object",
        "An object has the same key more than once. Like JSON parsers do, the last one is taken and those \
         before it are ignored, which is rarely what was meant: an operation, a property or a response is \
         lost. Rename or merge them.";
    NotANumber = "not-a-number", Warning, "a number that JSON does not have",
        "YAML knows `.inf` and `.nan`; JSON and OpenAPI do not. The value is read as `null`. A bound that is \
         infinite can simply be left out.";
    NotOpenapi = "not-openapi", Error, "the document is not OpenAPI",
        "The document is well-formed but has neither `openapi` nor `swagger` at its top, which every version \
         of the specification requires.";
    UnsupportedVersion = "unsupported-version", Error, "this version of OpenAPI is not supported",
        "Read are Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2. Other versions differ too much to guess.";
    ConfigSyntax = "config-syntax", Error, "the configuration cannot be read",
        "The configuration is a TOML file of known keys. A key that is unknown, misspelt or of the wrong \
         type is an error, because a decision that is silently not applied is worse.";
    ConfigUnmatched = "config-unmatched", Error, "an entry of the configuration matches nothing",
        "The configuration speaks of an operation, type, field or parameter that the document does not have \
         (any more). Remove the entry, or correct what it names.";
    MissingRef = "missing-ref", Warning, "a reference leads nowhere",
        "A `$ref` names a place that the document does not have. Its JSON pointer may be misspelt, or the \
         part it names was left out when the document was cut or bundled. In a pointer `/` within a key is \
         written `~1` and `~` is written `~0`.";
    RefCycle = "ref-cycle", Warning, "references lead in a circle",
        "A `$ref` leads, through other references only, back to itself, so that nothing is ever said. A \
         schema may contain itself in a property or as an element, but it cannot be itself.";
    RemoteRef = "remote-ref", Warning, "a reference leads to another server",
        "A `$ref` is a URL. Generating code fetches nothing from the network, so that its result depends on \
         the files alone. Download what is referred to and refer to the file.";
    Malformed = "malformed", Warning, "this part breaks the specification",
        "The specification requires another type of value here, or for a field that is missing. The smallest \
         part that can do without it is left out.";
    DuplicateOperationId = "duplicate-operation-id", Warning, "two operations have one id",
        "`operationId` must be unique in a document. The operations are told apart by method and path; give \
         each an id of its own to choose the names of their functions.";
    MissingOperationId = "missing-operation-id", Warning, "an operation has no id",
        "Without `operationId` the function is named after method and path. Give it an id, or a name in the \
         configuration, to choose a better one.";
    NameClash = "name-clash", Warning, "two things would get one name",
        "Two names of the document become the same in Rust, where words are cased and separated one way \
         only. The later ones get a number. Names can be chosen in the configuration.";
    UnsupportedSchema = "unsupported-schema", Warning, "a schema cannot be said in Rust",
        "The schema uses something that has no type in Rust yet. The value is typed as plain JSON, so that \
         nothing is lost but comfort.";
    UnsupportedParameter = "unsupported-parameter", Warning, "a parameter cannot be sent",
        "The way in which the parameter is to be written is not supported. An optional parameter is left \
         out; an operation that requires it is left out as a whole.";
    UnsupportedBody = "unsupported-body", Warning, "a request body cannot be sent",
        "The media type or the encoding of the request body is not supported. Where the body is optional it \
         is left out, otherwise the operation is.";
    UnsupportedResponse = "unsupported-response", Warning, "a response cannot be decoded",
        "The media type of the response is not supported. Its body is handed out as bytes.";
    UnsupportedSecurity = "unsupported-security", Warning, "a security scheme is not supported",
        "No credentials can be made for this security scheme. Operations that accept another scheme use \
         that; for others the headers can be set by an interceptor.";
    UnsupportedServer = "unsupported-server", Warning, "a server cannot be used",
        "The server's URL cannot be used as it stands: a variable is not declared, a default is missing, or \
         it is no URL. The client has to be given an endpoint.";
    UndeclaredPathParameter = "undeclared-path-parameter", Warning, "a path names a parameter that is not declared",
        "The path has a part in braces for which there is no parameter `in: path`. It is taken as a \
         required string. Declare it to give it a type and a description.";
    UnusedPathParameter = "unused-path-parameter", Warning, "a path parameter does not occur in the path",
        "A parameter is declared `in: path`, and the path has no part in braces with its name, so there is \
         no place to put it. It is left out. Names must be equal, upper and lower case included.";
    EnumContradictsType = "enum-contradicts-type", Warning, "the values of an enum are not of its type",
        "The values that are listed are of another kind of JSON than `type` says. They are taken for what the \
         message says, and fields of this type are read in both forms. Correct one of them.";
    ExampleContradictsSchema = "example-contradicts-schema", Warning, "an example contradicts its schema",
        "An example cannot be read with the schema that it is an example of. What a service sends often is \
         what its examples show, so both forms are read where that is possible. Correct one of them.";
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

/// No diagnostic has such a code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownCode;

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no such code")
    }
}

impl std::error::Error for UnknownCode {}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn codes_are_distinct_and_read_back() {
        let texts: HashSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(texts.len(), Code::ALL.len());
        for code in Code::ALL {
            assert_eq!(code.as_str().parse(), Ok(*code));
        }
        assert_eq!("missing_ref".parse::<Code>(), Err(UnknownCode));
    }

    #[test]
    fn texts_are_in_form() {
        for code in Code::ALL {
            assert!(code.as_str().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{code}");
            assert!(!code.title().is_empty() && !code.title().ends_with('.'), "{code}");
            assert!(code.explain().ends_with(['.', '`']) && !code.explain().contains("  "), "{code}");
        }
    }
}
