//! Settings.

use flowright_diagnostics::{Applicability, Span};

use super::{Builder, Children};
use crate::ast::{
    BodyArm, BodyBy, BodySetting, Expression, ExpressionKind, Feature, Name, Operand, Setting,
    SettingTail, TypeExpression, TypeField, TypeKind, TypedField,
};
use crate::grammar::{Pair, Rule};
use crate::habits::OF_WEBHOOK;
use crate::mistakes;

impl Builder<'_> {
    /// `settings` or `trigger_settings`
    pub(super) fn settings(&mut self, pair: Pair<'_>) -> Vec<Setting> {
        let mut settings = Vec::new();
        let whole = self.span(&pair);
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::open => self.brace(&child),
                Rule::close | Rule::comma | Rule::newline => {}
                Rule::poison => settings.push(unread_setting(self.span(&child))),
                _ => settings.extend(self.setting(child)),
            }
            if std::mem::take(&mut self.unseparated) {
                settings.push(unread_setting(whole.after()));
            }
        }
        if self.holds_unclosed(whole) {
            // The unclosed string has swallowed the settings that follow.
            settings.push(unread_setting(whole.after()));
        }
        settings
    }

    fn setting(&mut self, pair: Pair<'_>) -> Option<Setting> {
        let span = self.span(&pair);
        let rule = pair.as_rule();
        let mut children = Children::of(pair);
        let word = children.next()?;
        let name = self.name(&word);
        if let Some(sign) = children.take(Rule::setting_sign) {
            let sign = (self.span(&sign), sign.as_str());
            let scheme = span.last(span.end - sign.0.end);
            let scheme = self.text(scheme).trim();
            let is_bare = scheme
                .bytes()
                .all(|one| one.is_ascii_alphanumeric() || one == b'_');
            if rule == Rule::verify_setting && is_bare && scheme != "none" {
                let edit = sign.0.to(span.after());
                self.report(mistakes::verify_sign(sign.0, edit, scheme));
                return Some(Setting {
                    name,
                    tail: SettingTail::Error,
                    span,
                });
            }
            let is_unknown = &*name.text == "headers" && rule != Rule::typed_setting;
            if !is_unknown {
                self.report(mistakes::setting_sign(sign.0, sign.1, &name));
            }
        }
        self.named = None;
        if children.take(Rule::poison).is_some() {
            let tail = match rule {
                // The members are unknown, so the workflow may read any member.
                Rule::typed_setting => SettingTail::Fields(vec![unread_field(span)]),
                _ => SettingTail::Error,
            };
            return Some(Setting { name, tail, span });
        }
        let not_built = |name| SettingTail::NotBuilt(Feature { name });
        self.in_setting = rule == Rule::verify_setting || &*name.text == "auth";
        let tail = match rule {
            Rule::body_setting => self.body(children)?,
            Rule::expect_setting => match children.take(Rule::type_expression) {
                Some(ty) => SettingTail::Type(self.ty(ty)),
                None => SettingTail::Error,
            },
            Rule::typed_setting => self.typed_fields(children),
            Rule::rate_setting => not_built("the trigger setting `rate`"),
            Rule::dedupe_setting => not_built("the trigger setting `dedupe`"),
            Rule::concurrency_setting => not_built("the trigger setting `concurrency`"),
            Rule::retry_setting => self.retry(children),
            _ if matches!(&*name.text, "json" | "form" | "multipart" | "query") => {
                self.data(children)
            }
            Rule::verify_setting | Rule::plain_trigger_setting => {
                match self.before_another(&children) {
                    Some(before) => before,
                    None => self.operands(children),
                }
            }
            _ => self.operands(children),
        };
        self.in_setting = false;
        // The arguments that its scheme takes have been reported together with the names of the
        // arguments.
        let is_reported = rule == Rule::verify_setting && self.named.take().is_some();
        let tail = if is_reported {
            SettingTail::Error
        } else {
            tail
        };
        Some(Setting { name, tail, span })
    }

    /// A record; if a field lacks its `:`, it parses as settings.
    fn data(&mut self, mut children: Children<'_>) -> SettingTail {
        if children.peek() != Some(Rule::settings) {
            return self.operands(children);
        }
        let Some(settings) = children.next() else {
            return SettingTail::Error;
        };
        let mut lacking = Vec::new();
        let mut fields = 0;
        for line in settings.into_inner() {
            let mut parts = Children::of(line);
            let Some(name) = parts.take(Rule::setting_name) else {
                continue;
            };
            match (parts.take(Rule::setting_sign), parts.next()) {
                (Some(_), _) => fields += 1,
                (None, Some(value)) => lacking.push((self.span(&name), self.span(&value))),
                (None, None) => {}
            }
        }
        let applicability = if fields > 0 && lacking.len() == 1 {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        };
        for (name, value) in lacking {
            self.report(mistakes::value_without_colon(name, value, applicability));
        }
        SettingTail::Error
    }

    /// The fields of `query { … }` or `headers { … }`.
    fn typed_fields(&mut self, mut children: Children<'_>) -> SettingTail {
        let mut fields = Vec::new();
        while let Some(child) = children.next() {
            match child.as_rule() {
                Rule::open => self.brace(&child),
                Rule::typed_field => {
                    let span = self.span(&child);
                    let field = self.typed_field(child);
                    fields.push(field.unwrap_or_else(|| unread_field(span)));
                }
                _ => {}
            }
        }
        SettingTail::Fields(fields)
    }

    fn operands(&mut self, mut children: Children<'_>) -> SettingTail {
        let mut operands: Vec<Operand> = Vec::new();
        let mut block = None;
        while let Some(child) = children.next() {
            match child.as_rule() {
                Rule::expression => operands.push(self.expression(child)),
                Rule::json_value => operands.extend(self.json_value(child)),
                Rule::settings => block = Some(self.settings(child)),
                _ => {}
            }
        }
        SettingTail::Operands { operands, block }
    }

    /// `none because "x" body none`: the operands of a setting of a webhook that runs into another
    /// setting, which is unread then.
    fn before_another(&mut self, children: &Children<'_>) -> Option<SettingTail> {
        let mut operands = children
            .rest()
            .filter(|one| one.as_rule() == Rule::expression);
        let mut before = self.span(&operands.next()?);
        for operand in operands {
            let span = self.span(&operand);
            if OF_WEBHOOK.contains(&self.text(span)) {
                self.report(mistakes::unseparated_setting(span, before.after()));
                self.unseparated = true;
                return Some(SettingTail::Error);
            }
            before = span;
        }
        None
    }

    /// `json [ … ]`: the word and the list.
    fn json_value(&mut self, pair: Pair<'_>) -> [Operand; 2] {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let word = match children.take(Rule::kw_json) {
            Some(word) => {
                let name = self.name(&word);
                Operand {
                    span: name.span,
                    kind: ExpressionKind::Name(name),
                }
            }
            None => error_operand(span),
        };
        let list = match children.take(Rule::expression) {
            Some(list) => self.expression(list),
            None => error_operand(span),
        };
        [word, list]
    }

    fn retry(&mut self, mut children: Children<'_>) -> SettingTail {
        let Some(times) = children.take(Rule::expression) else {
            return SettingTail::Error;
        };
        let times = self.expression(times);
        if children.take(Rule::backoff).is_some() {
            return SettingTail::NotBuilt(Feature {
                name: "the back-off of `retry`",
            });
        }
        SettingTail::Operands {
            operands: vec![times],
            block: None,
        }
    }

    fn body(&mut self, mut children: Children<'_>) -> Option<SettingTail> {
        let kind = children.take(Rule::body_kind)?;
        let kind = self.name(&kind);
        let by = children.take(Rule::body_by).map(|by| self.body_by(by));
        let ty = children.take(Rule::type_expression).map(|ty| self.ty(ty));
        let not_built = |name| BodySetting::NotBuilt(Feature { name }, kind.span);
        let untyped = |builder: &mut Self, body| {
            if let Some(ty) = &ty {
                builder.report(mistakes::typed_body(ty.span, &kind));
            }
            body
        };
        let body = match &*kind.text {
            "json" => match by {
                Some(Some(by)) => BodySetting::JsonBy(by),
                Some(None) => return Some(SettingTail::Error),
                None => BodySetting::Json(ty),
            },
            _ if by.is_some() => {
                self.report(mistakes::body_by_other(kind.span));
                return Some(SettingTail::Error);
            }
            "form" => BodySetting::Form(ty),
            "text" => untyped(self, BodySetting::Text),
            "bytes" => untyped(self, BodySetting::Bytes),
            "none" => untyped(self, BodySetting::None),
            "multipart" => BodySetting::Multipart(ty),
            "xml" => not_built("`body xml`"),
            _ => BodySetting::Unknown(kind),
        };
        Some(SettingTail::Body(body))
    }

    /// `by EXPR { "push" => Push, _ => ignore }`
    fn body_by(&mut self, pair: Pair<'_>) -> Option<BodyBy> {
        let span = self.span(&pair);
        let mut by = None;
        let mut arms = Vec::new();
        let mut is_read = true;
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::expression => by = Some(self.expression(child)),
                Rule::open => self.brace(&child),
                Rule::body_arm => match self.body_arm(child) {
                    Some(arm) => arms.push(arm),
                    None => is_read = false,
                },
                _ => {}
            }
        }
        let by = by.filter(|_| is_read)?;
        Some(BodyBy { by, arms, span })
    }

    /// `"push" => Push`
    fn body_arm(&mut self, pair: Pair<'_>) -> Option<BodyArm> {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let patterns = children.take(Rule::patterns)?;
        let patterns = self.patterns(patterns);
        children.take(Rule::fat_arrow);
        if let Some(sign) = children.take(Rule::stray_arrow) {
            self.report(mistakes::arm_sign(self.span(&sign), sign.as_str()));
        }
        let ty = children.take(Rule::type_expression)?;
        let ty = self.ty(ty);
        Some(BodyArm { patterns, ty, span })
    }

    /// The single setting of `respond 200 json e`.
    pub(super) fn answer(&mut self, pair: Pair<'_>) -> Option<Setting> {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let word = children.next()?;
        let name = self.name(&word);
        if let Some(sign) = children.take(Rule::setting_sign) {
            let sign = (self.span(&sign), sign.as_str());
            self.report(mistakes::setting_sign(sign.0, sign.1, &name));
        }
        let value = children.take(Rule::expression)?;
        let operands = vec![self.expression(value)];
        Some(Setting {
            name,
            tail: SettingTail::Operands {
                operands,
                block: None,
            },
            span,
        })
    }

    /// `open`: a brace that opens a block or settings belongs on the line of its head.
    pub(super) fn brace(&mut self, pair: &Pair<'_>) {
        if pair.as_str().len() > 1 {
            let brace = self.span(pair).last(1);
            let index = self.source.index_at(self.source.place(brace).start);
            let before = self
                .source
                .previous_solid(index)
                .map_or(brace, |(_, token)| self.source.span_of(token));
            self.report(mistakes::brace_on_own_line(brace, before));
        }
    }
}

/// A setting that could not be read.
pub(super) fn unread_setting(span: Span) -> Setting {
    Setting {
        name: no_name(span),
        tail: SettingTail::Error,
        span,
    }
}

/// A member that could not be read.
fn unread_field(span: Span) -> TypedField {
    TypedField {
        field: TypeField {
            doc: None,
            name: no_name(span),
            ty: TypeExpression {
                kind: TypeKind::Error,
                span,
            },
        },
        default: None,
    }
}

/// An operand that could not be parsed.
pub(super) fn error_operand(span: Span) -> Expression {
    Expression {
        kind: ExpressionKind::Error,
        span,
    }
}

/// A placeholder for a missing name.
pub(super) fn no_name(span: Span) -> Name {
    Name {
        text: Box::default(),
        span,
    }
}
