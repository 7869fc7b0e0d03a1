//! A block of settings, read according to its owner's specs.

use flowright_diagnostics::Span;
use flowright_stdlib::catalogue::{
    Labels, Owner, SettingKind, SettingSpec, SignedPart, TimestampWindow,
};
use flowright_syntax::ast::Setting;

use super::given::known;
use super::reports::{missing, two_bodies};
use super::value::Value;
use super::{fixed, flag, labels, origins, ranges, secrets, signed, url};
use crate::body::{Checker, Place};
use crate::declare::Globals;
use crate::program::{SettingValue, Settings};
use crate::reports::Reports;

/// The settings of a block.
pub(crate) struct Read<'a> {
    /// The known settings without duplicates, in source order.
    pub given: Vec<Given<'a>>,
    /// Whether no setting was rejected. A rejected one may have been meant as any other setting.
    pub complete: bool,
    /// Whether the whole block was free of errors.
    pub sound: bool,
}

/// A setting in a block.
pub(crate) struct Given<'a> {
    /// Its spec.
    pub spec: &'static SettingSpec,
    /// Its syntax.
    pub setting: &'a Setting,
    /// Its value, if it was valid.
    pub value: Option<Value>,
}

impl Read<'_> {
    /// Reports required settings that are missing, except `supplied`, which was given in another
    /// form.
    pub fn require(&self, owner: Owner, span: Span, supplied: Option<&str>, reports: &mut Reports) {
        if !self.complete {
            return;
        }
        for spec in owner.settings() {
            let is_given = supplied == Some(spec.name)
                || self.given.iter().any(|one| one.spec.name == spec.name);
            if let Some(sample) = spec.required
                && !is_given
            {
                reports.push(missing(span, owner, spec.name, sample));
            }
        }
    }

    /// The span of the setting of that kind, if given.
    pub fn span_of(&self, is_kind: impl Fn(&SettingKind) -> bool) -> Option<Span> {
        let mut given = self.given.iter();
        let one = given.find(|one| is_kind(&one.spec.kind))?;
        Some(one.setting.span)
    }

    /// The labels given for the header of a signature.
    pub fn labels(&self) -> Option<&Labels> {
        self.given.iter().find_map(|one| match &one.value {
            Some(Value::Fixed(SettingValue::SignatureHeader(_, labels))) => labels.as_ref(),
            _ => None,
        })
    }

    /// The plain string given for a setting.
    pub fn literal(&self, name: &str) -> Option<&str> {
        self.given.iter().find_map(|one| match &one.value {
            Some(Value::Fixed(SettingValue::Literal(text))) if one.spec.name == name => {
                Some(&**text)
            }
            _ => None,
        })
    }

    /// The header of a signature.
    pub fn signature_header(&self) -> Option<&str> {
        self.given.iter().find_map(|one| match &one.value {
            Some(Value::Fixed(SettingValue::SignatureHeader(name, _))) => Some(&**name),
            _ => None,
        })
    }

    /// The signed timestamp.
    pub fn window(&self) -> Option<&TimestampWindow> {
        self.given.iter().find_map(|one| match &one.value {
            Some(Value::Fixed(SettingValue::Window(window))) => Some(window),
            _ => None,
        })
    }

    /// The signed parts of a request given for a setting.
    pub fn signed(&self, name: &str) -> Option<&[SignedPart]> {
        let mut given = self.given.iter();
        let one = given.find(|one| one.spec.name == name)?;
        match &one.value {
            Some(Value::Fixed(SettingValue::Signed(parts))) => Some(parts),
            _ => None,
        }
    }

    /// The values that are known when the server starts.
    pub fn into_settings(self) -> Settings {
        let given = self.given.into_iter();
        let values = given.filter_map(|one| match one.value? {
            Value::Fixed(value) => Some((one.spec.name, value)),
            Value::Header(..)
            | Value::Auth(..)
            | Value::Query(_)
            | Value::Form(_)
            | Value::Multipart(..)
            | Value::Sent(..)
            | Value::Message(_)
            | Value::Construct => None,
        });
        Settings {
            values: values.collect(),
        }
    }
}

