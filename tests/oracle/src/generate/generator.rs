//! The generator's state while it writes a program.

use flowright_stdlib::types::Type;

use crate::source::Source;

/// The maximum number of expression nodes in a program.
const MOST_NODES: usize = 220;

/// The maximum depth of expressions.
pub(super) const DEPTH: usize = 5;

/// What the context of a value determines about its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Nothing: the value itself has exactly the type, as in `let x = …` or to the left of `==`.
    Exact,
    /// A hint for literals, as for the elements of a list: the value fits the type, and all values
    /// around it fit it together. A record has exactly the type.
    Hint,
    /// Everything: any value that fits the type is accepted, as in `let x: T = …`.
    Must,
}

/// A named value.
#[derive(Clone, Debug)]
pub(super) struct Variable {
    /// Its source text.
    pub text: String,
    /// Its declared type.
    pub ty: Type,
}

/// The source text of an expression. It is valid wherever an operand is.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub text: String,
    /// The paths that are not null if it is not null.
    pub paths: Vec<String>,
}

impl From<String> for Piece {
    fn from(text: String) -> Piece {
        let paths = Vec::new();
        Piece { text, paths }
    }
}

/// The source text of a condition, and what the checker learns from it.
#[derive(Clone, Debug, Default)]
pub(super) struct Condition {
    pub text: String,
    /// The paths that are not null if it holds.
    pub holds: Vec<String>,
    /// The paths that are not null if it does not hold.
    pub fails: Vec<String>,
}

/// A declared `fn`, or a called workflow.
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
    /// All except `id`; each with its type and whether a row may omit it.
    pub fields: Vec<(String, Type, bool)>,
    /// The fields of its `unique`.
    pub unique: Vec<usize>,
}

/// The context of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Function,
    When,
    Workflow,
}

/// The generator's state.
pub(super) struct Generator<'s> {
    pub source: Source<'s>,
    pub place: Place,
    pub variables: Vec<Variable>,
    /// The variables that can be assigned. None of them is nullable, so that nothing is learnt
    /// about them.
    pub assignable: Vec<Variable>,
    /// The number of enclosing loops.
    pub loops: usize,
    /// The number of enclosing parts that run side by side.
    pub parts: usize,
    /// Whether the innermost part is a transaction, which has only steps on rows.
    pub in_transaction: bool,
    /// The paths that are known not to be null.
    pub known: Vec<String>,
    pub functions: Vec<Function>,
    /// Workflows with `trigger call`; the result is null if a workflow yields none.
    pub called: Vec<Function>,
    /// `type NAME = …`
    pub names: Vec<(String, Type)>,
    pub configs: Vec<Variable>,
    pub collections: Vec<Collection>,
    /// Other declarations, as source text.
    pub items: Vec<String>,
    nodes: usize,
    fresh: usize,
}

/// The sizes of the lists when a scope began.
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
            parts: 0,
            in_transaction: false,
            known: Vec::new(),
            functions: Vec::new(),
            called: Vec::new(),
            names: Vec::new(),
            configs: Vec::new(),
            collections: Vec::new(),
            items: Vec::new(),
            nodes: 0,
            fresh: 0,
        }
    }

    /// A fresh name.
    pub(super) fn name(&mut self, start: &str) -> String {
        self.fresh += 1;
        format!("{start}{}", self.fresh)
    }

    /// Whether an expression may have subexpressions; counts it.
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

    /// The result of `write` while these paths are known not to be null.
    pub(super) fn knowing<T>(&mut self, paths: &[String], write: impl FnOnce(&mut Self) -> T) -> T {
        let mark = self.enter();
        self.known.extend_from_slice(paths);
        let written = write(self);
        self.leave(mark);
        written
    }
}
