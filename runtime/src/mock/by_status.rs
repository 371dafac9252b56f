//! The encoders that [`responses!`](crate::responses!) generates: values become responses that differ by status.

use reqwest::StatusCode;

/// Implements [`Encode`](crate::mock::Encode) for an enum, from the table of [`responses!`](crate::responses!).
#[doc(hidden)]
#[macro_export]
macro_rules! __encode_by_status {
    ($Type:ident { $($Variant:ident : $test:ident ($($argument:expr)?) $(of $media:literal)? $(=> $Decoder:ty)?),* $(,)? }) => {
        impl $crate::mock::Encode for $Type {
            fn encode(value: &Self) -> Result<$crate::mock::Encoded, String> {
                const TAKEN: &[u16] = &[$($($argument,)?)*];
                match value {
                    $(Self::$Variant $(($crate::__pattern!(body $Decoder)))? => Ok(
                        $crate::mock::Encoded::of(
                            $crate::mock::by_status::$test($($argument,)? TAKEN)
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

/// The statuses of a row of the table.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Statuses {
    /// One status.
    One(u16),
    /// The statuses that begin with this digit, except those of other rows.
    Range(u16, &'static [u16]),
    /// All statuses, except those of other rows.
    Any(&'static [u16]),
}

/// This status.
#[doc(hidden)]
pub fn status(status: u16, _: &'static [u16]) -> Statuses {
    Statuses::One(status)
}

/// The statuses that begin with this digit.
#[doc(hidden)]
pub fn range(digit: u16, taken: &'static [u16]) -> Statuses {
    Statuses::Range(digit, taken)
}

/// Every status.
#[doc(hidden)]
pub fn any(taken: &'static [u16]) -> Statuses {
    Statuses::Any(taken)
}

impl Statuses {
    /// The status to respond with: the default one if the row has it, else the first that can have a body.
    pub(super) fn choose(self, default_status: u16) -> StatusCode {
        let classes = match self {
            Self::One(status) => return StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            Self::Range(digit, _) => [digit; 5],
            Self::Any(_) => [default_status / 100, 5, 4, 3, 2],
        };
        let with_body = |status: &u16| !WITHOUT_BODY.contains(status);
        let others = classes.into_iter().flat_map(|class| class * 100..class * 100 + 100).filter(with_body);
        let chosen = std::iter::once(default_status).chain(others).find(|status| self.admits(*status));
        StatusCode::from_u16(chosen.unwrap_or(default_status)).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// Whether responses with this status are decoded by this row.
    pub(super) fn admits(self, status: u16) -> bool {
        match self {
            Self::One(one) => status == one,
            Self::Range(digit, taken) => status / 100 == digit && !taken.contains(&status),
            Self::Any(taken) => !taken.contains(&status) && !taken.contains(&(status / 100)),
        }
    }
}

/// Statuses whose responses never have a body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5).
const WITHOUT_BODY: [u16; 3] = [204, 205, 304];

#[cfg(test)]
mod tests {
    use super::Statuses;

    #[test]
    fn the_chosen_status_belongs_to_the_row() {
        fn check(statuses: Statuses, default_status: u16, expected: u16) {
            assert_eq!(statuses.choose(default_status).as_u16(), expected, "{statuses:?} {default_status}");
        }
        check(Statuses::One(404), 500, 404);
        check(Statuses::Range(2, &[204]), 201, 201);
        check(Statuses::Range(2, &[200, 201]), 200, 202);
        check(Statuses::Range(2, &[200, 201, 202, 203]), 200, 206);
        check(Statuses::Range(4, &[]), 500, 400);
        check(Statuses::Range(9, &[]), 500, 900);
        check(Statuses::Any(&[]), 500, 500);
        check(Statuses::Any(&[404, 5]), 500, 400);
        check(Statuses::Any(&[200]), 200, 201);
    }
}
