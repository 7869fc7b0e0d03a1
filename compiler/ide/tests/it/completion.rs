use std::fmt::Write as _;

use flowright_ide::Completion;

use crate::support::fixtures;

#[test]
fn completion() {
    fixtures("completion", |fixture| {
        let found = fixture.analysis.completions(fixture.file, fixture.offset);
        let mut shown = String::new();
        for one in &found {
            let Completion {
                label,
                kind,
                detail,
                ..
            } = one;
            let detail = if detail.is_empty() {
                String::new()
            } else {
                format!("  {detail}")
            };
            let plain = one.plain();
            let text = if plain == *label {
                String::new()
            } else {
                format!("  ⇒ {}", plain.replace('\n', "↵"))
            };
            let _ = writeln!(shown, "{kind:?} {label}{detail}{text}");
        }
        if shown.is_empty() {
            "nothing\n".to_owned()
        } else {
            shown
        }
    });
}
