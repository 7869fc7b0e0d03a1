//! The pipeline from source text to executable workflows: parse, check, lower, compile.
//!
//! In: the [`Sources`](flowright_diagnostics::Sources) of a program. Out: the result of each stage,
//! with all diagnostics up to that stage. A caller may stop after any stage, and measure each stage
//! separately:
//!
//! ```
//! # use flowright_diagnostics::Sources;
//! # let sources = Sources::new();
//! let parsed = flowright_compile::parse(&sources);
//! let checked = parsed.check();
//! let lowered = checked.lower();
//! ```
//!
//! The image is then [validated](flowright_ir::Lowered::validate), and `executables` makes it
//! executable on an `Engine`. That stage requires the feature `jit`; without it, nothing here
//! depends on Cranelift.
//!
//! Not done here: the stages themselves, reading files, and incremental checking, which `ide` does.
//!
//! Invariant: a program with an error is not lowered, and if any diagnostic is an error, there is
//! no image.

#![forbid(unsafe_code)]

#[cfg(feature = "jit")]
mod engine;
mod fix;
mod stages;
#[cfg(feature = "jit")]
mod uncompiled;

#[cfg(feature = "jit")]
pub use engine::{Engine, executables};
pub use fix::fix;
#[cfg(feature = "jit")]
pub use flowright_jit::JitError;
pub use flowright_shares::STACK;
pub use stages::{Checked, Lowered, Parsed, parse};
#[cfg(feature = "jit")]
pub use uncompiled::{Compiled, Uncompiled};
