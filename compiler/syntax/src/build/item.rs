//! Declarations.

use super::setting::no_name;
use super::{Builder, Children};
use crate::ast::{
    ChannelItem, CollectionField, CollectionItem, CollectionKey, ConfigItem, Expression,
    ExpressionKind, Feature, FunctionItem, Item, ItemKind, KeyKind, Name, Parameter, SecretItem,
    ServiceItem, Statement, TypeExpression, TypeItem, TypeKind, WorkflowItem,
};
use crate::grammar::{Pair, Rule};
use crate::mistakes;
use crate::tokens::TokenKind;

impl Builder<'_> {
    /// `declaration`
    pub(super) fn declaration(&mut self, pair: Pair<'_>) -> Item {
        let span = self.span(&pair);
        let doc = self.doc(span);
        let rule = pair.as_rule();
        let mut children = Children::of(pair);
        children.next();
        let name = match children.take(Rule::word) {
            Some(word) => self.name(&word),
            None => no_name(span),
        };
        let not_built = |feature, name| ItemKind::NotBuilt {
            feature: Feature { name: feature },
            name,
        };
        let kind = match rule {
            Rule::secret_item => ItemKind::Secret(SecretItem { name }),
            Rule::config_item => self.config(name, children),
            Rule::type_item => self.type_item(name, children),
            Rule::collection_item => self.collection(name, children),
            Rule::service_item => {
                let settings = self.item_settings(&mut children);
                ItemKind::Service(ServiceItem { name, settings })
            }
            Rule::channel_item => self.channel(name, children),
            Rule::function_item => self.function(name, children),
            Rule::workflow_item => self.workflow(name, children),
            Rule::database_item => not_built("`database`", Some(name)),
            Rule::script_item => not_built("`script`", Some(name)),
            Rule::test_item => not_built("`test`", None),
            _ => ItemKind::Error { name: Some(name) },
        };
        Item { doc, kind, span }
    }

    fn config(&mut self, name: Name, mut children: Children<'_>) -> ItemKind {
        children.take(Rule::colon);
        let ty = children.take(Rule::type_expression).map(|ty| self.ty(ty));
        children.take(Rule::equal);
        let default = children
            .take(Rule::expression)
            .map(|default| self.expression(default));
        let ty = ty.unwrap_or_else(|| {
            let literal = default.as_ref().and_then(type_of_literal);
            self.report(mistakes::config_without_type(&name, literal));
            TypeExpression {
                kind: TypeKind::Error,
                span: name.span.after(),
            }
        });
        ItemKind::Config(ConfigItem { name, ty, default })
    }

    fn type_item(&mut self, name: Name, mut children: Children<'_>) -> ItemKind {
        let ty = match children.next() {
            Some(record) if record.as_rule() == Rule::type_record => {
                self.report(mistakes::type_without_equal(&name));
                let span = self.span(&record);
                TypeExpression {
                    kind: TypeKind::Record(self.type_fields(record)),
                    span,
                }
            }
            _ => match children.take(Rule::type_expression) {
                Some(ty) => self.ty(ty),
                None => TypeExpression {
                    kind: TypeKind::Error,
                    span: name.span.after(),
                },
            },
        };
        ItemKind::Type(TypeItem { name, ty })
    }

    fn collection(&mut self, name: Name, mut children: Children<'_>) -> ItemKind {
        if children.take(Rule::collection_in).is_some() {
            return ItemKind::NotBuilt {
                feature: Feature {
                    name: "a collection in a declared database",
                },
                name: Some(name),
            };
        }
        let mut item = CollectionItem {
            name,
            fields: Vec::new(),
            keys: Vec::new(),
        };
        while let Some(child) = children.next() {
            match child.as_rule() {
                Rule::stray_equal => {
                    let span = self.span(&child);
                    self.report(mistakes::stray_equal(span, "collection"));
                }
                Rule::open => self.brace(&child),
                Rule::collection_field => match self.key_without_parentheses(&child) {
                    Some(key) => item.keys.push(key),
                    None => {
                        let field = self.collection_field(child);
                        item.keys
                            .extend(field.as_ref().and_then(|one| self.key_in_field(one)));
                        item.fields.extend(field);
                    }
                },
                Rule::collection_key => {
                    let key = self.collection_key(child);
                    item.keys.push(key);
                }
                // It may have been either kind of key.
                Rule::poison => item.keys.push(CollectionKey {
                    kind: KeyKind::Unique,
                    fields: Vec::new(),
                    span: self.span(&child),
                }),
                _ => {}
            }
        }
        ItemKind::Collection(item)
    }

    fn collection_field(&mut self, pair: Pair<'_>) -> Option<CollectionField> {
        let span = self.span(&pair);
        let doc = self.doc(span);
        let mut children = Children::of(pair);
        let name = children.take(Rule::field_name)?;
        let name = self.field_name(name);
        let ty = self.field_type(&name, &mut children);
        children.take(Rule::equal);
        let default = children
            .take(Rule::expression)
            .map(|default| self.expression(default));
        let on_delete = children.take(Rule::on_delete);
        let on_delete = on_delete.and_then(|clause| Children::of(clause).find(Rule::word));
        let on_delete = on_delete.map(|action| self.name(&action));
        children.take(Rule::kw_was);
        let was = children.take(Rule::field_name);
        let was = was.map(|was| self.field_name(was));
        Some(CollectionField {
            doc,
            name,
            ty,
            default,
            on_delete,
            was,
            span,
        })
    }

    /// The key of `a: text unique`, whose last word has been reported and left out.
    fn key_in_field(&self, field: &CollectionField) -> Option<CollectionKey> {
        let start = self.source.place(field.ty.span).end;
        let tokens = self.source.tokens.iter();
        let tokens = tokens.skip(self.source.index_at(start));
        let line = tokens.take_while(|one| {
            !matches!(
                one.kind,
                TokenKind::Newline | TokenKind::Comma | TokenKind::BraceClose
            )
        });
        let words = line.filter(|one| one.kind == TokenKind::Word && one.start >= start);
        let words: Vec<&str> = words
            .map(|one| self.source.slice(one.start, one.end))
            .collect();
        // `was unique` is a field of that name.
        let first = words.first().filter(|_| field.was.is_none());
        let is_unique = first.is_some_and(|word| word.eq_ignore_ascii_case("unique"));
        is_unique.then(|| CollectionKey {
            kind: KeyKind::Unique,
            fields: vec![field.name.clone()],
            span: field.span,
        })
    }

    /// `unique a`, which parses as a field.
    fn key_without_parentheses(&mut self, pair: &Pair<'_>) -> Option<CollectionKey> {
        let span = self.span(pair);
        let mut children = Children::of(pair.clone());
        let word = children.take(Rule::field_name)?;
        let word = self.name(&word);
        let kind = match &*word.text {
            "unique" => KeyKind::Unique,
            "index" => KeyKind::Index,
            _ => return None,
        };
        let ty = children.take(Rule::type_expression)?;
        let ty = self.span(&ty);
        let text = self.text(ty);
        let is_name = text
            .bytes()
            .all(|one| one.is_ascii_alphanumeric() || one == b'_');
        if !is_name || text.is_empty() {
            return None;
        }
        let field = Name {
            text: text.into(),
            span: ty,
        };
        self.report(mistakes::key_without_parentheses(&word, &field));
        Some(CollectionKey {
            kind,
            fields: vec![field],
            span,
        })
    }

    fn collection_key(&mut self, pair: Pair<'_>) -> CollectionKey {
        let span = self.span(&pair);
        let kind = match pair.clone().into_inner().next().map(|word| word.as_rule()) {
            Some(Rule::kw_index) => KeyKind::Index,
            _ => KeyKind::Unique,
        };
        CollectionKey {
            kind,
            fields: self.words(pair),
            span,
        }
    }

    fn channel(&mut self, name: Name, mut children: Children<'_>) -> ItemKind {
        if children.take(Rule::equal).is_none() {
            self.report(mistakes::channel_without_equal(&name));
        }
        let kind = match children.take(Rule::word) {
            Some(kind) => self.name(&kind),
            None => no_name(name.span.after()),
        };
        let settings = self.item_settings(&mut children);
        ItemKind::Channel(ChannelItem {
            name,
            kind,
            settings,
        })
    }

    fn item_settings(&mut self, children: &mut Children<'_>) -> Vec<crate::ast::Setting> {
        if let Some(sign) = children.take(Rule::stray_equal) {
            let span = self.span(&sign);
            self.report(mistakes::stray_equal(span, "service"));
        }
        children
            .take(Rule::settings)
            .map(|settings| self.settings(settings))
            .unwrap_or_default()
    }

    fn function(&mut self, name: Name, mut children: Children<'_>) -> ItemKind {
        let parameters = children
            .take(Rule::parameters)
            .map(|parameters| self.parameters(parameters))
            .unwrap_or_default();
        let returns = children
            .take(Rule::returns)
            .and_then(|returns| self.returns(returns));
        let mut body = match children.take(Rule::block) {
            Some(body) => self.block(body),
            None => super::statement::error_block(name.span),
        };
        if self.guessed {
            // If the body contains an unpaired string or bracket, it cannot be trusted.
            body.statements
                .insert(0, super::statement::unread_statement(body.span));
        }
        ItemKind::Function(FunctionItem {
            name,
            parameters,
            returns,
            body,
        })
    }

    /// `returns`
    pub(super) fn returns(&mut self, pair: Pair<'_>) -> Option<TypeExpression> {
        let mut parts = Children::of(pair);
        if let Some(colon) = parts.take(Rule::stray_colon) {
            let span = self.span(&colon);
            self.report(mistakes::colon_for_arrow(span));
        }
        parts.find(Rule::type_expression).map(|ty| self.ty(ty))
    }

    pub(super) fn parameters(&mut self, pair: Pair<'_>) -> Vec<Parameter> {
        let mut parameters = Vec::new();
        for child in pair.into_inner() {
            if child.as_rule() != Rule::parameter {
                continue;
            }
            let mut parts = Children::of(child);
            let Some(word) = parts.take(Rule::word) else {
                continue;
            };
            let name = self.name(&word);
            let ty = match parts.find(Rule::type_expression) {
                Some(ty) => self.ty(ty),
                None => {
                    self.report(mistakes::parameter_without_type(&name));
                    TypeExpression {
                        kind: TypeKind::Error,
                        span: name.span.after(),
                    }
                }
            };
            parameters.push(Parameter { name, ty });
        }
        parameters
    }

    fn workflow(&mut self, name: Name, mut children: Children<'_>) -> ItemKind {
        let mut triggers = Vec::new();
        let mut statements: Vec<Statement> = Vec::new();
        let mut start = None;
        let mut end = name.span;
        while let Some(child) = children.next() {
            let span = self.span(&child);
            end = span;
            match child.as_rule() {
                Rule::open => {
                    self.brace(&child);
                    start = Some(span.last(1));
                }
                Rule::trigger => {
                    if let Some(first) = statements.first() {
                        self.report(mistakes::late_trigger(span, first.span));
                    }
                    let trigger = self.trigger(child);
                    triggers.push(trigger);
                }
                Rule::newline | Rule::close => {}
                _ => {
                    let statement = self.statement(child);
                    statements.push(statement);
                }
            }
        }
        let first = statements.first().map(|first| first.span);
        if self.guessed {
            let at = first.or(start).unwrap_or(end);
            statements.insert(0, super::statement::unread_statement(at));
        }
        let start = first.or(start);
        let body = crate::ast::Block {
            statements,
            span: start.unwrap_or(end).to(end),
        };
        ItemKind::Workflow(WorkflowItem {
            name,
            triggers,
            body,
            guessed: self.guessed,
        })
    }
}

/// The type of a literal.
fn type_of_literal(default: &Expression) -> Option<&'static str> {
    let kind = &default.kind;
    if matches!(kind, ExpressionKind::Int(_)) {
        Some("int")
    } else if matches!(kind, ExpressionKind::Float(_)) {
        Some("float")
    } else if matches!(kind, ExpressionKind::Bool(_)) {
        Some("bool")
    } else if matches!(kind, ExpressionKind::Text(_)) {
        Some("text")
    } else if matches!(kind, ExpressionKind::Duration(_)) {
        Some("duration")
    } else {
        None
    }
}
