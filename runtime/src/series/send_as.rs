//! [`SendAs`]: sends the requests of any operation and returns their responses in other ways than the document declares.

use serde::de::DeserializeOwned;

use crate::Bytes;
use crate::call::future::Call;
use crate::call::request::Request;
use crate::call::response::{Binary, Decode, Json};
use crate::series::stream::{ByteStream, EventStream};

/// Other ways to send a request than those that the document declares, for services that deviate from it.
///
/// All request builders of a generated client implement it. Errors are those of the operation.
///
/// ```no_run
/// use specwright_runtime::{Request, SendAs, Value};
///
/// # async fn run(request: Request, other: Request) -> Result<(), specwright_runtime::Error<Value>> {
/// let bytes = request.send_bytes().await?;
/// let names = other.send_as::<Vec<String>>().await?;
/// # Ok(())
/// # }
/// ```
pub trait SendAs: Sized {
    /// Decodes the declared 2xx response. It is not used but for the default of `Accept`.
    type Success: Decode;

    /// Decodes the declared error responses.
    type Failure: Decode;

    /// The request.
    fn into_request(self) -> Request;

    /// Sends the request and returns the bytes of the body of a 2xx response, whatever its media type is.
    fn send_bytes(self) -> Call<Bytes, <Self::Failure as Decode>::Value> {
        self.into_request().accepting::<Self::Success, Self::Failure>().send::<Binary, Self::Failure>()
    }

    /// Sends the request and returns the bytes of the body of a 2xx response as they arrive, with its status and headers.
    fn send_stream(self) -> Call<ByteStream, <Self::Failure as Decode>::Value> {
        self.into_request().accepting::<Self::Success, Self::Failure>().stream_bytes::<Self::Failure>()
    }

    /// Sends the request and decodes the body of a 2xx response as JSON to `T`.
    fn send_as<T: DeserializeOwned>(self) -> Call<T, <Self::Failure as Decode>::Value> {
        self.into_request().send::<Json<T>, Self::Failure>()
    }

    /// Sends the request and returns the server-sent events of a 2xx response, their data decoded as JSON to `T`.
    fn send_events_as<T: DeserializeOwned>(self) -> Call<EventStream<T>, <Self::Failure as Decode>::Value> {
        self.into_request().stream_events::<Json<T>, Self::Failure>()
    }
}

/// A request of the runtime, whose errors have any JSON as their body.
impl SendAs for Request {
    type Success = Binary;
    type Failure = Json<crate::Value>;

    fn into_request(self) -> Request {
        self
    }
}

/// Implements [`SendAs`] for request builders, which are newtypes over [`Request`]: a row `Builder: Success | Failure` each.
///
/// ```
/// use specwright_runtime::response::{Empty, Json};
/// use specwright_runtime::{Request, Value, send_as};
///
/// pub struct ListJobs(Request);
/// pub struct StopJob(Request);
///
/// send_as! { Request {
///     ListJobs: Json<Vec<String>> | Json<Value>,
///     StopJob: Empty | Json<Value>,
/// } }
/// ```
#[macro_export]
macro_rules! send_as {
    ($Inner:ty { $($Builder:ident : $Success:ty | $Failure:ty),* $(,)? }) => {
        $(impl $crate::SendAs for $Builder {
            type Success = $Success;
            type Failure = $Failure;

            fn into_request(self) -> $Inner {
                self.0
            }
        })*
    };
}
