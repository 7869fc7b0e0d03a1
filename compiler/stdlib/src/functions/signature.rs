//! The specification of a library function, as data.

use std::fmt;

use super::Call;
use super::pattern::Pattern;
use crate::failure::Failure;
use crate::schema::Constant;

/// A library function.
#[derive(Debug)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// The type of its receiver.
    pub on: Receiver,
    /// Whether it is written without parentheses, such as `length`.
    pub property: bool,
    /// Its parameters.
    pub parameters: &'static [Parameter],
    /// The type of its result.
    pub returns: Pattern,
    /// A description in a sentence or two.
    pub docs: &'static str,
    /// Expressions with their values.
    pub examples: &'static [Example],
    /// Its implementation.
    pub code: Implementation,
}

impl Function {
    /// Whether its result is random: different each time, and therefore not pure.
    #[must_use]
    pub fn is_random(&self) -> bool {
        self.on == Pattern::Nothing && matches!(self.name, "uuid" | "random")
    }
}

/// The name of functions that are written as an index: `x[key]`. Calls cannot name them.
pub const INDEX: &str = "[]";

/// How a function is implemented.
#[derive(Clone, Copy)]
pub enum Implementation {
    /// By a call to host code, with its arguments as words.
    Host(fn(&mut Call<'_>) -> Result<(), Failure>),
    /// As inline code, usually a loop. Every function that takes a lambda is inlined.
    Inline(Inlined),
    /// As a constant: the value of its only argument, a text written in the program. The call
    /// itself is not compiled.
    Constant(fn(&str) -> Option<Constant>),
}

impl fmt::Debug for Implementation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Implementation::Host(_) => f.write_str("Host"),
            Implementation::Inline(inlined) => inlined.fmt(f),
            Implementation::Constant(_) => f.write_str("Constant"),
        }
    }
}

/// The inlined functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inlined {
    /// `list.all(x => c)`
    All,
    /// `list.any(x => c)`
    Any,
    /// `list.append(x)`
    Append,
    /// `numbers.avg()`, `list.avg(x => n)`
    Average,
    /// `list.count(x => c)`
    Count,
    /// `list.filter(x => c)`
    Filter,
    /// `list.find(x => c)`
    Find,
    /// `list.first()`
    First,
    /// `list.flat_map(x => list)`
    FlatMap,
    /// `list.fold(start, (sum, x) => sum)`
    Fold,
    /// `list.group_by(x => key)`
    GroupBy,
    /// `list.last()`
    Last,
    /// `list.map(x => y)`
    Map,
    /// `list.max()`, `list.max_by(x => key)`
    Max,
    /// `list.min()`, `list.min_by(x => key)`
    Min,
    /// `list.sort()`, `list.sort_by(x => key)`
    Sort,
    /// `numbers.sum()`, `list.sum(x => n)`
    Sum,
    /// `value.to_json()`
    ToJson,
    /// `list.to_map(x => key, x => value)`
    ToMap,
    /// `min(a, b)`
    Lesser,
    /// `max(a, b)`
    Greater,
    /// `map.entries()`
    Entries,
    /// `map.set(key, value)`
    SetEntry,
    /// `list.unique()`, `list.unique(x => key)`
    Unique,
    /// `list.zip(other, (a, b) => c)`
    Zip,
}

/// The type of a function's receiver.
pub type Receiver = Pattern;

/// A parameter of a function.
#[derive(Debug)]
pub struct Parameter {
    /// Its name, for hover.
    pub name: &'static str,
    /// Its type.
    pub ty: Pattern,
    /// Its purpose.
    pub docs: &'static str,
}

/// An expression and its value, both in the language's syntax.
#[derive(Debug)]
pub struct Example {
    /// The expression.
    pub code: &'static str,
    /// Its value.
    pub value: &'static str,
}
