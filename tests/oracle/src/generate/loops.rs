//! Loops, variables, log lines, and values that may fail.

use flowright_check::program::failure_type;
use flowright_stdlib::types::{Structure, Type};

use super::generator::{Generator, Mode, Variable};
use super::statements::Lines;

impl Generator<'_> {
    /// `break` or `continue`
    pub(super) fn leave_round(&mut self) -> Lines {
        let word = if self.source.below(2) == 0 {
            "break"
        } else {
            "continue"
        };
        Lines::one(word.to_owned(), true)
    }

    pub(super) fn log(&mut self) -> Lines {
        if self.in_transaction {
            let name = self.name("_u");
            return Lines::one(format!("let {name} = 0"), false);
        }
        let levels = ["debug", "info", "warn", "error"];
        let level = self.source.pick(&levels).copied().unwrap_or("info");
        let message = self.expression(Mode::Must, &Type::Text, 2).text;
        let fields = if self.source.below(2) == 0 {
            String::new()
        } else {
            format!(" {{ a: {}, b: 1 }}", self.json(2))
        };
        Lines::one(format!("log {level} {message}{fields}"), false)
    }

    pub(super) fn variable(&mut self) -> Lines {
        let ty = self.ty();
        if holds_null(&ty) {
            return self.log();
        }
        let value = self.expression(Mode::Must, &ty, 3).text;
        let written = self.spell(&ty);
        let text = self.bind(ty.clone());
        let line = format!("var {text}: {written} = {value}");
        self.assignable.push(Variable { text, ty });
        Lines::one(line, false)
    }

    pub(super) fn assign(&mut self) -> Lines {
        let Some(Variable { text, ty }) = self.source.pick(&self.assignable).cloned() else {
            return self.variable();
        };
        let value = if self.source.once_in(6) {
            self.step_of(&ty)
        } else {
            None
        };
        let value = value.unwrap_or_else(|| self.expression(Mode::Must, &ty, 3).text);
        Lines::one(format!("{text} = {value}"), false)
    }

    /// A step that returns that type, if the random choice is to generate one.
    fn step_of(&mut self, ty: &Type) -> Option<String> {
        if *ty != Type::Int {
            return None;
        }
        let (step, given) = self.step(1);
        (given == Type::Int).then_some(step)
    }

    /// `let x = y ?? fail "…"`
    pub(super) fn or_fail(&mut self) -> Lines {
        let ty = self.ty();
        if ty.is_nullable() {
            return self.log();
        }
        let value = self.expression(Mode::Exact, &ty.clone().optional(), 2).text;
        let message = self.expression(Mode::Must, &Type::Text, 2).text;
        let name = self.bind(ty);
        Lines::one(format!("let {name} = {value} ?? fail {message}"), false)
    }

    /// The head of a `for`, and the names that it binds.
    pub(super) fn for_head(&mut self) -> String {
        if self.source.once_in(5) {
            let value = self.ty();
            let map = self.expression(Mode::Exact, &value.clone().map(), 3).text;
            let (key, value) = (self.bind(Type::Text), self.bind(value));
            return format!("for {key}, {value} in {map}");
        }
        let element = self.ty();
        let list = self
            .expression(Mode::Exact, &element.clone().list(), 3)
            .text;
        let index = (self.source.below(2) == 0).then(|| self.bind(Type::Int));
        let index = index.map_or_else(String::new, |name| format!("{name}, "));
        let name = self.bind(element);
        format!("for {index}{name} in {list}")
    }

    pub(super) fn for_loop(&mut self, depth: usize) -> Lines {
        let mark = self.enter();
        let head = self.for_head();
        self.loops += 1;
        let body = self.block(depth, false).block();
        self.loops -= 1;
        self.leave(mark);
        Lines::one(format!("{head} {body}"), false)
    }

    /// `let xs: [T] = for …`
    pub(super) fn for_value(&mut self, depth: usize) -> Lines {
        let ty = self.ty();
        let mark = self.enter();
        let head = self.for_head();
        self.loops += 1;
        let condition = self.condition(2);
        let leave = self.leave_round().block();
        self.known.extend(condition.fails);
        let mut body = self.valued(Mode::Must, &ty, depth);
        body.lines
            .insert(0, format!("if {} {leave}", condition.text));
        let body = body.block();
        self.loops -= 1;
        self.leave(mark);
        let written = self.spell(&ty.clone().list());
        let name = self.bind(ty.list());
        Lines::one(format!("let {name}: {written} = {head} {body}"), false)
    }

    pub(super) fn while_loop(&mut self, depth: usize) -> Lines {
        let condition = self.condition(2);
        let most = self.source.below(4);
        self.loops += 1;
        let body = self.knowing(&condition.holds, |this| this.block(depth, false));
        self.loops -= 1;
        let body = body.block();
        Lines::one(
            format!("while {} at most {most} {body}", condition.text),
            false,
        )
    }

    /// `let x: T = try { … } catch e { … }`
    pub(super) fn try_value(&mut self, depth: usize) -> Lines {
        let ty = self.ty();
        let body = self.valued(Mode::Must, &ty, depth + 1).block();
        let mark = self.enter();
        let error = self.name("e");
        self.variables.push(Variable {
            text: error.clone(),
            ty: failure_type(),
        });
        let catch = self.valued(Mode::Must, &ty, depth).block();
        self.leave(mark);
        let written = self.spell(&ty);
        let name = self.bind(ty);
        Lines::one(
            format!("let {name}: {written} = try {body} catch {error} {catch}"),
            false,
        )
    }
}

/// Whether a value of the type is, or contains, null.
fn holds_null(ty: &Type) -> bool {
    ty.holds(&|ty| matches!(ty.structure(), Structure::Optional(_)) || *ty == Type::Null)
}
