//! The type `file`.

use super::{Field, Origin, RecordType, Type};

impl Type {
    /// `file`: what was sent in a part of a `multipart/form-data` body. It is a record, so that it
    /// is read, copied and written like one.
    #[must_use]
    pub fn file() -> Type {
        let field = |name: &str, ty: Type| Field {
            name: name.into(),
            ty,
        };
        let fields = vec![
            field("name", Type::Text),
            field("content_type", Type::Text),
            field("size", Type::Int),
            field("bytes", Type::Bytes),
        ];
        Type::record_of(Origin::File, fields)
    }

    /// Whether it is `file`.
    #[must_use]
    pub fn is_file(&self) -> bool {
        matches!(self, Type::Record(record) if record.is_file())
    }
}

impl RecordType {
    /// Whether it is `file`, or the part of one that is kept.
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.origin == Origin::File
    }
}
