use std::fmt::Write as _;

use crate::support::{Fixture, fixtures};

#[test]
fn signature() {
    fixtures("signature", |fixture| {
        let Some(signature) = fixture
            .analysis
            .signature_help(fixture.file, fixture.offset)
        else {
            return "nothing\n".to_owned();
        };
        let active = signature.active.and_then(|at| signature.parameters.get(at));
        let mut shown = format!("{}\n", signature.label);
        if let Some(active) = active {
            let before = " ".repeat(active.label.start);
            let _ = writeln!(shown, "{before}{}", "^".repeat(active.label.len()));
            if !active.docs.is_empty() {
                let _ = writeln!(shown, "{before}{}", active.docs);
            }
        }
        if !signature.docs.is_empty() {
            let _ = writeln!(shown, "{}", signature.docs);
        }
        shown
    });
}

#[test]
fn any_text_and_place_has_an_answer() {
    for text in [
        "f(",
        "é(ü, ",
        "\"{f(\"{g(1,",
        "(((",
        ")))",
        "a.take(\u{1f600}",
        "now(",
        "",
    ] {
        let fixture = Fixture::new(text);
        let end = u32::try_from(text.len()).expect("small");
        for offset in 0..end + 2 {
            let _ = fixture.analysis.signature_help(fixture.file, offset);
        }
    }
}
