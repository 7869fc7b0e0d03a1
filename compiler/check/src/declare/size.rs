//! How large a type may be.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::Type;

/// The most fields that a type has, those of the types inside it too: rules walk over all of them, and so does the code that reads a
/// value.
const MOST_FIELDS: usize = 10_000;

/// The most types inside each other: rules walk down all of them. JSON may not be deeper either.
const MOST_LEVELS: usize = 128;

/// How large the values of a type are.
#[derive(Clone, Copy, Default)]
pub(crate) struct Size {
    /// Fields, those of the types inside it too.
    pub fields: usize,
    /// Types inside each other.
    pub levels: usize,
}

impl Size {
    /// The size of a type; one that is too large is counted only until it is.
    pub fn of(ty: &Type) -> Size {
        match ty {
            Type::Optional(inner) | Type::List(inner) => Size::of(inner).wrapped(),
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
            _ => Size::default(),
        }
    }

    /// With a field of that size.
    pub fn with_field(self, field: Size) -> Size {
        Size {
            fields: self.fields.saturating_add(field.fields).saturating_add(1),
            levels: self.levels.max(field.levels),
        }
    }

    /// Inside of one more type.
    pub fn wrapped(self) -> Size {
        Size {
            levels: self.levels.saturating_add(1),
            ..self
        }
    }

    /// `E0309`: what is too large, where it is.
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
    .label("too many, with those of the types inside it")
    .note("the fields of a type count at each place where it is used")
    .help("leave out fields that the program does not read, or use `json` for data that it only passes on")
}

fn too_deep(what: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TypeTooLarge,
        span,
        format!("{what} has more than {MOST_LEVELS} types inside each other"),
    )
    .label("too deep")
    .note("JSON of such a depth is refused where it arrives")
    .help("use `json` for data that the program only passes on")
}
