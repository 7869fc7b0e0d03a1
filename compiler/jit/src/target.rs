//! The machine that code is generated for: the host.

use std::fmt;

use cranelift_codegen::isa::OwnedTargetIsa;
use cranelift_codegen::settings::{self, Configurable, Flags};

use crate::error::JitError;
use crate::options::{OptimizationLevel, Options};

/// The host's instruction set and the flags of the code generator, shared by all modules.
#[derive(Clone)]
pub(crate) struct Target(OwnedTargetIsa);

impl Target {
    /// Asks the processor what it can do.
    ///
    /// # Errors
    /// Where Cranelift does not know the host, or addresses are not words of 64 bits.
    pub(crate) fn host(options: Options) -> Result<Target, JitError> {
        let mut builder = settings::builder();
        for (name, value) in flags(options) {
            builder
                .set(name, value)
                .map_err(|error| JitError::code_generator(&error))?;
        }
        let host = cranelift_native::builder().map_err(JitError::code_generator)?;
        let isa = host
            .finish(Flags::new(builder))
            .map_err(|error| JitError::code_generator(&error))?;
        if isa.pointer_bytes() != 8 {
            return Err(JitError::code_generator("addresses are not 64 bits wide"));
        }
        Ok(Target(isa))
    }

    /// For Cranelift.
    pub(crate) fn isa(&self) -> OwnedTargetIsa {
        OwnedTargetIsa::clone(&self.0)
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Target").field(&self.0.name()).finish()
    }
}

fn flags(options: Options) -> [(&'static str, &'static str); 8] {
    let level = match options.optimization {
        OptimizationLevel::None => "none",
        OptimizationLevel::Speed => "speed",
    };
    let verify = if options.verify { "true" } else { "false" };
    [
        ("opt_level", level),
        ("enable_verifier", verify),
        ("unwind_info", "false"),
        ("preserve_frame_pointers", "true"),
        // What `cranelift-jit` requires: calls reach a function wherever it is.
        ("is_pic", "false"),
        ("use_colocated_libcalls", "false"),
        // A frame larger than the guard page must not step over it.
        ("enable_probestack", "true"),
        ("probestack_strategy", "inline"),
    ]
}
