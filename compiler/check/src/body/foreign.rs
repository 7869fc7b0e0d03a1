//! Errors for names and functions of other languages; the wording comes from the table of habits.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit};
use flowright_syntax::ast::Name;
use flowright_syntax::habits::{HabitPlace, Instead, habit};

/// `E0101`: a value that has another name here. Functions cannot see the request.
pub(super) fn value(name: &Name, in_function: bool) -> Option<Diagnostic> {
    let habit = habit(HabitPlace::Value, &name.text)?;
    let is_request = habit
        .instead
        .word()
        .is_some_and(|word| word.starts_with("context"));
    if in_function && is_request {
        return None;
    }
    let report = Diagnostic::new(
        Code::UnknownName,
        name.span,
        format!("there is no `{}` here", name.text),
    )
    .label("a name from another language");
    Some(said(report, name, habit.instead, habit.says))
}

/// `E0104`: a function that has another name here.
pub(super) fn function(name: &Name) -> Option<Diagnostic> {
    let (instead, says) = match habit(HabitPlace::Function, &name.text) {
        Some(habit) => (habit.instead, habit.says),
        None => (Instead::Other, habit(HabitPlace::Value, &name.text)?.says),
    };
    let report = Diagnostic::new(
        Code::UnknownFunction,
        name.span,
        format!("there is no function `{}`", name.text),
    )
    .label("a function from another language");
    Some(said(report, name, instead, says))
}

/// Adds the explanation of a habit, and an edit if one word replaces the name.
pub(crate) fn said(report: Diagnostic, name: &Name, instead: Instead, says: &str) -> Diagnostic {
    let edit = |word: &str| {
        vec![Edit {
            span: name.span,
            text: word.to_owned(),
        }]
    };
    match instead {
        Instead::Same(word) => report.fix(says, edit(word), Applicability::Safe),
        Instead::Likely(word) => report.fix(says, edit(word), Applicability::Unsafe),
        Instead::Nothing => report.fix(says, edit(""), Applicability::Unsafe),
        Instead::Other => report.help(says),
    }
}
