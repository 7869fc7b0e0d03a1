//! The nesting depth of a declaration. The limits here also bound the depth of the trees in later
//! stages, which do not check the depth again.

use crate::brackets::Bracket;
use crate::source::Source;
use crate::tokens::{Token, TokenKind};

/// The maximum nesting depth of brackets.
pub(crate) const MAX_NESTING: usize = 128;

/// The maximum length of a chain of operators, brackets and members.
const MAX_CHAIN: usize = 512;

/// The first token that exceeds the limits.
pub(crate) fn too_deep(source: Source<'_>, tokens: &[Token]) -> Option<Token> {
    // For each open bracket, the number of operators before it in its entry or line.
    let mut outer: Vec<usize> = Vec::new();
    let mut chain = 0_usize;
    let mut total = 0_usize;
    let mut solid = tokens.iter().filter(|token| !token.kind.is_trivia());
    let mut previous = TokenKind::Newline;
    solid.find_map(|token| {
        if Bracket::opened_by(token.kind).is_some() {
            outer.push(chain);
            total += chain + 1;
            chain = 0;
        } else if let Some(bracket) = Bracket::closed_by(token.kind) {
            chain = outer.pop().unwrap_or(0);
            total = total.saturating_sub(chain + 1);
            // `a[0][1]` nests; the interpolations of one string do not.
            chain += usize::from(bracket != Bracket::Interpolation);
        } else if is_link(source, *token) {
            chain += 1;
        } else if token.kind == TokenKind::Comma || begins_entry(*token, previous) {
            chain = 0;
        }
        previous = match token.kind {
            TokenKind::Word if continues_chain(source.text_of(*token)) => TokenKind::Operator,
            kind => kind,
        };
        (outer.len() > MAX_NESTING || total + chain > MAX_CHAIN).then_some(*token)
    })
}

fn is_link(source: Source<'_>, token: Token) -> bool {
    match token.kind {
        TokenKind::Dot
        | TokenKind::OptionalDot
        | TokenKind::Operator
        | TokenKind::ForeignOperator
        | TokenKind::Minus
        | TokenKind::Bang
        | TokenKind::Question
        | TokenKind::FatArrow => true,
        TokenKind::Word => {
            let text = source.text_of(token);
            text != "if" && continues_chain(text)
        }
        _ => false,
    }
}

/// Whether the word is followed by an operand that belongs to the same chain.
fn continues_chain(word: &str) -> bool {
    matches!(
        word,
        "not" | "and" | "or" | "in" | "decode" | "else" | "elsif" | "elif" | "elseif" | "if"
    )
}

/// Whether a word, string or number follows the end of an operand, so that another line, setting or
/// operand begins.
fn begins_entry(token: Token, previous: TokenKind) -> bool {
    matches!(
        token.kind,
        TokenKind::Word | TokenKind::StringStart(_) | TokenKind::Number
    ) && matches!(
        previous,
        TokenKind::Word
            | TokenKind::Number
            | TokenKind::StringEnd(_)
            | TokenKind::BraceClose
            | TokenKind::ParenClose
            | TokenKind::BracketClose
            | TokenKind::Question
    )
}
