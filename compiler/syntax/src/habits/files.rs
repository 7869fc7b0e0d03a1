//! Files that are not Flowright programs.

use flowright_diagnostics::{Code, Diagnostic};

use crate::source::Source;
use crate::tokens::TokenKind;

/// The report on a file that is not a program; it replaces all other diagnostics for the file.
pub(crate) fn whole_file(source: Source<'_>) -> Option<Diagnostic> {
    conflict(source).or_else(|| other_language(source))
}

/// Conflict markers left by a version control system.
fn conflict(source: Source<'_>) -> Option<Diagnostic> {
    let text = source.text;
    let mut marks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mark = ["<<<<<<<", "=======", ">>>>>>>"]
            .into_iter()
            .find(|mark| line.starts_with(mark) && !line.trim_end().ends_with("========"));
        if mark.is_some() {
            let start = crate::source::offset(at);
            marks.push(source.span(start, start + 7));
        }
        at += line.len();
    }
    let is_conflict = text.lines().any(|line| line.starts_with("<<<<<<<"));
    let (first, others) = marks.split_first().filter(|_| is_conflict)?;
    let report = Diagnostic::new(Code::Syntax, *first, "this file has a merge conflict")
        .label("the two versions begin here");
    let report = others.iter().take(2).fold(report, |report, mark| {
        report.because(*mark, "a conflict marker")
    });
    Some(report.help("keep one of the versions, or both, and remove the conflict markers"))
}

/// YAML or JSON: the file does not begin with a declaration, and no other line declares anything.
fn other_language(source: Source<'_>) -> Option<Diagnostic> {
    let (index, first) = source.next_solid(0)?;
    let declares = source.text.lines().any(|line| {
        let word = line.split([' ', '\t']).next().unwrap_or("");
        crate::tokens::word(word).is_some_and(|word| word.class == crate::tokens::WordClass::Item)
            && line.len() > word.len()
            && !line
                .get(word.len()..)
                .unwrap_or("")
                .trim_start()
                .starts_with(':')
    });
    if declares {
        return None;
    }
    let next = source.next_solid(index + 1).map(|(_, token)| token);
    let name = match first.kind {
        TokenKind::BraceOpen
            if next.is_some_and(|next| {
                matches!(next.kind, TokenKind::StringStart(_) | TokenKind::BraceClose)
            }) =>
        {
            "JSON"
        }
        TokenKind::BracketOpen => "JSON",
        TokenKind::Word if next.is_some_and(|next| next.kind == TokenKind::Colon) => "YAML",
        TokenKind::Minus if source.text.trim_start().starts_with("---") => "YAML",
        TokenKind::Operator if source.text.trim_start().starts_with('<') => "HTML or XML",
        _ => return None,
    };
    Some(
        Diagnostic::new(Code::Syntax, source.span_of(first), format!("this file is {name}, not a program"))
            .label("a declaration is expected here")
            .help("a program begins with declarations: `workflow hello { trigger webhook POST \"/hello\" { verify … } … }`"),
    )
}
