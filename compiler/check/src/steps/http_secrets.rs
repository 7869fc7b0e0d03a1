//! Secrets in a request: they go only to a service that holds them.

use crate::body::Checker;
use crate::convert;
use crate::program::{HttpBody, HttpStep, HttpTarget};

impl Checker<'_> {
    /// Secrets go only to a service that holds them.
    pub(super) fn secrets_of(&mut self, http: &HttpStep) {
        let held = match &http.target {
            HttpTarget::Service { service, .. } => self.globals.service_secrets.get(*service),
            HttpTarget::Url { .. } => None,
        };
        let path = match &http.target {
            HttpTarget::Service { path, .. } => path,
            HttpTarget::Url { rest, .. } => rest,
        };
        let path = path.iter().filter_map(|part| match part {
            crate::program::TextPart::Value(value) => Some(value),
            crate::program::TextPart::Literal(_) => None,
        });
        let body = match &http.body {
            HttpBody::Json(value) | HttpBody::Text(value) => Some(value),
            HttpBody::None => None,
        };
        let sent = path
            .chain(http.headers.iter().map(|(_, value)| value))
            .chain(http.query.iter().map(|(_, value)| value))
            .chain(body);
        let mut leaks = Vec::new();
        for value in sent.filter(|value| convert::holds_secret(&value.ty)) {
            let foreign = self
                .origins(value)
                .into_iter()
                .find(|origin| !held.is_some_and(|held| held.contains(&origin.secret)));
            if foreign.is_some() {
                let (sink, help) = match &http.target {
                    HttpTarget::Service { service, .. } => {
                        let service = self.globals.program.services.get(*service);
                        let name = service.map_or("", |service| &*service.name);
                        (
                            format!("a request to `{name}`, which does not hold it"),
                            format!("put it into `service {name} {{ header … }}`"),
                        )
                    }
                    HttpTarget::Url { .. } => (
                        "a request to a host that was not declared with it".to_owned(),
                        "declare a `service` with the host and this secret, and call that"
                            .to_owned(),
                    ),
                };
                leaks.push(self.leak(value, &sink).help(help));
            }
        }
        self.reports.extend(leaks);
    }
}
