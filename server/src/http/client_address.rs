//! Who is asking, as far as it can be known; used for limits only, never logged or stored.

use std::net::{IpAddr, Ipv6Addr};

use axum::http::HeaderMap;

/// The address a connection comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// The address of the citizen: that of the connection, or the last one in `X-Forwarded-For` that
/// is not a trusted proxy when the connection comes from one.
pub(crate) fn client_address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    if !trusted.contains(&peer.to_canonical()) {
        return network(peer);
    }
    let forwarded = headers.get_all("x-forwarded-for").iter();
    let hops: Vec<&str> = forwarded
        .filter_map(|value| value.to_str().ok())
        .flat_map(|v| v.split(','))
        .collect();
    let client = hops
        .iter()
        .rev()
        .map_while(|hop| hop.trim().parse::<IpAddr>().ok())
        .find(|hop| !trusted.contains(&hop.to_canonical()));
    network(client.unwrap_or(peer))
}

/// IPv6 customers have a whole /64 and could change their address with every request.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &str, trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        let trusted: Vec<IpAddr> = trusted.iter().map(|t| t.parse().unwrap()).collect();
        client_address(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn a_stranger_cannot_say_who_they_are() {
        assert_eq!(client("192.0.2.1", "198.51.100.7", &[]), "192.0.2.1");
        assert_eq!(
            client("192.0.2.1", "198.51.100.7", &["192.0.2.9"]),
            "192.0.2.1"
        );
    }

    #[test]
    fn a_trusted_proxy_says_who_asks() {
        assert_eq!(
            client("192.0.2.1", "10.0.0.1, 198.51.100.7", &["192.0.2.1"]),
            "198.51.100.7"
        );
        let two = ["192.0.2.1", "192.0.2.2"];
        assert_eq!(
            client("192.0.2.1", "198.51.100.7, 192.0.2.2", &two),
            "198.51.100.7"
        );
        assert_eq!(client("192.0.2.1", "nonsense", &["192.0.2.1"]), "192.0.2.1");
    }

    #[test]
    fn a_customers_ipv6_network_counts_as_one() {
        assert_eq!(client("2001:db8:1:2:3::9", "", &[]), "2001:db8:1:2::");
    }
}
