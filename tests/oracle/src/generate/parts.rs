//! Parts: branches and iterations that run side by side, and transactions.

use std::mem;

use flowright_check::program::failure_type;
use flowright_stdlib::types::{Field, Type};

use super::generator::{Generator, Mode};
use super::statements::Lines;

impl Generator<'_> {
    /// `parallel { a { … }, b { … } }`
    pub(super) fn parallel(&mut self, depth: usize) -> Lines {
        let count = 1 + self.source.below(3);
        let branches = (0..count).map(|_| {
            let name = self.name("b");
            let body = self.part(|this| this.block(depth, false)).block();
            format!("{name} {body}")
        });
        let branches: Vec<String> = branches.collect();
        let settled = self.settled();
        let line = format!("parallel{settled} {{\n{}\n}}", branches.join("\n"));
        Lines::one(line, false)
    }

    /// `let x = parallel { a { … }, b { … } }`
    pub(super) fn parallel_value(&mut self, depth: usize) -> Lines {
        let settled = self.settled();
        let mut fields = Vec::new();
        let mut branches = Vec::new();
        for _ in 0..=self.source.below(3) {
            let name = self.name("b");
            let ty = self.ty();
            let body = self
                .part(|this| this.valued(Mode::Exact, &ty, depth))
                .block();
            branches.push(format!("{name} {body}"));
            let ty = if settled.is_empty() { ty } else { outcome(ty) };
            fields.push(field(&name, ty));
        }
        let name = self.bind(Type::record(fields));
        let branches = branches.join("\n");
        let line = format!("let {name} = parallel{settled} {{\n{branches}\n}}");
        Lines::one(line, false)
    }

    /// `for x in list at most n at once { … }`
    pub(super) fn at_once(&mut self, depth: usize) -> Lines {
        let mark = self.enter();
        let (most, head) = (self.most(), self.for_head());
        let body = self.part(|this| this.block(depth, false)).block();
        self.leave(mark);
        Lines::one(format!("{head} at most {most} at once {body}"), false)
    }

    /// `let xs: [T] = for x in list at most n at once { … }`
    pub(super) fn at_once_value(&mut self, depth: usize) -> Lines {
        let ty = self.ty();
        let mark = self.enter();
        let (most, head) = (self.most(), self.for_head());
        let body = self
            .part(|this| this.valued(Mode::Must, &ty, depth))
            .block();
        self.leave(mark);
        let written = self.spell(&ty.clone().list());
        let name = self.bind(ty.list());
        let line = format!("let {name}: {written} = {head} at most {most} at once {body}");
        Lines::one(line, false)
    }

    /// `transaction { … }`
    pub(super) fn transaction(&mut self, depth: usize) -> Lines {
        let body = self.in_transaction(|this| this.block(depth, false)).block();
        Lines::one(format!("transaction {body}"), false)
    }

    /// `let x: T = transaction { … }`
    pub(super) fn transaction_value(&mut self, depth: usize) -> Lines {
        let ty = self.ty();
        let body = self
            .in_transaction(|this| this.valued(Mode::Must, &ty, depth))
            .block();
        let written = self.spell(&ty);
        let name = self.bind(ty);
        Lines::one(format!("let {name}: {written} = transaction {body}"), false)
    }

    fn in_transaction<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        self.in_transaction = true;
        let written = self.part(write);
        self.in_transaction = false;
        written
    }

    /// A part: it cannot respond, leave a loop around it, or assign a variable of the code around
    /// it.
    pub(super) fn part<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        let loops = mem::take(&mut self.loops);
        let assignable = mem::take(&mut self.assignable);
        self.parts += 1;
        let written = write(self);
        self.parts -= 1;
        self.assignable = assignable;
        self.loops = loops;
        written
    }

    fn settled(&mut self) -> &'static str {
        if self.source.once_in(3) {
            " settled"
        } else {
            ""
        }
    }

    /// The number of iterations that run at once; rarely a number that is out of range.
    fn most(&mut self) -> String {
        if self.source.once_in(8) {
            let most = self.expression(Mode::Must, &Type::Int, 1).text;
            // A literal that is out of range does not compile.
            if most.trim_matches(['(', ')', '-']).parse::<i64>().is_err() {
                return most;
            }
        }
        (1 + self.source.below(4)).to_string()
    }
}

/// The value that `parallel settled` yields for a branch with such a value.
fn outcome(value: Type) -> Type {
    let error = field("error", failure_type().optional());
    if value == Type::Null {
        return Type::record(vec![error]);
    }
    Type::record(vec![field("value", value.optional()), error])
}

fn field(name: &str, ty: Type) -> Field {
    let name = name.into();
    Field { name, ty }
}
