//! What is logged about a request. All tests share one subscriber: `tracing` caches per process
//! whether a callsite is enabled, so a per-thread subscriber may see nothing.

use std::fmt::Debug;
use std::sync::{Mutex, Once};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

/// The request ids of all lines of the level `ERROR`.
static ERRORS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Starts recording the log; further calls do nothing.
pub(super) fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| tracing::subscriber::set_global_default(Errors).unwrap());
}

/// How many lines of the level `ERROR` have this request id.
pub(super) fn errors_of(request_id: &str) -> usize {
    let errors = ERRORS.lock().unwrap();
    errors.iter().filter(|id| *id == request_id).count()
}

struct Errors;

impl Subscriber for Errors {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() == Level::ERROR
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut RequestId);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct RequestId;

impl Visit for RequestId {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "request_id" {
            ERRORS.lock().unwrap().push(value.to_owned());
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}
