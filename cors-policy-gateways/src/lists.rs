//! A policy as lists: the form of targets that have one list of origins, and one grant for all of them.

use cors_policy::{EntryHost, EntryPort, OriginEntry};

use crate::inexpressible::{Inexpressible, Missing};
use crate::sheet::{Names, Readers, Sheet};

/// A policy as lists.
#[derive(Clone, Debug)]
pub(crate) struct Lists {
    /// In the language of the target, `*` for any. There is at least one.
    pub(crate) origins: Vec<String>,
    pub(crate) credentials: bool,
    /// `GET`, `HEAD` and `POST` are among them, or `*` is the only one. Browsers send these three without a preflight, so
    /// listing them allows nothing. Some targets compare the methods of all requests with the list.
    pub(crate) methods: Vec<&'static str>,
    /// There is at least one, because several targets replace an empty list by a longer one.
    pub(crate) request_headers: Vec<&'static str>,
    pub(crate) exposed_headers: Vec<&'static str>,
    /// In seconds. If the policy has none, it is what browsers assume.
    pub(crate) max_age: u64,
    /// What the target cannot express.
    pub(crate) left_out: Vec<Missing>,
}

/// What a target can express.
pub(crate) struct Language {
    /// The name of the target.
    pub(crate) target: &'static str,
    /// The entry in the language of the target, or the reason and the remedy.
    pub(crate) entry: fn(&OriginEntry) -> Result<Vec<String>, Refusal>,
    /// The methods that the target knows. None if it knows all.
    pub(crate) methods: Option<&'static [&'static str]>,
    pub(crate) any_method: AnyMethod,
    pub(crate) any_header: AnyHeader,
    pub(crate) any_exposed: bool,
    /// Whether a name of a method or header is one for the target too, and not a pattern or the end of a string.
    pub(crate) is_name: fn(&str) -> bool,
    /// The longest lists of origins and of headers.
    pub(crate) most: usize,
    /// What cannot be expressed, even if other things are left out.
    pub(crate) never: fn(&Sheet) -> Vec<Missing>,
}

/// The reason and the remedy.
pub(crate) type Refusal = (&'static str, &'static str);

/// How a target says `methods: any`.
pub(crate) enum AnyMethod {
    /// `*`
    Star,
    /// All that it knows. It accepts no requests with other ones.
    AllKnown,
    /// Not at all.
    No,
}

/// How a target says `request_headers: any`.
pub(crate) enum AnyHeader {
    /// It sends `*`, and browsers decide what this means.
    Star,
    /// `*`, but it may answer with what a preflight asks for. This allows `Authorization` too, which `*` does not allow.
    MayRepeat,
    /// Not at all.
    No,
}

impl Lists {
    /// The whole policy.
    pub(crate) fn complete(sheet: &Sheet, language: &Language) -> Result<Self, Inexpressible> {
        let (lists, never) = Self::of(sheet, language);
        let missing = [never, lists.left_out.clone()].concat();
        if missing.is_empty() { Ok(lists) } else { Err(error(sheet, language, missing)) }
    }

    /// The part of the policy that the target can express.
    pub(crate) fn narrowed(sheet: &Sheet, language: &Language) -> Result<Self, Inexpressible> {
        let (lists, never) = Self::of(sheet, language);
        if never.is_empty() && !lists.origins.is_empty() {
            return Ok(lists);
        }
        Err(error(sheet, language, [never, lists.left_out].concat()))
    }

    /// What can be expressed, and what makes it useless.
    fn of(sheet: &Sheet, language: &Language) -> (Self, Vec<Missing>) {
        let mut never = (language.never)(sheet);
        let mut left_out = sheet.repeats();
        let origins = match &sheet.readers {
            Readers::Anyone => vec!["*".to_owned()],
            Readers::Listed(entries) if !entries.is_empty() => {
                origins(entries, language, &mut left_out)
            }
            Readers::Nobody | Readers::Listed(_) => {
                never.push(Missing::new("origins", NOBODY, NO_CORS));
                Vec::new()
            }
        };
        if sheet.anyone_else.is_some() {
            left_out.push(Missing::new("anyone_else", ONE_GRANT, TWO_POLICIES));
        }
        let grant = &sheet.grant;
        let lists = Self {
            origins,
            credentials: grant.credentials,
            methods: methods(grant.methods, language, &mut left_out),
            request_headers: request_headers(grant.request_headers, language, &mut left_out),
            exposed_headers: exposed_headers(grant.exposed_headers, language, &mut left_out),
            max_age: grant.max_age.unwrap_or(BROWSERS_ASSUME),
            left_out,
        };
        (lists, never)
    }

    /// The reasons, for [`Export::without`](crate::Export).
    pub(crate) fn reasons(&self) -> Vec<String> {
        self.left_out.iter().map(Missing::to_string).collect()
    }
}

fn origins(
    entries: &[OriginEntry],
    language: &Language,
    left_out: &mut Vec<Missing>,
) -> Vec<String> {
    let mut origins = Vec::new();
    for entry in entries {
        match (language.entry)(entry) {
            Ok(texts) if origins.len() + texts.len() <= language.most => origins.extend(texts),
            Ok(_) => left_out.push(Missing::new(entry.to_string(), TOO_MANY, FEWER)),
            Err((reason, remedy)) => left_out.push(Missing::new(entry.to_string(), reason, remedy)),
        }
    }
    origins
}

