//! `var`, and assignments to it.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, Name};

use super::variable::Variable;
use super::{Checker, Reason, Use};
use crate::program::{BindingId, Expression, Statement};
use crate::{Meaning, SymbolKind, convert};

impl Checker<'_> {
    /// `var x: T = …`
    pub(super) fn bind_variable(
        &mut self,
        name: &Name,
        ty: Option<&ast::TypeExpression>,
        value: &ast::Expression,
    ) -> Statement {
        let is_number = ty.is_none() && matches!(value.kind, ast::ExpressionKind::Int(_));
        let value = match ty {
            Some(written) => self.annotated(written, value),
            None => {
                let value = self.expression(value, Use::Value(None));
                // Later values may differ from this literal text.
                let wide = widened(&value.ty);
                convert::apply(value, &wide)
            }
        };
        let mut bound = match &value.ty {
            Type::Never => Type::Error,
            other => other.clone(),
        };
        if bound == Type::Null {
            let report = null_variable(name);
            self.report(report);
            bound = Type::Error;
        } else if convert::holds_secret(&bound) {
            let report = secret_variable(name);
            self.report(report);
            bound = Type::Error;
        }
        let binding = self.bind(name, SymbolKind::Variable, bound);
        self.variables.push(Variable {
            binding,
            is_assigned: false,
            is_number,
        });
        Statement::Var { binding, value }
    }

    /// `x = …`
    pub(super) fn assign(&mut self, name: &Name, value: &ast::Expression) -> Option<Statement> {
        let Some(binding) = self.visible(&name.text) else {
            let report = self.unknown_variable(name);
            self.report(report);
            self.expression(value, Use::Value(None));
            return None;
        };
        let bound = self.binding(binding);
        let (ty, declared) =
            bound.map_or((Type::Error, name.span), |one| (one.ty.clone(), one.span));
        self.reports
            .index
            .name(name.span, Meaning::Declared(declared));
        let Some(variable) = self.variables.iter_mut().find(|one| one.binding == binding) else {
            let report = self.not_a_variable(name, declared);
            self.report(report);
            self.expression(value, Use::Value(None));
            return None;
        };
        variable.is_assigned = true;
        let is_number = variable.is_number;
        if let Some(part) = &self.part
            && part.is_outside(binding)
        {
            let report = part
                .left_by(name.span, &format!("`{}` cannot be assigned in", name.text))
                .because(declared, "declared outside of the block")
                .help("make the new value the last line of the block, and assign it afterwards");
            self.report(report);
        }
        let reason = Reason::Variable { span: declared };
        let value = self.expression(value, Use::Must(&ty, &reason));
        let is_fraction = matches!(value.ty, Type::Decimal | Type::Float);
        let value = if is_number && is_fraction && ty == Type::Int {
            self.other_number(binding, &value);
            super::error(value.span)
        } else {
            self.coerce(value, &ty, &reason)
        };
        self.variable_assigned(binding);
        self.learn_assigned(binding, &value);
        if value.ty == Type::Error {
            return None;
        }
        Some(Statement::Assign { binding, value })
    }

    /// `E0201`: a decimal or a float for a variable that began as a whole number. From here on, it
    /// has the other type.
    fn other_number(&mut self, id: BindingId, value: &Expression) {
        let Some(binding) = self.bindings.get_mut(id.0 as usize) else {
            return;
        };
        let (name, declared) = (binding.name.clone(), binding.span);
        binding.ty = value.ty.clone();
        let ty = &value.ty;
        let edit = Edit {
            span: declared.after(),
            text: format!(": {ty}"),
        };
        let report = Diagnostic::new(
            Code::Mismatch,
            value.span,
            format!("expected `int`, found `{ty}`"),
        )
        .label(format!("this is `{ty}`"))
        .because(declared, "an `int`, because its first value is one")
        .fix(
            format!("declare its type: `var {name}: {ty} = …`"),
            vec![edit],
            Applicability::Unsafe,
        );
        self.report(report);
    }

    /// Warns about variables that go out of scope without ever being assigned.
    pub(super) fn unchanged(&mut self, gone: &[BindingId]) {
        for id in gone {
            let Some(at) = self.variables.iter().position(|one| one.binding == *id) else {
                continue;
            };
            let variable = self.variables.remove(at);
            let Some(binding) = self.binding(*id) else {
                continue;
            };
            if variable.is_assigned || binding.ty == Type::Error || !self.understood() {
                continue;
            }
            let report = never_assigned(&binding.name, binding.span);
            self.report(report);
        }
    }

    /// `E0101`: an assignment to an undeclared name.
    fn unknown_variable(&self, name: &Name) -> Diagnostic {
        let text = &name.text;
        let variables = self.variables.iter();
        let variables = variables.filter_map(|one| self.binding(one.binding));
        let variables: Vec<&str> = variables.map(|one| &*one.name).collect();
        let report = Diagnostic::new(
            Code::UnknownName,
            name.span,
            format!("there is no `{text}` here"),
        )
        .label("not declared before this line")
        .did_you_mean(name.span, text, variables);
        if !report.helps.is_empty() {
            return report;
        }
        let edit = Edit {
            span: name.span.before(),
            text: "let ".to_owned(),
        };
        report
            .fix(
                format!("bind it: `let {text} = …`"),
                vec![edit],
                Applicability::Unsafe,
            )
            .help(format!(
                "if its value changes, declare it first: `var {text} = …`"
            ))
    }

    /// `E0515`: an assignment to a name that is not a variable.
    fn not_a_variable(&self, name: &Name, declared: Span) -> Diagnostic {
        let text = &name.text;
        let report = Diagnostic::new(
            Code::NotAVariable,
            name.span,
            format!("`{text}` cannot be assigned to"),
        )
        .label("only a `var` can be assigned again");
        let mut symbols = self.reports.index.symbols.iter().rev();
        let kind = symbols.find(|one| one.span == declared).map(|one| one.kind);
        match kind {
            Some(SymbolKind::Binding) => {
                report
                    .because(declared, "bound once with `let`")
                    .help(format!(
                        "declare it as `var {text} = …`, or bind the new value to another name"
                    ))
            }
            _ => report
                .because(declared, "declared here")
                .help("bind the new value to another name with `let`"),
        }
    }
}

/// The type that a variable infers from its initial value: a literal text becomes `text`.
pub(super) fn widened(ty: &Type) -> Type {
    match ty {
        Type::Literals(_) => Type::Text,
        Type::Optional(inner) => widened(inner).optional(),
        Type::List(element) => widened(element).list(),
        Type::Map(value) => widened(value).map(),
        other => other.clone(),
    }
}

/// `E0033`: a variable initialized with null.
fn null_variable(name: &Name) -> Diagnostic {
    let edit = Edit {
        span: name.span.after(),
        text: ": text?".to_owned(),
    };
    Diagnostic::new(
        Code::MissingType,
        name.span,
        format!("the type of `{}` is missing", name.text),
    )
    .label("it cannot be inferred from null")
    .fix(
        format!("declare it: `var {}: text? = null`", name.text),
        vec![edit],
        Applicability::Unsafe,
    )
}

/// `E0602`: a variable that holds a secret.
fn secret_variable(name: &Name) -> Diagnostic {
    Diagnostic::new(Code::SecretUsed, name.span, "a `var` cannot hold a secret")
        .label("this holds a secret")
        .help("bind it with `let`, so that each use refers to a known secret")
}

/// `W0103`: a variable that never changes.
fn never_assigned(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::NeverAssigned, span, format!("`{name}` never changes"))
        .label("declared with `var`, but never assigned again")
        .help(format!("bind it with `let {name} = …`"))
}
