//! Steps.

use flowright_diagnostics::{Span, nearest};

use super::setting::{error_operand, no_name};
use super::statement::{error_block, unread_body};
use super::{Builder, Children};
use crate::ast::{
    CallStep, Clause, ClauseKind, CreateStep, DeleteStep, Expression, ExpressionKind, Feature,
    HttpStep, HttpTarget, Name, NotifyStep, OrderKey, QueryStep, QueryVerb, Step, StepKind,
    UpdateStep, UpsertStep,
};
use crate::grammar::{Pair, Rule};
use crate::mistakes;

/// Whether settings are written with `:`, as fields are, and none is a misspelt setting.
fn are_like_fields(settings: &Pair<'_>) -> bool {
    let mut has_sign = false;
    for line in settings.clone().into_inner() {
        for part in line.into_inner() {
            has_sign |= part.as_rule() == Rule::setting_sign && part.as_str() == ":";
            let is_name = part.as_rule() == Rule::setting_name;
            if is_name && nearest(part.as_str(), REQUEST.iter().copied()).is_some() {
                return false;
            }
        }
    }
    has_sign
}

/// The settings of `http`.
const REQUEST: &[&str] = &[
    "header",
    "headers",
    "auth",
    "query",
    "json",
    "text",
    "form",
    "multipart",
    "bytes",
    "body",
    "timeout",
    "expect",
    "accept",
    "max_response",
    "retry",
];

