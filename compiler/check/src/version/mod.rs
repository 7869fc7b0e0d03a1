//! The version of a workflow: a hash of its full meaning.
//!
//! In: a [`Program`] without errors. Out: a [`Version`] of each of its workflows, the same on every
//! machine and in every run, so that it can be stored with the executions of the workflow. It
//! covers the trigger, the statements, the called functions, the types, and the content of the
//! declarations in use. It does not cover spans, comments, docs, the names of bindings, functions
//! and types, anything the workflow does not use, or indexes into the program, which another
//! declaration would change.
//!
//! Invariant: the encoding is unambiguous: each item is written with its kind, each text and list
//! with its length. Therefore two workflows have the same version only if they mean the same.
//!
//! Invariant: the code names every field of every node and declaration, so that a new field is
//! either written or deliberately left out.

mod code;
mod declarations;
mod digest;
mod names;
mod settings;
mod steps;
mod trigger;
mod types;

use std::fmt;

use crate::program::Program;
use declarations::Declarations;
use digest::Writer;
use names::Names;

/// The number of the language's semantics. Increase it when a new build interprets the same program
/// differently.
const EDITION: u64 = 4;

/// The version of a workflow. It is displayed as 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Version(pub [u8; 16]);

/// The version of each workflow of a program, in order.
#[must_use]
pub fn versions(program: &Program) -> Vec<Version> {
    let declarations = Declarations::of(program);
    let workflows = program.workflows.iter();
    workflows
        .map(|workflow| {
            let mut writer = Writer::new("workflow");
            writer.number(EDITION);
            declarations.workflow(&mut writer, workflow, &mut Names::default());
            let digest = writer.finish();
            let mut version = [0; 16];
            for (to, from) in version.iter_mut().zip(digest.0) {
                *to = from;
            }
            Version(version)
        })
        .collect()
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|octet| write!(f, "{octet:02x}"))
    }
}
