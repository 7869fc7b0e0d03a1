use std::collections::HashSet;

use super::HostFunction;

#[test]
fn every_host_function_has_an_address_and_a_symbol_of_its_own() {
    let mut names = HashSet::new();
    let mut addresses = HashSet::new();
    for function in HostFunction::ALL {
        assert!(!function.address().is_null(), "{}", function.name());
        assert!(names.insert(function.name()), "{}", function.name());
        addresses.insert(function.address());
    }
    assert!(!addresses.is_empty());
}
