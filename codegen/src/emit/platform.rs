//! What clients of Huawei Cloud have besides: ways to sign in, and what the runtime has to know for them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Client, Platform};

use super::tokens::{ident, text};

/// The static that tells the runtime what the API calls what all services have.
pub(super) fn constant(of: &Platform) -> TokenStream {
    let (service, keys, token) = (text(&of.service), text(&of.keys), text(&of.token));
    let (project, region, iam) = (text(&of.project), text(&of.region), ident(&of.iam));
    quote! {
        static PLATFORM: huaweicloud::Platform = huaweicloud::Platform {
            service: #service,
            keys: #keys,
            token: #token,
            project: #project,
            region: #region,
            iam: &#iam,
        };
    }
}

/// The client of a region, of which all else is found, if a method of the builder takes the region.
pub(super) fn from_defaults(client: &Client, of: &Platform) -> Option<TokenStream> {
    let setter = client.variables.iter().find(|setter| setter.variable == of.region)?;
    let method = ident(&setter.method);
    let takes = match setter.of.as_deref().map(ident) {
        Some(of) => quote!(impl Into<#of>),
        None => quote!(&str),
    };
    Some(quote! {
        /// A client for a region, of which all else comes from where the official SDKs look, see
        /// [`ClientBuilder::sdk_defaults`].
        ///
        /// # Errors
        ///
        /// Says what is missing or wrong, and what to set.
        pub fn from_sdk_defaults(#method: #takes) -> Result<Self, BuildError> {
            Self::builder().#method(#method).sdk_defaults().build()
        }
    })
}

/// The builder's methods: for a login, and for what else is found.
pub(super) fn methods() -> (TokenStream, TokenStream) {
    let login = quote! {
        /// Logs in to IAM as a user, for tokens in place of one that is given; see [`huaweicloud::Login`].
        pub fn login(self, login: huaweicloud::Login) -> Self {
            Self(PLATFORM.login(self.0, login))
        }
    };
    let defaults = quote! {
        /// Takes what is not set yet from where the official SDKs look: the environment, the profile file, the metadata of the
        /// server that it runs on, and IAM for the project; see [`huaweicloud::Platform::sdk_defaults`].
        pub fn sdk_defaults(self) -> Self {
            Self(PLATFORM.sdk_defaults(self.0))
        }

        /// The same with environment variables that come from elsewhere.
        pub fn sdk_defaults_from(
            self,
            variable: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
        ) -> Self {
            Self(PLATFORM.sdk_defaults_from(self.0, variable))
        }
    };
    (login, defaults)
}
