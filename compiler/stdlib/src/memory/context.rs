//! What an execution has at hand while its code runs.

use std::mem::offset_of;
use std::sync::Arc;

use bytes::Bytes;

use super::arena::Arena;
use super::constants::Constants;
use super::globals::Globals;
use super::response::Response;
use crate::failure::{Failure, FailureCode};
use crate::log::LogLine;

/// Bytes of a buffer that is kept for its next use; what is larger is given back.
const KEPT: usize = 64 << 10;

/// What an execution may use.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the arena.
    pub memory: usize,
    /// Fuel between two returns to the engine.
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

/// What an execution has at hand while its code runs: memory, input, fuel, the answer being written.
///
/// Machine code reads the first fields at the offsets of [`ContextOffsets`] and [`now`](Self::now), and writes [`returned`](Self::returned);
/// everything else goes through host functions.
///
/// Invariant: the input, the addresses of globals and constants, and `now` do not change while code runs: machine code may read them once.
///
/// Machine code follows the addresses that it finds in `input` and from there on without looking them up. So whoever can run it gives no
/// `&mut Context` to code outside of the compiler, which reads values through a [`View`](super::View) and writes them through a
/// [`Place`](super::Place).
///
/// Invariant: an address that was given out stays good until [`reset`](Self::reset), or until code [releases](Arena::release) what it has
/// taken since a mark, which lowering lets it do only where nothing points there any more. Globals, constants and body are held and never
/// written. The provenance of each is exposed before its address is given out.
#[repr(C)]
#[derive(Debug)]
pub struct Context {
    /// What is left of this slice; code that finds none returns to the engine.
    pub fuel: i64,
    /// The address of the record of `context` members.
    pub input: u64,
    /// The address of the record of configs and secrets.
    globals_address: u64,
    /// The address of the program's constant texts.
    data_address: u64,
    pub(super) arena: Arena,
    pub(super) globals: Arc<Globals>,
    pub(super) constants: Arc<Constants>,
    pub(super) body: Bytes,
    /// The failure on its way to a `catch` or to the engine.
    pub failure: Option<Failure>,
    /// The last failure that a `catch` has taken, and its [`failed_site`](Self::failed_site).
    pub caught: Option<(Failure, u32)>,
    /// Where it failed: an index into the program's table of sites.
    pub failed_site: u32,
    /// The text or JSON being put together.
    pub buffer: Vec<u8>,
    /// The answer being put together.
    pub response: Response,
    /// What the flow has written into the log since the engine looked.
    pub log: Vec<LogLine>,
    /// The time at which the current slice of code runs, for `now()`: microseconds since 1970.
    pub now: i64,
    /// The words that a function without suspension returns, such as a trigger's `when`.
    pub returned: u64,
}

/// Where machine code finds the first fields of a [`Context`], in bytes.
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
}

impl Context {
    /// For one execution after the other of a program with these globals and constants.
    #[must_use]
    pub fn new(limits: Limits, globals: Arc<Globals>, constants: Arc<Constants>) -> Context {
        Context {
            fuel: limits.fuel,
            input: 0,
            globals_address: globals.address(),
            data_address: constants.data.as_ptr().expose_provenance() as u64,
            arena: Arena::new(limits.memory),
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
            returned: 0,
        }
    }

    /// Makes it that of a workflow with these globals and constants. What was made with others before must not be used any more.
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

    /// Makes it as new, keeping its buffers for the next execution of the same program, but no more memory than the common execution
    /// needs: contexts that wait for their turn may be many.
    pub fn reset(&mut self) {
        self.arena.reset();
        self.body = Bytes::new();
        self.input = 0;
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
    }

    /// Keeps the request's body, so that decoded texts may point into it. An earlier body is let go of, so nothing may point into that.
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

    /// The most bytes that the arena may hold.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.arena.cap()
    }

    /// Copies the buffer into the arena and empties it: the two words of the text.
    ///
    /// # Errors
    /// `too_large` at the arena's cap.
    pub fn take_buffer(&mut self) -> Result<[u64; 2], Failure> {
        let address = self.arena.copy_bytes(&self.buffer)?;
        let length = self.buffer.len() as u64;
        empty(&mut self.buffer);
        Ok([address, length])
    }

    /// Writes to the buffer while reading memory.
    ///
    /// # Errors
    /// What `write` fails with, and `too_large` when the buffer is past the arena's cap.
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

    /// Spends fuel for going through so many bytes, which is far less work for each than an instruction is; at least 1.
    pub fn spend_bytes(&mut self, bytes: u64) {
        let work = (bytes / 64).max(1);
        self.spend(usize::try_from(work).unwrap_or(usize::MAX));
    }

    /// Spends fuel for work on so many values; the next check of the code sees it.
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
        for (bytes, cost) in [(0, 1), (64, 1), (127, 1), (128, 2), (6400, 100)] {
            context.fuel = 1000;
            context.spend_bytes(bytes);
            assert_eq!(context.fuel, 1000 - cost);
        }
        context.spend_bytes(u64::MAX);
        context.spend(usize::MAX);
        assert!(context.fuel < 0);
    }
}