fn methods(names: Names, language: &Language, left_out: &mut Vec<Missing>) -> Vec<&'static str> {
    let mut methods = WITHOUT_PREFLIGHT.to_vec();
    // `sheet.repeats` names what an answer would have to repeat.
    let Names::Listed(names) = names else { return methods };
    if names.contains(&"*") {
        match (&language.any_method, language.methods) {
            (AnyMethod::Star, _) => return vec!["*"],
            (AnyMethod::AllKnown, Some(known)) => return known.to_vec(),
            _ => left_out.push(Missing::new("methods: any", NO_ANY, "list the names")),
        }
    }
    for &name in names.iter().filter(|&&name| name != "*") {
        let is_known = language.methods.is_none_or(|known| known.contains(&name));
        if !is_known {
            left_out.push(Missing::new(name, UNKNOWN_METHOD, "use another method"));
        } else if !(language.is_name)(name) {
            left_out.push(Missing::new(name, NO_NAME, "rename the method"));
        } else if !methods.contains(&name) {
            methods.push(name);
        }
    }
    methods
}

fn request_headers(
    names: Names,
    language: &Language,
    left_out: &mut Vec<Missing>,
) -> Vec<&'static str> {
    let names = match names {
        Names::Listed(names) => names,
        Names::Asked => &[],
    };
    let mut headers = Vec::new();
    if names.contains(&"*") {
        let has_authorization = names.iter().any(|name| name.eq_ignore_ascii_case("authorization"));
        match language.any_header {
            AnyHeader::Star => headers.push("*"),
            AnyHeader::MayRepeat if has_authorization => headers.push("*"),
            AnyHeader::MayRepeat => {
                left_out.push(Missing::new("request_headers: any", REPEATS, AUTHORIZE));
            }
            AnyHeader::No => {
                left_out.push(Missing::new("request_headers: any", NO_ANY, "list the names"));
            }
        }
    }
    headers.extend(plain_names(names, language, left_out));
    if headers.is_empty() {
        headers.push(HARMLESS);
    }
    headers
}

fn exposed_headers(
    names: &'static [&'static str],
    language: &Language,
    left_out: &mut Vec<Missing>,
) -> Vec<&'static str> {
    if names.contains(&"*") {
        if language.any_exposed {
            return vec!["*"];
        }
        left_out.push(Missing::new("exposed_headers: any", NO_ANY, "list the names"));
    }
    plain_names(names, language, left_out)
}

fn plain_names(
    names: &'static [&'static str],
    language: &Language,
    left_out: &mut Vec<Missing>,
) -> Vec<&'static str> {
    let mut plain = Vec::new();
    for &name in names.iter().filter(|&&name| name != "*") {
        if !(language.is_name)(name) {
            left_out.push(Missing::new(name, NO_NAME, "rename the header"));
        } else if plain.len() == language.most {
            left_out.push(Missing::new(name, TOO_MANY, FEWER));
        } else {
            plain.push(name);
        }
    }
    plain
}

/// The entry, if it is an `http` or `https` origin without `:*`, final dot and IPv6 address. A pattern has its `*.`.
pub(crate) fn web(entry: &OriginEntry) -> Result<Vec<String>, Refusal> {
    if !matches!(entry.scheme(), "http" | "https") {
        return Err(("only `http` and `https` origins are documented", "answer it in the service"));
    }
    let (EntryHost::Exact(host) | EntryHost::SubdomainsOf(host)) = entry.host() else {
        return Err(("it covers every host", "list the hosts"));
    };
    if host.starts_with('[') {
        return Err(("IPv6 addresses are not documented", "use a name"));
    }
    if host.ends_with('.') {
        return Err(("a final dot is not documented", "remove the dot"));
    }
    if entry.port() == EntryPort::Any {
        return Err(("there is no pattern for ports", "list the ports"));
    }
    Ok(vec![entry.to_string()])
}

/// The same, without patterns.
pub(crate) fn exact_web(entry: &OriginEntry) -> Result<Vec<String>, Refusal> {
    if matches!(entry.host(), EntryHost::SubdomainsOf(_)) {
        return Err(("there is no pattern for subdomains", "list the subdomains"));
    }
    web(entry)
}

/// A name without `*`, which is a pattern in several targets.
pub(crate) fn has_no_star(name: &str) -> bool {
    !name.contains('*')
}

fn error(sheet: &Sheet, language: &Language, missing: Vec<Missing>) -> Inexpressible {
    Inexpressible::new(language.target, &sheet.title, missing)
}

/// Browsers send these without asking: <https://fetch.spec.whatwg.org/#cors-safelisted-method>.
const WITHOUT_PREFLIGHT: [&str; 3] = ["GET", "HEAD", "POST"];
/// No page can set this header: <https://fetch.spec.whatwg.org/#forbidden-request-header>. Allowing it allows nothing.
const HARMLESS: &str = "Origin";
/// <https://fetch.spec.whatwg.org/#http-access-control-max-age>
const BROWSERS_ASSUME: u64 = 5;

const NOBODY: &str = "the policy has no origin, and the target has no list without one";
const NO_CORS: &str = "configure no CORS there, and remove the CORS headers of the service";
const ONE_GRANT: &str = "all origins get the same answer";
const TWO_POLICIES: &str = "use two policies, for two addresses";
const TOO_MANY: &str = "the list of the target is full";
const FEWER: &str = "list fewer, or use another target";
const NO_ANY: &str = "the target has no such word";
const REPEATS: &str = "the target may answer with the names that a preflight asks for, which allows `Authorization` too";
const AUTHORIZE: &str = "list the names, or write `[any, \"Authorization\"]`";
const UNKNOWN_METHOD: &str = "the target does not know this method";
const NO_NAME: &str = "a character of this name means something else to the target";
