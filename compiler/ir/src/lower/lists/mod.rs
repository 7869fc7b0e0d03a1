//! Library functions that are lowered inline: loops over lists, into which lambdas are inlined.
//!
//! Each iteration of such a loop frees its memory when it ends, unless the values it made are kept.

mod arranged;
mod ends;
mod extremes;
mod flat_map;
mod fold;
mod given;
mod search;
mod stages;

use flowright_check::program::{Expression, Lambda};
use flowright_diagnostics::Span;
use flowright_stdlib::functions::Inlined;
use flowright_stdlib::types::Type;

use stages::{Stage, as_lambda};

use super::builder::Value;
use super::loops::ROUND;
use super::workflow::Lowering;
use crate::code::{Arithmetic, BlockId, Comparison, LocalId};

/// A list in locals.
#[derive(Clone, Copy)]
pub(super) struct List<'t> {
    pub(super) address: LocalId,
    pub(super) count: LocalId,
    element: &'t Type,
    /// The stages that its elements pass through before they have the type `element`; empty for
    /// most lists.
    stages: &'t [Stage<'t>],
    /// The type of its elements in memory.
    source: &'t Type,
}

impl<'t> List<'t> {
    /// A list whose elements are used as they are stored in memory.
    fn plain(address: LocalId, count: LocalId, element: &'t Type) -> List<'t> {
        List {
            address,
            count,
            element,
            stages: &[],
            source: element,
        }
    }
}

/// The current element.
pub(super) struct Item {
    /// Its index in memory, which also counts the elements that a stage leaves out.
    pub(super) index: LocalId,
    /// Its address.
    place: LocalId,
    /// Its locals.
    pub(super) value: Value,
    /// The block after the loop.
    end: BlockId,
}

impl Lowering<'_> {
    /// A call to such a function; the receiver is the first argument.
    pub(super) fn inlined(
        &mut self,
        function: Inlined,
        arguments: &[Expression],
        ty: &Type,
        span: Span,
    ) -> Value {
        let Some((receiver, arguments)) = arguments.split_first() else {
            return self.zero(ty);
        };
        if function == Inlined::ToJson {
            let pieces = self.json(receiver);
            return self.text_of(pieces, span);
        }
        if let (Inlined::Lesser | Inlined::Greater, [other]) = (function, arguments) {
            let comparison = if function == Inlined::Lesser {
                Comparison::Less
            } else {
                Comparison::Greater
            };
            return self.chosen(comparison, receiver, other, span);
        }
        if function == Inlined::Entries {
            // A map has the same memory layout as the list of its entries.
            return self.expression(receiver);
        }
        if function == Inlined::SetEntry {
            return self.set_entry(receiver, arguments, span);
        }
        let (source, stages) = if stages::takes_stages(function) {
            stages::stages(receiver)
        } else {
            (receiver, Vec::new())
        };
        let value = self.expression(source);
        let (Type::List(element), Type::List(source), [address, count]) =
            (&receiver.ty, &source.ty, &value[..])
        else {
            return self.zero(ty);
        };
        let list = List {
            stages: &stages,
            source,
            ..List::plain(*address, *count, element)
        };
        let lambda = arguments.iter().rev().find_map(as_lambda);
        match (function, lambda, arguments) {
            (Inlined::Map, Some(lambda), _) => self.map(list, lambda, span),
            (Inlined::Filter, Some(lambda), _) => self.filter(list, lambda, span),
            (Inlined::Find, Some(lambda), _) => self.find(list, lambda, ty, span),
            (Inlined::Any, Some(lambda), _) => self.any(list, lambda, true, span),
            (Inlined::All, Some(lambda), _) => self.any(list, lambda, false, span),
            (Inlined::Count, Some(lambda), _) => self.count(list, lambda, span),
            (Inlined::FlatMap, Some(lambda), _) => self.flat_map(list, lambda, span),
            (Inlined::Fold, Some(lambda), [start, ..]) => self.fold(list, start, lambda, span),
            (Inlined::Zip, Some(lambda), [other, ..]) => self.zip(list, other, lambda, span),
            (Inlined::Sum, lambda, _) => self.sum(list, lambda, span),
            (Inlined::Average, lambda, _) => self.average(list, lambda, ty, span),
            (Inlined::Min, lambda, _) => self.extreme(list, lambda, Comparison::Less, ty, span),
            (Inlined::Max, lambda, _) => self.extreme(list, lambda, Comparison::Greater, ty, span),
            (Inlined::Sort, lambda, _) => self.sort(list, lambda, span),
            (Inlined::Unique, lambda, _) => self.unique(list, lambda, span),
            (Inlined::GroupBy, Some(lambda), _) => self.group_by(list, lambda, ty, span),
            (Inlined::First, ..) => self.first(list, ty),
            (Inlined::Last, ..) => self.last(list, ty, span),
            (Inlined::Append, _, [element]) => self.append(list, element, receiver, span),
            (Inlined::ToMap, _, [key, value]) => match (as_lambda(key), as_lambda(value)) {
                (Some(key), Some(value)) => self.map_from_list(list, [key, value], span),
                _ => self.zero(ty),
            },
            // The checker has verified the number of arguments.
            (
                Inlined::Map
                | Inlined::Filter
                | Inlined::Find
                | Inlined::Any
                | Inlined::All
                | Inlined::Count
                | Inlined::FlatMap
                | Inlined::Fold
                | Inlined::Zip
                | Inlined::GroupBy
                | Inlined::Append
                | Inlined::ToJson
                | Inlined::Lesser
                | Inlined::Greater
                | Inlined::ToMap
                | Inlined::Entries
                | Inlined::SetEntry,
                ..,
            ) => self.zero(ty),
        }
    }

