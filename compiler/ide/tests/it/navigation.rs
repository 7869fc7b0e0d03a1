use crate::support::fixtures;

#[test]
fn definition() {
    fixtures("definition", |fixture| {
        let targets = fixture.analysis.definition(fixture.file, fixture.offset);
        let names: Vec<_> = targets.iter().map(|target| target.name).collect();
        fixture.show(&names)
    });
}

#[test]
fn references() {
    fixtures("references", |fixture| {
        fixture.show(&fixture.analysis.references(fixture.file, fixture.offset))
    });
}
