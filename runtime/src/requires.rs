//! Features of this crate that included code requires.
//!
//! May use: nothing.
//!
//! A generated crate has a manifest with the features. Code that a build script generates is part of a crate with a manifest
//! written by hand: what is missing there is one error with the line to paste, before those about types that do not exist.

/// Checks that features of this crate are enabled. If one is not, compilation fails with the message.
///
/// ```
/// specwright_runtime::requires! { "add the feature" {} }
/// ```
/// ```compile_fail
/// specwright_runtime::requires! { "add the feature" { never, } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! requires {
    ($message:literal {}) => {};
    ($message:literal { $feature:ident, $($others:ident,)* }) => {
        $crate::features::$feature! { $message { $($others,)* } }
    };
}

/// Goes on with the other features.
#[doc(hidden)]
#[macro_export]
macro_rules! __enabled {
    ($message:literal $others:tt) => {
        $crate::requires! { $message $others }
    };
}

/// Fails.
#[doc(hidden)]
#[macro_export]
macro_rules! __disabled {
    ($message:literal $others:tt) => {
        ::core::compile_error! { $message }
    };
}

macro_rules! features {
    ($($name:ident = $feature:literal;)*) => {
        /// A macro for each feature, by what it is.
        pub mod features {
            $(
                #[cfg(not(feature = $feature))]
                pub use crate::__disabled as $name;
                #[cfg(feature = $feature)]
                pub use crate::__enabled as $name;
            )*
            /// A feature that does not exist.
            pub use crate::__disabled as never;
        }
    };
}

features! {
    date_time = "date-time";
    decimal = "decimal";
    fs = "fs";
    huaweicloud = "huaweicloud";
    sdk_hmac_sha256 = "sdk-hmac-sha256";
    uuid = "uuid";
    xml = "xml";
}
