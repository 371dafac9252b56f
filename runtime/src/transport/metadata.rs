//! Addresses of the metadata services of cloud servers.

use std::net::{Ipv4Addr, Ipv6Addr};

use reqwest::Url;

/// The address that does not begin with 169.254, of Alibaba Cloud.
const ALIBABA: Ipv4Addr = Ipv4Addr::new(100, 100, 100, 200);

/// The address of AWS for IPv6.
const AWS: Ipv6Addr = Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254);

/// Whether a URL is that of a metadata service: it is link-local, or one of the known others. Such an address means the server
/// that sends the request. Behind a proxy it would mean the proxy, whose credentials are not those of the caller.
pub(super) fn is_metadata(url: &Url) -> bool {
    // The host of an `http` URL is never empty, and brackets are around IPv6.
    let host = url.host_str().unwrap_or_default();
    let v6 = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).map(str::parse::<Ipv6Addr>);
    match (host.parse::<Ipv4Addr>(), v6) {
        (Ok(address), _) => address.is_link_local() || address == ALIBABA,
        (_, Some(Ok(address))) => address.is_unicast_link_local() || address == AWS,
        _ => host == "metadata.google.internal",
    }
}

#[cfg(test)]
mod tests {
    use reqwest::Url;

    use super::is_metadata;

    #[test]
    fn metadata_services_have_known_addresses() {
        let check = |url: &str, expected: bool| {
            assert_eq!(Url::parse(url).ok().as_ref().map(is_metadata), Some(expected), "{url}");
        };
        check("http://169.254.169.254/latest", true);
        check("http://169.254.170.2/v2", true);
        check("http://0xa9fea9fe/latest", true);
        check("http://100.100.100.200/", true);
        check("http://[fd00:ec2::254]/", true);
        check("http://[fe80::a9fe:a9fe]/", true);
        check("http://metadata.google.internal/", true);
        check("http://127.0.0.1:8080/", false);
        check("http://10.0.0.1/", false);
        check("http://[::1]/", false);
        check("https://169.254.example.com/", false);
    }
}
