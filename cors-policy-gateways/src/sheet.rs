//! A policy in the form in which every exporter reads it.

use cors_policy::{IntoPolicyRef, OriginEntry, Origins, PolicyRef};

use crate::inexpressible::Missing;

/// A policy: who may read, and what they get.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    /// For people: "`API` (src/policies.rs)".
    pub(crate) title: String,
    /// For names in configuration: `api`. Lower-case ASCII letters, digits and underscores, and a letter first.
    pub(crate) slug: String,
    pub(crate) readers: Readers,
    /// Whether responses have `Vary: Origin`.
    pub(crate) varies: bool,
    /// What the listed origins get, or everyone if the policy has `origins: any`.
    pub(crate) grant: Grant,
    /// What everyone else gets: `*`, and never credentials.
    pub(crate) anyone_else: Option<Grant>,
}

/// Who may read responses.
#[derive(Clone, Debug)]
pub(crate) enum Readers {
    /// `origins: any`
    Anyone,
    /// `origins: none`
    Nobody,
    /// A list, which is empty if the configuration has no entry.
    Listed(Vec<OriginEntry>),
}

/// Who gets a grant.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reader {
    Listed,
    /// Everyone whose origin is not listed.
    Public,
}

/// What a reader gets.
#[derive(Clone, Debug)]
pub(crate) struct Grant {
    pub(crate) credentials: bool,
    pub(crate) methods: Names,
    pub(crate) request_headers: Names,
    pub(crate) exposed_headers: &'static [&'static str],
    /// In seconds.
    pub(crate) max_age: Option<u64>,
}

/// The names in the answer to a preflight.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Names {
    /// These. `*` is among them if the declaration has `any`. Empty if it has nothing.
    Listed(&'static [&'static str]),
    /// What the preflight asks for: the declaration has `any` and credentials.
    Asked,
}

impl Sheet {
    pub(crate) fn of(policy: impl IntoPolicyRef) -> Self {
        let policy = policy.into_policy_ref();
        let origins = policy.origins();
        let readers = match origins {
            Origins::Any => Readers::Anyone,
            Origins::None => Readers::Nobody,
            Origins::Listed(_) => Readers::Listed(origins.entries()),
        };
        Self {
            title: title(&policy),
            slug: slug(policy.name().unwrap_or("policy")),
            readers,
            varies: policy.varies(),
            grant: Grant::of(&policy),
            anyone_else: policy.anyone_else().map(|policy| Grant::of(&policy.into())),
        }
    }

    /// The listed entries. None if the policy has `any` or `none`.
    pub(crate) fn entries(&self) -> &[OriginEntry] {
        match &self.readers {
            Readers::Anyone | Readers::Nobody => &[],
            Readers::Listed(entries) => entries,
        }
    }

    /// What everyone gets whose origin is not listed, if they get anything.
    pub(crate) fn public(&self) -> Option<&Grant> {
        match self.readers {
            Readers::Anyone => Some(&self.grant),
            Readers::Nobody | Readers::Listed(_) => self.anyone_else.as_ref(),
        }
    }

    /// The grants that somebody gets, and who gets each.
    pub(crate) fn grants(&self) -> impl Iterator<Item = (Reader, &Grant)> {
        let listed = (!self.entries().is_empty()).then_some((Reader::Listed, &self.grant));
        listed.into_iter().chain(self.public().map(|grant| (Reader::Public, grant)))
    }

    /// What is missing in a target whose answers to preflights are fixed texts.
    pub(crate) fn repeats(&self) -> Vec<Missing> {
        let Grant { methods, request_headers, .. } = &self.grant;
        let options = [("methods: any", methods), ("request_headers: any", request_headers)];
        let asked = options.into_iter().filter(|(_, names)| matches!(names, Names::Asked));
        asked.map(|(option, _)| Missing::new(option, REPEATS, LIST_THEM)).collect()
    }
}

impl Grant {
    fn of(policy: &PolicyRef) -> Self {
        let names = |listed: &'static [&'static str]| match listed {
            ["*"] if policy.credentials() => Names::Asked,
            listed => Names::Listed(listed),
        };
        Self {
            credentials: policy.credentials(),
            methods: names(policy.methods()),
            request_headers: names(policy.request_headers()),
            exposed_headers: policy.exposed_headers(),
            max_age: policy.max_age().map(|age| age.as_secs()),
        }
    }
}

impl Reader {
    /// A sentence for a comment.
    pub(crate) const fn comment(self) -> &'static str {
        match self {
            Self::Listed => "# What the listed origins get.",
            Self::Public => "# What everyone else gets.",
        }
    }
}

impl Names {
    /// The value of the header, if the answer has it and it is always the same.
    pub(crate) fn value(self) -> Option<String> {
        match self {
            Self::Listed([]) | Self::Asked => None,
            Self::Listed(names) => Some(names.join(", ")),
        }
    }
}

/// The name of the policy, and its file. The line is left out: it changes when other things change.
fn title(policy: &PolicyRef) -> String {
    let name = policy.name().unwrap_or("CLOSED");
    let title = match policy.location() {
        Some(location) => format!("`{name}` ({})", location.file()),
        None => format!("`{name}`"),
    };
    // It becomes a line of a comment.
    title.replace(char::is_control, "?")
}

/// Makes a name that every configuration accepts.
fn slug(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let slug = name.chars().map(plain).collect::<String>();
    if slug.starts_with(|c: char| c.is_ascii_lowercase()) { slug } else { format!("p{slug}") }
}

const REPEATS: &str = "together with credentials, the answer repeats what a preflight asks for";
const LIST_THEM: &str = "list the names";

/// All response headers of the CORS protocol. A gateway removes them from what a service sends.
///
/// [Fetch, HTTP responses](https://fetch.spec.whatwg.org/#http-responses). Browsers do not use the last one any more.
pub(crate) const RESPONSE_HEADERS: [&str; 7] = [
    "Access-Control-Allow-Origin",
    "Access-Control-Allow-Credentials",
    "Access-Control-Allow-Methods",
    "Access-Control-Allow-Headers",
    "Access-Control-Max-Age",
    "Access-Control-Expose-Headers",
    "Access-Control-Allow-Private-Network",
];

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_slug_is_a_name_everywhere() {
        for (name, expected) in [
            ("API", "api"),
            ("OrdersApi", "ordersapi"),
            ("_A", "p_a"),
            ("Café", "caf_"),
            ("r#type", "r_type"),
        ] {
            assert_eq!(slug(name), expected);
        }
    }
}
