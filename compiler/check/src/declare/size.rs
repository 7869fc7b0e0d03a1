//! Limits on the size of types.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::Type;

/// The maximum number of fields in a type, including nested types. Both the rules and the code that
/// reads a value traverse all fields.
const MOST_FIELDS: usize = 10_000;

/// The maximum nesting depth of types, which rules traverse recursively. JSON has the same limit.
const MOST_LEVELS: usize = 128;

/// The size of a type.
#[derive(Clone, Copy, Default)]
pub(crate) struct Size {
    /// The number of fields, including those of nested types.
    pub fields: usize,
    /// The nesting depth.
    pub levels: usize,
}

impl Size {
    /// The size of a type. Counting stops once it exceeds a limit.
    pub fn of(ty: &Type) -> Size {
        match ty {
            Type::Optional(inner) | Type::List(inner) | Type::Map(inner) => {
                Size::of(inner).wrapped()
            }
            Type::Record(record) => {
                let mut size = Size::default();
                for field in &record.fields {
                    size = size.with_field(Size::of(&field.ty));
                    if size.report("", Span::default()).is_some() {
                        break;
                    }
                }
                size.wrapped()
            }
            Type::Union(union) => {
                let mut size = Size::default();
                for variant in &union.variants {
                    size = size.with_field(Size::of(&variant.ty));
                    if size.report("", Span::default()).is_some() {
                        break;
                    }
                }
                size.wrapped()
            }
            _ => Size::default(),
        }
    }

    /// Adds a field of that size.
    pub fn with_field(self, field: Size) -> Size {
        Size {
            fields: self.fields.saturating_add(field.fields).saturating_add(1),
            levels: self.levels.max(field.levels),
        }
    }

    /// Adds one level of nesting.
    pub fn wrapped(self) -> Size {
        Size {
            levels: self.levels.saturating_add(1),
            ..self
        }
    }

    /// `E0309`: a type that is too large, at `span`.
    pub fn report(self, what: &str, span: Span) -> Option<Diagnostic> {
        if self.fields > MOST_FIELDS {
            Some(too_wide(what, span))
        } else if self.levels > MOST_LEVELS {
            Some(too_deep(what, span))
        } else {
            None
        }
    }
}

fn too_wide(what: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TypeTooLarge,
        span,
        format!("{what} has more than 10,000 fields"),
    )
    .label("too many, including those of nested types")
    .note("the fields of a nested type count each time it is used")
    .help("leave out fields that the program does not read, or use `json` for data that it only passes on")
}

fn too_deep(what: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TypeTooLarge,
        span,
        format!("{what} nests types more than {MOST_LEVELS} deep"),
    )
    .label("too deep")
    .note("JSON of this depth is rejected when a request arrives")
    .help("use `json` for data that the program only passes on")
}
