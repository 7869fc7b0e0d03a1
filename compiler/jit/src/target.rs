//! What code is generated for: this host, with the options of the compiler.

#![expect(unsafe_code, reason = "a page is asked for and freed by hand")]

use cranelift_codegen::isa::OwnedTargetIsa;
use cranelift_codegen::settings::{self, Configurable};
use cranelift_jit::{BranchProtection, JITMemoryKind, JITMemoryProvider, SystemMemoryProvider};

use crate::error::JitError;
use crate::options::{OptimizationLevel, Options};

/// This host, known to allow executable memory. It is made once and serves all modules of a program.
pub(crate) struct Target {
    isa: OwnedTargetIsa,
}

impl Target {
    /// This host with these options.
    pub(crate) fn new(options: Options) -> Result<Target, JitError> {
        require_executable_memory()?;
        let mut flags = settings::builder();
        for (name, value) in FLAGS.into_iter().chain(flags_of(options)) {
            flags
                .set(name, value)
                .map_err(|error| JitError::code_generator(&error))?;
        }
        let host = cranelift_native::builder().map_err(|reason| JitError::CodeGenerator {
            reason: format!("this host is not supported: {reason}"),
        })?;
        let isa = host.finish(settings::Flags::new(flags));
        Ok(Target {
            isa: isa.map_err(|error| JitError::code_generator(&error))?,
        })
    }

    /// The instruction set, to be shared.
    pub(crate) fn isa(&self) -> OwnedTargetIsa {
        OwnedTargetIsa::clone(&self.isa)
    }
}

/// What does not depend on the options. Addresses are absolute, and functions of the library are reached from anywhere.
const FLAGS: [(&str, &str); 4] = [
    ("use_colocated_libcalls", "false"),
    ("is_pic", "false"),
    ("unwind_info", "false"),
    ("preserve_frame_pointers", "true"),
];

fn flags_of(options: Options) -> [(&'static str, &'static str); 2] {
    let level = match options.optimization {
        OptimizationLevel::None => "none",
        OptimizationLevel::Speed => "speed",
    };
    let verify = if options.verify { "true" } else { "false" };
    [("opt_level", level), ("enable_verifier", verify)]
}

/// The arena panics where the host refuses to make a page executable; this asks the host with a page of its own.
fn require_executable_memory() -> Result<(), JitError> {
    let mut provider = SystemMemoryProvider::new();
    let allowed = provider
        .allocate(1, 1, JITMemoryKind::Executable)
        .map_err(|error| JitError::no_executable_memory(&error))
        .and_then(|_| {
            provider
                .finalize(BranchProtection::None)
                .map_err(|error| JitError::no_executable_memory(&error))
        });
    // SAFETY: the page was never given out.
    unsafe { provider.free_memory() };
    allowed
}
