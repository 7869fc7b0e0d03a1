//! Where secrets come from and where they would go.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::Type;

use super::Checker;
use crate::convert;
use crate::program::{BindingId, Block, Expression, ExpressionKind, Statement, TextPart};

/// A secret that a value is made of, and where it was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    pub secret: usize,
    pub span: Span,
}

impl Checker<'_> {
    /// Notes the secrets that a binding's value is made of.
    pub fn remember_secrets(&mut self, id: BindingId, value: &Expression) {
        if convert::holds_secret(&value.ty) {
            let origins = self.origins(value);
            if let Some(made_of) = self.made_of.get_mut(id.0 as usize) {
                *made_of = origins;
            }
        }
    }

    /// The secrets that a value is made of.
    pub fn origins(&self, value: &Expression) -> Vec<Origin> {
        let mut origins = Vec::new();
        self.collect(value, &mut origins);
        origins
    }

    fn collect(&self, value: &Expression, origins: &mut Vec<Origin>) {
        match &value.kind {
            ExpressionKind::Secret(secret) => origins.push(Origin {
                secret: *secret,
                span: value.span,
            }),
            ExpressionKind::Binding(id) => {
                origins.extend(self.made_of.get(id.0 as usize).into_iter().flatten());
            }
            ExpressionKind::NotNull(inner)
            | ExpressionKind::Convert(_, inner)
            | ExpressionKind::Field { record: inner, .. } => self.collect(inner, origins),
            ExpressionKind::Index { list, .. } => self.collect(list, origins),
            ExpressionKind::Chain { base, then, .. } => {
                self.collect(base, origins);
                self.collect(then, origins);
            }
            ExpressionKind::Coalesce { left, right } => {
                self.collect(left, origins);
                self.collect(right, origins);
            }
            ExpressionKind::Text(parts) => {
                for part in parts {
                    if let TextPart::Value(value) = part {
                        self.collect(value, origins);
                    }
                }
            }
            ExpressionKind::Record(fields) => {
                for field in fields {
                    self.collect(&field.value, origins);
                }
            }
            ExpressionKind::List(values) => {
                for value in values {
                    self.collect(value, origins);
                }
            }
            ExpressionKind::Call { arguments, .. } => {
                for value in arguments {
                    self.collect(value, origins);
                }
            }
            ExpressionKind::If {
                then, otherwise, ..
            } => {
                self.collect_block(then, origins);
                self.collect_block(otherwise, origins);
            }
            ExpressionKind::Match { arms, .. } => {
                for arm in arms {
                    self.collect_block(&arm.body, origins);
                }
            }
            _ => {}
        }
    }

    fn collect_block(&self, block: &Block, origins: &mut Vec<Origin>) {
        if let Some(value) = &block.value {
            self.collect(value, origins);
        }
        for statement in &block.statements {
            if let Statement::Let { value, .. } = statement {
                self.collect(value, origins);
            }
        }
    }

    /// `E0601`: a secret on its way out.
    pub fn leak(&self, value: &Expression, sink: &str) -> Diagnostic {
        let origins = self.origins(value);
        let first = origins.first();
        let secret = first.and_then(|origin| self.globals.program.secrets.get(origin.secret));
        let name = secret.map_or("a secret".to_owned(), |secret| {
            format!("the secret `{}`", secret.name)
        });
        let mut report = Diagnostic::new(
            Code::SecretLeak,
            value.span,
            format!("{name} would end up in {sink}"),
        )
        .label(format!("would go into {sink}"));
        if let Some(origin) = first
            && origin.span != value.span
        {
            report = report.because(origin.span, "the secret comes in here");
        }
        if let Some(secret) = secret {
            report = report.because(secret.span, "the secret is declared here");
        }
        report.help("a secret goes only to the `service`, `channel` or `verify` that holds it")
    }

    /// Refuses a value that is, or holds, a secret.
    pub fn no_secret(&mut self, value: &Expression, sink: &str) {
        if convert::holds_secret(&value.ty) {
            let report = self.leak(value, sink);
            self.report(report);
        }
    }

    /// `E0602`: a secret that is looked into; whether that was so.
    pub fn looked_into(&mut self, value: &Expression, how: &str) -> bool {
        if *value.ty.without_null() != Type::Secret {
            return false;
        }
        let origins = self.origins(value);
        let secret = origins.first();
        let secret = secret.and_then(|one| self.globals.program.secrets.get(one.secret));
        let mut report = Diagnostic::new(
            Code::SecretUsed,
            value.span,
            format!("a secret cannot be {how}"),
        )
        .label("this is a secret");
        if let Some(secret) = secret {
            report = report.because(secret.span, "the secret is declared here");
        }
        let report = report.help(
            "what a program learns of a secret can leave it; let a `verify` compare it, or a `service` send it",
        );
        self.report(report);
        true
    }
}
