//! The tables of functions, one for each kind of receiver.

use super::table::{Table, code, table};
use crate::functions::{FUNCTIONS, Function, INDEX, Pattern};

/// The functions that share a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Text,
    Bytes,
    Number,
    Time,
    Free,
    /// Functions on JSON, and functions that write it.
    Json,
    Map,
    List,
    /// Functions on a list that take a lambda.
    Lambda,
}

impl Group {
    const ALL: &[Group] = &[
        Group::Text,
        Group::Bytes,
        Group::Number,
        Group::Time,
        Group::Json,
        Group::Map,
        Group::List,
        Group::Lambda,
        Group::Free,
    ];

    fn name(self) -> &'static str {
        match self {
            Group::Text => "functions on texts",
            Group::Bytes => "functions on bytes",
            Group::Number => "functions on numbers",
            Group::Time => "functions on times",
            Group::Json => "functions on JSON",
            Group::Map => "functions on maps",
            Group::List => "functions on lists",
            Group::Free => "functions without a receiver",
            Group::Lambda => "functions with lambdas",
        }
    }
}

/// Every table of functions.
pub(super) fn tables() -> Vec<Table> {
    Group::ALL.iter().map(|group| group_table(*group)).collect()
}

fn group_table(group: Group) -> Table {
    let members = FUNCTIONS.iter().filter(|one| group_of(one) == Some(group));
    let members: Vec<&Function> = members.copied().collect();
    // A column in which every row has the same receiver would be useless.
    let first = members.first().map(|one| one.on);
    let is_mixed = members.iter().any(|one| Some(one.on) != first);
    let rows = members.iter().map(|one| {
        let dot = if one.on == Pattern::Nothing { "" } else { "." };
        let mut cells = vec![code(&format!("{dot}{}", one.sample()))];
        if is_mixed {
            cells.push(receiver(one));
        }
        cells.extend([code(&one.result()), one.docs.to_owned(), example(one)]);
        cells
    });
    let head: &[&str] = if is_mixed {
        &["function", "on", "result", "does", "example"]
    } else {
        &["function", "result", "does", "example"]
    };
    table(group.name(), head, rows)
}

fn example(function: &Function) -> String {
    let first = function.examples.first();
    first.map_or_else(String::new, |one| {
        format!("{} is {}", code(one.code), code(one.value))
    })
}

/// The table that a function belongs to. Not every pattern can be a receiver.
fn group_of(function: &Function) -> Option<Group> {
    let is_lambda = |pattern: Pattern| matches!(pattern, Pattern::Lambda(_));
    // `x[k]` is listed with the type of `x`.
    if function.name == INDEX {
        return None;
    }
    match function.on {
        Pattern::Text => Some(Group::Text),
        Pattern::Bytes => Some(Group::Bytes),
        Pattern::Bool | Pattern::Int | Pattern::Float | Pattern::Decimal => Some(Group::Number),
        Pattern::Time | Pattern::Date | Pattern::Duration => Some(Group::Time),
        Pattern::Json | Pattern::Any => Some(Group::Json),
        Pattern::Map => Some(Group::Map),
        Pattern::Nothing => Some(Group::Free),
        Pattern::Texts | Pattern::List | Pattern::Numbers | Pattern::Ordered | Pattern::Scalars => {
            let takes_lambda = function.parameters.iter().any(|one| is_lambda(one.ty));
            Some(if takes_lambda {
                Group::Lambda
            } else {
                Group::List
            })
        }
        Pattern::Element
        | Pattern::Item
        | Pattern::Given
        | Pattern::Other
        | Pattern::Others
        | Pattern::OtherItem
        | Pattern::Written(_)
        | Pattern::Secret
        | Pattern::Value
        | Pattern::Entries
        | Pattern::MapOfGiven
        | Pattern::Mean(_)
        | Pattern::Optional(_)
        | Pattern::ListOf(_)
        | Pattern::Groups
        | Pattern::Lambda(_) => None,
    }
}

/// The type of a function's receiver, for a cell.
fn receiver(function: &Function) -> String {
    // Elements can be compared with an argument only if they are simple values.
    let compares = function
        .parameters
        .iter()
        .any(|one| one.ty == Pattern::Element);
    match function.on {
        Pattern::List if !compares => "any list".to_owned(),
        Pattern::List | Pattern::Scalars => "a list of simple values".to_owned(),
        Pattern::Numbers => "a list of numbers or durations".to_owned(),
        Pattern::Any => "any value without secrets".to_owned(),
        Pattern::Ordered => "a list of numbers, texts, times, dates or durations".to_owned(),
        Pattern::Bool
        | Pattern::Int
        | Pattern::Float
        | Pattern::Decimal
        | Pattern::Text
        | Pattern::Bytes
        | Pattern::Time
        | Pattern::Date
        | Pattern::Duration
        | Pattern::Texts
        | Pattern::Element
        | Pattern::Item
        | Pattern::Given
        | Pattern::Other
        | Pattern::Others
        | Pattern::OtherItem
        | Pattern::Json
        | Pattern::Nothing
        | Pattern::Secret
        | Pattern::Written(_)
        | Pattern::Map
        | Pattern::Value
        | Pattern::Entries
        | Pattern::MapOfGiven
        | Pattern::Mean(_)
        | Pattern::Optional(_)
        | Pattern::ListOf(_)
        | Pattern::Groups
        | Pattern::Lambda(_) => code(&function.on.to_string()),
    }
}
