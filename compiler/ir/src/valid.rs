//! Images that may be compiled to machine code.
//!
//! Machine code follows addresses without looking them up, so only code whose addresses are known
//! to be valid may be compiled. Two things guarantee that: [`lower`](crate::lower) derives every
//! address from an allocation, the input, the globals or the constants, by the type of the value,
//! and [`validate`](crate::validate()) checks everything about code that can be checked without
//! types. The types here enforce both: what was not lowered cannot be validated, and what was not
//! validated cannot be compiled.
//!
//! Trusted, and not checked again: that expressions have the types given by the typed program. The
//! checker ensures that; a program built by hand, as in tests, must be well typed, too.
//!
//! Invariant: safe code cannot change an image between lowering and compilation.

#![expect(
    unsafe_code,
    reason = "a contract that no type can express, for tests that write code by hand"
)]

use std::ops::Deref;

use crate::image::{Image, LoweredWorkflow};
use crate::validate::{Broken, validate};

/// An image as lowered.
#[derive(Clone, Debug)]
pub struct Lowered(Image);

/// An image that was lowered and follows the rules of [`code`](crate::code).
#[derive(Clone, Debug)]
pub struct ValidImage(Image);

/// A workflow of a [`ValidImage`].
#[derive(Clone, Debug)]
pub struct ValidWorkflow(LoweredWorkflow);

impl Lowered {
    /// The image of a program.
    pub(crate) fn new(image: Image) -> Lowered {
        Lowered(image)
    }

    /// Treats an image as lowered although it was built in another way.
    ///
    /// # Safety
    /// Every address that its code loads from, stores to, offsets or passes on must be an address
    /// that lowering could have generated: the address of an allocation, of the record of input or
    /// globals, of constant data, of a result of a step or a call, or an address within the bounds
    /// of one of these. Every value must be used with the type it was created with. The members of
    /// the input, the globals, and each step's arguments and result must have the types with which
    /// the code reads and writes them.
    #[must_use]
    pub unsafe fn assume(image: Image) -> Lowered {
        Lowered(image)
    }

    /// Validates its code.
    ///
    /// # Errors
    /// The first broken rule, which is a bug in lowering.
    pub fn validate(self) -> Result<ValidImage, Broken> {
        validate(&self.0)?;
        Ok(ValidImage(self.0))
    }
}

impl ValidImage {
    /// Its workflows, in order.
    pub fn workflows(&self) -> impl ExactSizeIterator<Item = ValidWorkflow> + '_ {
        self.0
            .workflows
            .iter()
            .map(|workflow| ValidWorkflow(workflow.clone()))
    }
}

impl Deref for Lowered {
    type Target = Image;

    fn deref(&self) -> &Image {
        &self.0
    }
}

impl Deref for ValidImage {
    type Target = Image;

    fn deref(&self) -> &Image {
        &self.0
    }
}

impl Deref for ValidWorkflow {
    type Target = LoweredWorkflow;

    fn deref(&self) -> &LoweredWorkflow {
        &self.0
    }
}
