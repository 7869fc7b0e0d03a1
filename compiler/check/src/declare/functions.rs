//! `fn NAME(…) -> TYPE { … }`: signatures, the order of calls, bodies.

use flowright_diagnostics::{Code, Diagnostic};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{ExpressionKind, FunctionItem, Name};

use super::{Globals, Items, Signature, Thing};
use crate::body::{self, visit};
use crate::program::Function;
use crate::reports::Reports;

/// Reads what functions take and give, and orders them so that a callee stands before its callers.
pub(super) fn signatures(globals: &mut Globals, items: &Items<'_>, reports: &mut Reports) {
    let order = order(globals, items, reports);
    for (index, item) in items.functions.iter().enumerate() {
        let parameters = item.parameters.iter().map(|parameter| {
            let ty = globals.types.resolve(&parameter.ty, reports);
            (ty, parameter.name.span)
        });
        let parameters = parameters.collect();
        let returns = match &item.returns {
            Some(ty) => globals.types.resolve(ty, reports),
            None => {
                reports.push(no_return_type(item));
                Type::Error
            }
        };
        let place = order.iter().position(|at| *at == index);
        globals.signatures.push(Signature {
            order: place.unwrap_or(index),
            parameters,
            returns,
            span: item.name.span,
        });
    }
}

/// `E0308`: a function without the type of its value.
fn no_return_type(item: &FunctionItem) -> Diagnostic {
    Diagnostic::new(
        Code::MissingReturnType,
        item.name.span,
        format!(
            "the function `{}` does not say what it gives",
            item.name.text
        ),
    )
    .label("its type is missing")
    .help(format!(
        "write it after the parameters: `fn {}(…) -> text {{ … }}`",
        item.name.text
    ))
}

/// Checks the bodies, in the order of calls.
pub(crate) fn functions(
    items: &Items<'_>,
    globals: &Globals,
    reports: &mut Reports,
) -> Vec<Function> {
    let mut functions: Vec<(usize, Function)> = Vec::with_capacity(items.functions.len());
    for (item, signature) in items.functions.iter().zip(&globals.signatures) {
        functions.push((
            signature.order,
            body::function(globals, item, signature, reports),
        ));
    }
    functions.sort_by_key(|(order, _)| *order);
    functions
        .into_iter()
        .map(|(_, function)| function)
        .collect()
}

/// Indexes of the functions, callees first; a cycle is reported once.
fn order(globals: &Globals, items: &Items<'_>, reports: &mut Reports) -> Vec<usize> {
    let calls: Vec<Vec<(usize, &Name)>> = items
        .functions
        .iter()
        .map(|item| {
            let mut calls = Vec::new();
            visit::block(&item.body, &mut |expression| {
                if let ExpressionKind::Call { function, .. } = &expression.kind {
                    let entry = globals.things.get(&function.text);
                    let kind = entry.and_then(|entry| globals.kinds.get(entry.index));
                    if let Some((Thing::Function, index)) = kind {
                        calls.push((*index, function));
                    }
                }
            });
            calls
        })
        .collect();
    let mut walk = Walk {
        items,
        calls: &calls,
        open: Vec::new(),
        order: Vec::new(),
    };
    for index in 0..items.functions.len() {
        walk.visit(index, reports);
    }
    walk.order
}

struct Walk<'w, 'a> {
    items: &'w Items<'a>,
    calls: &'w [Vec<(usize, &'a Name)>],
    open: Vec<usize>,
    order: Vec<usize>,
}

impl Walk<'_, '_> {
    fn visit(&mut self, index: usize, reports: &mut Reports) {
        if self.order.contains(&index) {
            return;
        }
        self.open.push(index);
        for (callee, call) in self.calls.get(index).into_iter().flatten() {
            match self.open.iter().position(|open| open == callee) {
                Some(start) => reports.push(self.recursion(start, call)),
                None => self.visit(*callee, reports),
            }
        }
        self.open.pop();
        self.order.push(index);
    }

    /// `E0109`: a function that calls itself.
    fn recursion(&self, start: usize, call: &Name) -> Diagnostic {
        let cycle: Vec<&FunctionItem> = self
            .open
            .iter()
            .skip(start)
            .filter_map(|at| self.items.functions.get(*at).copied())
            .collect();
        let report = Diagnostic::new(
            Code::RecursiveFunction,
            call.span,
            format!("the function `{}` calls itself", call.text),
        )
        .label("a function ends, so it does not call itself");
        let report = cycle.iter().enumerate().fold(report, |report, (at, item)| {
            let text = if at == 0 {
                "the function begins here".to_owned()
            } else {
                format!("by way of `{}`", item.name.text)
            };
            report.because(item.name.span, text)
        });
        report.help("work on the list as a whole, or take the repeated part out of the function")
    }
}
