//! `explain`

use crate::ran::{Ran, command, run};

#[test]
fn the_status_says_whether_the_script_can_read_the_response() {
    let allowed = run(&["explain", "API", "--origin", "https://app.example.com", "--credentials"]);
    assert!(allowed.prints(0).ends_with("\nallowed: the script can read the response\n"));
    let refused = run(&["explain", "API", "--origin", "https://app.example.com.evil.example"]);
    assert!(refused.prints(1).contains("\nblocked: the handler runs, but"), "{refused:?}");
}

#[test]
fn every_part_of_the_request_counts() {
    let verdict = |more: &[&str]| {
        let words = ["explain", "API", "--json", "--origin", "https://app.example.com"];
        let ran = run(&[&words, more].concat());
        let explanation = ran.json(ran.status);
        (ran.status, explanation["verdict"].as_str().expect("a verdict").to_owned())
    };
    for (more, status, expected) in [
        (&[][..], 0, "readable"),
        (&["--method", "PUT"], 0, "readable"),
        (&["--method", "DELETE"], 1, "not-sent"),
        (&["--header", "Content-Type: application/json"], 0, "readable"),
        (&["--header", "X-Tenant: acme"], 1, "not-sent"),
        (
            &["--method", "PUT", "--header", "Content-Type:text/plain", "--header", "X: y"],
            1,
            "not-sent",
        ),
        (&["--no-cors"], 1, "opaque"),
        (&["--server", "https://app.example.com", "--method", "DELETE"], 0, "readable"),
        (&["--method", "TRACE"], 1, "impossible"),
    ] {
        assert_eq!(verdict(more), (status, expected.to_owned()), "{more:?}");
    }
}

#[test]
fn the_steps_are_json() {
    let words = ["explain", "API", "--origin", "https://a.example", "--method", "PUT", "--json"];
    let explanation = run(&words).json(1);
    assert_eq!(explanation["sends_preflight"], true);
    let steps = explanation["steps"].as_array().expect("steps");
    assert!(steps.iter().all(|step| {
        let link = step["link"].as_str().expect("a link");
        link.starts_with("https://fetch.spec.whatwg.org/#")
    }));
    assert!(steps.iter().any(|step| step["kind"] == "stop"));
}

#[test]
fn a_header_without_a_colon_is_an_error() {
    for header in ["X-Tenant", ": acme"] {
        let ran = run(&["explain", "API", "--origin", "https://a.example", "--header", header]);
        assert!(ran.fails().contains("a header has a "), "{ran:?}");
    }
}

#[test]
fn colours_need_a_terminal_and_are_not_switched_off() {
    let words = ["explain", "API", "--origin", "https://app.example.com"];
    let plain = run(&words);
    assert!(!plain.out.contains('\u{1b}'));
    let coloured = |settings: &[(&str, &str)]| {
        let output = command().args(words).envs(settings.iter().copied()).output();
        Ran::of(output.expect("the program runs")).out
    };
    assert!(coloured(&[("CLICOLOR_FORCE", "1")]).contains("\u{1b}[1m"));
    assert_eq!(coloured(&[("NO_COLOR", "1")]), plain.out);
}
