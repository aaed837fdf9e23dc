//! Near misses: legal origins with a slip in them.

use std::fmt::{self, Display, Formatter};
use std::net::Ipv4Addr;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::legal;

/// An origin of the web with one slip, and sometimes with several.
pub(crate) fn near_misses() -> impl Strategy<Value = String> {
    let slips = prop_oneof![4 => vec(slips(), 1), 1 => vec(slips(), 2..4)];
    (legal::schemes(), legal::hosts(), legal::ports(), slips).prop_map(
        |(scheme, host, port, slips)| {
            let mut written = Written {
                before: String::new(),
                scheme: scheme.to_owned(),
                separator: "://".to_owned(),
                user_info: String::new(),
                host,
                port: port.map_or(String::new(), |port| format!(":{port}")),
                after: String::new(),
            };
            for slip in slips {
                slip.happen(&mut written);
            }
            written.to_string()
        },
    )
}

/// Random text of characters that appear in URLs.
pub(crate) fn rubbish() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => select(PIECES.as_slice()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-z0-9.:-]{1,5}",
    ];
    let web = select(["http://", "https://"].as_slice());
    (web, vec(piece, 1..6)).prop_map(|(web, pieces)| format!("{web}{}", pieces.concat()))
}

/// An origin as a person writes it, in its parts.
#[derive(Clone, Debug)]
struct Written {
    before: String,
    scheme: String,
    separator: String,
    user_info: String,
    host: String,
    port: String,
    after: String,
}

impl Display for Written {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { before, scheme, separator, user_info, host, port, after } = self;
        write!(f, "{before}{scheme}{separator}{user_info}{host}{port}{after}")
    }
}

