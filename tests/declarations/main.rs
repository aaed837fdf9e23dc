//! A declaration means the same in `cors_policy!`, in a derive, and after it was printed and parsed again.

#[macro_use]
mod both;
mod read_back;
mod table;

#[test]
fn a_derived_policy_is_the_declared_one() {
    for (name, declared, derived) in table::policies() {
        assert_eq!(declared, derived, "{name}");
    }
}

#[test]
fn lists_are_sorted_as_they_are_sent() {
    assert_eq!(table::mixed_case::DSL.request_headers(), ["A-Header", "b-header", "C-Header"]);
    assert_eq!(table::keywords::DSL.methods(), ["Self", "match", "self", "type"]);
}

#[test]
fn debug_prints_what_display_does() {
    for (name, policy, _) in table::policies() {
        assert_eq!(format!("{policy:?}"), policy.to_string(), "{name}");
    }
}

#[test]
fn the_policies_of_the_table_differ() {
    let policies = table::policies();
    for (index, (name, policy, _)) in policies.iter().enumerate() {
        for (other_name, other, _) in &policies[..index] {
            assert_ne!(policy, other, "{name} and {other_name}");
        }
    }
}
