//! `for`, `while`, `break` and `continue`.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, Name, Node, StatementKind};

use super::part::PartKind;
use super::scope::error;
use super::{Checker, Reason, Use};
use crate::SymbolKind;
use crate::describe::{brief, found};
use crate::program::{Expression, ExpressionKind, For, Statement, While};

impl Checker<'_> {
    /// `for x in list { … }`
    pub(super) fn for_loop(&mut self, one: &ast::ForLoop, want: Use<'_>, span: Span) -> Expression {
        let list = self.value(&one.list, None);
        let is_map = matches!(list.ty, Type::Map(_));
        let list = self.looped_entries(list);
        let element = match &one.index {
            None if is_map => Type::Error,
            _ => self.element_of(&list),
        };
        let at_once = match &one.at_once {
            Some(_)
                if !self.may_stand(span, "`for … at once`")
                    || self.cannot_be_undone(span, "`for … at once`") =>
            {
                return error(span);
            }
            Some(most) => Some(self.at_once(most)),
            None => None,
        };
        let is_swapped = !is_map && self.names_in_order(one);
        if is_map && one.index.is_none() {
            self.one_name(one);
        }
        self.forget_assigned(&one.body);
        let mark = self.enter();
        let entry = match &one.index {
            Some(key) if is_map => Some(self.entry_names(key, &one.element, &element, &list)),
            _ => None,
        };
        let (index, bound) = match &entry {
            Some(names) => (None, names.element()),
            None => {
                let index = one.index.as_ref();
                let index = index.map(|name| self.bind(name, SymbolKind::Element, Type::Int));
                let bound = self.bind(&one.element, SymbolKind::Element, element.clone());
                if is_swapped {
                    // If one of the names were reported as unused and renamed, that would hide that
                    // they are swapped.
                    self.mark_used(bound);
                    index.into_iter().for_each(|index| self.mark_used(index));
                }
                self.remember_secrets(bound, &list);
                (index, bound)
            }
        };
        let hint = element_hint(want);
        let want_body = match (want, &hint) {
            (Use::Nothing, _) => Use::Nothing,
            (Use::Must(_, reason), Some(element)) => Use::Must(element, reason),
            (_, hint) => Use::Value(hint.as_ref()),
        };
        let mut body = if at_once.is_some() {
            self.part_block(PartKind::Iteration, &one.body, want_body)
        } else {
            self.loops += 1;
            let body = self.block(&one.body, want_body);
            self.loops -= 1;
            body
        };
        self.leave_block(mark, one.body.span);
        if let Some(names) = &entry {
            let statements = names.statements(&element, one.element.span);
            body.statements.splice(0..0, statements);
        }
        let gives = !matches!(want, Use::Nothing);
        let ty = match (gives, &body.ty) {
            (false, _) => Type::Null,
            (true, Type::Error) => Type::Error,
            (true, Type::Never) => {
                let report =
                    super::blocks::no_value(one.body.span, "no iteration of the loop has one")
                        .help("make the last line of the block the value");
                self.report(report);
                Type::Error
            }
            (true, ty) => ty.clone().list(),
        };
        if list.ty == Type::Error || ty == Type::Error || is_map && entry.is_none() {
            return error(span);
        }
        Expression {
            kind: ExpressionKind::For(Box::new(For {
                index,
                element: bound,
                list,
                at_once,
                body,
                gives,
            })),
            ty,
            span,
        }
    }

    /// The element type of the list that a loop iterates over.
    fn element_of(&mut self, list: &Expression) -> Type {
        match &list.ty {
            Type::List(element) => (**element).clone(),
            Type::Error => Type::Error,
            Type::Optional(inner) if matches!(**inner, Type::List(_)) => {
                let report = self.may_be_null(list, inner);
                self.report(report);
                Type::Error
            }
            _ => {
                let report = not_a_list(list);
                self.report(report);
                Type::Error
            }
        }
    }

    /// `while c at most n { … }`
    pub(super) fn while_loop(
        &mut self,
        one: &ast::WhileLoop,
        want: Use<'_>,
        span: Span,
    ) -> Expression {
        if !matches!(want, Use::Nothing) {
            let report = super::blocks::no_value(span, "a `while` has none")
                .help("collect the values in a `var` that is declared before it, or write a `for`");
            self.report(report);
            return error(span);
        }
        let at_most = match &one.at_most {
            Some(bound) => {
                let what = "the maximum number of iterations of a `while`";
                self.expect(bound, &Type::Int, &Reason::Takes { what })
            }
            None => {
                let report = unbounded(one);
                self.report(report);
                error(span)
            }
        };
        self.forget_assigned(&one.body);
        let condition = self.condition(&one.condition);
        let facts = self.facts(&condition);
        let mark = self.enter();
        self.know(&facts.holds);
        self.loops += 1;
        let body = self.block(&one.body, Use::Nothing);
        self.loops -= 1;
        self.leave(mark);
        Expression {
            kind: ExpressionKind::While(Box::new(While {
                condition,
                at_most,
                body,
            })),
            ty: Type::Null,
            span,
        }
    }

    /// `break` or `continue`
    pub(super) fn leave_round(&mut self, span: Span, word: &str) -> Option<Statement> {
        if self.loops == 0 {
            let report = match &self.part {
                Some(part) if part.is_in_a_loop() => part
                    .left_by(span, &format!("`{word}` cannot leave"))
                    .help("put the rest of the block into an `if`"),
                Some(_) | None => outside_of_a_loop(span, word),
            };
            self.report(report);
            return None;
        }
        Some(if word == "break" {
            Statement::Break(span)
        } else {
            Statement::Continue(span)
        })
    }

    /// Drops the facts about variables assigned in a loop, since earlier iterations may have
    /// assigned them.
    fn forget_assigned(&mut self, body: &ast::Block) {
        for node in Node::Block(body).walk() {
            if let Some(StatementKind::Assign { name, value: _ }) =
                node.as_statement().map(|one| &one.kind)
                && let Some(binding) = self.visible(&name.text)
            {
                self.variable_assigned(binding);
            }
        }
    }

    /// `W0502`: loop names in the order of other languages. Returns whether they are.
    fn names_in_order(&mut self, one: &ast::ForLoop) -> bool {
        let Some(first) = &one.index else {
            return false;
        };
        let is_swapped = matches!(&*one.element.text, "i" | "index" | "idx");
        if is_swapped {
            let report = swapped_names(first, &one.element);
            self.report(report);
        }
        is_swapped
    }
}