    /// A loop over the elements. `keeps` is whether values made by the body outlive the iteration.
    pub(super) fn each(
        &mut self,
        list: List<'_>,
        keeps: bool,
        span: Span,
        body: impl FnOnce(&mut Lowering<'_>, Item),
    ) {
        let index = self.code.word(0);
        let (head, end) = (self.code.block(), self.code.block());
        let round = self.begin_round();
        self.code.jump(head);
        self.code.go_on_in(head);
        let goes_on = self.compare_words(Comparison::Less, index, list.count);
        let over = self.code.branch(goes_on);
        let stride = self.layouts.words(list.source);
        let place = self.element(list.address, index, stride);
        let value = self.load(place, 0, list.source);
        let (value, left_out) = self.staged(list.stages, value);
        body(
            self,
            Item {
                index,
                place,
                value,
                end,
            },
        );
        if !left_out.is_empty() {
            let next = self.code.block();
            self.code.jump(next);
            for block in left_out {
                self.code.go_on_in(block);
                self.code.jump(next);
            }
            self.code.go_on_in(next);
        }
        self.end_round(&round, keeps);
        self.count_up(index, span);
        self.code.fuel(ROUND, head);
        self.code.go_on_in(over);
        self.code.jump(end);
        self.code.go_on_in(end);
    }

    /// The result of a lambda.
    pub(super) fn apply(
        &mut self,
        lambda: &Lambda,
        given: impl IntoIterator<Item = Value>,
    ) -> Value {
        for (parameter, value) in lambda.parameters.iter().zip(given) {
            self.bind(*parameter, value);
        }
        self.expression(&lambda.body)
    }

    /// The result of a lambda, as a single word.
    fn apply_word(&mut self, lambda: &Lambda, given: Value) -> LocalId {
        let value = self.apply(lambda, [given]);
        value.first().copied().unwrap_or_else(|| self.code.word(0))
    }

    /// The sum of two ints that cannot overflow because they count elements.
    fn sum_of_counts(&mut self, left: LocalId, right: LocalId, span: Span) -> LocalId {
        self.int(Arithmetic::Add, left, right, span)
    }
}
