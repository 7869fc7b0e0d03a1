//! `fn NAME(…) -> TYPE { … }`: signatures, and the order of calls.

use flowright_diagnostics::{Code, Diagnostic};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{ExpressionKind, FunctionItem, Name, Node};

use super::{Globals, Items, Signature, Thing};
use crate::reports::Reports;

/// Reads what functions take and give. Their order is not known yet.
pub(super) fn signatures(globals: &mut Globals, items: &Items<'_>, reports: &mut Reports) {
    for item in &items.functions {
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
        globals.signatures.push(Signature {
            order: 0,
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

/// The names by which a function calls others.
pub(crate) fn calls(item: &FunctionItem) -> Vec<Name> {
    let expressions = Node::Block(&item.body).expressions();
    let calls = expressions.filter_map(|expression| {
        let ExpressionKind::Call { function, .. } = &expression.kind else {
            return None;
        };
        Some(function.clone())
    });
    calls.collect()
}

/// Orders the functions so that a callee stands before its callers, given the calls of each; a cycle is reported once.
pub(crate) fn order(
    globals: &mut Globals,
    items: &Items<'_>,
    calls: &[Vec<Name>],
    reports: &mut Reports,
) {
    let callee = |call: &Name| {
        let entry = globals.things.get(&call.text)?;
        match globals.kinds.get(entry.index) {
            Some((Thing::Function, index)) => Some(*index),
            _ => None,
        }
    };
    let calls = calls.iter().map(|calls| {
        let calls = calls.iter();
        calls
            .filter_map(|call| Some((callee(call)?, call)))
            .collect()
    });
    let mut walk = Walk {
        items,
        calls: calls.collect(),
        open: Vec::new(),
        place: vec![None; items.functions.len()],
        next: 0,
    };
    for index in 0..items.functions.len() {
        walk.visit(index, reports);
    }
    for (signature, place) in globals.signatures.iter_mut().zip(walk.place) {
        signature.order = place.unwrap_or(0);
    }
}

struct Walk<'w, 'a> {
    items: &'w Items<'a>,
    calls: Vec<Vec<(usize, &'w Name)>>,
    open: Vec<usize>,
    /// Of each function, its place in the order, once it has one.
    place: Vec<Option<usize>>,
    next: usize,
}

impl Walk<'_, '_> {
    fn visit(&mut self, index: usize, reports: &mut Reports) {
        if self.place.get(index).is_none_or(Option::is_some) {
            return;
        }
        self.open.push(index);
        let calls = self.calls.get_mut(index).map(std::mem::take);
        for (callee, call) in calls.into_iter().flatten() {
            match self.open.iter().position(|open| *open == callee) {
                Some(start) => reports.push(self.recursion(start, call)),
                None => self.visit(callee, reports),
            }
        }
        self.open.pop();
        if let Some(place) = self.place.get_mut(index) {
            *place = Some(self.next);
            self.next += 1;
        }
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
