//! The example `metrics`, as Prometheus reads it.

use crate::process::{Process, example, server};
use crate::transcript::{ask, exchanges};

#[test]
fn the_counts_are_those_of_the_requests() {
    let source = crate::source("metrics");
    let lines = crate::header(&source);
    let process = Process::spawn(&mut server(&example("metrics")));
    let scrape = "GET /metrics HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n";
    assert_eq!(samples(&ask(process.address(), scrape)), [""; 0]);
    // The last command of the header is the scrape. The order of its lines is not fixed, so it is compared below.
    let end = lines.iter().position(|line| line.ends_with("/metrics")).expect("a scrape");
    crate::compare("metrics", &process, &lines[..end]);
    let expected = [
        "cors_allowed_total 1",
        "cors_preflights_total 2",
        "cors_refused_total{policy=\"API\",reason=\"method_not_listed\"} 1",
        "cors_refused_total{policy=\"API\",reason=\"origin_not_listed\"} 1",
    ];
    assert_eq!(samples(&ask(process.address(), scrape)), expected);
    assert_eq!(samples(&exchanges(&lines[end..])[0].answer), expected);
}

/// The counts in an answer, sorted, without comments.
fn samples(answer: &str) -> Vec<&str> {
    let mut samples = answer.lines().filter(|line| line.starts_with("cors_")).collect::<Vec<_>>();
    samples.sort_unstable();
    samples
}
