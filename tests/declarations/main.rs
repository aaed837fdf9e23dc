//! A declaration means the same in `cors_policy!`, in a derive, and after it was printed and parsed again.

#[macro_use]
mod both;
mod names;
mod read_back;
mod table;

#[test]
fn a_derived_policy_is_the_declared_one() {
    for (name, declared, derived) in table::policies() {
        assert_eq!(declared, derived, "{name}");
    }
    for (name, declared, derived) in table::templates() {
        assert_eq!(declared, derived, "{name}");
    }
    assert_eq!(table::bare::DSL, table::configured::DSL);
}

#[test]
fn lists_are_sorted_as_they_are_sent() {
    assert_eq!(table::mixed_case::DSL.request_headers(), ["A-Header", "b-header", "C-Header"]);
    assert_eq!(table::keywords::DSL.methods(), ["Self", "match", "self", "type"]);
}

#[test]
fn debug_prints_what_display_does_and_the_name() {
    for (name, policy, _) in table::policies() {
        let location = policy.location().expect("a location");
        assert_eq!(format!("{policy:?}"), format!("DSL ({location}) {policy}"), "{name}");
    }
    for (name, template, _) in table::templates() {
        let location = template.location().expect("a location");
        assert_eq!(format!("{template:?}"), format!("DSL ({location}) {template}"), "{name}");
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
    let templates = table::templates();
    for (index, (name, template, _)) in templates.iter().enumerate() {
        for (other_name, other, _) in &templates[..index] {
            assert_ne!(template, other, "{name} and {other_name}");
        }
    }
}

#[test]
fn a_template_prints_its_keyword_first() {
    let lines = |template: &cors_policy::PolicyTemplate| {
        template.to_string().lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(lines(&table::configured_or_any::DSL), ["{", "origins: configured_or_any,", "}"]);
    assert_eq!(lines(&table::configured::DSL), ["{", "origins: [", "configured,", "],", "}"]);
    assert_eq!(
        lines(&table::configured_and_declared::DSL),
        [
            "{",
            "origins: [",
            "configured,",
            "\"http://localhost:*\",",
            "\"https://*.example.org\",",
            "\"https://*.preview.example.com\",",
            "\"https://app.example.com\",",
            "],",
            "}",
        ]
    );
}

#[test]
fn anyone_else_prints_last() {
    let lines = |policy: &cors_policy::Policy| {
        policy.to_string().lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        lines(&table::two_tiers::DSL)[5..],
        [
            "    methods: any,",
            "    request_headers: any,",
            "    credentials: true,",
            "    max_age: 1d,",
            "    dangerously_allow_insecure_origins: true,",
            "    anyone_else: {",
            "        methods: [GET, \"M-SEARCH\"],",
            "        request_headers: [any, \"Authorization\"],",
            "        exposed_headers: any,",
            "        max_age: 601s,",
            "    },",
            "}",
        ]
    );
    let bare = lines(&table::nothing_for_anyone_else::DSL);
    assert_eq!(bare[bare.len() - 2..], ["    anyone_else: {},", "}"]);
}
