//! Fuses `filter` and `map` with the loop over their result, so that
//! `orders.filter(…).map(…).sum()` is a single loop without intermediate lists.
//!
//! Invariant: fusion is not observable. The lambdas of a stage cannot fail and use no randomness,
//! so the stages may be interleaved instead of running one after the other.

use flowright_check::program::{Conversion, Expression, ExpressionKind, Lambda};
use flowright_stdlib::functions::{Implementation, Inlined};

use crate::code::BlockId;
use crate::lower::builder::Value;
use crate::lower::workflow::Lowering;

/// What happens to an element before the body of the loop gets it.
#[derive(Clone, Copy)]
pub(super) enum Stage<'t> {
    /// It is left out unless this holds.
    Filter(&'t Lambda),
    /// It is replaced by this.
    Map(&'t Lambda),
}

impl Stage<'_> {
    /// Whether it may leave out elements.
    pub(super) fn leaves_out(&self) -> bool {
        matches!(self, Stage::Filter(_))
    }
}

/// Whether a function reads one element after the other, rather than the list as a whole.
pub(super) fn takes_stages(function: Inlined) -> bool {
    match function {
        Inlined::All
        | Inlined::Any
        | Inlined::Count
        | Inlined::Find
        | Inlined::Fold
        | Inlined::Map
        | Inlined::Max
        | Inlined::Min
        | Inlined::Sum => true,
        Inlined::Append
        | Inlined::Average
        | Inlined::Entries
        | Inlined::Filter
        | Inlined::First
        | Inlined::FlatMap
        | Inlined::Greater
        | Inlined::GroupBy
        | Inlined::Last
        | Inlined::Lesser
        | Inlined::SetEntry
        | Inlined::Sort
        | Inlined::ToJson
        | Inlined::ToMap
        | Inlined::Unique
        | Inlined::Zip => false,
    }
}

/// The list that the stages start from, and the stages in order.
pub(super) fn stages(mut list: &Expression) -> (&Expression, Vec<Stage<'_>>) {
    let mut stages = Vec::new();
    while let Some((receiver, stage)) = stage(list) {
        stages.push(stage);
        list = receiver;
    }
    stages.reverse();
    (list, stages)
}

fn stage(list: &Expression) -> Option<(&Expression, Stage<'_>)> {
    let ExpressionKind::Call {
        function,
        arguments,
    } = &list.kind
    else {
        return None;
    };
    let [receiver, lambda] = &arguments[..] else {
        return None;
    };
    let lambda = as_lambda(lambda).filter(|lambda| is_plain(&lambda.body))?;
    match function.get()?.code {
        Implementation::Inline(Inlined::Filter) => Some((receiver, Stage::Filter(lambda))),
        Implementation::Inline(Inlined::Map) => Some((receiver, Stage::Map(lambda))),
        Implementation::Inline(_) | Implementation::Host(_) | Implementation::Constant(_) => None,
    }
}

/// The lambda passed as an argument.
pub(super) fn as_lambda(argument: &Expression) -> Option<&Lambda> {
    if let ExpressionKind::Lambda(lambda) = &argument.kind {
        Some(lambda)
    } else {
        None
    }
}

/// Whether computing a value takes a few instructions, no memory, and cannot fail.
fn is_plain(value: &Expression) -> bool {
    match &value.kind {
        ExpressionKind::Constant(_) | ExpressionKind::Binding(_) | ExpressionKind::Config(_) => {
            true
        }
        ExpressionKind::NotNull(inner)
        | ExpressionKind::Field { record: inner, .. }
        | ExpressionKind::Not(inner)
        | ExpressionKind::Convert(
            Conversion::Same | Conversion::ToOptional | Conversion::NullToOptional,
            inner,
        ) => is_plain(inner),
        ExpressionKind::And(left, right) | ExpressionKind::Or(left, right) => {
            is_plain(left) && is_plain(right)
        }
        ExpressionKind::Coalesce { left, right } => is_plain(left) && is_plain(right),
        ExpressionKind::Compare(_, left, right) => {
            left.ty.without_null().is_scalar() && is_plain(left) && is_plain(right)
        }
        ExpressionKind::Convert(
            Conversion::IntToDecimal | Conversion::Copy | Conversion::ToMap,
            _,
        )
        | ExpressionKind::Error
        | ExpressionKind::Keep { .. }
        | ExpressionKind::Context(_)
        | ExpressionKind::Secret(_)
        | ExpressionKind::Chain { .. }
        | ExpressionKind::Index { .. }
        | ExpressionKind::Header { .. }
        | ExpressionKind::Negate(_)
        | ExpressionKind::Arithmetic(..)
        | ExpressionKind::In { .. }
        | ExpressionKind::Text(_)
        | ExpressionKind::Written(..)
        | ExpressionKind::Url { .. }
        | ExpressionKind::Record(_)
        | ExpressionKind::List(_)
        | ExpressionKind::Call { .. }
        | ExpressionKind::CallFunction { .. }
        | ExpressionKind::Now
        | ExpressionKind::If { .. }
        | ExpressionKind::Match { .. }
        | ExpressionKind::Lambda(_)
        | ExpressionKind::For(_)
        | ExpressionKind::While(_)
        | ExpressionKind::Try(_)
        | ExpressionKind::Parallel(_)
        | ExpressionKind::Transaction(_)
        | ExpressionKind::Decode(_)
        | ExpressionKind::Fail { .. }
        | ExpressionKind::FailAgain { .. }
        | ExpressionKind::Step(_) => false,
    }
}

impl Lowering<'_> {
    /// An element after the stages, and the blocks to which the stages jump if they leave it out.
    pub(super) fn staged(
        &mut self,
        stages: &[Stage<'_>],
        mut value: Value,
    ) -> (Value, Vec<BlockId>) {
        let mut left_out = Vec::new();
        for stage in stages {
            match stage {
                Stage::Filter(lambda) => {
                    let holds = self.apply_word(lambda, value.clone());
                    left_out.push(self.code.branch(holds));
                }
                Stage::Map(lambda) => value = self.apply(lambda, [value]),
            }
        }
        (value, left_out)
    }
}
