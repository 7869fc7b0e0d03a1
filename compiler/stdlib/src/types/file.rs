//! The type `file`.

use super::{Field, Origin, RecordType, Type};

impl Type {
    /// `file`: the content and the description of a part of a `multipart/form-data` body. It is a
    /// record, so it is read, copied and written like a record.
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
    /// Whether it is `file`, or a `file` of which only some fields are kept.
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.origin == Origin::File
    }
}
