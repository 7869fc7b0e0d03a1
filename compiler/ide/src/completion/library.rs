//! Completions for functions of the library.

use flowright_stdlib::functions::{Function, FunctionId, Pattern};

use super::{CompletionKind, List};
use crate::describe;

/// A function of the library, with its parameters as placeholders.
pub(super) fn function(
    id: FunctionId,
    function: &Function,
    kind: CompletionKind,
    rank: u8,
    list: &mut List,
) {
    let snippet = if function.property {
        function.name.to_owned()
    } else {
        // Each placeholder has its own number, because an editor fills placeholders with the same
        // number with the same text.
        let mut last = 0;
        let mut place = |name: &str| {
            last += 1;
            format!("${{{last}:{name}}}")
        };
        let places = function.parameters.iter().map(|one| match one.ty {
            Pattern::Lambda(lambda) => match lambda.takes.len() {
                1 => format!("{} => $0", place("x")),
                _ => format!("({}, {}) => $0", place("a"), place("b")),
            },
            // A literal is necessary, so a sample is inserted to be replaced, unless it would need
            // escapes.
            Pattern::Written(notation) if !notation.sample().contains('\\') => {
                place(notation.sample())
            }
            _ => place(one.name),
        });
        format!(
            "{}({})",
            function.name,
            places.collect::<Vec<_>>().join(", ")
        )
    };
    let item = list.snippet(function.name, kind, &snippet, rank);
    item.detail(describe::signature(function));
    if let Some(description) = describe::library(id) {
        item.docs(description.markdown());
    }
}
