//! Spans, files and diagnostics, and how they are shown.
//!
//! In: what the stages of the compiler found, as [`Diagnostic`]s that carry data. Out: the same in a terminal ([`render::human`]), as
//! documented JSON ([`render::json`]) or as annotations ([`render::github`]), and the sources with the safe fixes made
//! ([`apply_safe`]). No I/O, and nothing here knows what a program means.
//!
//! Invariant: rendering never panics, whatever the spans and the texts are.

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