#[derive(Clone, Debug)]
enum Slip {
    Before(&'static str),
    Scheme(&'static str),
    Separator(&'static str),
    UserInfo(&'static str),
    Host(String),
    UpperCase(Index),
    Percent(Index, bool),
    Fullwidth(Index),
    InHost(Index, String),
    AfterHost(&'static str),
    Port(String),
    After(&'static str),
}

fn slips() -> impl Strategy<Value = Slip> {
    prop_oneof![
        1 => select([" ", "\t", "\n", "\u{1}", "\u{a0}", "\u{feff}", "^", "\""].as_slice()).prop_map(Slip::Before),
        1 => select(["HTTPS", "Http", "hTtP", "ht\ttp", "https:https", "wss"].as_slice()).prop_map(Slip::Scheme),
        1 => select(SEPARATORS.as_slice()).prop_map(Slip::Separator),
        1 => select(["@", "me@", "me:secret@", ":@", "a@b@", "a%40b@", "ü@", "\\@", "a.example\\@"].as_slice())
            .prop_map(Slip::UserInfo),
        2 => odd_addresses_v4().prop_map(Slip::Host),
        2 => odd_addresses_v6().prop_map(Slip::Host),
        1 => select(OTHER_HOSTS.as_slice()).prop_map(|host| Slip::Host(host.to_owned())),
        2 => any::<Index>().prop_map(Slip::UpperCase),
        1 => (any::<Index>(), any::<bool>()).prop_map(|(at, upper)| Slip::Percent(at, upper)),
        1 => any::<Index>().prop_map(Slip::Fullwidth),
        2 => (any::<Index>(), piece()).prop_map(|(at, piece)| Slip::InHost(at, piece)),
        1 => select([".", "..", ":", "\\.", "%2e", "。", "\t"].as_slice()).prop_map(Slip::AfterHost),
        2 => prop_oneof![
            select([":", ":80", ":443", ":0", ":00", ":*", ":+80", ":80a", ":\t8080", ":65536", ":８０"].as_slice())
                .prop_map(str::to_owned),
            (0..=3_usize, any::<u16>()).prop_map(|(zeros, port)| format!(":{}{port}", "0".repeat(zeros))),
        ].prop_map(Slip::Port),
        2 => select(AFTER.as_slice()).prop_map(Slip::After),
    ]
}

impl Slip {
    fn happen(self, written: &mut Written) {
        let host = &mut written.host;
        match self {
            Self::Before(text) => written.before.push_str(text),
            Self::Scheme(text) => text.clone_into(&mut written.scheme),
            Self::Separator(text) => text.clone_into(&mut written.separator),
            Self::UserInfo(text) => text.clone_into(&mut written.user_info),
            Self::Host(text) => *host = text,
            Self::UpperCase(at) => edit(host, at, |c| c.to_ascii_uppercase().to_string()),
            Self::Percent(at, true) => edit(host, at, |c| percent_encode(c).to_uppercase()),
            Self::Percent(at, false) => edit(host, at, percent_encode),
            Self::Fullwidth(at) => edit(host, at, |c| fullwidth(c).to_string()),
            Self::InHost(at, text) => edit(host, at, |c| format!("{c}{text}")),
            Self::AfterHost(text) => host.push_str(text),
            Self::Port(text) => written.port = text,
            Self::After(text) => written.after.push_str(text),
        }
    }
}

/// Replaces one character with something else.
fn edit(text: &mut String, at: Index, replace: impl Fn(char) -> String) {
    let places = text.char_indices().collect::<Vec<_>>();
    if let Some(&(at, c)) = places.get(at.index(places.len().max(1))) {
        text.replace_range(at..at + c.len_utf8(), &replace(c));
    }
}

fn percent_encode(c: char) -> String {
    c.to_string().bytes().fold(String::new(), |encoded, byte| format!("{encoded}%{byte:02x}"))
}

/// The same character in full width, as Chinese keyboards type it.
fn fullwidth(c: char) -> char {
    match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
        _ => c,
    }
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => select(PIECES.as_slice()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ]
}

/// An IPv4 address of one to four numbers, each decimal, octal or hexadecimal. Some numbers are too large.
fn odd_addresses_v4() -> impl Strategy<Value = String> {
    let forms = proptest::array::uniform4(0..6_u8);
    let end = prop_oneof![8 => Just(""), 1 => Just("."), 1 => Just(".5")];
    (any::<Ipv4Addr>(), 1..=4_usize, forms, end).prop_map(|(address, count, forms, end)| {
        let octets = address.octets();
        let last =
            octets[count - 1..].iter().fold(0_u64, |last, &octet| last << 8 | u64::from(octet));
        let numbers = octets[..count - 1].iter().map(|&octet| u64::from(octet)).chain([last]);
        let numbers = numbers.zip(forms).map(|(number, form)| match form {
            0 => format!("0{number:o}"),
            1 => format!("0x{number:x}"),
            2 => format!("0X{number:X}"),
            3 => format!("00{number:o}"),
            _ => number.to_string(),
        });
        format!("{}{end}", numbers.collect::<Vec<_>>().join("."))
    })
}

/// An IPv6 address with all its zeros, with extra zeros, in upper case, with an IPv4 address at its end, or without a
/// bracket.
fn odd_addresses_v6() -> impl Strategy<Value = String> {
    (legal::addresses_v6(), 0..8_u8).prop_map(|(address, form)| {
        let pieces = address.segments();
        let all = |digits: usize| pieces.map(|piece| format!("{piece:0digits$x}")).join(":");
        let [.., high, low] = pieces;
        let [a, b, c, d] = (u32::from(high) << 16 | u32::from(low)).to_be_bytes();
        match form {
            0 => format!("[{}]", all(1)),
            1 => format!("[{}]", all(4)),
            2 => format!("[{}]", all(1).to_uppercase()),
            3 => format!("[{}]", all(1).replacen("0:0", ":", 1)),
            4 => format!("[::ffff:{a}.{b}.{c}.{d}]"),
            5 => format!("[::{a}.{b}.{c}.{d}]"),
            6 => format!("[{address}%25eth0]"),
            _ => format!("[{address}"),
        }
    })
}

const SEPARATORS: [&str; 11] =
    [":", ":/", ":///", ":////", ":\\\\", ":/\\", ":\\/\\/", ":\t//", "//", "://https://", ";//"];

const OTHER_HOSTS: [&str; 16] = [
    "",
    ".",
    "*",
    "*.example.com",
    "*.Example.com",
    "a.*.example.com",
    "null",
    "bücher.example",
    "BÜCHER.example",
    "faß.example",
    "XN--BCHER-KVA.example",
    "xn--a.example",
    "xn--abc-.example",
    "a_b.example",
    "-a.example",
    "a..example",
];

const AFTER: [&str; 21] = [
    "/",
    "//",
    "/login",
    "/*",
    "/%2e",
    "/ü",
    "?",
    "?x=1",
    "#",
    "#top",
    "/?a@b",
    "\\",
    "\\login",
    "\\.",
    "\\d+",
    "$",
    "/$",
    " ",
    "\n",
    ",",
    ", https://b.example",
];

/// Characters that appear in URLs, and characters that never do.
const PIECES: [&str; 40] = [
    "a.example",
    "localhost",
    "127.1",
    "0x7f",
    "[::1]",
    "xn--",
    "xn--bcher-kva",
    ".",
    "..",
    "-",
    "_",
    "*",
    "*.",
    ":",
    ":80",
    ":443",
    ":08",
    "/",
    "//",
    "\\",
    "\\.",
    "?",
    "#",
    "@",
    "me@",
    "%",
    "%41",
    "%2e",
    "%25",
    "%c3%bc",
    "ü",
    "ß",
    "。",
    "ａ",
    "\u{ad}",
    "\u{200d}",
    "\t",
    " ",
    "|",
    "$",
];
