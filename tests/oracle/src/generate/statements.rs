//! Statements and blocks.

use flowright_check::program::failure_type;
use flowright_stdlib::types::Type;

use super::generator::{DEPTH, Generator, Mode, Variable};
use super::matches::Arms;

/// Source lines, and whether every path through them ends the workflow.
pub(super) struct Lines {
    pub lines: Vec<String>,
    pub leaves: bool,
}

impl Lines {
    pub(super) fn one(line: String, leaves: bool) -> Lines {
        Lines {
            lines: vec![line],
            leaves,
        }
    }

    /// In braces.
    pub(super) fn block(&self) -> String {
        format!("{{\n{}\n}}", self.lines.join("\n"))
    }
}

impl Generator<'_> {
    /// A block with its own scope; if `must_end`, every path through it ends the workflow.
    pub(super) fn block(&mut self, depth: usize, must_end: bool) -> Lines {
        let mark = self.enter();
        let mut block = Lines {
            lines: Vec::new(),
            leaves: false,
        };
        for _ in 0..self.source.below(2 + 2 * depth) {
            let statement = self.statement(depth);
            block.lines.extend(statement.lines);
            if statement.leaves {
                block.leaves = true;
                self.leave(mark);
                return block;
            }
        }
        if must_end || self.source.once_in(5) {
            block.lines.extend(self.end(depth).lines);
            block.leaves = true;
        }
        self.leave(mark);
        block
    }

    fn statement(&mut self, depth: usize) -> Lines {
        if self.loops > 0 && self.source.once_in(10) {
            return self.leave_round();
        }
        let choice = self.source.below(if depth == 0 { 14 } else { 33 });
        match choice {
            10 | 18 | 19 | 24 | 27..=32 if self.in_transaction => self.variable(),
            10 => self.log(),
            11 => self.variable(),
            12 => self.assign(),
            13 => self.or_fail(),
            0..=2 => {
                let ty = self.ty();
                let value = self.expression(Mode::Must, &ty, DEPTH).text;
                let written = self.spell(&ty);
                let name = self.bind(ty);
                Lines::one(format!("let {name}: {written} = {value}"), false)
            }
            3 | 4 => {
                let ty = self.ty();
                let value = self.expression(Mode::Exact, &ty, DEPTH).text;
                let name = self.bind(ty);
                Lines::one(format!("let {name} = {value}"), false)
            }
            5 => Lines::one(self.step(2).0, false),
            6..=8 => {
                let (step, ty) = self.step(2);
                if ty == Type::Null {
                    return Lines::one(step, false);
                }
                let name = self.bind(ty);
                Lines::one(format!("let {name} = {step}"), false)
            }
            9 => {
                let condition = self.condition(2);
                let (step, ty) = self.knowing(&condition.holds, |this| this.step(1));
                if ty == Type::Null {
                    let line = format!("if {} {{ {step} }}", condition.text);
                    return Lines::one(line, false);
                }
                let name = self.bind(ty.optional());
                let line = format!(
                    "let {name} = if {} {{ {step} }} else {{ null }}",
                    condition.text
                );
                Lines::one(line, false)
            }
            14..=16 => self.if_statement(depth - 1),
            17 => self.match_statement(depth - 1, false),
            18 | 19 => self.try_statement(depth - 1, false),
            20 | 21 => self.for_loop(depth - 1),
            22 => self.while_loop(depth - 1),
            23 => self.for_value(depth - 1),
            24 => self.try_value(depth - 1),
            27 => self.parallel(depth - 1),
            28 => self.parallel_value(depth - 1),
            29 => self.at_once(depth - 1),
            30 => self.at_once_value(depth - 1),
            31 if !self.collections.is_empty() => self.transaction(depth - 1),
            32 if !self.collections.is_empty() => self.transaction_value(depth - 1),
            _ => self.block_value(depth - 1),
        }
    }

    pub(super) fn bind(&mut self, ty: Type) -> String {
        let text = self.name("v");
        self.variables.push(Variable {
            text: text.clone(),
            ty,
        });
        text
    }

    fn if_statement(&mut self, depth: usize) -> Lines {
        let condition = self.condition(3);
        let then = self.knowing(&condition.holds, |this| this.block(depth, false));
        if self.source.below(2) == 0 {
            if then.leaves {
                self.known.extend(condition.fails);
            }
            return Lines::one(format!("if {} {}", condition.text, then.block()), false);
        }
        let mut otherwise = self.knowing(&condition.fails, |this| this.block(depth, false));
        // An `else` that contains nothing but an `if` is an `else if`, from which the checker
        // learns more.
        let name = self.name("_u");
        otherwise.lines.insert(0, format!("let {name} = 0"));
        match (then.leaves, otherwise.leaves) {
            (true, false) => self.known.extend(condition.fails),
            (false, true) => self.known.extend(condition.holds),
            (true, true) | (false, false) => {}
        }
        let (first, second) = (then.block(), otherwise.block());
        let leaves = then.leaves && otherwise.leaves;
        Lines::one(
            format!("if {} {first} else {second}", condition.text),
            leaves,
        )
    }

    fn match_statement(&mut self, depth: usize, must_end: bool) -> Lines {
        let Arms { scrutinee, arms } = self.arms(2);
        let mut text = format!("match {scrutinee} {{");
        let mut leaves = true;
        for arm in arms {
            let block = self.in_arm(&arm, |this| this.block(depth, must_end));
            leaves &= block.leaves;
            text.push_str(&format!("\n{} {}", arm.patterns, block.block()));
        }
        text.push_str("\n}");
        Lines::one(text, leaves)
    }

    fn try_statement(&mut self, depth: usize, must_end: bool) -> Lines {
        let body = self.block(depth + 1, must_end);
        let mark = self.enter();
        let name = self.name("e");
        self.variables.push(Variable {
            text: name.clone(),
            ty: failure_type(),
        });
        let catch = self.block(depth, must_end);
        self.leave(mark);
        let leaves = body.leaves && catch.leaves;
        let (body, catch) = (body.block(), catch.block());
        Lines::one(format!("try {body} catch {name} {catch}"), leaves)
    }

    /// `let x: T = if c { … } else { … }`, with statements in the blocks; one of them may end the workflow.
    fn block_value(&mut self, depth: usize) -> Lines {
        let ty = self.ty();
        let mode = if self.source.below(2) == 0 {
            Mode::Must
        } else {
            Mode::Exact
        };
        let condition = self.condition(3);
        let then = self.knowing(&condition.holds, |this| this.valued(mode, &ty, depth));
        let otherwise = if self.source.once_in(4) {
            let message = self.knowing(&condition.fails, |this| {
                this.expression(Mode::Must, &Type::Text, 2).text
            });
            Lines::one(format!("fail {message}"), true)
        } else {
            self.knowing(&condition.fails, |this| this.valued(mode, &ty, depth))
        };
        let written = match mode {
            Mode::Must => format!(": {}", self.spell(&ty)),
            Mode::Exact | Mode::Hint => String::new(),
        };
        let name = self.bind(ty);
        let (then, otherwise) = (then.block(), otherwise.block());
        Lines::one(
            format!(
                "let {name}{written} = if {} {then} else {otherwise}",
                condition.text
            ),
            false,
        )
    }

    /// Statements, then a value.
    pub(super) fn valued(&mut self, mode: Mode, ty: &Type, depth: usize) -> Lines {
        let mark = self.enter();
        let mut lines = Vec::new();
        for _ in 0..self.source.below(1 + depth) {
            let statement = self.statement(0);
            // A block whose value is needed must not end before its value.
            if !statement.leaves {
                lines.extend(statement.lines);
            }
        }
        lines.push(self.expression(mode, ty, 3).text);
        self.leave(mark);
        Lines {
            lines,
            leaves: false,
        }
    }

    /// A statement that ends the workflow.
    fn end(&mut self, depth: usize) -> Lines {
        let caught = self.variables.iter().rev();
        // Another record with the same fields is not a failure.
        let caught = caught.filter(|one| one.ty == failure_type() && one.text.starts_with('e'));
        let caught: Vec<String> = caught.map(|one| one.text.clone()).collect();
        if let Some(name) = self.source.pick(&caught).cloned()
            && self.source.once_in(4)
        {
            return Lines::one(format!("fail {name}"), true);
        }
        match self.source.below(if depth == 0 { 6 } else { 10 }) {
            0..=4 if self.parts == 0 => Lines::one(self.respond(), true),
            0..=5 => {
                let message = self.expression(Mode::Must, &Type::Text, DEPTH).text;
                Lines::one(format!("fail {message}"), true)
            }
            6 | 7 => {
                let condition = self.condition(3);
                let depth = depth - 1;
                let then = self
                    .knowing(&condition.holds, |this| this.block(depth, true))
                    .block();
                let otherwise = self
                    .knowing(&condition.fails, |this| this.block(depth, true))
                    .block();
                Lines::one(
                    format!("if {} {then} else {otherwise}", condition.text),
                    true,
                )
            }
            8 if !self.in_transaction => self.try_statement(depth - 1, true),
            _ => self.match_statement(depth - 1, true),
        }
    }

    fn respond(&mut self) -> String {
        let status = self.status();
        let body = match self.source.below(8) {
            0..=3 => Some(format!("json {}", self.json(DEPTH))),
            4 => Some(format!(
                "text {}",
                self.expression(Mode::Must, &Type::Text, DEPTH).text
            )),
            5 => Some(format!("html {}", self.markup(3))),
            6 => {
                let bytes = self.path(Mode::Exact, &Type::Bytes);
                bytes.map(|bytes| format!("bytes {}", bytes.text))
            }
            _ => None,
        };
        if self.source.below(3) != 1 {
            return format!("respond {status} {}", body.unwrap_or_default());
        }
        let mut settings = Vec::new();
        for name in ["X-One", "Location"].iter().take(1 + self.source.below(2)) {
            settings.push(format!("header \"{name}\" {}", self.header_text(2)));
        }
        settings.extend(body);
        format!("respond {status} {{\n{}\n}}", settings.join("\n"))
    }

    /// A status: a literal or computed.
    fn status(&mut self) -> String {
        if self.source.below(3) == 1 {
            let status = self.expression(Mode::Exact, &Type::Int, 2).text;
            let digits = status.trim_matches(['(', ')', '-']);
            if digits.parse::<i64>().is_err() {
                return status;
            }
        }
        let known = ["200", "201", "404", "599"];
        self.source
            .pick(&known)
            .copied()
            .unwrap_or("200")
            .to_owned()
    }
}
