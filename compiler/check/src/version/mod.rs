//! The version of a workflow: a hash of all that it means.
//!
//! In: a [`Program`] without errors. Out: a [`Version`] of each of its workflows, the same on every machine and in every run, so that it
//! can be stored beside what the workflow has begun. It covers the trigger, the statements, the functions that they call, the types, and
//! the declarations of what they use, by what these say. It covers no spans, comments, docs and names of bindings, functions and
//! types, nothing that the workflow does not use, and no index of the program, which another declaration would change.
//!
//! Invariant: everything is written so that it can only be read in one way: each thing with its kind, each text and list with its
//! length. So two workflows have one version only where they mean the same.
//!
//! Invariant: every field of every node and declaration is named here, so that a new one is either written or left out on purpose.

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

/// What the words of a program mean, by number: another one where a new build takes the same program for something else.
const EDITION: u64 = 2;

/// The version of a workflow. It reads as 32 hexadecimal digits.
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
