//! Addresses of the internet protocol.

use std::net::{AddrParseError, IpAddr, Ipv4Addr, Ipv6Addr};

use crate::wire::formatted::format::{Format, Formatted};

/// An address of version 4 (RFC 2673 §3.2 `dotted-quad`; OpenAPI's format `ipv4`).
///
/// ```
/// # use specwright_runtime::Ipv4;
/// assert!(Ipv4::new("127.0.0.1").get()?.is_loopback());
/// # Ok::<(), specwright_runtime::FormatError>(())
/// ```
pub type Ipv4 = Formatted<Ipv4Addr>;

/// An address of version 6 (RFC 4291 §2.2; OpenAPI's format `ipv6`).
///
/// ```
/// # use specwright_runtime::Ipv6;
/// assert!(Ipv6::new("0:0:0:0:0:0:0:1").get()?.is_loopback());
/// # Ok::<(), specwright_runtime::FormatError>(())
/// ```
pub type Ipv6 = Formatted<Ipv6Addr>;

/// An address of either version, [`Ipv4`] or [`Ipv6`] (many documents' format `ip`).
///
/// ```
/// # use specwright_runtime::Ip;
/// assert!(Ip::new("::1").get()?.is_ipv6());
/// # Ok::<(), specwright_runtime::FormatError>(())
/// ```
pub type Ip = Formatted<IpAddr>;

/// Implements [`Format`] by the standard library's `FromStr` and `Display`.
macro_rules! addresses {
    ($($Address:ty = $name:literal),*) => {
        $(impl Format for $Address {
            const NAME: &'static str = $name;

            fn read(string: &str) -> Result<Self, String> {
                string.parse().map_err(|error: AddrParseError| error.to_string())
            }

            fn write(value: &Self) -> String {
                value.to_string()
            }
        })*
    };
}

addresses! { Ipv4Addr = "IPv4 address", Ipv6Addr = "IPv6 address (RFC 4291)", IpAddr = "IP address" }

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

    use crate::wire::formatted::format::testing::{check, check_reading, check_refused};

    #[test]
    fn addresses() {
        check::<_, Ipv4Addr>("10.0.0.1", Ipv4Addr::new(10, 0, 0, 1));
        check::<_, Ipv6Addr>("::1", Ipv6Addr::LOCALHOST);
        check_reading::<_, Ipv6Addr>("0:0::0:1", &Ipv6Addr::LOCALHOST);
        check::<_, IpAddr>("::1", IpAddr::V6(Ipv6Addr::LOCALHOST));
        check::<_, IpAddr>("10.0.0.1", IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1)));
        for string in ["", "10.0.0.0/8", "10.0.0.256", "localhost", "::1%eth0", "127.0.0.1:80"] {
            check_refused::<Ipv4Addr, Ipv4Addr>(string);
            check_refused::<Ipv6Addr, Ipv6Addr>(string);
            check_refused::<IpAddr, IpAddr>(string);
        }
    }
}
