//! Origins of the web as a browser sends them. They are generated without using the code under test.

use std::net::{Ipv4Addr, Ipv6Addr};

use proptest::prelude::*;
use proptest::sample::select;

/// An origin of the web.
pub(crate) fn origins() -> impl Strategy<Value = String> {
    (schemes(), hosts(), ports()).prop_map(|(scheme, host, port)| {
        let default = if scheme == "http" { 80 } else { 443 };
        match port.filter(|&port| port != default) {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        }
    })
}

pub(crate) fn schemes() -> impl Strategy<Value = &'static str> {
    select(["http", "https"].as_slice())
}

pub(crate) fn hosts() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => domains(),
        1 => any::<Ipv4Addr>().prop_map(|address| address.to_string()),
        1 => addresses_v6().prop_map(|address| format!("[{}]", shortest(address))),
    ]
}

pub(crate) fn ports() -> impl Strategy<Value = Option<u16>> {
    proptest::option::of(prop_oneof![1..=u16::MAX, select([80, 443, 8080].as_slice())])
}

/// Labels of hyphens, underscores and digits, words of other scripts, and sometimes a final dot. The last label begins
/// with a letter, because a number there would make the host an IP address.
fn domains() -> impl Strategy<Value = String> {
    let label = prop_oneof![
        4 => "[a-z0-9_-]{1,10}".prop_filter("not yet encoded", |label| !label.starts_with("xn--")),
        1 => select(FOREIGN.as_slice()).prop_map(str::to_owned),
    ];
    let last =
        prop_oneof![4 => "[a-z]{1,8}-?", 1 => select(FOREIGN.as_slice()).prop_map(str::to_owned)];
    let end = prop_oneof![8 => Just(""), 1 => Just(".")];
    (proptest::collection::vec(label, 0..4), last, end).prop_map(|(mut labels, last, end)| {
        labels.push(last);
        labels.join(".") + end
    })
}

/// Addresses in which zeros are as common as all other values together.
pub(crate) fn addresses_v6() -> impl Strategy<Value = Ipv6Addr> {
    let piece = prop_oneof![3 => Just(0), 1 => Just(0xffff), 2 => any::<u16>()];
    proptest::array::uniform8(piece).prop_map(Ipv6Addr::from)
}

/// [URL, IPv6 serializer](https://url.spec.whatwg.org/#concept-ipv6-serializer): it leaves out the first of the longest
/// runs of zeros.
fn shortest(address: Ipv6Addr) -> String {
    let pieces = address.segments().map(|piece| format!("{piece:x}"));
    let run = |start: &usize| pieces[*start..].iter().take_while(|piece| *piece == "0").count();
    let longest = (0..8).rev().max_by_key(run).expect("there are eight");
    match run(&longest) {
        0 | 1 => pieces.join(":"),
        length => {
            format!("{}::{}", pieces[..longest].join(":"), pieces[longest + length..].join(":"))
        }
    }
}

/// Labels of domains that exist, in left-to-right scripts: IDNA allows less in a host that also has a right-to-left
/// label.
pub(crate) const FOREIGN: [&str; 6] = [
    "xn--bcher-kva",
    "xn--mnchen-3ya",
    "xn--80ak6aa92e",
    "xn--fiqs8s",
    "xn--j6w193g",
    "xn--90a3ac",
];
