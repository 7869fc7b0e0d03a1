//! Parts that run side by side: the branches of `parallel`, and the iterations of `for … at once`.

use std::mem;
use std::sync::Arc;

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::{Field, Origin, RecordType, Type};
use flowright_syntax::{ast, is_reserved};

use super::part::{Part, PartKind};
use super::scope::{error, reserved};
use super::{Checker, Reason, Use};
use crate::convert;
use crate::names;
use crate::program::{Block, Branch, Expression, ExpressionKind, Parallel, failure_type};

impl Checker<'_> {
    /// `parallel { a { … }, b { … } }`
    pub(super) fn parallel(
        &mut self,
        one: &ast::Parallel,
        want: Use<'_>,
        span: Span,
    ) -> Expression {
        if !self.may_stand(span, "`parallel`") || self.cannot_be_undone(span, "`parallel`") {
            return error(span);
        }
        if one.branches.is_empty() {
            self.report(no_branches(span));
            return error(span);
        }
        let gives = !matches!(want, Use::Nothing);
        self.branches.extend(
            one.branches
                .iter()
                .map(|branch| (branch.name.text.clone(), span)),
        );
        let mut branches: Vec<Branch> = Vec::new();
        let mut fields = Vec::new();
        let mut seen: Vec<&ast::Name> = Vec::new();
        for branch in &one.branches {
            let name = &branch.name;
            if name.text.is_empty() {
                self.unread();
            }
            if is_reserved(&name.text) {
                self.report(reserved(name));
                fields.push(Type::Error);
            }
            let mut earlier = seen.iter().filter(|_| !name.text.is_empty());
            match earlier.find(|first| first.text == name.text) {
                Some(first) => {
                    let report = names::declared_twice(name, first.span);
                    self.report(report);
                    fields.push(Type::Error);
                }
                None => seen.push(name),
            }
            let hint = hint(want, &name.text, one.settled);
            let want = if gives {
                Use::Value(hint.as_ref())
            } else {
                Use::Nothing
            };
            let body = self.part_block(PartKind::Branch, &branch.body, want);
            fields.push(self.branch_type(&body));
            branches.push(Branch {
                name: name.text.clone(),
                body,
            });
        }
        if fields.contains(&Type::Error) {
            return error(span);
        }
        let fields = branches.iter().zip(fields).map(|(branch, ty)| Field {
            name: branch.name.clone(),
            ty: if one.settled { outcome(ty) } else { ty },
        });
        let ty = if gives {
            record(fields.collect())
        } else {
            Type::Null
        };
        Expression {
            kind: ExpressionKind::Parallel(Box::new(Parallel {
                settled: one.settled,
                branches,
                gives,
            })),
            ty,
            span,
        }
    }

    /// The block of a part.
    pub(super) fn part_block(&mut self, kind: PartKind, body: &ast::Block, want: Use<'_>) -> Block {
        let first = u32::try_from(self.bindings.len()).unwrap_or(u32::MAX);
        let is_in_a_loop = self.loops > 0 || self.part.as_ref().is_some_and(Part::is_in_a_loop);
        let loops = mem::take(&mut self.loops);
        let outer = self.part.replace(Part::new(kind, first, is_in_a_loop));
        let block = self.block(body, want);
        self.part = outer;
        self.loops = loops;
        if let Some(value) = &block.value
            && convert::holds_secret(&value.ty)
        {
            let sink = match kind {
                PartKind::Branch => "the result of a branch",
                PartKind::Iteration => "the result of an iteration",
                PartKind::Transaction => "the result of a transaction",
            };
            let report = self.leak(value, sink);
            self.report(report);
            return Block {
                ty: Type::Error,
                ..block
            };
        }
        block
    }

    /// The type of a branch's value.
    fn branch_type(&mut self, body: &Block) -> Type {
        match &body.ty {
            // A branch that always fails has no value.
            Type::Never => Type::Null,
            other => other.clone(),
        }
    }

    /// The `n` of `at most n at once`.
    pub(super) fn at_once(&mut self, most: &ast::Expression) -> Expression {
        let what = "the number of iterations at once";
        let most = self.expect(most, &Type::Int, &Reason::Takes { what });
        if let ExpressionKind::Constant(Constant::Int(number)) = most.kind
            && !AT_ONCE.contains(&number)
        {
            self.report(out_of_range(most.span, number));
        }
        most
    }
}

/// The type that the context of the `parallel` suggests for a branch.
fn hint(want: Use<'_>, name: &str, settled: bool) -> Option<Type> {
    let want = match want {
        Use::Nothing => return None,
        Use::Value(hint) => hint?,
        Use::Must(ty, _) => ty,
    };
    let field = |ty: &Type, name: &str| match ty.without_null() {
        Type::Record(record) => record.field(name).map(|(_, field)| field.ty.clone()),
        _ => None,
    };
    let branch = field(want, name)?;
    if settled {
        field(&branch, "value").map(|value| value.without_null().clone())
    } else {
        Some(branch)
    }
}

/// The value that `parallel settled` yields for a branch with a value of that type.
fn outcome(value: Type) -> Type {
    let error = Field {
        name: "error".into(),
        ty: failure_type().optional(),
    };
    let value = (value != Type::Null).then(|| Field {
        name: "value".into(),
        ty: value.optional(),
    });
    record(value.into_iter().chain([error]).collect())
}

fn record(fields: Vec<Field>) -> Type {
    Type::Record(Arc::new(RecordType {
        origin: Origin::Anonymous,
        fields,
    }))
}

/// The numbers of iterations that may run at once.
const AT_ONCE: std::ops::RangeInclusive<i64> = 1..=1000;

/// `E0307`: `at most 0 at once`
fn out_of_range(span: Span, number: i64) -> Diagnostic {
    let report = Diagnostic::new(
        Code::SettingValue,
        span,
        format!("`{number}` iterations cannot run at once"),
    )
    .label("must be from 1 to 1000");
    if number < 1 {
        return report.help("to run one iteration after the other, remove `at most … at once`");
    }
    report.help("write `at most 1000 at once`, or fewer")
}

/// `E0520`: a `parallel` without branches.
fn no_branches(span: Span) -> Diagnostic {
    Diagnostic::new(Code::Branches, span, "this `parallel` has no branches")
        .label("nothing to run")
        .help("give each branch a name and a block: `parallel { first { … }, second { … } }`")
}
