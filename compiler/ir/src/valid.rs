//! Images that machine code may be made of.
//!
//! Machine code follows addresses without looking them up, so it may be made only of code whose addresses are known to be good. Two
//! things make them so: [`lower`](crate::lower) derives every address from an allocation, the input, the globals or the constants, by
//! the type of the value, and [`validate`](crate::validate()) checks everything about code that can be checked without types. The
//! types here keep both: what was not lowered cannot be validated, and what was not validated cannot be compiled.
//!
//! Trusted, and not checked again: that expressions have the types which the typed program gives them. The checker sees to that; a
//! program put together by hand, as tests do, must be as well typed as one that it made.
//!
//! Invariant: safe code cannot change an image between its lowering and its compilation.

#![expect(
    unsafe_code,
    reason = "a contract that no type can express, for tests that write code by hand"
)]

use std::ops::Deref;

use crate::image::{Image, LoweredWorkflow};
use crate::validate::{Broken, validate};

/// An image as lowering made it.
#[derive(Clone, Debug)]
pub struct Lowered(Image);

/// An image that was lowered and keeps the rules of [`code`](crate::code).
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

    /// Takes an image that was not made by lowering for one that was.
    ///
    /// # Safety
    /// Every address that its code loads from, stores to, offsets or hands on must be one that lowering could have made: of an
    /// allocation, of the record of input or globals, of constant data, of a result of a step or a call, or of a part of one of
    /// these inside its bounds; and every value must be used by the type it was made with. The members of the input, the globals, and
    /// each step's arguments and result must have the types by which the code reads and writes them.
    #[must_use]
    pub unsafe fn assume(image: Image) -> Lowered {
        Lowered(image)
    }

    /// Checks the rules of its code.
    ///
    /// # Errors
    /// The first rule that is broken: a defect of lowering.
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
