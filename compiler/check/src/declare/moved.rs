//! Declarations that stand at another place than when they were read.

use super::{Globals, Signature, Types};
use crate::moves::{Moved, Moves, moved};
use crate::program::{Channel, Config, Declared, Program, Secret, Service};

moved! {
    Globals {
        secrets, configs, types, things, program, field_spans, signatures, found;
        kinds, poisoned, service_secrets, poisoned_channels
    }
    Types { names; resolved, sizes, poisoned }
    Program { secrets, configs, collections, services, channels; functions, workflows }
    Secret { span; name, used_by }
    Config { span; name, ty, default }
    Service { span; name, url, timeout, headers }
    Channel { span; name, kind, settings }
}

impl<T> Moved for Declared<T> {
    fn follow(&mut self, moves: &Moves) {
        let Declared { value: _, span } = self;
        span.follow(moves);
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
