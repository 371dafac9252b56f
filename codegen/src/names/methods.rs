//! The methods that the types of every crate have, independently of the document.
//!
//! This is the only list of them: this stage reserves their names, and the later ones print and list them.

/// Defines the fixed methods of a type, in the order in which they are printed.
macro_rules! methods {
    ($(#[$docs:meta])* $of:ident { $($(#[$doc:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub enum $of {
            $($(#[$doc])* $variant,)+
        }

        impl $of {
            /// All methods, in the order in which they are printed.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The method's name.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

methods! {
    /// A method of every client.
    ClientMethod {
        /// Starts a builder.
        Builder = "builder",
        /// Builds a client from environment variables.
        FromEnv = "from_env",
        /// Creates a request that the document does not have.
        Request = "request",
        /// Builds a client of Huawei Cloud for a region, as the official SDKs would.
        FromSdkDefaults = "from_sdk_defaults",
    }
}

methods! {
    /// A method of every client's builder.
    BuilderMethod {
        /// Replaces the servers by one URL.
        Endpoint = "endpoint",
        /// Logs in to Huawei Cloud's IAM.
        Login = "login",
        /// Limits the time of a call.
        Timeout = "timeout",
        /// Limits the time of connecting.
        ConnectTimeout = "connect_timeout",
        /// Limits the time between two reads of a response.
        ReadTimeout = "read_timeout",
        /// Sets the retry policy.
        Retry = "retry",
        /// Sets the HTTP client.
        HttpClient = "http_client",
        /// Sets options of the runtime's builder.
        Configure = "configure",
        /// Reads environment variables.
        Env = "env",
        /// Reads what the official SDKs of Huawei Cloud read.
        SdkDefaults = "sdk_defaults",
        /// The same with environment variables from elsewhere.
        SdkDefaultsFrom = "sdk_defaults_from",
        /// Builds the client.
        Build = "build",
    }
}

methods! {
    /// A method of requests. Which of them a request has depends on its operation.
    RequestMethod {
        /// Sets options of the runtime's request.
        Configure = "configure",
        /// Sends the request for the body of the response.
        Send = "send",
        /// Sends the request for status, headers and body of the response.
        SendFull = "send_full",
        /// Sends the request for the events of the response.
        SendEvents = "send_events",
        /// Sends the request for the values of the response.
        SendItems = "send_items",
        /// Sends the request for the bytes of the response.
        SendStream = "send_stream",
        /// Requests page after page.
        Pages = "pages",
        /// Requests page after page for the items on them.
        Items = "items",
        /// Sends the request and polls the long-running operation.
        Wait = "wait",
    }
}

methods! {
    /// A method of the mock server of every crate.
    MockMethod {
        /// Starts it.
        Start = "start",
        /// Starts a builder of a client that calls it.
        Client = "client",
        /// Returns the received requests.
        Requests = "requests",
        /// Returns its URL.
        Url = "url",
    }
}

impl ClientMethod {
    /// Whether only clients of Huawei Cloud have it.
    pub const fn is_of_platform(self) -> bool {
        matches!(self, Self::FromSdkDefaults)
    }
}

impl BuilderMethod {
    /// Whether only builders of clients of Huawei Cloud have it.
    pub const fn is_of_platform(self) -> bool {
        matches!(self, Self::Login | Self::SdkDefaults | Self::SdkDefaultsFrom)
    }
}

/// Names that traits and Rust reserve among a client's methods.
pub(super) const CLIENT_TRAITS: [&str; 3] = ["clone", "fmt", "self"];

/// Names that traits, Rust and the client reserve among a builder's methods.
pub(super) const BUILDER_TRAITS: [&str; 5] = ["clone", "fmt", "from_env", "into", "self"];

/// Names that traits, Rust and the body reserve among a request's methods.
pub(super) const REQUEST_TRAITS: [&str; 5] = ["body", "clone", "fmt", "request", "self"];
