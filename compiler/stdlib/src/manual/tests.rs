use super::tables;
use crate::catalogue::{CHANNELS, Owner, SCHEMES};
use crate::functions::{FUNCTIONS, INDEX};

#[test]
fn tables_have_a_row_for_everything() {
    let all = tables();
    let count = |name: &str| {
        let table = all.iter().find(|one| one.name == name);
        table.map_or(0, |one| one.markdown.lines().count().saturating_sub(2))
    };
    assert_eq!(count("schemes"), SCHEMES.len());
    assert_eq!(count("webhook"), Owner::Webhook.settings().len());
    let functions = all.iter().filter(|one| one.name.starts_with("functions"));
    let functions: usize = functions.map(|one| count(one.name)).sum();
    // `x[k]` is listed with the type of `x`.
    let called = FUNCTIONS.iter().filter(|one| one.name != INDEX);
    assert_eq!(functions, called.count());
    let declared: usize = CHANNELS.iter().map(|one| one.settings.len()).sum();
    assert_eq!(count("channels"), declared);
}
