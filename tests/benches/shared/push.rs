//! A push as a forge sends it: for a fictitious repository, and as large as such pushes usually
//! are.

use flowright_tests::github_signature;

/// The body, without white space between its tokens, as senders write it.
pub const BODY: &str = include_str!("push.json");

/// The secret that signs it.
pub const SECRET: &str = "a-secret-for-the-benchmark";

/// The flow that all contestants implement.
pub const FLOW: &str = include_str!("push.flow");

/// The whole request, with the fields that GitHub sends.
pub fn request() -> Vec<u8> {
    let signature = github_signature(SECRET, BODY.as_bytes());
    let head = format!(
        "POST /github HTTP/1.1\r\n\
         Host: 127.0.0.1\r\n\
         User-Agent: GitHub-Hookshot/4f2a91c\r\n\
         Content-Length: {}\r\n\
         Accept: */*\r\n\
         Content-Type: application/json\r\n\
         X-GitHub-Delivery: 2f6e1c70-0b4d-11f1-8e2a-5c9d3b7a1f04\r\n\
         X-GitHub-Event: push\r\n\
         X-GitHub-Hook-ID: 412873301\r\n\
         X-GitHub-Hook-Installation-Target-ID: 730145882\r\n\
         X-GitHub-Hook-Installation-Target-Type: repository\r\n\
         X-Hub-Signature-256: {signature}\r\n\
         \r\n",
        BODY.len()
    );
    [head.as_bytes(), BODY.as_bytes()].concat()
}
