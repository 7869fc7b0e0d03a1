//! Declarations that the image holds as they are.

use flowright_check::program::{self, SettingText, SettingTextPart};

use crate::image::{Channel, ChannelKind, Config, Secret, Service, TextTemplate, TextTemplatePart};

pub(super) fn config(config: &program::Config) -> Config {
    Config {
        name: config.name.clone(),
        ty: config.ty.clone(),
        default: config.default.clone(),
    }
}

pub(super) fn secret(secret: &program::Secret) -> Secret {
    Secret {
        name: secret.name.clone(),
        used_by: secret.used_by.clone(),
    }
}

pub(super) fn service(service: &program::Service) -> Service {
    let headers = service.headers.iter();
    Service {
        name: service.name.clone(),
        url: template(&service.url),
        timeout: service.timeout,
        headers: headers
            .map(|(name, value)| (name.clone(), template(value)))
            .collect(),
    }
}

pub(super) fn channel(channel: &program::Channel) -> Channel {
    Channel {
        name: channel.name.clone(),
        kind: match &channel.kind {
            program::ChannelKind::Slack { url } => ChannelKind::Slack { url: template(url) },
            program::ChannelKind::Email { smtp, from } => ChannelKind::Email {
                smtp: template(smtp),
                from: template(from),
            },
        },
    }
}

pub(super) fn template(text: &SettingText) -> TextTemplate {
    let part = |part: &SettingTextPart| match part {
        SettingTextPart::Literal(text) => TextTemplatePart::Literal(text.clone()),
        SettingTextPart::Secret(index) => TextTemplatePart::Secret(*index),
        SettingTextPart::Config(index) => TextTemplatePart::Config(*index),
    };
    TextTemplate {
        parts: text.parts.iter().map(part).collect(),
    }
}
