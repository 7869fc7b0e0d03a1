//! Constant texts.

use cranelift_codegen::ir::Value;
use flowright_ir::code::DataId;

use super::emitter::Emitter;

impl Emitter<'_> {
    /// A constant text as passed to host functions: its offset in the constants, and its length.
    pub(super) fn data(&mut self, data: DataId) -> [Value; 2] {
        [data.offset, data.length].map(|word| self.word(u64::from(word)))
    }
}
