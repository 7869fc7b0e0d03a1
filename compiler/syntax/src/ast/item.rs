//! Declarations.

use flowright_diagnostics::Span;

use super::{Block, Doc, Expression, Feature, Name, Setting, Trigger, TypeExpression};

/// A declaration in a file.
#[derive(Clone, Debug)]
pub struct Item {
    /// The doc comment above it.
    pub doc: Option<Doc>,
    /// What is declared.
    pub kind: ItemKind,
    /// From its keyword to its end.
    pub span: Span,
}

impl Item {
    /// The name that it declares, as far as it could be read.
    #[must_use]
    pub fn name(&self) -> Option<&Name> {
        match &self.kind {
            ItemKind::Secret(item) => Some(&item.name),
            ItemKind::Config(item) => Some(&item.name),
            ItemKind::Type(item) => Some(&item.name),
            ItemKind::Collection(item) => Some(&item.name),
            ItemKind::Service(item) => Some(&item.name),
            ItemKind::Channel(item) => Some(&item.name),
            ItemKind::Function(item) => Some(&item.name),
            ItemKind::Workflow(item) => Some(&item.name),
            ItemKind::NotBuilt { feature: _, name } | ItemKind::Error { name } => name.as_ref(),
        }
    }

    /// The function that it declares, if it declares one.
    #[must_use]
    pub fn as_function(&self) -> Option<&FunctionItem> {
        if let ItemKind::Function(function) = &self.kind {
            Some(function)
        } else {
            None
        }
    }

    /// The collection that it declares, if it declares one.
    #[must_use]
    pub fn as_collection(&self) -> Option<&CollectionItem> {
        if let ItemKind::Collection(collection) = &self.kind {
            Some(collection)
        } else {
            None
        }
    }

    /// Whether it is known by the same anchor as the other one and declares the same. The comments above them do not count.
    #[must_use]
    pub fn declares_as(&self, other: &Item) -> bool {
        self.span == other.span && self.kind == other.kind
    }
}

/// The kinds of declarations.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemKind {
    /// `secret NAME`
    Secret(SecretItem),
    /// `config NAME: TYPE = DEFAULT`
    Config(ConfigItem),
    /// `type NAME = TYPE`
    Type(TypeItem),
    /// `collection NAME { … }`
    Collection(CollectionItem),
    /// `service NAME { … }`
    Service(ServiceItem),
    /// `channel NAME = KIND { … }`
    Channel(ChannelItem),
    /// `fn NAME(…) -> TYPE { … }`
    Function(FunctionItem),
    /// `workflow NAME { … }`
    Workflow(WorkflowItem),
    /// `database`, `script`, `test`, `collection … in …`.
    NotBuilt {
        /// Which.
        feature: Feature,
        /// The name that it declares; a `test` declares none.
        name: Option<Name>,
    },
    /// Could not be parsed. The name is known where it could be read, so that its uses are no further errors.
    Error {
        /// The name that would have been declared.
        name: Option<Name>,
    },
}

/// `secret github`
#[derive(Clone, Debug, PartialEq)]
pub struct SecretItem {
    /// Its name.
    pub name: Name,
}

/// `config ci_url: text = "https://ci.example.com"`
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigItem {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: TypeExpression,
    /// What it is where the operator sets nothing.
    pub default: Option<Expression>,
}

/// `type Push = { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct TypeItem {
    /// Its name.
    pub name: Name,
    /// What it stands for.
    pub ty: TypeExpression,
}

/// `collection customers { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct CollectionItem {
    /// Its name.
    pub name: Name,
    /// Its fields in order.
    pub fields: Vec<CollectionField>,
    /// `unique (…)` and `index (…)`.
    pub keys: Vec<CollectionKey>,
}

/// `status: "asked" | "failed" = "asked" was state`
#[derive(Clone, Debug, PartialEq)]
pub struct CollectionField {
    /// The doc comment above it.
    pub doc: Option<Doc>,
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: TypeExpression,
    /// Its default.
    pub default: Option<Expression>,
    /// The name that it had before, which is renamed in the store.
    pub was: Option<Name>,
    /// All of it.
    pub span: Span,
}

/// `unique (a, b)` or `index (a)`
#[derive(Clone, Debug, PartialEq)]
pub struct CollectionKey {
    /// Which of both.
    pub kind: KeyKind,
    /// The fields named; none where the line could not be read.
    pub fields: Vec<Name>,
    /// All of it.
    pub span: Span,
}

/// The kinds of keys of a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// No two rows share them.
    Unique,
    /// Rows are found by them.
    Index,
}

/// `service ci { url config.ci_url, timeout 5s }`
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceItem {
    /// Its name.
    pub name: Name,
    /// Its settings.
    pub settings: Vec<Setting>,
}

/// `channel team = slack { url secrets.slack_url }`
#[derive(Clone, Debug, PartialEq)]
pub struct ChannelItem {
    /// Its name.
    pub name: Name,
    /// `slack`, `email` …
    pub kind: Name,
    /// Its settings.
    pub settings: Vec<Setting>,
}

/// `fn shorten(id: text) -> text { id.take(7) }`
#[derive(Clone, Debug, PartialEq)]
pub struct FunctionItem {
    /// Its name.
    pub name: Name,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// The type of its value; `None` where it was left out, which is an error of the checker.
    pub returns: Option<TypeExpression>,
    /// Its body.
    pub body: Block,
}

impl FunctionItem {
    /// Whether it is known by the same anchor as the other function, and name, parameters and type are written as those.
    #[must_use]
    pub fn is_called_as(&self, other: &FunctionItem) -> bool {
        self.name == other.name
            && self.parameters == other.parameters
            && self.returns == other.returns
    }
}

/// `id: text`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: TypeExpression,
}

/// `workflow github_push { trigger … }`
#[derive(Clone, Debug, PartialEq)]
pub struct WorkflowItem {
    /// Its name.
    pub name: Name,
    /// All triggers written; exactly one is right.
    pub triggers: Vec<Trigger>,
    /// The statements.
    pub body: Block,
    /// Whether brackets of it were missing or too many, so that what is inside of what is a guess.
    pub guessed: bool,
}
