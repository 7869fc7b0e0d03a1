//! The IDs that code uses: for its locals and blocks, and for what its workflow contains.

/// A 64-bit variable of a [`Code`](super::Code).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalId(pub u32);

/// A basic block of a [`Code`](super::Code).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlockId(pub u32);

/// A type of the program's [`Constants`](flowright_stdlib::memory::Constants).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub u32);

/// A decoding plan of the program's [`Constants`](flowright_stdlib::memory::Constants).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ShapeId(pub u32);

/// A source location that can fail: an index into the workflow's sites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SiteId(pub u32);

/// A step of the workflow: an index into its step templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StepId(pub u32);

/// A constant text: a part of the program's constant data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DataId {
    /// The offset of its first byte.
    pub offset: u32,
    /// Its length in bytes.
    pub length: u32,
}

/// A text or list in two locals: address and length.
pub type Pair = [LocalId; 2];
