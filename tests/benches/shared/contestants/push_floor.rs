//! Reads and verifies: the work that no server can avoid.

use std::sync::Arc;

use hyper::body::Incoming;
use hyper::{Request, StatusCode};

use super::hand::{self, Answer};
use super::push_verify::{State, verified};

pub(super) async fn answer(state: Arc<State>, request: Request<Incoming>) -> Answer {
    match verified(&state, request).await {
        Ok(_) => hand::empty(StatusCode::OK),
        Err(status) => hand::empty(status),
    }
}
