//! Spans, files and diagnostics, and their rendering.
//!
//! In: the results of the compiler's stages, as [`Diagnostic`]s that carry data. Out: reports for a
//! terminal ([`render::human`]), documented JSON ([`render::json`]) or annotations
//! ([`render::github`]), and the sources with safe fixes applied ([`apply_safe`]). Not done here:
//! I/O, and anything that depends on the meaning of a program.
//!
//! Invariant: rendering never panics, whatever the spans and texts.

#![forbid(unsafe_code)]

mod anchors;
mod codes;
mod diagnostic;
mod fix;
pub mod render;
mod severity;
mod sources;
mod span;
mod suggest;
mod visible;

pub use anchors::{Anchors, FileAnchors};
pub use codes::Code;
pub use diagnostic::{Applicability, Diagnostic, Edit, Help, Label};
pub use fix::{FixedFile, apply_safe, edited, safe};
pub use severity::{Severity, Tag};
pub use sources::{LineColumn, SourceFile, Sources};
pub use span::{Anchor, FileId, FileRange, Span};
pub use suggest::{Near, NearNames, near, nearest};
pub use visible::visible;
