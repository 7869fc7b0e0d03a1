//! Secrets in requests: each may be sent only to a service that holds it.

use crate::body::Checker;
use crate::convert;
use crate::program::{Expression, ExpressionKind, HttpTarget, Node};

impl Checker<'_> {
    /// Reports secrets that are not sent to a service that holds them.
    pub(super) fn secrets_of(&mut self, target: &HttpTarget, operands: &[Expression]) {
        let held = match target {
            HttpTarget::Service(service) => self.globals.service_secrets.get(*service),
            HttpTarget::Base(_) => None,
        };
        let mut sent = Vec::new();
        for operand in operands {
            // In a URL, a leak is reported at the individual value.
            if matches!(operand.kind, ExpressionKind::Url { .. }) {
                sent.extend(values_in(operand));
            } else {
                sent.push(operand);
            }
        }
        let mut leaks = Vec::new();
        sent.retain(|value| convert::holds_secret(&value.ty));
        for value in sent {
            let foreign = self
                .origins(value)
                .into_iter()
                .find(|origin| !held.is_some_and(|held| held.contains(&origin.secret)));
            if foreign.is_some() {
                let (sink, help) = match target {
                    HttpTarget::Service(service) => {
                        let service = self.globals.program.services.get(*service);
                        let name = service.map_or("", |service| &*service.name);
                        (
                            format!("a request to `{name}`, which does not hold it"),
                            format!("put it into `service {name}`, in its `auth` or a `header`"),
                        )
                    }
                    HttpTarget::Base(_) => (
                        "a request to a host that was not declared with it".to_owned(),
                        "declare a `service` with the host and this secret, and call that service"
                            .to_owned(),
                    ),
                };
                leaks.push(self.leak(value, &sink).help(help));
            }
        }
        self.reports.extend(leaks);
    }
}

/// The direct child expressions.
fn values_in(expression: &Expression) -> Vec<&Expression> {
    let mut values = Vec::new();
    Node::Expression(expression).for_each_child(|child| {
        if let Node::Expression(value) = child {
            values.push(value);
        }
    });
    values
}
