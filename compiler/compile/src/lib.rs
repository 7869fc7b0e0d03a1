//! The pipeline from source text to workflows that run: parse, check, lower, compile.
//!
//! In: the [`Sources`](flowright_diagnostics::Sources) of a program. Out: what each stage made, with all diagnostics up to that stage.
//! A caller may stop after any of them, and measure each by itself:
//!
//! ```
//! # use flowright_diagnostics::Sources;
//! # let sources = Sources::new();
//! let parsed = flowright_compile::parse(&sources);
//! let checked = parsed.check();
//! let lowered = checked.lower();
//! ```
//!
//! Then the image is [validated](flowright_ir::Lowered::validate), and `executables` makes it run on an `Engine`. That stage needs the feature `jit`, without which nothing here depends on
//! Cranelift.
//!
//! Not done here: the stages themselves, reading files, and checking incrementally, which `ide` does.
//!
//! Invariant: a program with an error is not lowered, and there is no image where a diagnostic is an error.

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
pub use flowright_ir::shares::STACK;
#[cfg(feature = "jit")]
pub use flowright_jit::JitError;
pub use stages::{Checked, Lowered, Parsed, parse};
#[cfg(feature = "jit")]
pub use uncompiled::{Compiled, Uncompiled};
