//! Servers that provide the same service: Flowright, and what an engineer would write by hand.
//!
//! All have the same runtime, the same allocator, the same profile and the same versions of hyper, hmac and sha2.

mod flowright;
mod form;
mod hand;
mod push_floor;
pub mod push_typed;
mod push_value;
mod push_verify;

use std::net::SocketAddr;
use std::path::Path;

use super::program::Engine;
use super::{Result, push};

/// A server that can be measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Contestant {
    /// The push flow, with Flowright.
    Flowright,
    /// The same by hand, with structs that borrow from the body.
    Typed,
    /// The same by hand, with `serde_json::Value`.
    Value,
    /// Only reads and verifies, by hand.
    Floor,
    /// The push flow with Flowright's interpreter, for hosts that forbid executable memory.
    Interpreted,
    /// The contact form of the examples, with Flowright.
    FlowrightForm,
    /// The same by hand, with rusqlite.
    HandForm,
}

/// The contestants for the push, in the order in which they are measured.
pub const PUSH: [Contestant; 5] = [
    Contestant::Flowright,
    Contestant::Typed,
    Contestant::Value,
    Contestant::Floor,
    Contestant::Interpreted,
];

/// The contestants for the form.
pub const FORM: [Contestant; 2] = [Contestant::FlowrightForm, Contestant::HandForm];

impl Contestant {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Contestant::Flowright => "flowright",
            Contestant::Typed => "typed",
            Contestant::Value => "value",
            Contestant::Floor => "floor",
            Contestant::Interpreted => "interpreted",
            Contestant::FlowrightForm => "flowright-form",
            Contestant::HandForm => "hand-form",
        }
    }

    /// Its name in tables.
    pub fn title(self) -> &'static str {
        match self {
            Contestant::Flowright => "Flowright: verify, decode, branch, answer, audit",
            Contestant::Typed => "by hand, borrowed serde structures, no audit",
            Contestant::Value => "by hand, serde_json::Value, no audit",
            Contestant::Floor => "by hand, read and verify only",
            Contestant::Interpreted => "Flowright's interpreter, the same",
            Contestant::FlowrightForm => "Flowright: examples/contact_form, audit",
            Contestant::HandForm => "by hand, rusqlite with group commit, no audit",
        }
    }

    /// Serves forever, with its files in `data`; passes its address to `ready`.
    ///
    /// # Errors
    /// If it cannot start.
    pub fn serve(self, data: &Path, ready: impl FnOnce(SocketAddr)) -> Result<()> {
        let form = include_str!("../../../../examples/contact_form/contact_form.flow");
        match self {
            Contestant::Flowright => flowright::serve(push::FLOW, Engine::Jit, data, ready),
            Contestant::Typed => hand::serve(push_verify::State::new()?, push_typed::answer, ready),
            Contestant::Value => hand::serve(push_verify::State::new()?, push_value::answer, ready),
            Contestant::Floor => hand::serve(push_verify::State::new()?, push_floor::answer, ready),
            Contestant::Interpreted => {
                flowright::serve(push::FLOW, Engine::Interpreter, data, ready)
            }
            Contestant::FlowrightForm => flowright::serve(form, Engine::Jit, data, ready),
            Contestant::HandForm => hand::serve(form::State::open(data)?, form::answer, ready),
        }
    }
}

/// The runtime of all contestants, which is the same as the runtime of `flowright serve`.
fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
}
