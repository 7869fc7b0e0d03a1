//! The meaning of the names in a file: by their position in the tree, overridden by the index.

use std::collections::HashMap;

use flowright_check::{GivenBy, Meaning, SymbolKind};
use flowright_diagnostics::{FileId, Span};
use flowright_stdlib::functions::{self, Pattern};
use flowright_syntax::ast::{
    Binder, Expression, ExpressionKind, File, HttpTarget, Item, ItemKind, Name, Node, PathSegment,
    PatternKind, Setting, SettingTail, Statement, StatementKind, Step, StepKind, Trigger, TypeKind,
};
use flowright_syntax::tokens::{WordClass, word};

use super::class::{BUILT_IN, BUILT_IN_TYPE, Class, NONE};
use super::kinds::{SemanticKind, SemanticModifiers};
use crate::Analysis;
use crate::symbols::kind;

/// The words that are names, by start position; `None` for names with an unknown meaning, which are
/// not keywords.
pub(super) struct Names<'a> {
    analysis: &'a Analysis,
    file: FileId,
    classes: HashMap<Span, Option<Class>>,
}

impl<'a> Names<'a> {
    pub fn of(analysis: &'a Analysis, file: FileId) -> Names<'a> {
        let mut names = Names {
            analysis,
            file,
            classes: HashMap::new(),
        };
        for node in analysis.tree(file).into_iter().flat_map(File::walk) {
            names.node(node);
            if let Node::Item(item) = node {
                names.item(item);
            }
        }
        names.index();
        names
    }

    /// The classification of the word that begins there, if it is a name.
    pub fn at(&self, start: u32) -> Option<Option<Class>> {
        let place = self.analysis.at(self.file, start);
        self.classes.get(&place).copied()
    }

    fn index(&mut self) {
        let index = &self.analysis.index;
        let file = self.file;
        // A shorthand is highlighted as its value, which comes second.
        for one in index.uses.iter().filter(|one| one.span.anchor.file == file) {
            let class = match one.meaning {
                Meaning::Declared(name) => index.symbol(name).map(|symbol| of_symbol(symbol.kind)),
                Meaning::Library(id) => Some(match id.get() {
                    Some(function) if function.on == Pattern::Nothing => {
                        (SemanticKind::Function, SemanticModifiers::DEFAULT_LIBRARY)
                    }
                    Some(function) if !function.property => {
                        (SemanticKind::Method, SemanticModifiers::DEFAULT_LIBRARY)
                    }
                    _ => (SemanticKind::Property, SemanticModifiers::DEFAULT_LIBRARY),
                }),
                Meaning::Given(GivenBy::Language, _) => {
                    Some((SemanticKind::Function, SemanticModifiers::DEFAULT_LIBRARY))
                }
                Meaning::Context(_) | Meaning::Given(..) => {
                    Some((SemanticKind::Property, BUILT_IN.1))
                }
            };
            if class.is_some() {
                self.classes.insert(one.span.before(), class);
            }
        }
        for symbol in index
            .symbols
            .iter()
            .filter(|one| one.span.anchor.file == file)
        {
            // A field of a record without a type is declared at the place where its value is
            // referenced.
            let is_shorthand = symbol.kind == SymbolKind::Field
                && index
                    .uses
                    .binary_search_by_key(&symbol.span, |one| one.span)
                    .is_ok();
            if !is_shorthand {
                let (kind, modifiers) = of_symbol(symbol.kind);
                let class = (kind, modifiers | SemanticModifiers::DECLARATION);
                self.classes.insert(symbol.span.before(), Some(class));
            }
        }
    }

    fn add(&mut self, name: &Name, class: Class) {
        self.classes.insert(name.span.before(), Some(class));
    }

    fn declare(&mut self, name: &Name, symbol: SymbolKind) {
        let (kind, modifiers) = of_symbol(symbol);
        self.add(name, (kind, modifiers | SemanticModifiers::DECLARATION));
    }

    fn node(&mut self, node: Node<'_>) {
        self.binders(node);
        match node {
            Node::Column(column) => {
                self.declare(&column.name, SymbolKind::Column);
                if let Some(action) = &column.on_delete {
                    self.add(action, (SemanticKind::Keyword, NONE));
                }
            }
            Node::Key(key) => {
                for name in &key.fields {
                    self.add(name, (SemanticKind::Property, NONE));
                }
            }
            Node::Parameter(one) => self.declare(&one.name, SymbolKind::Parameter),
            Node::Trigger(Trigger::Webhook(webhook)) => {
                self.add(&webhook.method, (SemanticKind::Constant, NONE));
            }
            Node::Segment(PathSegment::Parameter { name, ty: _ }) => {
                self.declare(name, SymbolKind::PathParameter);
            }
            Node::Type(ty) => {
                if let TypeKind::Reference(name) = &ty.kind {
                    self.add(name, (SemanticKind::Collection, NONE));
                }
                if let TypeKind::Name(name) = &ty.kind {
                    let is_built_in = word(&name.text).is_some_and(|word| {
                        word.class == WordClass::Type || matches!(word.text, "json" | "file")
                    });
                    let class = if is_built_in {
                        BUILT_IN_TYPE
                    } else {
                        (SemanticKind::Type, NONE)
                    };
                    self.add(name, class);
                }
            }
            Node::TypeField(field) => self.declare(&field.name, SymbolKind::Field),
            Node::Setting(setting) => self.setting(setting),
            Node::Statement(statement) => self.statement(statement),
            Node::Expression(expression) => self.expression(expression),
            Node::Step(step) => self.step(step),
            Node::Entry(entry) if entry.spread => {}
            Node::Entry(entry) => self.add(&entry.name, (SemanticKind::Property, NONE)),
            Node::Pattern(pattern) => {
                if let PatternKind::Variant { name, binding: _ } = &pattern.kind {
                    self.add(name, (SemanticKind::Type, NONE));
                }
            }
            Node::Item(_)
            | Node::Trigger(Trigger::Call(_) | Trigger::NotBuilt(..) | Trigger::Error(_))
            | Node::Segment(PathSegment::Literal(_))
            | Node::Block(_)
            | Node::Clause(_)
            | Node::MatchArm(_)
            | Node::BranchArm(_) => {}
        }
    }

    fn item(&mut self, item: &Item) {
        if let ItemKind::Channel(channel) = &item.kind {
            self.add(&channel.kind, (SemanticKind::Constant, NONE));
        }
        match (item.name(), kind(item, self.analysis)) {
            (Some(name), Some(kind)) => self.declare(name, kind),
            (Some(name), None) => {
                self.classes.insert(name.span.before(), None);
            }
            (None, _) => {}
        }
    }

    /// The words of a setting: all but the last belong to its grammar, as in `none because "…"`;
    /// the last one is a value.
    fn setting(&mut self, setting: &Setting) {
        self.add(&setting.name, (SemanticKind::Setting, NONE));
        let SettingTail::Operands { operands, .. } = &setting.tail else {
            return;
        };
        for (at, operand) in operands.iter().enumerate() {
            if let ExpressionKind::Name(name) | ExpressionKind::Call { function: name, .. } =
                &operand.kind
            {
                let kind = if at + 1 == operands.len() {
                    SemanticKind::Constant
                } else {
                    SemanticKind::Keyword
                };
                self.add(name, (kind, NONE));
            }
        }
    }

    fn statement(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::Assign { name, value: _ } => {
                self.add(name, (SemanticKind::Variable, NONE));
            }
            StatementKind::Log(log) => self.add(&log.level, (SemanticKind::Constant, NONE)),
            StatementKind::Let { .. }
            | StatementKind::Var { .. }
            | StatementKind::Expression(_)
            | StatementKind::Break
            | StatementKind::Continue
            | StatementKind::Respond(_)
            | StatementKind::NotBuilt(_)
            | StatementKind::Error => {}
        }
    }

