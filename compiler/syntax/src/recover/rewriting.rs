//! Merges token rewrites into the repairs of a declaration.

use crate::brackets::{Added, Bracket, Repairs};
use crate::habits::Rewrites;
use crate::source::Source;
use crate::tokens::TokenKind;

/// Adds the rewrites to the repairs. A stray `)` is paired with a `(` that the rewrites add.
pub(super) fn merge(repairs: &mut Repairs, source: Source<'_>, rewrites: Rewrites) {
    let is_paren = |added: &Added| matches!(added, Added::Opener(Bracket::Paren));
    for (index, _) in rewrites.added.iter().filter(|(_, added)| is_paren(added)) {
        let closer = |at: &&usize| {
            let kind = source.tokens.get(**at).map(|token| token.kind);
            **at > *index && kind == Some(TokenKind::ParenClose)
        };
        let Some(stray) = repairs.strays.iter().find(closer).copied() else {
            continue;
        };
        repairs.strays.retain(|at| *at != stray);
        if let Some(token) = source.tokens.get(stray) {
            let span = source.span_of(*token);
            repairs.diagnostics.retain(|one| one.primary.span != span);
        }
    }
    repairs.strays.extend(rewrites.left_out);
    repairs.strays.sort_unstable();
    repairs.strays.dedup();
    repairs.added.extend(rewrites.added);
    repairs.added.sort_by_key(|(index, _)| *index);
    repairs.written = rewrites.written;
    repairs.diagnostics.extend(rewrites.diagnostics);
}
