//! `xs.append(x)` as a line: a changed list or map that nobody keeps.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit};
use flowright_stdlib::types::Type;
use flowright_syntax::ast;

use super::Checker;
use crate::SymbolKind;
use crate::convert;
use crate::program::Expression;

/// The functions that other languages write to change their receiver.
const CHANGES: &[&str] = &[
    "append", "concat", "set", "remove", "merge", "sort", "sort_by", "reverse", "unique",
];

impl Checker<'_> {
    /// `W0203`: the result of a function that seems to change a list or a map; `None` for other
    /// values.
    pub(super) fn unused_change(
        &mut self,
        e: &ast::Expression,
        value: &Expression,
    ) -> Option<Diagnostic> {
        let ast::ExpressionKind::MethodCall {
            base,
            function,
            arguments,
            ..
        } = &e.kind
        else {
            return None;
        };
        let given = if arguments.is_empty() { "" } else { "…" };
        let kind = match &value.ty {
            Type::List(_) => "list",
            Type::Map(_) => "map",
            _ => return None,
        };
        let changed = &*function.text;
        if !CHANGES.contains(&changed) {
            return None;
        }
        let report = Diagnostic::new(
            Code::UnusedValue,
            e.span,
            format!("a {kind} does not change: this result is lost"),
        )
        .label(format!("`{changed}` gives a new {kind}"));
        let ast::ExpressionKind::Name(name) = &base.kind else {
            return Some(report.help(format!(
                "keep the new {kind}: `let changed = ….{changed}({given})`"
            )));
        };
        let text = &name.text;
        let meant = format!("{text} = {text}.{changed}({given})");
        let id = self.visible(text)?;
        let binding = self.binding(id)?;
        let declared = binding.span;
        let fits = convert::value_fits(value, &binding.ty);
        let edit = Edit {
            span: e.span.before(),
            text: format!("{text} = "),
        };
        let is_outside = self.part.as_ref().is_some_and(|part| part.is_outside(id));
        let variable = self.variables.iter_mut().find(|one| one.binding == id);
        if let Some(variable) = variable {
            variable.is_assigned = true;
            let applicability = if fits && !is_outside {
                Applicability::Safe
            } else {
                Applicability::Unsafe
            };
            return Some(report.fix(format!("write `{meant}`"), vec![edit], applicability));
        }
        let mut symbols = self.reports.index.symbols.iter().rev();
        let symbol = symbols.find(|one| one.span == declared);
        let is_let = symbol.is_some_and(|one| one.kind == SymbolKind::Binding);
        Some(if is_let {
            report
                .because(declared, "bound once with `let`")
                .help(format!(
                    "declare it with `var {text} = …`, and write `{meant}`"
                ))
        } else {
            report.because(declared, "declared here").help(format!(
                "keep the new {kind}: `let changed = {text}.{changed}({given})`"
            ))
        })
    }
}
