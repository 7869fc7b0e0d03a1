//! Bodies of functions.

use flowright_syntax::ast::FunctionItem;

use super::checker::{Checker, Place};
use super::reason::{Reason, Use};
use crate::declare::{Globals, Signature};
use crate::program::Function;
use crate::reports::Reports;

/// Checks the body of a function.
pub(crate) fn function(
    globals: &Globals,
    item: &FunctionItem,
    signature: &Signature,
    reports: &mut Reports,
) -> Function {
    let user = format!("fn {}", item.name.text).into();
    let mut checker = Checker::new(globals, reports, Place::Function, user);
    checker.result = Some(signature.returns.clone());
    let mark = checker.enter();
    let parameters = checker.bind_parameters(&item.parameters, &signature.parameters);
    let reason = item
        .returns
        .as_ref()
        .map_or(Reason::None, |ty| Reason::Returns {
            of: "function",
            name: &item.name.text,
            span: ty.span,
        });
    let body = checker.block(&item.body, Use::Must(&signature.returns, &reason));
    checker.leave_block(mark, item.body.span);
    Function {
        name: item.name.text.clone(),
        parameters,
        returns: signature.returns.clone(),
        bindings: checker.bindings,
        body,
        span: item.name.span,
    }
}
