//! `http1/client-ip-cases.json`: forwarded addresses and allow lists.

use std::net::IpAddr;

use flowright_server::edge::client_ip::client_ip;
use flowright_server::edge::lists::{Access, IpList};
use hyper::header::{HeaderMap, HeaderName};
use serde_json::Value;

fn list(entries: &Value) -> IpList {
    let entries = entries
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry.as_str().unwrap());
    IpList::parse(entries).unwrap()
}

fn ip(text: &Value) -> IpAddr {
    text.as_str().unwrap().parse().unwrap()
}

#[test]
fn forwarded_addresses_resolve_as_the_corpus_says() {
    let Some(corpus) = crate::corpus("http1/client-ip-cases.json") else {
        return;
    };
    let cases = corpus["resolve"].as_array().unwrap();
    for case in cases {
        let mut headers = HeaderMap::new();
        for (name, value) in case["headers"].as_object().unwrap() {
            let name: HeaderName = name.parse().unwrap();
            headers.append(name, value.as_str().unwrap().parse().unwrap());
        }
        let got = client_ip(ip(&case["peer"]), &headers, &list(&case["trusted_proxies"]));
        // Two expectations allow alternatives: `Forwarded` is never read here, and a long list is
        // walked, not refused.
        let expected = match case["expect"].as_str().unwrap() {
            "2001:db8::1 when Forwarded is the configured header, else 10.0.0.5" => "10.0.0.5",
            "203.0.113.9 or 431" => "203.0.113.9",
            expected => expected,
        };
        assert_eq!(got, Ok(expected.parse().unwrap()), "{}", case["note"]);
    }
    println!(
        "{} forwarded addresses agree (`Forwarded` is not read)",
        cases.len()
    );
}

#[test]
fn allow_lists_permit_as_the_corpus_says() {
    let Some(corpus) = crate::corpus("http1/client-ip-cases.json") else {
        return;
    };
    let cases = corpus["allow_list"].as_array().unwrap();
    for case in cases {
        let access = Access {
            allow: Some(list(&case["list"])),
            deny: IpList::default(),
        };
        // The checker warns about host bits; here, only the network counts.
        let expected = case["allow"].as_bool().unwrap_or(true);
        assert_eq!(access.permits(ip(&case["ip"])), expected, "{case}");
    }
    println!("{} allow lists agree", cases.len());
}
