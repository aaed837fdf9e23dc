//! Options as people write them. Some contain a slip.

use arbitrary::{Result, Unstructured};

/// An option, without the separator between its key and its value.
pub(super) struct Written {
    condition: &'static str,
    key: &'static str,
    value: Value,
    end: &'static str,
}

enum Value {
    Tokens(String),
    /// Options in braces.
    Block(Vec<Written>),
}

/// The options as text, with this separator.
pub(super) fn print(options: &[Written], separator: char) -> String {
    let print_one = |Written { condition, key, value, end }: &Written| {
        let value = match value {
            Value::Tokens(tokens) => tokens.clone(),
            Value::Block(options) => format!("{{ {} }}", print(options, separator)),
        };
        format!("{condition} {key} {separator} {value} {end} ")
    };
    options.iter().map(print_one).collect()
}

/// Some random options.
pub(super) fn arbitrary(data: &mut Unstructured<'_>) -> Result<Vec<Written>> {
    let mut options = Vec::new();
    for index in 0..data.int_in_range(1..=8)? {
        // Most policies have origins, and most authors write them first.
        let key = if index == 0 && !data.ratio(1, 8)? { "origins" } else { *data.choose(&KEYS)? };
        options.push(option(data, key)?);
    }
    Ok(options)
}

fn option(data: &mut Unstructured<'_>, key: &'static str) -> Result<Written> {
    let value = if data.ratio(1, 16)? {
        Value::Tokens(noise(data)?)
    } else if key == "anyone_else" {
        Value::Block(block(data)?)
    } else {
        Value::Tokens(value(data, key)?)
    };
    Ok(Written { condition: condition(data)?, key, value, end: comma(data)? })
}

/// The options of `anyone_else`, mostly those that it may have.
fn block(data: &mut Unstructured<'_>) -> Result<Vec<Written>> {
    let mut options = Vec::new();
    for _ in 0..data.int_in_range(0..=3)? {
        let keys: &[&str] = if data.ratio(1, 8)? { &KEYS } else { &KEYS_OF_BLOCK };
        let key = *data.choose(keys)?;
        options.push(option(data, key)?);
    }
    Ok(options)
}

fn value(data: &mut Unstructured<'_>, key: &str) -> Result<String> {
    Ok(match key {
        "credentials" => (*data.choose(&["true", "false", "\"true\"", "any"])?).to_owned(),
        key if key.starts_with("dangerously") => (*data.choose(&["true", "false"])?).to_owned(),
        "max_age" => age(data)?,
        _ if data.ratio(1, 6)? => (*data.choose(&WHOLES)?).to_owned(),
        "origins" => list(data, origin)?,
        "methods" => list(data, |data| word(data, &METHODS))?,
        _ => list(data, |data| word(data, &HEADERS))?,
    })
}

fn age(data: &mut Unstructured<'_>) -> Result<String> {
    let number = data.choose(&[0, 1, 59, 60, 600, 3_600, 86_400, 86_401, u64::MAX])?;
    let number = if data.ratio(1, 2)? { *number } else { data.int_in_range(0..=100_000)? };
    let unit = data.choose(&["", "s", "m", "h", "d", "w", ".5h", "e3", "_0"])?;
    let sign = if data.ratio(1, 16)? { "-" } else { "" };
    Ok(format!("{sign}{number}{unit}"))
}

