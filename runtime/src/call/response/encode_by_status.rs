//! The encoders that [`responses!`](crate::responses!) generates: values become responses that differ by status.

use crate::call::response::statuses::Statuses;

/// Implements [`Encode`](crate::mock::Encode) for an enum, from the table of [`responses!`](crate::responses!).
#[doc(hidden)]
#[macro_export]
macro_rules! __encode_by_status {
    ($Type:ident { $($Variant:ident : $test:ident ($($argument:expr)?) $(of $media:literal)? $(=> $Decoder:ty)?),* $(,)? }) => {
        impl $crate::response::encode::Encode for $Type {
            fn encode(value: &Self) -> Result<$crate::response::encode::Encoded, String> {
                const OTHERS: &[u16] = &[$($($argument,)?)*];
                match value {
                    $(Self::$Variant $(($crate::__pattern!(body $Decoder)))? => Ok(
                        $crate::response::encode::Encoded::of(
                            $crate::response::encode_by_status::$test($($argument,)? OTHERS)
                        )
                        $(.typed($media))?
                        $(.with::<$Decoder>(body)?)?
                    ),)*
                }
            }
        }
    };
}

/// A binding, which takes part in the pattern if there is a decoder.
#[doc(hidden)]
#[macro_export]
macro_rules! __pattern {
    ($name:ident $Type:ty) => {
        $name
    };
}

/// This status.
#[doc(hidden)]
pub fn status(status: u16, _: &'static [u16]) -> Statuses {
    Statuses::One(status)
}

/// The statuses that begin with this digit.
#[doc(hidden)]
pub fn range(digit: u16, others: &'static [u16]) -> Statuses {
    Statuses::Range(digit, others)
}

/// Every status.
#[doc(hidden)]
pub fn any(others: &'static [u16]) -> Statuses {
    Statuses::Any(others)
}
