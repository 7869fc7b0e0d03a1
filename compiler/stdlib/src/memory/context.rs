//! The state available to an execution while its code runs.

use std::mem::offset_of;
use std::sync::Arc;

use bytes::Bytes;

use super::arena::Arena;
use super::constants::Constants;
use super::globals::Globals;
use super::lent::Lent;
use super::randomness::Randomness;
use super::response::Response;
use crate::failure::{Failure, FailureCode};
use crate::log::LogLine;

/// The size, in bytes, up to which a buffer is kept for its next use; a larger one is freed.
const KEPT: usize = 64 << 10;

/// The resource limits of an execution.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The size of the arena, in bytes.
    pub memory: usize,
    /// The fuel between two returns to the engine.
    pub fuel: i64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            memory: 16 << 20,
            fuel: 1_000_000,
        }
    }
}

/// The state available to an execution while its code runs: memory, input, fuel, the response being
/// written.
///
/// Machine code reads the first fields at the offsets of [`ContextOffsets`] and [`now`](Self::now),
/// and writes [`returned`](Self::returned); everything else goes through host functions.
///
/// Invariant: the input, the captures, the addresses of globals and constants, and `now` do not
/// change while code runs, so machine code may read them once.
///
/// Machine code dereferences the addresses in `input` and `captures`, and those it reaches from
/// there, without a lookup. Code that can run machine code must therefore not give a `&mut Context`
/// to code outside the compiler; such code reads values through a [`View`](super::View) and writes
/// them through a [`Place`](super::Place).
///
/// Invariant: an address stays valid until [`reset`](Self::reset), or until code
/// [releases](Arena::release) what it has allocated since a mark; lowering generates a release only
/// if nothing points into that memory any more. Globals, constants, body and lent memory are kept
/// alive and never written. The provenance of each is exposed before its address is handed out.
#[repr(C)]
#[derive(Debug)]
pub struct Context {
    /// The fuel left in this slice; code that runs out of it returns to the engine.
    pub fuel: i64,
    /// The address of the record of `context` members.
    pub input: u64,
    /// The address of the record of configs and secrets.
    globals_address: u64,
    /// The address of the program's constant texts.
    data_address: u64,
    /// In a part: the address of the record of values that it reads from the code around it.
    pub captures: u64,
    /// In a part: its number among the parts that run side by side, from 0.
    pub part: u64,
    pub(super) arena: Arena,
    /// In a part: the memory of the execution that it is a part of.
    pub(super) lent: Option<Arc<Lent>>,
    pub(super) globals: Arc<Globals>,
    pub(super) constants: Arc<Constants>,
    pub(super) body: Bytes,
    /// The failure that is propagating to a `catch` or to the engine.
    pub failure: Option<Failure>,
    /// The last failure handled by a `catch`, and its [`failed_site`](Self::failed_site).
    pub caught: Option<(Failure, u32)>,
    /// The site of the failure: an index into the program's table of sites.
    pub failed_site: u32,
    /// The text or JSON being built.
    pub buffer: Vec<u8>,
    /// The response being built.
    pub response: Response,
    /// The lines that the flow has written to the log since the engine last took them.
    pub log: Vec<LogLine>,
    /// The time of the current slice of code, for `now()`: microseconds since 1970.
    pub now: i64,
    /// The random bytes, for `uuid()` and `random()`.
    pub randomness: Randomness,
    /// The word that a function without suspension returns, such as a trigger's `when`.
    pub returned: u64,
}

/// The offsets at which machine code finds the first fields of a [`Context`], in bytes.
pub struct ContextOffsets;

impl ContextOffsets {
    /// [`Context::fuel`]
    pub const FUEL: usize = offset_of!(Context, fuel);
    /// [`Context::input`]
    pub const INPUT: usize = offset_of!(Context, input);
    /// The address of the record of configs and secrets.
    pub const GLOBALS: usize = offset_of!(Context, globals_address);
    /// The address of the constant texts.
    pub const DATA: usize = offset_of!(Context, data_address);
    /// [`Context::captures`]
    pub const CAPTURES: usize = offset_of!(Context, captures);
    /// [`Context::part`]
    pub const PART: usize = offset_of!(Context, part);
}

impl Context {
    /// A context for successive executions of a program with these globals and constants.
    #[must_use]
    pub fn new(limits: Limits, globals: Arc<Globals>, constants: Arc<Constants>) -> Context {
        Context {
            fuel: limits.fuel,
            input: 0,
            globals_address: globals.address(),
            data_address: constants.data.as_ptr().expose_provenance() as u64,
            captures: 0,
            part: 0,
            arena: Arena::new(limits.memory),
            lent: None,
            globals,
            constants,
            body: Bytes::new(),
            failure: None,
            caught: None,
            failed_site: 0,
            buffer: Vec::new(),
            response: Response::default(),
            log: Vec::new(),
            now: 0,
            randomness: Randomness::default(),
            returned: 0,
        }
    }

    /// Rebinds the context to a workflow with these globals and constants. Data created with
    /// earlier ones must no longer be used.
    pub fn bind(&mut self, globals: &Arc<Globals>, constants: &Arc<Constants>) {
        if !Arc::ptr_eq(&self.globals, globals) {
            self.globals_address = globals.address();
            self.globals = Arc::clone(globals);
        }
        if !Arc::ptr_eq(&self.constants, constants) {
            self.data_address = constants.data.as_ptr().expose_provenance() as u64;
            self.constants = Arc::clone(constants);
        }
    }

