//! What the generator knows while it writes a program.

use flowright_stdlib::types::Type;

use crate::source::Source;

/// The most nodes of the expressions of a program.
const MOST_NODES: usize = 220;

/// How deep expressions lie at most.
pub(super) const DEPTH: usize = 5;

/// What the place of a value says of its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Nothing: the value has exactly the type by itself, as in `let x = …` or left of `==`.
    Exact,
    /// A hint for literals, as for the elements of a list: the value fits the type, and so do all others beside it together. A record
    /// is of exactly the type.
    Hint,
    /// All: whatever fits the type is taken, as in `let x: T = …`.
    Must,
}

/// A value that has a name.
#[derive(Clone, Debug)]
pub(super) struct Variable {
    /// As it is written.
    pub text: String,
    /// The type that it is declared with.
    pub ty: Type,
}

/// An expression as it is written. It can stand anywhere an operand can.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub text: String,
    /// The paths that are not null where it is not null.
    pub paths: Vec<String>,
}

impl From<String> for Piece {
    fn from(text: String) -> Piece {
        let paths = Vec::new();
        Piece { text, paths }
    }
}

/// A condition as it is written, and what the checker learns by it.
#[derive(Clone, Debug, Default)]
pub(super) struct Condition {
    pub text: String,
    /// The paths that are not null where it holds.
    pub holds: Vec<String>,
    /// The paths that are not null where it does not.
    pub fails: Vec<String>,
}

/// A declared `fn`.
#[derive(Clone, Debug)]
pub(super) struct Function {
    pub name: String,
    pub parameters: Vec<Type>,
    pub returns: Type,
}

/// A declared collection.
#[derive(Clone, Debug)]
pub(super) struct Collection {
    pub name: String,
    /// Without `id`; each with its type and whether a row may lack it.
    pub fields: Vec<(String, Type, bool)>,
    /// The fields of its `unique`.
    pub unique: Vec<usize>,
}

/// Where an expression stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Function,
    When,
    Workflow,
}

/// What the generator knows.
pub(super) struct Generator<'s> {
    pub source: Source<'s>,
    pub place: Place,
    pub variables: Vec<Variable>,
    /// Those of them that can be assigned. None holds null, so that nothing is learnt of them.
    pub assignable: Vec<Variable>,
    /// How many loops are around.
    pub loops: usize,
    /// The paths that are known not to be null.
    pub known: Vec<String>,
    pub functions: Vec<Function>,
    /// `type NAME = …`
    pub names: Vec<(String, Type)>,
    pub configs: Vec<Variable>,
    pub collections: Vec<Collection>,
    /// What is declared besides, as it is written.
    pub items: Vec<String>,
    nodes: usize,
    fresh: usize,
}

/// How much was in scope.
pub(super) struct Mark {
    variables: usize,
    assignable: usize,
    known: usize,
}

impl<'s> Generator<'s> {
    pub(super) fn new(source: Source<'s>) -> Generator<'s> {
        Generator {
            source,
            place: Place::Function,
            variables: Vec::new(),
            assignable: Vec::new(),
            loops: 0,
            known: Vec::new(),
            functions: Vec::new(),
            names: Vec::new(),
            configs: Vec::new(),
            collections: Vec::new(),
            items: Vec::new(),
            nodes: 0,
            fresh: 0,
        }
    }

    /// A name that nothing has.
    pub(super) fn name(&mut self, start: &str) -> String {
        self.fresh += 1;
        format!("{start}{}", self.fresh)
    }

    /// Whether an expression may have parts; counts it.
    pub(super) fn may_grow(&mut self, depth: usize) -> bool {
        self.nodes += 1;
        depth > 0 && self.nodes < MOST_NODES && !self.source.is_empty()
    }

    /// Begins a scope.
    pub(super) fn enter(&self) -> Mark {
        Mark {
            variables: self.variables.len(),
            assignable: self.assignable.len(),
            known: self.known.len(),
        }
    }

    /// Ends a scope.
    #[expect(clippy::needless_pass_by_value, reason = "a scope is ended once")]
    pub(super) fn leave(&mut self, mark: Mark) {
        self.variables.truncate(mark.variables);
        self.assignable.truncate(mark.assignable);
        self.known.truncate(mark.known);
    }

    /// What `write` gives where these paths are known not to be null.
    pub(super) fn knowing<T>(&mut self, paths: &[String], write: impl FnOnce(&mut Self) -> T) -> T {
        let mark = self.enter();
        self.known.extend_from_slice(paths);
        let written = write(self);
        self.leave(mark);
        written
    }
}
