//! The push with structs that borrow from the body.

use std::borrow::Cow;
use std::sync::Arc;

use hyper::body::Incoming;
use hyper::{Request, StatusCode};
use serde::{Deserialize, Serialize};

use super::hand::{self, Answer};
use super::push_verify::{State, verified};

/// The type of the flow. A text with an escape cannot be borrowed.
#[derive(Deserialize)]
pub struct Push<'a> {
    #[serde(borrow, rename = "ref")]
    reference: Cow<'a, str>,
    #[serde(borrow)]
    after: Cow<'a, str>,
    deleted: bool,
    #[serde(borrow)]
    repository: Repository<'a>,
    #[serde(borrow)]
    pusher: Pusher<'a>,
    #[serde(borrow)]
    commits: Vec<Commit<'a>>,
}

#[derive(Deserialize)]
struct Repository<'a> {
    #[serde(borrow)]
    full_name: Cow<'a, str>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "the flow's type has it, so it is checked")]
struct Pusher<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    email: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "the flow's type has it, so it is checked")]
struct Commit<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    message: Cow<'a, str>,
}

#[derive(Serialize)]
struct Stayed {
    result: &'static str,
}

#[derive(Serialize)]
struct Moved<'a> {
    result: &'static str,
    repository: &'a str,
    commit: &'a str,
    by: &'a str,
    commits: usize,
}

/// Parses a push.
///
/// # Errors
/// If the body is not a push.
pub fn parse(body: &[u8]) -> serde_json::Result<Push<'_>> {
    serde_json::from_slice(body)
}

pub(super) async fn answer(state: Arc<State>, request: Request<Incoming>) -> Answer {
    let body = match verified(&state, request).await {
        Ok(body) => body,
        Err(status) => return hand::empty(status),
    };
    let Ok(push) = parse(&body) else {
        return hand::empty(StatusCode::BAD_REQUEST);
    };
    if push.reference != "refs/heads/main" || push.deleted {
        return hand::json(
            StatusCode::OK,
            &Stayed {
                result: "main did not move",
            },
        );
    }
    let moved = Moved {
        result: "main moved",
        repository: &push.repository.full_name,
        commit: &push.after,
        by: &push.pusher.name,
        commits: push.commits.len(),
    };
    hand::json(StatusCode::OK, &moved)
}
