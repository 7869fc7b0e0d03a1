//! Declarations that stand at another place than when they were read.

use super::{Globals, Signature, Types};
use crate::moves::{Moved, Moves, moved};
use crate::program::{
    Channel, ChannelKind, Config, Declared, Program, Secret, Service, SettingText,
};

moved! {
    Globals {
        secrets, configs, types, things, program, field_spans, signatures, found;
        kinds, poisoned, service_secrets, poisoned_channels
    }
    Types { names; resolved, sizes, poisoned }
    Program { secrets, configs, collections, services, channels; functions, workflows }
    Secret { span; name, used_by }
    Config { span; name, ty, default }
    Service { url, headers, span; name, timeout }
    Channel { kind, span; name }
    SettingText { span; parts }
}

impl<T> Moved for Declared<T> {
    fn follow(&mut self, moves: &Moves) {
        let Declared { value: _, span } = self;
        span.follow(moves);
    }
}

impl Moved for Box<str> {
    fn follow(&mut self, _: &Moves) {}
}

impl Moved for ChannelKind {
    fn follow(&mut self, moves: &Moves) {
        match self {
            ChannelKind::Slack { url } => url.follow(moves),
            ChannelKind::Email { smtp, from } => {
                smtp.follow(moves);
                from.follow(moves);
            }
        }
    }
}

impl Moved for Signature {
    fn follow(&mut self, moves: &Moves) {
        let Signature {
            order: _,
            parameters,
            returns: _,
            span,
        } = self;
        for (_, span) in parameters {
            span.follow(moves);
        }
        span.follow(moves);
    }
}
