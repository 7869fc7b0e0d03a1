//! Workflows that are called: their parameters and results, and their order.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{Name, Node, StepKind, WorkflowItem};

use super::order::Order;
use super::{Globals, Items, Signature, Started};
use crate::reports::Reports;

/// The maximum depth of workflows that call each other: each runs inside the one before it.
const MOST_NESTED: usize = 16;

/// Reads how the workflows are started. The order of the called workflows is not known yet.
pub(super) fn signatures(globals: &mut Globals, items: &Items<'_>, reports: &mut Reports) {
    for item in &items.workflows {
        let started = match item.as_called() {
            Some(call) => {
                let parameters = globals.types.parameters(&call.parameters, reports);
                let returns = call.returns.as_ref();
                let returns = returns.map_or(Type::Null, |ty| globals.types.resolve(ty, reports));
                Started::Called(Signature {
                    order: 0,
                    parameters,
                    returns,
                    span: item.name.span,
                })
            }
            None if item.has_unclear_trigger() => Started::Unclear,
            None => Started::Webhook,
        };
        globals.started.push(started);
    }
}

/// The workflows that a workflow calls, by name.
pub(crate) fn steps_that_call(item: &WorkflowItem) -> Vec<Name> {
    let nodes = Node::Block(&item.body).walk();
    let calls = nodes.filter_map(|node| {
        if let Node::Step(step) = node
            && let StepKind::Call(call) = &step.kind
        {
            Some(call.workflow.clone())
        } else {
            None
        }
    });
    calls.collect()
}

/// Orders the called workflows so that each precedes its callers, given the calls of each workflow.
/// Reports each cycle once, and calls that are nested too deeply.
pub(crate) fn order(
    globals: &mut Globals,
    items: &Items<'_>,
    calls: &[Vec<Name>],
    reports: &mut Reports,
) {
    let callee = |call: &Name| {
        let entry = globals.workflows.get(&call.text)?;
        let is_called = matches!(globals.started.get(entry.index), Some(Started::Called(_)));
        is_called.then_some(entry.index)
    };
    let names: Vec<&Name> = items.workflows.iter().map(|item| &item.name).collect();
    let order = Order::of(&names, calls, callee);
    for cycle in &order.cycles {
        reports.push(
            cycle
                .report("workflow", "calls of workflows cannot form a circle")
                .help("repeat with a loop: `for x in list { … }` or `while c at most 100 { … }`"),
        );
    }
    if order.cycles.is_empty() {
        check_depth(&order.places, calls, callee, reports);
    }
    // Workflows that are not called have no place in the order.
    let mut called: Vec<(usize, &mut Signature)> = Vec::new();
    for (started, place) in globals.started.iter_mut().zip(order.places) {
        if let Started::Called(signature) = started {
            called.push((place, signature));
        }
    }
    called.sort_by_key(|(place, _)| *place);
    for (order, (_, signature)) in called.into_iter().enumerate() {
        signature.order = order;
    }
}

fn check_depth(
    places: &[usize],
    calls: &[Vec<Name>],
    callee: impl Fn(&Name) -> Option<usize>,
    reports: &mut Reports,
) {
    let mut by_place: Vec<usize> = (0..places.len()).collect();
    by_place.sort_by_key(|index| places.get(*index));
    let mut depths = vec![0_usize; places.len()];
    for index in by_place {
        let mut deepest = 0;
        for call in calls.get(index).into_iter().flatten() {
            let below = callee(call).and_then(|callee| depths.get(callee).copied());
            let below = below.map_or(0, |below| below + 1);
            if below > MOST_NESTED {
                reports.push(too_deep(call.span));
            } else {
                deepest = deepest.max(below);
            }
        }
        if let Some(depth) = depths.get_mut(index) {
            *depth = deepest;
        }
    }
}

/// `E0902`: calls that are nested too deeply.
fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::WorkflowTooLarge,
        span,
        "calls of workflows are nested too deeply",
    )
    .label(format!(
        "a chain of more than {MOST_NESTED} calls ends here"
    ))
    .help("call some of the workflows one after the other instead of inside each other")
}
