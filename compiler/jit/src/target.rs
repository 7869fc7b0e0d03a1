//! The target of code generation: the host.

use std::fmt;

use cranelift_codegen::isa::OwnedTargetIsa;
use cranelift_codegen::settings::{self, Configurable, Flags};

use crate::error::JitError;
use crate::options::{OptimizationLevel, Options};

/// The host's instruction set and the code generator's flags, shared by all modules.
#[derive(Clone)]
pub(crate) struct Target(OwnedTargetIsa);

impl Target {
    /// Detects the features of the processor.
    ///
    /// # Errors
    /// If Cranelift does not support the host, or addresses are not 64 bits.
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

    /// The instruction set, for Cranelift.
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
        // Required by `cranelift-jit`: calls reach a function at any address.
        ("is_pic", "false"),
        ("use_colocated_libcalls", "false"),
        // A frame larger than the guard page must not skip it.
        ("enable_probestack", "true"),
        ("probestack_strategy", "inline"),
    ]
}