/// The settings of a declaration or of a scheme. Records `user` for each secret.
pub(crate) fn declared<'a>(
    owner: Owner,
    block: &'a [Setting],
    globals: &Globals,
    user: &str,
    reports: &mut Reports,
) -> Read<'a> {
    Checker::new(globals, reports, Place::Function, user.into()).settings(owner, block)
}

impl Checker<'_> {
    /// Reads a block of settings. It does not check for required settings: see [`Read::require`].
    pub(crate) fn settings<'a>(&mut self, owner: Owner, block: &'a [Setting]) -> Read<'a> {
        let before = self.reports.len();
        let known = known(block, owner, self.reports);
        let mut read = Read {
            given: Vec::with_capacity(known.settings.len()),
            complete: known.complete,
            sound: false,
        };
        let mut body: Option<Span> = None;
        for (setting, spec) in known.settings {
            if let SettingKind::Sent(_) = spec.kind {
                if let Some(first) = body {
                    self.report(two_bodies(setting.span, first));
                    continue;
                }
                body = Some(setting.span);
            }
            let value = self.setting(setting, spec);
            read.given.push(Given {
                spec,
                setting,
                value,
            });
        }
        read.sound = known.complete && self.reports.len() == before;
        read
    }

    fn setting(&mut self, setting: &Setting, spec: &'static SettingSpec) -> Option<Value> {
        let (globals, user) = (self.globals, &*self.user);
        let reports = &mut *self.reports;
        let fixed = match spec.kind {
            SettingKind::Choice { words, unbuilt } => {
                fixed::choice(setting, spec, words, unbuilt, reports)?
            }
            SettingKind::Duration => fixed::duration(setting, spec, reports)?,
            SettingKind::Size => fixed::size(setting, spec, reports)?,
            SettingKind::Flag => flag::setting(setting, spec, globals, reports)?,
            SettingKind::Literal => fixed::literal(setting, spec, reports)?,
            SettingKind::Secrets => secrets::setting(setting, spec, globals, user, reports)?,
            SettingKind::NamedSecret { without } => {
                secrets::named(setting, spec, without, globals, user, reports)?
            }
            SettingKind::Url => url::setting(setting, spec, globals, user, reports)?,
            SettingKind::Server { schemes, expected } => {
                fixed::server(setting, spec, (schemes, expected), globals, user, reports)?
            }
            SettingKind::VisibleAddress => {
                fixed::visible_address(setting, spec, globals, user, reports)?
            }
            SettingKind::HeaderName => fixed::header_name(setting, spec, reports)?,
            SettingKind::Member => fixed::member(setting, spec, reports)?,
            SettingKind::SignatureHeader => labels::setting(setting, spec, reports)?,
            SettingKind::Header(value) => return self.header(setting, spec, value),
            SettingKind::Auth(value) => return self.auth(setting, spec, value),
            SettingKind::Cidrs => ranges::setting(setting, spec, reports)?,
            SettingKind::Origins => origins::setting(setting, spec, reports)?,
            SettingKind::Signed => signed::setting(setting, spec, reports)?,
            SettingKind::Window => signed::window(setting, spec, reports)?,
            SettingKind::Sent(sent) => return self.sent(setting, spec, sent),
            SettingKind::Query => return self.query(setting, spec),
            SettingKind::Message(markup) => return self.part(setting, spec, markup),
            SettingKind::JsonList(markup) => return self.json_list(setting, spec, markup),
            SettingKind::Address => return self.address(setting, spec),
            SettingKind::Recipients => return self.recipients(setting, spec),
            SettingKind::Type
            | SettingKind::Condition
            | SettingKind::Members
            | SettingKind::Body
            | SettingKind::Verify => return Some(Value::Construct),
        };
        Some(Value::Fixed(fixed))
    }
}
