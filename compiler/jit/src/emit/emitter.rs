//! The state while a function is generated: its blocks, the places of its locals, its imports.

use std::collections::BTreeMap;

use cranelift_codegen::ir::immediates::Offset32;
use cranelift_codegen::ir::{
    AliasRegionData, Block, FuncRef, InstBuilder, JumpTableData, MemFlagsData, StackSlot,
    StackSlotData, StackSlotKind, Value, types,
};
use cranelift_codegen::isa::TargetFrontendConfig;
use cranelift_frontend::{FunctionBuilder, Variable};
use cranelift_jit::JITModule;
use cranelift_module::FuncId;
use flowright_ir::code::{BlockId, Code, LocalId, SiteId};
use flowright_ir::frame::{self, HEADER_WORDS};

use super::failed_arithmetic::FailedArithmetic;
use super::scratch;
use crate::error::JitError;
use crate::host::HostFunction;

/// The state while a function is generated.
pub(super) struct Emitter<'a> {
    pub(super) builder: FunctionBuilder<'a>,
    pub(super) module: &'a mut JITModule,
    pub(super) imports: &'a [FuncId],
    /// The imports used so far, in table order.
    pub(super) imported: Vec<Option<FuncRef>>,
    code: &'a Code,
    blocks: Vec<Block>,
    locals: Vec<Place>,
    /// The first parameter.
    pub(super) frame: Value,
    /// The second parameter.
    pub(super) context: Value,
    /// The slot for words passed to and from host functions.
    pub(super) scratch: StackSlot,
    frame_memory: MemFlagsData,
    /// The target of failures in the current block.
    pub(super) catch: Option<Block>,
    /// For each site that fails uncaught, the block that returns its failure.
    pub(super) uncaught: BTreeMap<SiteId, Block>,
    /// The cold paths of arithmetic, emitted at the end.
    pub(super) failed_arithmetic: Vec<FailedArithmetic>,
}

/// The place of a local.
#[derive(Clone, Copy)]
enum Place {
    /// In the frame, at that offset in bytes. Cranelift's alias analysis removes loads after
    /// stores.
    Frame(Offset32),
    /// In a variable.
    Variable(Variable),
}

