//! The kinds and modifiers of semantic tokens, each with its index in the legend.

use std::ops::BitOr;

/// The kind of a token. The order is the order of the legend, and must not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SemanticKind {
    /// A keyword.
    Keyword,
    /// A comment.
    Comment,
    /// A part of a string.
    String,
    /// A number with its unit.
    Number,
    /// `==`, `->`, `?`
    Operator,
    /// A type, built in or declared.
    Type,
    /// A field of a record or of a collection, a member of `context`.
    Property,
    /// `let`, the `e` of `catch`, `context`.
    Variable,
    /// A parameter of a function or of a path.
    Parameter,
    /// A function.
    Function,
    /// A library function that is called on a value.
    Method,
    /// A word for a constant value: `POST`, `sync`, `slack`.
    Constant,
    /// The name of a setting.
    Setting,
    /// A secret.
    Secret,
    /// A value set by the operator.
    Config,
    /// A collection.
    Collection,
    /// A service.
    Service,
    /// A channel.
    Channel,
    /// A workflow.
    Workflow,
}

impl SemanticKind {
    /// All kinds in legend order.
    pub const ALL: [SemanticKind; 19] = [
        SemanticKind::Keyword,
        SemanticKind::Comment,
        SemanticKind::String,
        SemanticKind::Number,
        SemanticKind::Operator,
        SemanticKind::Type,
        SemanticKind::Property,
        SemanticKind::Variable,
        SemanticKind::Parameter,
        SemanticKind::Function,
        SemanticKind::Method,
        SemanticKind::Constant,
        SemanticKind::Setting,
        SemanticKind::Secret,
        SemanticKind::Config,
        SemanticKind::Collection,
        SemanticKind::Service,
        SemanticKind::Channel,
        SemanticKind::Workflow,
    ];

    /// Its index in the legend.
    #[must_use]
    pub fn index(self) -> u32 {
        self as u32
    }

    /// The standard name used by editors if there is one, otherwise a name specific to Flowright.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            SemanticKind::Setting => "setting",
            SemanticKind::Secret => "secret",
            SemanticKind::Config => "config",
            SemanticKind::Collection => "collection",
            SemanticKind::Service => "service",
            SemanticKind::Channel => "channel",
            SemanticKind::Workflow => "workflow",
            _ => self.standard(),
        }
    }

    /// The closest standard name that every editor knows.
    #[must_use]
    pub fn standard(self) -> &'static str {
        match self {
            SemanticKind::Keyword | SemanticKind::Setting => "keyword",
            SemanticKind::Comment => "comment",
            SemanticKind::String => "string",
            SemanticKind::Number => "number",
            SemanticKind::Operator => "operator",
            SemanticKind::Type => "type",
            SemanticKind::Property => "property",
            SemanticKind::Variable | SemanticKind::Secret | SemanticKind::Config => "variable",
            SemanticKind::Parameter => "parameter",
            SemanticKind::Function | SemanticKind::Workflow => "function",
            SemanticKind::Method => "method",
            SemanticKind::Constant => "enumMember",
            SemanticKind::Collection => "class",
            SemanticKind::Service | SemanticKind::Channel => "namespace",
        }
    }
}

/// The modifiers of a token, one bit each in legend order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct SemanticModifiers(u32);

impl SemanticModifiers {
    /// No modifiers.
    pub const NONE: SemanticModifiers = SemanticModifiers(0);
    /// The declaration of the name.
    pub const DECLARATION: SemanticModifiers = SemanticModifiers(1);
    /// It is never reassigned.
    pub const READONLY: SemanticModifiers = SemanticModifiers(1 << 1);
    /// It is built into the language.
    pub const DEFAULT_LIBRARY: SemanticModifiers = SemanticModifiers(1 << 2);
    /// Built-in and immutable.
    pub(super) const GIVEN: SemanticModifiers = SemanticModifiers(1 << 1 | 1 << 2);
    /// It is a doc comment.
    pub const DOCUMENTATION: SemanticModifiers = SemanticModifiers(1 << 3);

    /// The legend: the editors' names, lowest bit first.
    pub const NAMES: [&'static str; 4] =
        ["declaration", "readonly", "defaultLibrary", "documentation"];

    /// The bits.
    #[must_use]
    pub fn bits(self) -> u32 {
        self.0
    }

    /// The names of the set bits.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let names = Self::NAMES.into_iter().enumerate();
        names.filter_map(move |(bit, name)| (self.0 >> bit & 1 == 1).then_some(name))
    }
}

impl BitOr for SemanticModifiers {
    type Output = SemanticModifiers;

    fn bitor(self, other: SemanticModifiers) -> SemanticModifiers {
        SemanticModifiers(self.0 | other.0)
    }
}