/// The expected type of each iteration's value, if the loop's list is used.
fn element_hint(want: Use<'_>) -> Option<Type> {
    let want = match want {
        Use::Nothing => return None,
        Use::Value(hint) => hint?,
        Use::Must(ty, _) => ty,
    };
    match want.without_null() {
        Type::List(element) => Some((**element).clone()),
        _ => None,
    }
}

/// `E0215`: a loop over a value that is not a list.
fn not_a_list(list: &Expression) -> Diagnostic {
    let ty = found(&list.ty, &Type::Text);
    let report = Diagnostic::new(
        Code::NotIterable,
        list.span,
        format!("a `for` iterates over a list, but this is `{ty}`"),
    )
    .label(format!("this is `{}`", brief(&list.ty)));
    match list.ty.without_null() {
        Type::Int => {
            report.help("to repeat something a number of times, write `while … at most n { … }`")
        }
        Type::Record(_) => report.help("name the field that holds the list"),
        Type::Json => report.help("decode the list: `for x in decode data as [json] { … }`"),
        _ => report.help("use a value of a list type, such as `[text]`"),
    }
}

/// `E0517`: a loop without a bound.
fn unbounded(one: &ast::WhileLoop) -> Diagnostic {
    let edit = Edit {
        span: one.condition.span.after(),
        text: " at most 100".to_owned(),
    };
    Diagnostic::new(
        Code::UnboundedLoop,
        one.condition.span,
        "this `while` has no maximum number of iterations",
    )
    .label("may never become false")
    .fix(
        "add a maximum number of iterations: `at most 100`",
        vec![edit],
        Applicability::Unsafe,
    )
}

/// `E0516`: `break` or `continue` outside a loop.
fn outside_of_a_loop(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        Code::OutsideLoop,
        span,
        format!("`{word}` is outside of a loop"),
    )
    .label("not inside a loop")
    .help("to end a path of the workflow, use `respond` or `fail`")
}

/// `W0502`: loop names in the order of other languages.
fn swapped_names(first: &Name, second: &Name) -> Diagnostic {
    let edits = vec![
        Edit {
            span: first.span,
            text: second.text.to_string(),
        },
        Edit {
            span: second.span,
            text: first.text.to_string(),
        },
    ];
    Diagnostic::new(
        Code::SwappedNames,
        second.span,
        format!("`{}` is the element here, not the index", second.text),
    )
    .label("the second name is the element")
    .because(first.span, "the first name is the index")
    .fix(
        format!("write `for {}, {} in …`", second.text, first.text),
        edits,
        Applicability::Unsafe,
    )
}
