use crate::support::fixtures;

#[test]
fn hover() {
    fixtures("hover", |fixture| {
        match fixture.analysis.hover(fixture.file, fixture.offset) {
            Some(hover) => format!("{}\n{}\n", fixture.show(&[hover.span]), hover.markdown),
            None => "nothing\n".to_owned(),
        }
    });
}
