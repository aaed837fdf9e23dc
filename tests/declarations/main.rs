//! A declaration means the same wherever it stands: in `cors_policy!`, in a derive, and printed and read again.

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
fn the_policies_of_the_table_differ() {
    let policies = table::policies();
    for (index, (name, policy, _)) in policies.iter().enumerate() {
        for (other_name, other, _) in &policies[..index] {
            assert_ne!(policy, other, "{name} and {other_name}");
        }
    }
}