impl<'a> Emitter<'a> {
    pub(super) fn new(
        code: &'a Code,
        mut builder: FunctionBuilder<'a>,
        module: &'a mut JITModule,
        imports: &'a [FuncId],
    ) -> Result<Emitter<'a>, JitError> {
        let entry = builder.create_block();
        builder.append_block_params_for_function_params(entry);
        builder.switch_to_block(entry);
        let &[frame, context] = builder.block_params(entry) else {
            return Err(malformed("a parameter", 0));
        };
        let blocks = code.blocks.iter().map(|_| builder.create_block()).collect();
        let mut places = Vec::with_capacity(code.locals.len());
        for local in &code.locals {
            places.push(match local.frame {
                Some(word) if word >= code.frame_words => {
                    return Err(malformed("frame word", word));
                }
                Some(word) => Place::Frame(words(word)?),
                None => Place::Variable(builder.declare_var(types::I64)),
            });
        }
        let scratch = builder.create_sized_stack_slot(StackSlotData::new(
            StackSlotKind::ExplicitSlot,
            scratch::words(code)?.saturating_mul(8),
            3,
        ));
        let region = builder.func.dfg.alias_regions.insert(AliasRegionData {
            user_id: 0,
            description: "frame".into(),
        });
        Ok(Emitter {
            builder,
            module,
            imports,
            imported: vec![None; HostFunction::ALL.len()],
            code,
            blocks,
            locals: places,
            frame,
            context,
            scratch,
            frame_memory: MemFlagsData::trusted().with_alias_region(Some(region)),
            catch: None,
            uncaught: BTreeMap::new(),
            failed_arithmetic: Vec::new(),
        })
    }

    /// Jumps to the block given by the resume word.
    pub(super) fn entry(&mut self) -> Result<(), JitError> {
        if self.code.frame_words < HEADER_WORDS {
            return Err(malformed("frame word", HEADER_WORDS - 1));
        }
        let resume = self.load_frame(frame::RESUME)?;
        let mut targets = vec![self.block_of(BlockId(0))?];
        for point in &self.code.resume_points {
            targets.push(self.block_of(*point)?);
        }
        let wrong = self.builder.create_block();
        self.builder.set_cold_block(wrong);
        let known = self.builder.create_block();
        let count = self.word(targets.len() as u64);
        let is_known = self.builder.ins().icmp(
            cranelift_codegen::ir::condcodes::IntCC::UnsignedLessThan,
            resume,
            count,
        );
        self.builder.ins().brif(is_known, known, &[], wrong, &[]);
        self.builder.switch_to_block(known);
        if let &[only] = targets.as_slice() {
            self.builder.ins().jump(only, &[]);
        } else {
            let pool = &mut self.builder.func.dfg.value_lists;
            let mut call = |block: Block| {
                cranelift_codegen::ir::BlockCall::new(block, std::iter::empty(), pool)
            };
            let default = call(wrong);
            let table: Vec<_> = targets.into_iter().map(call).collect();
            let table = self
                .builder
                .create_jump_table(JumpTableData::new(default, &table));
            let index = self.builder.ins().ireduce(types::I32, resume);
            self.builder.ins().br_table(index, table);
        }
        self.builder.switch_to_block(wrong);
        self.call_host(HostFunction::WrongResume, SiteId(0), &[])?;
        self.return_failed(SiteId(0));
        Ok(())
    }

    pub(super) fn finish(mut self, target: TargetFrontendConfig) {
        self.builder.seal_all_blocks();
        self.builder.finalize(target);
    }

    /// A constant.
    pub(super) fn word(&mut self, word: u64) -> Value {
        self.builder.ins().iconst(types::I64, word.cast_signed())
    }

    pub(super) fn read(&mut self, local: LocalId) -> Result<Value, JitError> {
        Ok(match self.place(local)? {
            Place::Variable(variable) => self.builder.use_var(variable),
            Place::Frame(offset) => {
                let (flags, frame) = (self.frame_memory, self.frame);
                self.builder.ins().load(types::I64, flags, frame, offset)
            }
        })
    }

    pub(super) fn write(&mut self, local: LocalId, value: Value) -> Result<(), JitError> {
        match self.place(local)? {
            Place::Variable(variable) => self.builder.def_var(variable, value),
            Place::Frame(offset) => {
                let (flags, frame) = (self.frame_memory, self.frame);
                self.builder.ins().store(flags, value, frame, offset);
            }
        }
        Ok(())
    }

    /// Loads a word of the frame's header.
    pub(super) fn load_frame(&mut self, index: usize) -> Result<Value, JitError> {
        let offset = header_word(index)?;
        let (flags, frame) = (self.frame_memory, self.frame);
        Ok(self.builder.ins().load(types::I64, flags, frame, offset))
    }

    /// Stores a word of the frame's header.
    pub(super) fn store_frame(&mut self, index: usize, value: Value) -> Result<(), JitError> {
        let offset = header_word(index)?;
        let (flags, frame) = (self.frame_memory, self.frame);
        self.builder.ins().store(flags, value, frame, offset);
        Ok(())
    }

    /// The Cranelift block for a block of the code.
    pub(super) fn block_of(&self, id: BlockId) -> Result<Block, JitError> {
        let block = self.blocks.get(id.0 as usize).copied();
        block.ok_or_else(|| malformed("block", id.0))
    }

    /// The block of a resume point.
    pub(super) fn resume_block(&self, point: u32) -> Result<Block, JitError> {
        let block = self.code.resume_points.get(point as usize);
        self.block_of(*block.ok_or_else(|| malformed("resume point", point))?)
    }

    fn place(&self, local: LocalId) -> Result<Place, JitError> {
        let place = self.locals.get(local.0 as usize).copied();
        place.ok_or_else(|| malformed("local", local.0))
    }
}

/// The error for code that refers to something that does not exist.
pub(super) fn malformed(what: &'static str, index: u32) -> JitError {
    JitError::Malformed { what, index }
}

/// Converts an offset in words to bytes.
pub(super) fn words(count: u32) -> Result<Offset32, JitError> {
    let bytes = count
        .checked_mul(8)
        .and_then(|bytes| i32::try_from(bytes).ok());
    Ok(Offset32::new(
        bytes.ok_or_else(|| malformed("word", count))?,
    ))
}

fn header_word(index: usize) -> Result<Offset32, JitError> {
    let index = u32::try_from(index).unwrap_or(u32::MAX);
    if index >= HEADER_WORDS {
        return Err(malformed("word of the frame's header", index));
    }
    words(index)
}
