//! The program's constant texts and types, deduplicated.

use std::collections::HashMap;

use flowright_stdlib::decode::Shape;
use flowright_stdlib::memory::Constants;
use flowright_stdlib::pattern::Patterns;
use flowright_stdlib::types::Type;

use crate::code::{DataId, ShapeId, TypeId};

/// The constants collected during lowering.
#[derive(Default)]
pub(super) struct Pool {
    data: Vec<u8>,
    texts: HashMap<Box<[u8]>, DataId>,
    types: Vec<Type>,
    shapes: Vec<Shape>,
    type_ids: HashMap<Type, TypeId>,
}

impl Pool {
    /// A constant text.
    pub(super) fn data(&mut self, bytes: &[u8]) -> DataId {
        if let Some(known) = self.texts.get(bytes) {
            return *known;
        }
        let id = DataId {
            offset: word(self.data.len()),
            length: word(bytes.len()),
        };
        self.data.extend_from_slice(bytes);
        self.texts.insert(bytes.into(), id);
        id
    }

    /// A type as laid out in memory.
    pub(super) fn ty(&mut self, ty: Type) -> TypeId {
        if let Some(known) = self.type_ids.get(&ty) {
            return *known;
        }
        let id = TypeId(word(self.types.len()));
        self.types.push(ty.clone());
        self.type_ids.insert(ty, id);
        id
    }

    /// The decoding plan of a type that is stored without the fields that are never read.
    pub(super) fn shape(&mut self, declared: &Type, stored: &Type) -> ShapeId {
        let shape = Shape::pruned(declared, stored);
        let known = self.shapes.iter().position(|known| *known == shape);
        let index = known.unwrap_or_else(|| {
            self.shapes.push(shape);
            self.shapes.len() - 1
        });
        ShapeId(word(index))
    }

    pub(super) fn finish(self) -> Constants {
        Constants {
            data: self.data.into_boxed_slice(),
            types: self.types.into_boxed_slice(),
            shapes: self.shapes.into_boxed_slice(),
            patterns: Patterns::default(),
        }
    }
}

/// A count of items in a program, which is always far below 2³².
pub(super) fn word(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