fn list(
    data: &mut Unstructured<'_>,
    entry: impl Fn(&mut Unstructured<'_>) -> Result<String>,
) -> Result<String> {
    let mut entries = Vec::new();
    for _ in 0..data.int_in_range(1..=6)? {
        let (condition, entry) = (condition(data)?, entry(data)?);
        entries.push(format!("{condition} {entry}{} ", comma(data)?));
    }
    Ok(format!("[{}]", entries.concat()))
}

/// A string, mostly of pieces that belong together.
fn origin(data: &mut Unstructured<'_>) -> Result<String> {
    if data.ratio(1, 16)? {
        return noise(data);
    }
    if data.ratio(1, 12)? {
        return Ok((*data.choose(&KEYWORDS)?).to_owned());
    }
    let pieces = [
        *data.choose(&["https://", "http://", "tauri://", "wss://", ""])?,
        *data.choose(&["", "*.", "a.", "*", "xn--bcher-kva."])?,
        *data.choose(&[
            "example.com",
            "example.org",
            "localhost",
            "github.io",
            "*",
            "amazonaws.com",
            "127.0.0.1",
            "[::1]",
            "intranet",
            "Example.com",
        ])?,
        *data.choose(&["", "", ":*", ":8443", ":443", ":80", ":0"])?,
        *data.choose(&["", "", "", "", "", "/"])?,
    ];
    let text = pieces.concat();
    Ok(if data.ratio(1, 8)? {
        format!("{:?}", text + data.arbitrary()?)
    } else {
        format!("{text:?}")
    })
}

fn word(data: &mut Unstructured<'_>, words: &[&str]) -> Result<String> {
    if data.ratio(1, 16)? {
        return noise(data);
    }
    Ok(if data.ratio(1, 16)? {
        format!("{:?}", data.arbitrary::<&str>()?)
    } else {
        (*data.choose(words)?).to_owned()
    })
}

/// A few tokens. None of them separates a key from its value.
fn noise(data: &mut Unstructured<'_>) -> Result<String> {
    let mut noise = Vec::new();
    for _ in 0..data.int_in_range(1..=3)? {
        noise.push(*data.choose(&NOISE)?);
    }
    Ok(noise.join(" "))
}

fn condition(data: &mut Unstructured<'_>) -> Result<&'static str> {
    Ok(if data.ratio(1, 8)? { data.choose(&CONDITIONS)? } else { "" })
}

fn comma(data: &mut Unstructured<'_>) -> Result<&'static str> {
    Ok(if data.ratio(1, 16)? { data.choose(&["", ";", ",,"])? } else { "," })
}

const KEYS: [&str; 13] = [
    "origins",
    "methods",
    "request_headers",
    "exposed_headers",
    "credentials",
    "max_age",
    "dangerously_allow_insecure_origins",
    "dangerously_allow_public_suffix_subdomains",
    "anyone_else",
    "origin",
    "max-age",
    "allow_private_network",
    "vary",
];
const KEYS_OF_BLOCK: [&str; 4] = ["methods", "request_headers", "exposed_headers", "max_age"];
const WHOLES: [&str; 8] = [
    "any",
    "none",
    "[]",
    "*",
    "[any, \"Authorization\"]",
    "configured",
    "configured_or_any",
    "[configured]",
];
const KEYWORDS: [&str; 4] = ["configured", "configured", "\"configured\"", "configured_or_any"];
const METHODS: [&str; 12] = [
    "GET",
    "PUT",
    "DELETE",
    "PURGE",
    "patch",
    "put",
    "TRACE",
    "any",
    "\"M-SEARCH\"",
    "\"*\"",
    "r#match",
    "\"\"",
];
const HEADERS: [&str; 12] = [
    "\"Authorization\"",
    "\"Content-Type\"",
    "\"content-type\"",
    "\"X-Request-Id\"",
    "\"ETag\"",
    "\"Cookie\"",
    "\"Set-Cookie\"",
    "\"Sec-Fetch-Mode\"",
    "\"Access-Control-Allow-Origin\"",
    "\"Access-Control-Request-Private-Network\"",
    "\"X-*\"",
    "any",
];
const CONDITIONS: [&str; 10] = [
    "#[cfg(debug_assertions)]",
    "#[cfg(not(debug_assertions))]",
    "#[cfg(feature = \"dev\")]",
    "#[cfg(all(unix, not(windows)))]",
    "#[cfg(any(a, b, c))]",
    "#[cfg(target_os = \"linux\")]",
    "#[cfg(true)]",
    "#[cfg(false)]",
    "#[cfg()]",
    "/// Not here.\n",
];
const NOISE: [&str; 18] = [
    "..FRONTENDS",
    "..acme::FRONTENDS",
    "..",
    "GET",
    "\"https://app.example.com\"",
    "[]",
    "{}",
    "(any)",
    "'a'",
    "b\"x\"",
    "c\"x\"",
    "1.5",
    "*",
    "-",
    "#",
    "$",
    "credentials",
    "\"a\"suffix",
];