impl Builder<'_> {
    /// `step`
    pub(super) fn step(&mut self, pair: Pair<'_>) -> Step {
        let span = self.span(&pair);
        let not_built = |name| StepKind::NotBuilt(Feature { name });
        let kind = match pair.into_inner().next() {
            Some(step) => match step.as_rule() {
                Rule::create_step => self.create(step),
                Rule::upsert_step => self.upsert(step),
                Rule::find_step => self.find(step),
                Rule::update_step => self.update(step),
                Rule::http_step => self.http(step),
                Rule::notify_step => self.notify(step),
                Rule::delete_step => self.delete(step),
                Rule::aggregate_step => self.aggregate(step),
                Rule::run_step => not_built("`run`"),
                Rule::call_step => self.call_step(step),
                Rule::start_step => not_built("`start`"),
                _ => self.transaction(step),
            },
            None => not_built("this step"),
        };
        Step { kind, span }
    }

    /// `transaction_step`
    fn transaction(&mut self, pair: Pair<'_>) -> StepKind {
        let span = self.span(&pair);
        StepKind::Transaction(match Children::of(pair).find(Rule::block) {
            Some(block) => self.block(block),
            None => error_block(span),
        })
    }

    fn call_step(&mut self, pair: Pair<'_>) -> StepKind {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let workflow = self.named_by(&mut children, span);
        let arguments = match children.take(Rule::arguments) {
            Some(arguments) => self.arguments(arguments),
            None => {
                let braces = children.take(Rule::record).is_some();
                self.report(mistakes::call_without_parentheses(&workflow, braces));
                vec![error_operand(span)]
            }
        };
        StepKind::Call(CallStep {
            workflow,
            arguments,
        })
    }

    /// The next name of a step.
    fn named_by(&mut self, children: &mut Children<'_>, step: Span) -> Name {
        match children.find(Rule::name) {
            Some(name) => self.name(&name),
            None => no_name(step),
        }
    }

    fn create(&mut self, pair: Pair<'_>) -> StepKind {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let collection = self.named_by(&mut children, span);
        let from = children.take(Rule::from_clause);
        let from = from.and_then(|from| self.value_of_clause(from));
        let entries = children
            .take(Rule::record)
            .map(|record| self.record(record))
            .unwrap_or_default();
        StepKind::Create(CreateStep {
            collection,
            from,
            entries,
        })
    }

    fn upsert(&mut self, pair: Pair<'_>) -> StepKind {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let collection = self.named_by(&mut children, span);
        let by = children
            .take(Rule::by_clause)
            .map(|by| self.words(by))
            .unwrap_or_default();
        let condition = children.take(Rule::where_clause);
        let condition = condition.and_then(|clause| self.value_of_clause(clause));
        let from = children.take(Rule::from_clause);
        let from = from.and_then(|from| self.value_of_clause(from));
        let mut step = UpsertStep {
            collection,
            by,
            condition,
            from,
            entries: Vec::new(),
            on_create: Vec::new(),
        };
        if let Some(record) = children.take(Rule::upsert_record) {
            let on_create: Vec<Pair<'_>> = record
                .clone()
                .into_inner()
                .filter(|child| child.as_rule() == Rule::on_create)
                .collect();
            step.entries = self.record(record);
            for block in on_create {
                if let Some(record) = Children::of(block).find(Rule::record) {
                    let entries = self.record(record);
                    step.on_create.extend(entries);
                }
            }
        }
        StepKind::Upsert(step)
    }

    fn find(&mut self, pair: Pair<'_>) -> StepKind {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        children.take(Rule::kw_find);
        let verb = match children.take(Rule::kw_one) {
            Some(_) => QueryVerb::FindOne,
            None => QueryVerb::Find,
        };
        self.query(verb, span, children)
    }

    fn aggregate(&mut self, pair: Pair<'_>) -> StepKind {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        if children.take(Rule::kw_count).is_some() {
            let verb = match children.take(Rule::kw_distinct) {
                Some(_) => QueryVerb::CountDistinct,
                None => QueryVerb::Count,
            };
            return self.query(verb, span, children);
        }
        let verbs = [
            (Rule::kw_distinct, QueryVerb::Distinct),
            (Rule::kw_sum, QueryVerb::Sum),
            (Rule::kw_avg, QueryVerb::Avg),
            (Rule::kw_min, QueryVerb::Min),
            (Rule::kw_max, QueryVerb::Max),
        ];
        let verb = verbs
            .into_iter()
            .find(|(word, _)| children.take(*word).is_some());
        let verb = verb.map_or(QueryVerb::Distinct, |(_, verb)| verb);
        self.query(verb, span, children)
    }

    /// A query, starting at the name of its collection.
    fn query(&mut self, verb: QueryVerb, span: Span, mut children: Children<'_>) -> StepKind {
        let field = children
            .take(Rule::column)
            .map(|column| self.primary(column, false));
        let collection = self.named_by(&mut children, span);
        let mut clauses = Vec::new();
        while let Some(clause) = children.next() {
            let span = self.span(&clause);
            let kind = match clause.as_rule() {
                Rule::order_clause => {
                    let keys = clause.into_inner();
                    let keys = keys.filter(|child| child.as_rule() == Rule::order_key);
                    ClauseKind::OrderBy(keys.map(|key| self.order_key(key)).collect())
                }
                rule => {
                    let Some(value) = self.value_of_clause(clause) else {
                        continue;
                    };
                    match rule {
                        Rule::where_clause => ClauseKind::Where(value),
                        Rule::group_clause => ClauseKind::GroupBy(value),
                        Rule::limit_clause => ClauseKind::Limit(value),
                        _ => ClauseKind::Offset(value),
                    }
                }
            };
            clauses.push(Clause { kind, span });
        }
        StepKind::Query(QueryStep {
            verb,
            field,
            collection,
            clauses,
        })
    }

    fn order_key(&mut self, pair: Pair<'_>) -> OrderKey {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let value = match children.take(Rule::expression) {
            Some(value) => self.expression(value),
            None => error_operand(span),
        };
        OrderKey {
            value,
            descending: children.take(Rule::kw_desc).is_some(),
        }
    }

    fn update(&mut self, pair: Pair<'_>) -> StepKind {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let mut step = UpdateStep {
            collection: self.named_by(&mut children, span),
            condition: None,
            all: None,
            entries: Vec::new(),
        };
        while let Some(clause) = children.next() {
            let span = self.span(&clause);
            match clause.as_rule() {
                Rule::where_clause => step.condition = self.value_of_clause(clause),
                Rule::kw_all => step.all = Some(span),
                Rule::set_clause => {
                    step.entries = Children::of(clause)
                        .find(Rule::record)
                        .map(|record| self.record(record))
                        .unwrap_or_default();
                }
                _ => {}
            }
        }
        StepKind::Update(step)
    }

    fn delete(&mut self, pair: Pair<'_>) -> StepKind {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let mut step = DeleteStep {
            collection: self.named_by(&mut children, span),
            condition: None,
            all: None,
        };
        while let Some(clause) = children.next() {
            match clause.as_rule() {
                Rule::where_clause => step.condition = self.value_of_clause(clause),
                Rule::kw_all => step.all = Some(self.span(&clause)),
                _ => {}
            }
        }
        StepKind::Delete(step)
    }

    /// The expression of a clause.
    fn value_of_clause(&mut self, clause: Pair<'_>) -> Option<Expression> {
        let condition = Children::of(clause).find(Rule::expression)?;
        Some(self.expression(condition))
    }

    fn http(&mut self, pair: Pair<'_>) -> StepKind {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let method = match children.find(Rule::method) {
            Some(method) => self.name(&method),
            None => no_name(span),
        };
        let target = match children.next() {
            Some(target) => match target.as_rule() {
                Rule::expression => HttpTarget::Url(self.expression(target)),
                _ => self.service(target),
            },
            None => HttpTarget::Url(error_operand(span)),
        };
        let settings = match children.take(Rule::settings) {
            Some(settings) if are_like_fields(&settings) && self.is_record(&settings, REQUEST) => {
                let span = self.span(&settings);
                self.report(mistakes::record_for_request(span));
                vec![unread_body(span)]
            }
            Some(settings) => self.settings(settings),
            None => Vec::new(),
        };
        StepKind::Http(HttpStep {
            method,
            target,
            settings,
        })
    }

    fn service(&mut self, pair: Pair<'_>) -> HttpTarget {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let service = self.named_by(&mut children, span);
        let path = children.take(Rule::string).map(|path| {
            let span = self.span(&path);
            Expression {
                kind: ExpressionKind::Text(self.string(path)),
                span,
            }
        });
        HttpTarget::Service { service, path }
    }

    fn notify(&mut self, pair: Pair<'_>) -> StepKind {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let channel = self.named_by(&mut children, span);
        let text = children
            .take(Rule::expression)
            .map(|text| self.expression(text));
        let settings = children
            .take(Rule::settings)
            .map(|settings| self.settings(settings))
            .unwrap_or_default();
        StepKind::Notify(NotifyStep {
            channel,
            text,
            settings,
        })
    }

    /// The words among the children.
    pub(super) fn words(&mut self, pair: Pair<'_>) -> Vec<Name> {
        pair.into_inner()
            .filter(|child| child.as_rule() == Rule::word)
            .map(|word| self.name(&word))
            .collect()
    }
}
