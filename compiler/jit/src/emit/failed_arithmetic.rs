//! Failing arithmetic, whose cold paths are emitted after the rest of the function.

use cranelift_codegen::ir::{Block, Value};
use flowright_ir::code::{Arithmetic, SiteId};

use crate::host::HostFunction;

/// A cold path of arithmetic: a host function determines the failure.
pub(super) struct FailedArithmetic {
    pub(super) block: Block,
    pub(super) function: HostFunction,
    pub(super) operator: Arithmetic,
    pub(super) left: Value,
    pub(super) right: Value,
    pub(super) site: SiteId,
    pub(super) catch: Option<Block>,
}
