//! Query parameters and headers that the trigger declares with their types.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast;
use flowright_syntax::tokens::is_word;

use super::scope::error;
use super::{Checker, DeclaredMembers, Place};
use crate::program::{ContextMember, Expression, ExpressionKind};
use crate::settings;

impl Checker<'_> {
    /// Declared members in a place where they have been decoded. `when` is evaluated before they
    /// are decoded, and reads texts.
    pub(super) fn decoded<'r>(
        &self,
        declared: Option<&'r DeclaredMembers>,
    ) -> Option<&'r DeclaredMembers> {
        declared.filter(|_| self.place != Place::When)
    }

    /// `context.query["hub.mode"]`: a declared member whose name is not a word. Reports an error for
    /// any other name.
    pub(super) fn query_by_text(
        &mut self,
        declared: &DeclaredMembers,
        index: &ast::Expression,
        span: Span,
    ) -> Expression {
        let name = settings::plain(index).unwrap_or_default();
        let member = declared_member(declared, ContextMember::DeclaredQuery, &name, span);
        let is_found = member.is_some();
        match member {
            Some(member) if !is_word(&name) => self.narrowed(member),
            Some(Expression {
                ty: Type::Error, ..
            }) => error(span),
            Some(_) | None => {
                self.report(by_text(declared, index, span, &name, is_found));
                error(span)
            }
        }
    }
}

/// `E0107`: `context.query["page"]`, although the members of the query are declared.
fn by_text(
    declared: &DeclaredMembers,
    index: &ast::Expression,
    whole: Span,
    name: &str,
    is_found: bool,
) -> Diagnostic {
    let (message, label) = if is_found {
        let message = "read a declared query parameter with a dot".to_owned();
        (message, "no brackets here")
    } else if name.is_empty() {
        let message = "only declared query parameters can be read".to_owned();
        (message, "not a literal")
    } else {
        (
            format!("`{name}` is not declared in `query`"),
            "not declared",
        )
    };
    let report = Diagnostic::new(Code::UnknownField, index.span, message)
        .label(label)
        .because(declared.span, "the parameters are declared here");
    if is_found {
        let edit = Edit {
            span: whole,
            text: format!("context.query.{name}"),
        };
        return report.fix(
            format!("write `context.query.{name}`"),
            vec![edit],
            Applicability::Unsafe,
        );
    }
    report.help(if is_word(name) {
        format!("declare it: `query {{ {name}: text? }}`")
    } else {
        "declare each member that you need: `query { page: int = 1 }`".to_owned()
    })
}

/// The value of a member that the trigger declares; `None` if the trigger does not declare it.
pub(super) fn declared_member(
    declared: &DeclaredMembers,
    group: ContextMember,
    name: &str,
    span: Span,
) -> Option<Expression> {
    let Type::Record(record) = &declared.ty else {
        // The setting had errors, and the header may be one of its members.
        return Some(Expression {
            kind: ExpressionKind::Error,
            ty: Type::Error,
            span,
        });
    };
    let (index, field) = record.field(name)?;
    let group = Expression {
        kind: ExpressionKind::Context(group),
        ty: declared.ty.clone(),
        span,
    };
    Some(Expression {
        kind: ExpressionKind::Field {
            record: Box::new(group),
            field: index,
        },
        ty: field.ty.clone(),
        span,
    })
}
