//! Which secrets a value contains, and where they would leak.

use flowright_diagnostics::{Code, Diagnostic};
use flowright_stdlib::types::Type;

use super::Checker;
use super::secret_origin::SecretOrigin;
use crate::convert;
use crate::program::{BindingId, Expression, ExpressionKind, Node};

impl Checker<'_> {
    /// Records the secrets contained in a binding's value.
    pub fn remember_secrets(&mut self, id: BindingId, value: &Expression) {
        if convert::holds_secret(&value.ty) {
            let origins = self.origins(value);
            if let Some(made_of) = self.made_of.get_mut(id.0 as usize) {
                *made_of = origins;
            }
        }
    }

    /// The secrets that a value contains.
    pub fn origins(&self, value: &Expression) -> Vec<SecretOrigin> {
        let mut origins = Vec::new();
        self.collect(Node::Expression(value), &mut origins);
        origins
    }

    /// Secrets flow from a node to the enclosing node, whatever its kind. Types limit the flow: a
    /// value whose type holds no secret contains none.
    fn collect(&self, node: Node<'_>, origins: &mut Vec<SecretOrigin>) {
        if let Node::Expression(value) = node {
            if !convert::holds_secret(&value.ty) {
                return;
            }
            if let ExpressionKind::Secret(secret) = value.kind {
                origins.push(SecretOrigin {
                    secret,
                    span: value.span,
                });
            }
            if let ExpressionKind::Binding(id) = value.kind {
                origins.extend(self.made_of.get(id.0 as usize).into_iter().flatten());
            }
        }
        node.for_each_child(|child| self.collect(child, origins));
    }

    /// `E0601`: a secret that would leak.
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
            report = report.because(origin.span, "the secret is used here");
        }
        if let Some(secret) = secret {
            report = report.because(secret.span, "the secret is declared here");
        }
        report.help("a secret goes only to the `service`, `channel` or `verify` that holds it")
    }

    /// Rejects a value that is, or holds, a secret.
    pub fn no_secret(&mut self, value: &Expression, sink: &str) {
        if convert::holds_secret(&value.ty) {
            let report = self.leak(value, sink);
            self.report(report);
        }
    }

    /// `E0602`: reports an operation that inspects a secret. Returns whether it reported an error.
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
            "a value computed from a secret could leak it; use `verify` to compare it, or a `service` to send it",
        );
        self.report(report);
        true
    }
}
