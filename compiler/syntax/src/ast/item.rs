//! Declarations.

use flowright_diagnostics::Span;

use super::{
    Block, CallTrigger, Doc, Expression, Feature, Name, Parameter, Setting, Trigger, TypeExpression,
};

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
    /// The declared name, if it could be read.
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

    /// The declared function, if this is a function.
    #[must_use]
    pub fn as_function(&self) -> Option<&FunctionItem> {
        if let ItemKind::Function(function) = &self.kind {
            Some(function)
        } else {
            None
        }
    }

    /// The trigger of the declared workflow, if it is a workflow that is called.
    #[must_use]
    pub fn as_called(&self) -> Option<&CallTrigger> {
        if let ItemKind::Workflow(workflow) = &self.kind {
            workflow.as_called()
        } else {
            None
        }
    }

    /// The declared collection, if this is a collection.
    #[must_use]
    pub fn as_collection(&self) -> Option<&CollectionItem> {
        if let ItemKind::Collection(collection) = &self.kind {
            Some(collection)
        } else {
            None
        }
    }

    /// Whether both have the same anchor and declare the same thing. Their doc comments are
    /// ignored.
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
        /// The feature.
        feature: Feature,
        /// The declared name; a `test` has none.
        name: Option<Name>,
    },
    /// Could not be parsed. The name is kept if it could be read, so that its uses are not reported
    /// as further errors.
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
    /// Its value if the operator sets none.
    pub default: Option<Expression>,
}

/// `type Push = { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct TypeItem {
    /// Its name.
    pub name: Name,
    /// The type it names.
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

/// `status: "asked" | "failed" = "asked" was state`, `customer: ref customers on delete cascade`
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
    /// What happens to the row when the row that it refers to is deleted.
    pub on_delete: Option<Name>,
    /// Its former name: the store renames the field.
    pub was: Option<Name>,
    /// The span of the whole field.
    pub span: Span,
}

/// `unique (a, b)` or `index (a)`
#[derive(Clone, Debug, PartialEq)]
pub struct CollectionKey {
    /// The kind of key.
    pub kind: KeyKind,
    /// The fields named; empty if the line could not be read.
    pub fields: Vec<Name>,
    /// The span of the whole key.
    pub span: Span,
}

/// The kinds of keys of a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// No two rows share the values of its fields.
    Unique,
    /// Rows can be looked up by its fields.
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
    /// The return type; `None` if omitted, which is a checker error.
    pub returns: Option<TypeExpression>,
    /// Its body.
    pub body: Block,
}

impl FunctionItem {
    /// Whether both functions have the same anchor, name, parameters and return type.
    #[must_use]
    pub fn is_called_as(&self, other: &FunctionItem) -> bool {
        self.name == other.name
            && self.parameters == other.parameters
            && self.returns == other.returns
    }
}

impl WorkflowItem {
    /// Its trigger, if it is a workflow that is called.
    #[must_use]
    pub fn as_called(&self) -> Option<&CallTrigger> {
        match self.triggers.as_slice() {
            [trigger] => trigger.as_call(),
            _ => None,
        }
    }

    /// Whether both workflows have the same anchor and name, and are called in the same way or not
    /// at all.
    #[must_use]
    pub fn is_called_as(&self, other: &WorkflowItem) -> bool {
        let seen = |item: &WorkflowItem| {
            let call = item.as_called();
            let call = call.map(|call| (call.parameters.clone(), call.returns.clone()));
            (call, item.has_unclear_trigger())
        };
        self.name == other.name && seen(self) == seen(other)
    }

    /// Whether it is uncertain how the workflow is started: its trigger is missing, could not be
    /// read, is not supported yet, or is not the only one.
    #[must_use]
    pub fn has_unclear_trigger(&self) -> bool {
        !matches!(
            self.triggers.as_slice(),
            [Trigger::Webhook(_) | Trigger::Call(_)]
        )
    }
}

/// `workflow github_push { trigger … }`
#[derive(Clone, Debug, PartialEq)]
pub struct WorkflowItem {
    /// Its name.
    pub name: Name,
    /// All triggers written; a valid workflow has exactly one.
    pub triggers: Vec<Trigger>,
    /// The statements.
    pub body: Block,
    /// Whether brackets were missing or superfluous, so that the nesting is a guess.
    pub guessed: bool,
}
