//! `fn NAME(…) -> TYPE { … }`: signatures, and the call order.

use flowright_diagnostics::{Code, Diagnostic};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{ExpressionKind, FunctionItem, Name, Node};

use super::{Globals, Items, Signature, Thing};
use crate::reports::Reports;

/// Reads the parameter and return types of functions. Their order is not known yet.
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

/// `E0308`: a function without a return type.
fn no_return_type(item: &FunctionItem) -> Diagnostic {
    Diagnostic::new(
        Code::MissingReturnType,
        item.name.span,
        format!("the function `{}` has no return type", item.name.text),
    )
    .label("the return type is missing")
    .help(format!(
        "write it after the parameters: `fn {}(…) -> text {{ … }}`",
        item.name.text
    ))
}

/// The calls in a function, by name.
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

/// Orders the functions so that each callee precedes its callers, given the calls of each. Reports
/// each cycle once.
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
    /// For each function, its position in the order, once assigned.
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

    /// `E0109`: a recursive function.
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
        .label("functions cannot be recursive");
        let report = cycle.iter().enumerate().fold(report, |report, (at, item)| {
            let text = if at == 0 {
                "the function begins here".to_owned()
            } else {
                format!("through `{}`", item.name.text)
            };
            report.because(item.name.span, text)
        });
        report.help("replace the recursion with a loop or a list function")
    }
}
