//! [`Statuses`]: the statuses that a row of [`responses!`](crate::responses!) matches.

use crate::StatusCode;

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

impl Statuses {
    /// The status to respond with: the default one if the row has it, else the first that can have a body.
    pub(crate) fn choose(self, default_status: u16) -> StatusCode {
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
    pub(crate) fn admits(self, status: u16) -> bool {
        match self {
            Self::One(one) => status == one,
            Self::Range(digit, others) => status / 100 == digit && !others.contains(&status),
            Self::Any(others) => !others.contains(&status) && !others.contains(&(status / 100)),
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
