//! Loops.
//!
//! Each iteration frees its memory when it ends, unless something that outlives the iteration may
//! point into that memory: a variable declared outside the loop, or an element of the list that the
//! loop yields.
//!
//! Invariant: everything in a loop that is live across a step is a whole value of a type.

use flowright_check::program::{
    BindingId, Block, Expression, ExpressionKind, For, Node, Statement, While,
};
use flowright_diagnostics::Span;
use flowright_stdlib::failure::FailureCode;
use flowright_stdlib::types::Type;

use super::builder::Value;
use super::pieces::Piece;
use super::rounds::Rounds;
use super::workflow::Lowering;
use crate::code::{Arithmetic, Comparison, Instruction, LocalId, Raised, Terminator, TextKind};

/// The fuel for one iteration of a loop.
pub(super) const ROUND: u32 = 8;

/// The list that a loop yields.
struct Given {
    address: LocalId,
    count: LocalId,
    element: Type,
}

impl Lowering<'_> {
    pub(super) fn for_loop(&mut self, one: &For, ty: &Type, span: Span) -> Value {
        if let Some(most) = &one.at_once {
            return self.at_once(one, most, ty, span);
        }
        let list = self.expression(&one.list);
        let (Type::List(element), [address, count]) = (&one.list.ty, &list[..]) else {
            return self.zero(ty);
        };
        let (address, count) = (*address, *count);
        let given = match ty {
            Type::List(element) if one.gives => Some(self.given(count, element, span)),
            _ => None,
        };
        let index = self.code.word(0);
        self.code.declare(&Type::Int, &[index]);
        let (head, next, end) = (self.code.block(), self.code.block(), self.code.block());
        let round = self.begin_round();
        self.code.jump(head);
        self.code.go_on_in(head);
        let goes_on = self.compare_words(Comparison::Less, index, count);
        let over = self.code.branch(goes_on);
        let stride = self.layouts.words(element);
        let place = self.element(address, index, stride);
        let value = self.load(place, 0, element);
        self.code.declare(element, &value);
        self.bind(one.element, value);
        if let Some(name) = one.index {
            self.bind(name, vec![index]);
        }
        self.loops.push(Rounds {
            next,
            end,
            counter: index,
        });
        let value = self.block(&one.body);
        self.loops.pop();
        if let Some(given) = &given
            && one.body.ty != Type::Never
        {
            self.give_element(given, &value, span);
        }
        self.code.jump(next);
        self.code.go_on_in(next);
        let keeps = given
            .as_ref()
            .is_some_and(|given| !holds_no_address(&given.element));
        self.end_round(&round, keeps || escapes(&one.body));
        self.count_up(index, span);
        self.code.fuel(ROUND, head);
        self.code.go_on_in(over);
        self.code.jump(end);
        self.code.go_on_in(end);
        given.map_or_else(Value::new, |given| vec![given.address, given.count])
    }

    pub(super) fn while_loop(&mut self, one: &While, span: Span) -> Value {
        let most = self.scalar(&one.at_most);
        let rounds = self.code.word(0);
        self.code.declare(&Type::Int, &[rounds]);
        let (head, next, end) = (self.code.block(), self.code.block(), self.code.block());
        let round = self.begin_round();
        self.code.jump(head);
        self.code.go_on_in(head);
        let goes_on = self.scalar(&one.condition);
        let over = self.code.branch(goes_on);
        let is_allowed = self.compare_words(Comparison::Less, rounds, most);
        let too_many = self.code.branch(is_allowed);
        self.loops.push(Rounds {
            next,
            end,
            counter: rounds,
        });
        self.block(&one.body);
        self.loops.pop();
        self.code.jump(next);
        self.code.go_on_in(next);
        self.end_round(&round, escapes(&one.body));
        self.count_up(rounds, span);
        self.code.fuel(ROUND, head);
        self.code.go_on_in(too_many);
        self.too_many_rounds(most, span);
        self.code.go_on_in(over);
        self.code.jump(end);
        self.code.go_on_in(end);
        Value::new()
    }

    /// `break`
    pub(super) fn leave_loop(&mut self) {
        if let Some(end) = self.loops.last().map(|rounds| rounds.end) {
            self.code.jump(end);
        }
    }

    /// `continue`
    pub(super) fn next_round(&mut self) {
        if let Some(next) = self.loops.last().map(|rounds| rounds.next) {
            self.code.jump(next);
        }
    }

    /// Allocates the result list of a loop: at most one element per iteration.
    fn given(&mut self, rounds: LocalId, element: &Type, span: Span) -> Given {
        let address = self.room(rounds, element, span);
        let count = self.code.word(0);
        self.code
            .declare(&element.clone().list(), &[address, count]);
        Given {
            address,
            count,
            element: element.clone(),
        }
    }

    fn give_element(&mut self, given: &Given, value: &[LocalId], span: Span) {
        let stride = self.layouts.words(&given.element);
        let place = self.element(given.address, given.count, stride);
        self.store(place, 0, &given.element, value);
        self.count_up(given.count, span);
    }

    pub(super) fn count_up(&mut self, counter: LocalId, span: Span) {
        let one = self.code.word(1);
        let next = self.int(Arithmetic::Add, counter, one, span);
        self.code.copy(&[counter], &[next]);
    }

    pub(super) fn begin_round(&mut self) -> Round {
        let mark = self.code.emit_to(|to| Instruction::Mark { to });
        self.code.declare(&Type::Int, &[mark]);
        Round {
            mark,
            takes_memory: self.code.takes_memory,
        }
    }

    pub(super) fn end_round(&mut self, round: &Round, is_kept: bool) {
        let took_memory = self.code.takes_memory > round.takes_memory;
        if took_memory && !is_kept {
            self.code.emit(Instruction::Release { mark: round.mark });
        }
    }

    fn too_many_rounds(&mut self, most: LocalId, span: Span) {
        let word = Piece::Word {
            word: most,
            kind: TextKind::Int,
        };
        let pieces = vec![
            Piece::constant("the condition of the `while` is still true after "),
            word,
            Piece::constant(" iterations"),
        ];
        let message = self.text_of(pieces, span);
        if let [address, length] = message[..] {
            let site = self.site(span);
            let failure = Raised::New {
                code: FailureCode::TooMany,
                message: [address, length],
            };
            self.code.end(Terminator::Fail { failure, site });
        }
    }
}

