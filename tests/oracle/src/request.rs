//! The inputs of a workflow: a request, the operator's values, and the results of its steps.

use crate::value::Value;

/// The seed of the random bytes of every execution.
pub const SEED: [u8; 32] = [7; 32];

/// How long every step takes, in microseconds.
pub const STEP_TIME: i64 = 1_000_003;

/// The operator's values.
#[derive(Clone, Debug)]
pub struct Operator {
    /// The value of each config.
    pub configs: Vec<Value>,
    /// The value of each secret.
    pub secrets: Vec<Value>,
}

/// The inputs of a workflow.
#[derive(Clone, Debug)]
pub struct Request {
    /// The body as sent.
    pub body: Vec<u8>,
    /// `context.data`
    pub data: Value,
    /// `context.params`, in the order of the path.
    pub params: Vec<Value>,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// Names and values.
    pub query: Vec<(String, String)>,
    /// `context.query`, if its members are declared.
    pub declared_query: Value,
    /// The declared headers, as a record.
    pub declared_headers: Value,
    /// When it was received, in microseconds since 1970.
    pub received_at: i64,
    /// The operator's values.
    pub operator: Operator,
    /// The bytes that determine the results of steps.
    pub answers: Vec<u8>,
}

impl Request {
    /// The first value with that name among pairs, case-insensitively.
    #[must_use]
    pub fn find(pairs: &[(String, String)], name: &str) -> Value {
        let found = pairs
            .iter()
            .find(|(known, _)| known.to_lowercase() == name.to_lowercase());
        found.map_or(Value::Null, |(_, value)| Value::text(value))
    }

    /// `now()` after that many steps.
    #[must_use]
    pub fn now(&self, steps: usize) -> i64 {
        self.received_at + STEP_TIME * i64::try_from(steps).unwrap_or_default()
    }
}

/// `context.method` of every request; the other constants are analogous.
pub const METHOD: &str = "POST";
/// `context.path`
pub const PATH: &str = "/as/sent";
/// `context.ip`
pub const IP: &str = "192.0.2.7";
/// `context.caller`
pub const CALLER: &str = "acme";
/// `context.request_id`
pub const REQUEST_ID: &str = "r-1";
/// `context.body_hash`
pub const BODY_HASH: &str = "0123abcd";
