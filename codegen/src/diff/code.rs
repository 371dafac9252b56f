//! The codes of changes, in one table.

use std::fmt;
use std::str::FromStr;

/// Declares [`ChangeCode`]: variant, code, title and explanation.
macro_rules! codes {
    ($($variant:ident = $code:literal, $title:literal, $explanation:literal;)*) => {
        /// The code of a change. Its [string](Self::as_str) never changes, so that scripts and configurations can rely on it.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum ChangeCode {
            $(#[doc = concat!("`", $code, "`: ", $title, ".")] $variant,)*
        }

        impl ChangeCode {
            /// Every code, in the order of this table.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The code as it is printed, as in `field-added`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The summary, one line without a full stop.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),* }
            }

            /// The explanation: what it means for users of the crate and for released clients.
            pub const fn explain(self) -> &'static str {
                match self { $(Self::$variant => $explanation),* }
            }
        }
    };
}

codes! {
    OperationAdded = "operation-added", "an operation was added",
        "The client has a method more. Code that uses the crate and services are not affected.";
    OperationRemoved = "operation-removed", "an operation was removed",
        "The client's method is gone, so that code that calls it does not compile, and released clients get an error \
         from the service. Deprecate an operation before it is removed.";
    MethodRenamed = "method-renamed", "the method of an operation has another name",
        "The operation is the same, by its method and path, but the client's method has another name. Choose the old \
         name with `rename` in the configuration, or change the code that calls it.";
    MethodReassigned = "method-reassigned", "a method calls another operation",
        "A method of the client has the name that belonged to another operation. Code compiles and sends another \
         request. Choose other names with `rename` in the configuration.";
    PathChanged = "path-changed", "the path of an operation changed",
        "The method is the same, but released clients send their requests to the old path. A service should keep the \
         old path for a while.";
    HttpMethodChanged = "http-method-changed", "the HTTP method of an operation changed",
        "The method is the same, but released clients send their requests with the old HTTP method. A service should \
         keep it for a while.";
    ArgumentAdded = "argument-added", "a parameter was added",
        "A required parameter is an argument of the client's method: code has to pass it, and requests without it are \
         refused. An optional one is a method of the request, which nobody has to call.";
    ArgumentRemoved = "argument-removed", "a parameter was removed",
        "The argument or the method of the request is gone, so that code that passes it does not compile. Services \
         ignore parameters that they do not know, so that released clients go on working.";
    ArgumentRequired = "argument-required", "an optional parameter became required",
        "What was a method of the request is an argument of the client's method. Released clients may send requests \
         without it, which are refused.";
    ArgumentOptional = "argument-optional", "a required parameter became optional",
        "What was an argument of the client's method is a method of the request, so that code has to change. Requests \
         that have it are still valid.";
    ArgumentMoved = "argument-moved", "arguments changed places",
        "The arguments of a method are the same, in another order. Where their types are equal, code compiles and \
         sends swapped values.";
    ArgumentTypeChanged = "argument-type-changed", "the type of a parameter changed",
        "Code that passes the old type does not compile.";
    ArgumentRenamed = "argument-renamed", "an argument has another name",
        "The method of the request, or the field in a struct of arguments, has another name.";
    ArgumentsBundled = "arguments-bundled", "arguments are passed another way",
        "Required arguments are passed by position up to a number, and as a struct above it. Code that calls the \
         method has to change.";
    StyleChanged = "style-changed", "a parameter or form is serialized another way",
        "`style`, `explode`, `content` or the encoding of a form changed. The Rust types are the same, but released \
         clients send the old form.";
    BodyAdded = "body-added", "a request body was added",
        "An optional body is a method of the request. A required one is an argument of the client's method, and \
         requests without it are refused.";
    BodyRemoved = "body-removed", "a request body was removed",
        "The argument or method for the body is gone, so that code that passes one does not compile. Services ignore \
         bodies that they do not declare.";
    BodyRequired = "body-required", "an optional request body became required",
        "What was a method of the request is an argument of the client's method. Released clients may send requests \
         without a body, which are refused.";
    BodyOptional = "body-optional", "a required request body became optional",
        "What was an argument of the client's method is a method of the request.";
    BodyTypeChanged = "body-type-changed", "the type of a request body changed",
        "Code that passes the old type does not compile.";
    MediaTypeAdded = "media-type-added", "a media type was added",
        "There is a further way to send or receive a body. Clients choose by `Content-Type` and `Accept`, so that \
         released clients are not affected.";
    MediaTypeRemoved = "media-type-removed", "a media type was removed",
        "Released clients send or request a media type that the service does not know any more (415, 406).";
    ResponseAdded = "response-added", "a response with another status or body was added",
        "Clients that obey the old document do not expect a success of this status. A crate decodes it as the body \
         that it knows, which fails if the bodies differ. Errors may always have other statuses.";
    ResponseTypeChanged = "response-type-changed", "the type of a response changed",
        "`send` returns another type.";
    ErrorTypeChanged = "error-type-changed", "the type of an error response changed",
        "`Error<E>` has another `E`.";
    HeadersChanged = "headers-changed", "`send_full` returns other headers",
        "The type of the declared response headers is a part of the type that `send_full` returns.";
    HeaderAdded = "header-added", "a response header was declared",
        "The type of the response headers has a field more.";
    HeaderRemoved = "header-removed", "a response header is not declared any more",
        "The field of the response headers is gone. Clients that rely on a required header fail.";
    SendAdded = "send-added", "there is a further way to send a request",
        "The request has a method more: a stream, pages, items, or waiting for completion.";
    SendRemoved = "send-removed", "a way to send a request is gone",
        "The request does not have the method any more: a stream, pages, items, or waiting for completion.";
    SendTypeChanged = "send-type-changed", "a method that sends a request returns another type",
        "The items of a stream, of pages, or the result of a long-running operation have another type.";
    TypeAdded = "type-added", "a type was added",
        "Types may always be added (Cargo, SemVer, \"Minor: adding new public items\").";
    TypeRemoved = "type-removed", "a type was removed",
        "Code that uses the type does not compile.";
    TypeRenamed = "type-renamed", "a type has another name",
        "The type is the same, by its place in the document, but has another name. Choose the old one with `rename` \
         in the configuration.";
    TypeReassigned = "type-reassigned", "the name of a type means another type",
        "Another schema has the name that belonged to this one. Choose other names with `rename` in the \
         configuration.";
    TypeMoved = "type-moved", "a type is in another module",
        "Paths in `use` declarations do not resolve any more.";
    TypeKindChanged = "type-kind-changed", "a type is of another kind",
        "A struct became an enum, or the other way around.";
    TraitAdded = "trait-added", "a type implements a further trait",
        "Derived traits may be added.";
    TraitRemoved = "trait-removed", "a type does not implement a trait any more",
        "Code that needs `Default`, `Eq`, `Hash` or `Copy` of the type does not compile.";
    ConstructorAdded = "constructor-added", "a type has a function `new` or `Default`",
        "Functions may be added.";
    ConstructorRemoved = "constructor-removed", "a type has no function `new` or `Default` any more",
        "Code that calls it does not compile.";
    ConstructorReordered = "constructor-reordered", "the arguments of `new` changed places",
        "The arguments are the same, in another order. Where their types are equal, code compiles and sends swapped \
         values.";
    FieldAdded = "field-added", "a property was added",
        "Where users construct the type by naming its fields, a further field breaks that code. A required property \
         of a request is refused where it is missing; properties of a response that a client does not know are \
         ignored.";
    FieldRemoved = "field-removed", "a property was removed",
        "Code that uses the field does not compile. Clients that need a required property of a response fail without \
         it.";
    FieldRenamed = "field-renamed", "a property has another name",
        "One property is gone and another of the same type is in its place. Code that uses the field does not \
         compile, and a client that reads the old name finds nothing.";
    FieldRequired = "field-required", "an optional property became required",
        "The field is no `Option` any more. Released clients may send requests without the property, which are \
         refused.";
    FieldOptional = "field-optional", "a required property became optional",
        "The field is an `Option`. Released clients fail on responses without the property.";
    FieldNullable = "field-nullable", "a property may be `null`",
        "Clients that need a value fail on `null`; where the property is optional, the generated crate reads `null` \
         as absence.";
    FieldNotNullable = "field-not-nullable", "a property may not be `null` any more",
        "Released clients may send `null`, which is refused.";
    FieldTypeChanged = "field-type-changed", "the type of a field changed",
        "Code that uses the field does not compile.";
    SchemaChanged = "schema-changed", "values are of another JSON type",
        "A value is no longer what it was: a string is a number, an object an array. Neither requests nor responses \
         fit.";
    IntegerWidened = "integer-widened", "an integer has more values",
        "Requests with the old values are valid; responses may have values that the old type cannot hold.";
    IntegerNarrowed = "integer-narrowed", "an integer has fewer values",
        "Released clients may send values that are refused.";
    FormatChanged = "format-changed", "the format of a string changed",
        "`format` decides the Rust type. It is an annotation (JSON Schema 2020-12, §7), and generated crates keep \
         strings as they were written, so that they read values of any format.";
    ElementNullable = "element-nullable", "values in a list, map or body may be `null`",
        "Released clients fail on `null` in such a place.";
    ElementNotNullable = "element-not-nullable", "values in a list, map or body may not be `null` any more",
        "Released clients may send `null`, which is refused.";
    ValueAdded = "value-added", "a value was added to an `enum`",
        "Enums are open: generated crates keep values that they do not know. Other clients may refuse them.";
    ValueRemoved = "value-removed", "a value was removed from an `enum`",
        "Code that uses the variant does not compile. Released clients may send the value, which is refused.";
    ValueRenamed = "value-renamed", "the variant of a value has another name",
        "Code that uses the variant does not compile.";
    EnumClosed = "enum-closed", "a string or integer has an `enum`",
        "The type is an enum now. Released clients may send other values, which are refused.";
    EnumOpened = "enum-opened", "a string or integer has no `enum` any more",
        "The type is no enum any more. Clients that know the old values only may refuse others.";
    BranchAdded = "branch-added", "a branch was added to a union",
        "Unions are open: generated crates keep values of branches that they do not know as JSON. Other clients may \
         refuse them.";
    BranchRemoved = "branch-removed", "a branch was removed from a union",
        "Code that uses the variant does not compile. Released clients may send such values, which are refused.";
    BranchRenamed = "branch-renamed", "the variant of a branch has another name",
        "Code that uses the variant does not compile.";
    BranchTypeChanged = "branch-type-changed", "the variant of a branch holds another type",
        "Code that uses the variant does not compile.";
    ConversionRemoved = "conversion-removed", "a type does not convert into a union any more",
        "`From` is implemented only for types that one variant of the union holds.";
    DefaultChanged = "default-changed", "the default of a property or parameter changed",
        "Requests without it mean something else. They are still valid, and nothing fails.";
    ConstraintTightened = "constraint-tightened", "fewer values are valid",
        "A limit such as `maxLength`, `minimum` or `pattern` allows less. Released clients may send values that are \
         refused.";
    ConstraintLoosened = "constraint-loosened", "more values are valid",
        "A limit such as `maxLength`, `minimum` or `pattern` allows more. A client that relies on the limit in \
         responses may fail; generated crates do not check limits.";
    Deprecated = "deprecated", "an item is deprecated",
        "Users get a warning of the compiler, or see it in the documentation (Cargo, SemVer, \"Minor: introducing new \
         lints\").";
    Undeprecated = "undeprecated", "an item is not deprecated any more",
        "Users do not get the warning any more.";
    SecurityAdded = "security-added", "a further way to authenticate is accepted",
        "Credentials that were accepted still are.";
    SecurityRemoved = "security-removed", "a way to authenticate is not accepted any more",
        "Released clients send credentials that the service does not accept.";
    CredentialChanged = "credential-changed", "a security scheme sends its credential another way",
        "The scheme has the same name, but another kind, header or parameter. Released clients send the old one.";
    ServerChanged = "server-changed", "the servers changed",
        "Requests go to another URL by default. Released clients use the old one, or the endpoint that is set.";
    ClientMethodAdded = "client-method-added", "the client or its builder has a further method",
        "Methods may be added.";
    ClientMethodRemoved = "client-method-removed", "a method of the client or its builder is gone",
        "Code that calls it does not compile.";
    ClientMethodChanged = "client-method-changed", "a method of the client or its builder takes another type",
        "Code that calls it does not compile.";
    CrateRenamed = "crate-renamed", "the package has another name",
        "It is another package.";
    ModuleRemoved = "module-removed", "a module is gone",
        "Paths in `use` declarations do not resolve any more.";
    FeatureAdded = "feature-added", "the package has a further feature",
        "Features may be added (Cargo, SemVer, \"Minor: adding a new Cargo feature\").";
    FeatureRemoved = "feature-removed", "a feature of the package is gone",
        "Packages that enable it do not resolve (Cargo, SemVer, \"Major: removing a Cargo feature\").";
    FeatureNeeded = "feature-needed", "items are compiled only with a feature",
        "Packages that depend on the crate without its default features lose them (Cargo, Features, \"SemVer \
         compatibility\": moving existing public code behind a feature).";
    NameKept = "name-kept", "a name is kept that the document does not use any more",
        "Callers depend on the old name, so it is kept. To take the new name over, write it into the line of the lock.";
    DocsChanged = "docs-changed", "the documentation changed",
        "Nothing but the documentation changed.";
    GeneratorChanged = "generator-changed", "the files were written by another version of the generator, or edited",
        "What the generator writes today for the old document differs from the files of the crate. That part of the \
         difference comes from neither the document nor the configuration. Update the crate with the old document \
         first, to review both apart.";
}

impl fmt::Display for ChangeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ChangeCode {
    type Err = UnknownChange;

    fn from_str(text: &str) -> Result<Self, UnknownChange> {
        Self::ALL.iter().copied().find(|code| code.as_str() == text).ok_or(UnknownChange)
    }
}

/// The error of parsing a string that is not a code of a change.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownChange;

impl fmt::Display for UnknownChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown code of a change")
    }
}

impl std::error::Error for UnknownChange {}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::report::Code;

    #[test]
    fn codes_are_distinct_from_each_other_and_from_those_of_diagnostics() {
        let codes = ChangeCode::ALL.iter().map(|code| code.as_str()).chain(Code::ALL.iter().map(|code| code.as_str()));
        let distinct: HashSet<&str> = codes.collect();
        // A name that is kept is both.
        assert_eq!(distinct.len() + 1, ChangeCode::ALL.len() + Code::ALL.len());
        for code in ChangeCode::ALL {
            assert_eq!(code.as_str().parse(), Ok(*code));
            assert!(!code.title().ends_with('.') && code.explain().ends_with('.'), "{code}");
            assert!(!code.explain().contains("  "), "{code}");
        }
    }
}