/// The memory mark of an iteration.
pub(super) struct Round {
    mark: LocalId,
    takes_memory: usize,
}

/// Whether a value of the type contains no address.
pub(super) fn holds_no_address(ty: &Type) -> bool {
    match ty {
        Type::Bool
        | Type::Int
        | Type::Float
        | Type::Decimal
        | Type::Time
        | Type::Date
        | Type::Duration
        | Type::Null
        | Type::Never => true,
        Type::Optional(inner) => holds_no_address(inner),
        Type::Error
        | Type::Text
        | Type::Literals(_)
        | Type::Bytes
        | Type::Json
        | Type::Secret
        | Type::Headers
        | Type::List(_)
        | Type::Map(_)
        | Type::Record(_)
        | Type::Union(_) => false,
    }
}

/// Whether an iteration assigns something that may point into its memory to a variable declared
/// outside the loop.
fn escapes(body: &Block) -> bool {
    let mut own: Vec<BindingId> = Vec::new();
    let mut assigned: Vec<(BindingId, &Expression)> = Vec::new();
    for node in Node::Block(body).walk() {
        let Node::Statement(statement) = node else {
            continue;
        };
        match statement {
            Statement::Var { binding, value: _ } => own.push(*binding),
            Statement::Assign { binding, value } => assigned.push((*binding, value)),
            Statement::Let { .. }
            | Statement::Expression(_)
            | Statement::Break(_)
            | Statement::Continue(_)
            | Statement::Respond(_)
            | Statement::Log(_) => {}
        }
    }
    let is_kept = |value: &Expression| {
        !holds_no_address(&value.ty) && !matches!(value.kind, ExpressionKind::Constant(_))
    };
    assigned
        .iter()
        .any(|(binding, value)| !own.contains(binding) && is_kept(value))
}
