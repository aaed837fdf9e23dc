//! Lists of origins that nobody writes: endless entries, a million entries, control characters. The tests take seconds.

use std::time::{Duration, Instant};

use cors_policy::{OriginList, cors_policy};

cors_policy! {
    static API = { origins: [configured] };
    static CREDENTIALS = { origins: [configured], credentials: true };
}

/// 64 MB of text. It takes seconds. If the time grew with the square of the length, it would take a day.
#[test]
fn endless_entries_are_refused_in_short_sentences() {
    let start = Instant::now();
    let parts =
        ["a", ".", "/", ":", "%61", "@", " ", ",", "\0", "\u{202e}", "https://", "0x", "[", "*."];
    let entry =
        |n: usize| format!("https://a.example/{n}{}", parts[n % parts.len()].repeat(20_000));
    let error = API.configure((0..1_000).map(entry)).expect_err("they are invalid");
    assert_eq!(error.mistakes().count(), 100);
    let report = error.to_string();
    assert!(report.len() < 100 * 400, "{} bytes", report.len());
    assert!(report.ends_with("\n  and 900 more"));
    assert!(start.elapsed() < Duration::from_mins(2), "{:?}", start.elapsed());
}

/// A scheme may have any length, so a legal entry may too.
#[test]
fn endless_entries_that_are_legal_are_allowed() {
    let entry = |letter: &str| format!("{}://a.example", letter.repeat(64 << 10));
    let (a, b) = (entry("a"), entry("b"));
    let api = API.configure([&a]).expect("it is legal");
    assert!(api.allows(&a) && !api.allows(&b));
    let pattern = format!("{}://*.com", "a".repeat(64 << 10));
    assert!(API.configure([&pattern]).is_ok());
    let error = CREDENTIALS.configure([&pattern]).expect_err("anyone can register a name there");
    assert!(error.to_string().len() < 500, "{} bytes", error.to_string().len());
}

#[test]
fn control_characters_are_refused_and_escaped() {
    for (entry, shown) in [
        ("https://a\0.example", "`https://a\\0.example`: "),
        ("https://a.example\nhttps://b.example", "`https://a.example\\nhttps://b.example`: "),
        ("https://a\r\n.example", "`https://a\\r\\n.example`: "),
        ("https://a\u{1b}[31m.example", "`https://a\\u{1b}[31m.example`: "),
        ("https://a\u{202e}.example", "`https://a\\u{202e}.example`: "),
    ] {
        let error = API.configure([entry]).expect_err("it is invalid").to_string();
        assert_eq!(error.lines().count(), 2, "{error:?}");
        assert!(error.contains(&format!("\n  entry 1: {shown}")), "{error}");
        assert!(!error.contains(|c: char| c.is_control() && c != '\n'), "{error:?}");
    }
}

#[test]
fn a_million_entries_are_accepted_and_one_more_is_refused() {
    let entry = |n: usize| format!("https://tenant-{n}.example.com");
    let api = API.configure((0..1_000_000).map(entry)).expect("they are legal");
    for n in [0, 1, 499_999, 999_999] {
        assert!(api.allows(entry(n)), "{n}");
    }
    assert!(!api.allows(entry(1_000_000)));
    drop(api);
    let expected = "invalid origins: more than 1000000 entries; remove some";
    let too_many = || std::iter::repeat_n("https://a.example", 1_000_001);
    let error = API.configure(too_many()).expect_err("they are too many");
    assert_eq!(error.to_string(), expected);
    let error = API.configure_at_most(usize::MAX, too_many()).expect_err("they are too many");
    assert_eq!(error.to_string(), expected);
    let error = OriginList::new(too_many()).expect_err("they are too many");
    assert_eq!(error.to_string(), expected);
}