    /// Resets the context for the next execution of the same program. It keeps its buffers, but no
    /// more memory than a typical execution needs, because there may be many idle contexts.
    pub fn reset(&mut self) {
        self.arena.reset();
        self.lent = None;
        self.body = Bytes::new();
        self.input = 0;
        self.captures = 0;
        self.part = 0;
        self.failure = None;
        self.caught = None;
        self.failed_site = 0;
        empty(&mut self.buffer);
        self.response.status = 0;
        self.response.headers.clear();
        self.response.kind = super::BodyKind::None;
        empty(&mut self.response.body);
        self.log = Vec::new();
        self.returned = 0;
        self.now = 0;
        self.randomness = Randomness::default();
    }

    /// Keeps the request's body, so that decoded texts may point into it. This drops any earlier
    /// body, so nothing may point into the earlier one.
    pub fn hold_body(&mut self, body: Bytes) {
        self.body = body;
    }

    /// The request's body.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The two words of the request's body: its address and length.
    #[must_use]
    pub fn body_words(&self) -> [u64; 2] {
        [
            self.body.as_ptr().expose_provenance() as u64,
            self.body.len() as u64,
        ]
    }

    /// The constants of the program.
    #[must_use]
    pub fn constants(&self) -> &Arc<Constants> {
        &self.constants
    }

    /// The address of the constant texts.
    #[must_use]
    pub fn data_address(&self) -> u64 {
        self.data_address
    }

    /// The address of the record of configs and secrets.
    #[must_use]
    pub fn globals_address(&self) -> u64 {
        self.globals_address
    }

    /// The arena.
    pub fn arena(&mut self) -> &mut Arena {
        &mut self.arena
    }

    /// The maximum number of bytes that the arena may hold.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.arena.cap()
    }

    /// Sets the maximum number of bytes that the arena may hold.
    pub fn set_memory(&mut self, bytes: usize) {
        self.arena.set_cap(bytes);
    }

    /// Lends its memory to the parts of the execution. Until it is [taken back](Self::take_back),
    /// the context has no memory, so no code may run with it.
    pub fn lend(&mut self) -> Arc<Lent> {
        let cap = self.arena.cap();
        let arena = std::mem::replace(&mut self.arena, Arena::new(cap));
        Arc::new(Lent::new(arena, self.lent.take()))
    }

    /// Gives a part read access to the memory of its execution.
    pub fn read_from(&mut self, lent: &Arc<Lent>) {
        self.lent = Some(Arc::clone(lent));
    }

    /// Takes back the memory that it has lent.
    ///
    /// # Errors
    /// `internal` if a part still reads it.
    pub fn take_back(&mut self, lent: Arc<Lent>) -> Result<(), Failure> {
        let lent = Arc::into_inner(lent)
            .ok_or_else(|| Failure::internal("a part still reads the memory of its execution"))?;
        (self.arena, self.lent) = lent.into_parts();
        Ok(())
    }

    /// Copies the buffer into the arena, empties it, and returns the two words of the text.
    ///
    /// # Errors
    /// `too_large` at the arena's limit.
    pub fn take_buffer(&mut self) -> Result<[u64; 2], Failure> {
        let address = self.arena.copy_bytes(&self.buffer)?;
        let length = self.buffer.len() as u64;
        empty(&mut self.buffer);
        Ok([address, length])
    }

    /// Writes to the buffer while reading memory.
    ///
    /// # Errors
    /// The failures of `write`, and `too_large` if the buffer exceeds the arena's limit.
    pub fn with_buffer<R>(
        &mut self,
        write: impl FnOnce(&Context, &mut Vec<u8>) -> Result<R, Failure>,
    ) -> Result<R, Failure> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let result = write(self, &mut buffer);
        self.buffer = buffer;
        if self.buffer.len() > self.arena.cap() {
            self.buffer = Vec::new();
            return Err(Failure::new(
                FailureCode::TooLarge,
                "a text is larger than the memory of the execution",
            ));
        }
        result
    }

    /// Spends fuel for copying or scanning that many bytes, each of which is less work than an
    /// instruction; at least 1.
    pub fn spend_bytes(&mut self, bytes: u64) {
        let work = (bytes / 4).max(1);
        self.spend(usize::try_from(work).unwrap_or(usize::MAX));
    }

    /// Spends fuel for processing that many values; the next fuel check in the code takes it into
    /// account.
    pub fn spend(&mut self, work: usize) {
        self.fuel = self
            .fuel
            .saturating_sub(i64::try_from(work).unwrap_or(i64::MAX));
    }
}

fn empty(buffer: &mut Vec<u8>) {
    buffer.clear();
    buffer.shrink_to(KEPT);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Context, KEPT, Limits};
    use crate::memory::{Constants, Globals};

    #[test]
    fn a_large_execution_leaves_no_large_memory() {
        let (globals, constants) = (Arc::new(Globals::new(&[])), Arc::new(Constants::default()));
        let mut context = Context::new(Limits::default(), globals, constants);
        context.buffer = vec![0; 4 * KEPT];
        context.take_buffer().unwrap();
        assert!(context.buffer.capacity() <= KEPT);
        context.buffer = vec![0; 4 * KEPT];
        context.response.body = vec![0; 4 * KEPT];
        context.reset();
        assert!(context.buffer.capacity() <= KEPT);
        assert!(context.response.body.capacity() <= KEPT);
        assert!(context.arena().size() <= KEPT);
    }
    #[test]
    fn bytes_cost_a_little_and_never_nothing() {
        let (globals, constants) = (Arc::new(Globals::new(&[])), Arc::new(Constants::default()));
        let mut context = Context::new(Limits::default(), globals, constants);
        for (bytes, cost) in [(0, 1), (4, 1), (7, 1), (8, 2), (400, 100)] {
            context.fuel = 1000;
            context.spend_bytes(bytes);
            assert_eq!(context.fuel, 1000 - cost);
        }
        context.spend_bytes(u64::MAX);
        context.spend(usize::MAX);
        assert!(context.fuel < 0);
    }
}
