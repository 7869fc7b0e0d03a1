//! The policy against the collected addresses and URL spellings, if they are present.

use std::{fs, path::Path, time::Duration};

use flowright_effects::{Dialer, Egress, HttpClient, HttpRequest, IpNet, Method, Url};
use serde_json::Value;

use crate::support::{Canary, FakeResolver};

fn corpus(file: &str) -> Option<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/corpus/ssrf")
        .join(file);
    let Ok(text) = fs::read_to_string(&path) else {
        let required = std::env::var("FLOWRIGHT_REQUIRE_SERVICES").is_ok_and(|value| value == "1");
        assert!(
            !required,
            "{} is not there, and nothing may be skipped",
            path.display()
        );
        eprintln!("SKIPPED: {} is not there", path.display());
        return None;
    };
    Some(serde_json::from_str(&text).expect("the corpus is JSON"))
}

/// Every name in the corpus, resolved to the address an attacker would choose.
fn hostile_resolver() -> FakeResolver {
    FakeResolver::default()
        .with("localhost", &[&["127.0.0.1", "::1"]])
        .with("ip6-localhost", &[&["::1"]])
        .with("metadata.google.internal", &[&["169.254.169.254"]])
        .with("metadata.tencentyun.com", &[&["169.254.0.23"]])
        .with("localtest.me", &[&["127.0.0.1"]])
        .with(
            "make-1.2.3.4-rebind-169.254-169.254-rr.1u.ms",
            &[&["169.254.169.254"]],
        )
        .with("hooks.slack.com", &[&["93.184.216.34"]])
}

#[test]
fn the_ends_of_every_special_range_are_refused() {
    let Some(lists) = corpus("ip-blocklist.json") else {
        return;
    };
    let mut ranges = 0;
    for family in ["ipv4", "ipv6"] {
        for range in lists[family].as_object().expect("ranges").keys() {
            let range: IpNet = range.parse().expect("a range");
            for address in [range.network(), range.broadcast()] {
                assert!(!Egress::public().allows(address), "{address} of {range}");
            }
            ranges += 1;
        }
    }
    assert!(ranges > 25, "{ranges} ranges");
}

#[test]
fn every_special_range_can_be_opened() {
    let Some(lists) = corpus("ip-blocklist.json") else {
        return;
    };
    for family in ["ipv4", "ipv6"] {
        for range in lists[family].as_object().expect("ranges").keys() {
            // Mapped addresses are IPv4, and are opened as such.
            if range != "::ffff:0:0/96" {
                let range: IpNet = range.parse().expect("a range");
                assert!(Egress::open([range]).allows(range.network()), "{range}");
            }
        }
    }
}

#[tokio::test]
async fn no_spelling_reaches_a_socket() {
    let Some(urls) = corpus("ssrf-urls.json") else {
        return;
    };
    let canary = Canary::listen().await;
    let dialer = Dialer::new(Egress::public()).with_resolver(hostile_resolver());
    let client = HttpClient::new(dialer.clone());
    let mut refused = 0;
    for entry in urls["entries"].as_array().expect("entries") {
        let text = entry["url"].as_str().expect("a URL");
        if entry["expect"] != "refuse" {
            // Only checked, never connected to.
            let url: Url = text.parse().expect("a URL");
            dialer
                .addresses(url.host_str().expect("a host"))
                .await
                .expect(text);
            continue;
        }
        refused += 1;
        let Ok(mut request) = HttpRequest::parse(Method::GET, text) else {
            continue;
        };
        request.timeout = Duration::from_secs(5);
        let as_written = client.send(request.clone()).await.expect_err(text);
        assert!(
            matches!(as_written.code(), "denied" | "fail"),
            "{text}: {as_written:?}"
        );

        // The same host at the port where the canary listens.
        if request.url.set_port(Some(canary.port)).is_ok() {
            let at_canary = client.send(request).await.expect_err(text);
            assert!(
                matches!(at_canary.code(), "denied" | "fail"),
                "{text}: {at_canary:?}"
            );
        }
    }
    assert!(refused > 40, "{refused} spellings");
    assert_eq!(canary.others().await, 0);
}
