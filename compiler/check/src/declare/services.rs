//! `service NAME { … }`

use std::collections::BTreeSet;

use flowright_stdlib::catalogue::Owner;
use flowright_syntax::ast::ServiceItem;

use super::{Globals, Items};
use crate::program::{Credentials, Service, SettingText, SettingTextPart, SettingValue};
use crate::reports::Reports;
use crate::settings;

/// Reads all services.
pub(super) fn read(globals: &mut Globals, items: &Items<'_>, reports: &mut Reports) {
    for item in &items.services {
        let service = one(globals, item, reports);
        let texts = service.headers.iter().map(|(_, text)| text);
        let credentials = service.credentials.iter().flat_map(Credentials::texts);
        let secrets = texts
            .chain(credentials)
            .chain([&service.url])
            .flat_map(|text| &text.parts)
            .filter_map(|part| match part {
                SettingTextPart::Secret(secret) => Some(*secret),
                SettingTextPart::Literal(_) | SettingTextPart::Config(_) => None,
            });
        let secrets: BTreeSet<usize> = secrets.collect();
        globals.service_secrets.push(secrets);
        globals.program.services.push(service);
    }
}

fn one(globals: &Globals, item: &ServiceItem, reports: &mut Reports) -> Service {
    let user = format!("service {}", item.name.text);
    let read = settings::declared(Owner::Service, &item.settings, globals, &user, reports);
    read.require(Owner::Service, item.name.span, None, reports);
    settings::one_authorization(&read, reports);
    let mut service = Service {
        name: item.name.text.clone(),
        url: SettingText::default(),
        timeout: None,
        max_response: None,
        headers: Vec::new(),
        credentials: None,
        span: item.name.span,
    };
    for (name, value) in read.into_settings().values {
        match (name, value) {
            ("url", SettingValue::Text(url)) => service.url = url,
            ("timeout", SettingValue::Duration(timeout)) => service.timeout = Some(timeout),
            ("max_response", SettingValue::Size(size)) => service.max_response = Some(size),
            ("header", SettingValue::Header(name, value)) => service.headers.push((name, value)),
            ("auth", SettingValue::Credentials(credentials)) => {
                service.credentials = Some(credentials);
            }
            (name, _) => debug_assert!(false, "nothing reads `{name}` of a service"),
        }
    }
    service
}