    /// The names that a node binds.
    fn binders(&mut self, node: Node<'_>) {
        node.for_each_binder(|binder| match binder {
            Binder::Value { name, ty: _ } => self.declare(name, SymbolKind::Binding),
            Binder::Variable { name, ty: _ } => self.declare(name, SymbolKind::Variable),
            Binder::Variant(name) => self.declare(name, SymbolKind::Binding),
            Binder::Failure(name) => self.declare(name, SymbolKind::Failure),
            Binder::Element(name) => self.declare(name, SymbolKind::Element),
            Binder::Parameter(name) => self.declare(name, SymbolKind::Parameter),
        });
    }

    fn expression(&mut self, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::Name(name) => {
                let is_built_in = matches!(&*name.text, "context" | "secrets" | "config");
                // The words of a setting are already classified.
                self.classes
                    .entry(name.span.before())
                    .or_insert(is_built_in.then_some(BUILT_IN));
            }
            ExpressionKind::Column(name) | ExpressionKind::Field { field: name, .. } => {
                self.add(name, (SemanticKind::Property, NONE));
            }
            ExpressionKind::MethodCall { function, .. } => {
                self.add(function, (SemanticKind::Method, NONE));
            }
            ExpressionKind::Call { function, .. } => {
                let modifiers = match &*function.text {
                    "now" => SemanticModifiers::DEFAULT_LIBRARY,
                    name if functions::free(name).is_some() => SemanticModifiers::DEFAULT_LIBRARY,
                    _ => NONE,
                };
                let class = (SemanticKind::Function, modifiers);
                self.classes
                    .entry(function.span.before())
                    .or_insert(Some(class));
            }
            ExpressionKind::Null
            | ExpressionKind::Bool(_)
            | ExpressionKind::Int(_)
            | ExpressionKind::Float(_)
            | ExpressionKind::Text(_)
            | ExpressionKind::Duration(_)
            | ExpressionKind::Size(_)
            | ExpressionKind::Index { .. }
            | ExpressionKind::Unary { .. }
            | ExpressionKind::Binary { .. }
            | ExpressionKind::Record(_)
            | ExpressionKind::List(_)
            | ExpressionKind::If { .. }
            | ExpressionKind::Branch { .. }
            | ExpressionKind::Match { .. }
            | ExpressionKind::Lambda { .. }
            | ExpressionKind::For(_)
            | ExpressionKind::While(_)
            | ExpressionKind::Try(_)
            | ExpressionKind::Parallel(_)
            | ExpressionKind::Fail(_)
            | ExpressionKind::Step(_)
            | ExpressionKind::Decode { .. }
            | ExpressionKind::NotBuilt(_)
            | ExpressionKind::Error => {}
        }
    }

    fn step(&mut self, step: &Step) {
        let collection = (SemanticKind::Collection, NONE);
        match &step.kind {
            StepKind::Create(step) => self.add(&step.collection, collection),
            StepKind::Upsert(step) => {
                self.add(&step.collection, collection);
                for name in &step.by {
                    self.add(name, (SemanticKind::Property, NONE));
                }
            }
            StepKind::Query(step) => self.add(&step.collection, collection),
            StepKind::Update(step) => self.add(&step.collection, collection),
            StepKind::Delete(step) => self.add(&step.collection, collection),
            StepKind::Http(step) => {
                self.add(&step.method, (SemanticKind::Constant, NONE));
                if let HttpTarget::Service { service, .. } = &step.target {
                    self.add(service, (SemanticKind::Service, NONE));
                }
            }
            StepKind::Notify(step) => self.add(&step.channel, (SemanticKind::Channel, NONE)),
            StepKind::Call(step) => self.add(&step.workflow, (SemanticKind::Workflow, NONE)),
            StepKind::Transaction(_) | StepKind::NotBuilt(_) => {}
        }
    }
}

fn of_symbol(symbol: SymbolKind) -> Class {
    let readonly = SemanticModifiers::READONLY;
    match symbol {
        SymbolKind::Secret => (SemanticKind::Secret, readonly),
        SymbolKind::Config => (SemanticKind::Config, readonly),
        SymbolKind::Type => (SemanticKind::Type, NONE),
        SymbolKind::Collection => (SemanticKind::Collection, NONE),
        SymbolKind::Service => (SemanticKind::Service, NONE),
        SymbolKind::Channel => (SemanticKind::Channel, NONE),
        SymbolKind::Function => (SemanticKind::Function, NONE),
        SymbolKind::Workflow => (SemanticKind::Workflow, NONE),
        SymbolKind::Column | SymbolKind::Field => (SemanticKind::Property, NONE),
        SymbolKind::PathParameter | SymbolKind::Parameter => (SemanticKind::Parameter, readonly),
        SymbolKind::Binding | SymbolKind::Element | SymbolKind::Failure => {
            (SemanticKind::Variable, readonly)
        }
        SymbolKind::Variable => (SemanticKind::Variable, NONE),
    }
}
