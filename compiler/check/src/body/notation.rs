//! Arguments that must be written in the program, so that the compiler can check them.

use flowright_diagnostics::{Code, Diagnostic};
use flowright_stdlib::functions::{Function, Notation};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;

use super::Checker;
use super::scope::error;
use crate::convert;
use crate::describe::brief;
use crate::malformed::malformed;
use crate::program::{Expression, ExpressionKind};

impl Checker<'_> {
    /// The argument, if it is a text that is written in the program and follows the notation.
    pub(super) fn literal_text(
        &mut self,
        value: Expression,
        notation: Notation,
        function: &Function,
    ) -> Expression {
        if convert::holds_error(&value.ty) {
            return error(value.span);
        }
        let ExpressionKind::Constant(Constant::Text(text)) = &value.kind else {
            let report = not_written(&value, notation, function);
            self.report(report);
            return error(value.span);
        };
        if let Err(problem) = notation.check(text) {
            let report = malformed(text, value.span, notation, problem);
            self.report(report);
            return error(value.span);
        }
        convert::apply(value, &Type::Text)
    }
}

/// `E0218`: an argument that is not written in the program.
fn not_written(value: &Expression, notation: Notation, function: &Function) -> Diagnostic {
    let name = notation.name();
    let report = Diagnostic::new(
        Code::NotWritten,
        value.span,
        format!("the {name} of `{}` must be a literal", function.name),
    );
    if value.ty.is_text() {
        return report
            .label("only known when the program runs")
            .help(notation.computed())
            .note(format!("a literal {name} is checked by the compiler"));
    }
    report
        .label(format!("this is `{}`", brief(&value.ty)))
        .help(format!("write it as a text: `{}`", notation.sample()))
}
