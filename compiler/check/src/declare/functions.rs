//! `fn NAME(…) -> TYPE { … }`: signatures, and the call order.

use flowright_diagnostics::{Code, Diagnostic};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{ExpressionKind, FunctionItem, Name, Node};

use super::order::Order;
use super::{Globals, Items, Signature, Thing};
use crate::reports::Reports;

/// Reads the parameter and return types of functions. Their order is not known yet.
pub(super) fn signatures(globals: &mut Globals, items: &Items<'_>, reports: &mut Reports) {
    for item in &items.functions {
        let parameters = globals.types.parameters(&item.parameters, reports);
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
    let names: Vec<&Name> = items.functions.iter().map(|item| &item.name).collect();
    let order = Order::of(&names, calls, callee);
    for cycle in &order.cycles {
        reports.push(
            cycle
                .report("function", "functions cannot be recursive")
                .help("replace the recursion with a loop or a list function"),
        );
    }
    for (signature, place) in globals.signatures.iter_mut().zip(order.places) {
        signature.order = place;
    }
}
