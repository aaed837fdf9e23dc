//! Turns what is legal into its layout in memory: joins header values, and puts origins into a perfect hash.

use cors_policy_core::option::ConfiguredKeyword;
use cors_policy_core::set::OriginSet;

use crate::check::{Demands, KnownOrigin, Legal, LegalAnyoneElse, LegalOrigins, LegalSet, Noted};
use crate::declare::Spread;

/// A policy in the layout that the expansion writes.
pub(crate) struct Lowered {
    pub(crate) origins: LoweredOrigins,
    pub(crate) demands: Demands,
    pub(crate) methods: Names,
    pub(crate) request_headers: Names,
    pub(crate) exposed_headers: Names,
    pub(crate) credentials: bool,
    pub(crate) max_age: Option<u32>,
    pub(crate) insecure_origins: bool,
    pub(crate) public_suffix_subdomains: bool,
    pub(crate) anyone_else: Option<LoweredAnyoneElse>,
    pub(crate) remarks: Vec<Noted>,
}

pub(crate) struct LoweredAnyoneElse {
    pub(crate) methods: Names,
    pub(crate) request_headers: Names,
    pub(crate) exposed_headers: Names,
    pub(crate) max_age: Option<u32>,
}

pub(crate) enum LoweredOrigins {
    Any,
    None,
    Listed {
        /// The sets that are declared elsewhere.
        spreads: Vec<Spread>,
        /// The origins that are declared here, if there are any.
        own: Option<Box<LoweredSet>>,
        /// The keyword, if more origins come from configuration.
        configured: Option<ConfiguredKeyword>,
    },
}

impl Lowered {
    /// The keyword, if more origins come from configuration.
    pub(crate) const fn configured(&self) -> Option<ConfiguredKeyword> {
        match self.origins {
            LoweredOrigins::Listed { configured, .. } => configured,
            LoweredOrigins::Any | LoweredOrigins::None => None,
        }
    }
}

pub(crate) struct Names {
    pub(crate) list: Vec<String>,
    pub(crate) value: String,
}

pub(crate) fn lower(legal: Legal<'_>) -> Lowered {
    Lowered {
        origins: match legal.origins {
            LegalOrigins::Any => LoweredOrigins::Any,
            LegalOrigins::None => LoweredOrigins::None,
            LegalOrigins::Listed { spreads, origins, configured } => LoweredOrigins::Listed {
                spreads,
                configured,
                own: (!origins.is_empty()).then(|| {
                    // The remarks about these origins are among the remarks of the policy.
                    Box::new(lower_set(LegalSet { origins, remarks: Vec::new() }))
                }),
            },
        },
        demands: legal.demands,
        methods: Names::of(legal.methods),
        request_headers: Names::of(legal.request_headers),
        exposed_headers: Names::of(legal.exposed_headers),
        credentials: legal.credentials,
        max_age: legal.max_age,
        insecure_origins: legal.insecure_origins,
        public_suffix_subdomains: legal.public_suffix_subdomains,
        anyone_else: legal.anyone_else.map(lower_anyone_else),
        remarks: legal.remarks,
    }
}

fn lower_anyone_else(legal: LegalAnyoneElse) -> LoweredAnyoneElse {
    LoweredAnyoneElse {
        methods: Names::of(legal.methods),
        request_headers: Names::of(legal.request_headers),
        exposed_headers: Names::of(legal.exposed_headers),
        max_age: legal.max_age,
    }
}

/// A set of origins, and what the policies that spread it must know.
pub(crate) struct LoweredSet {
    pub(crate) set: OriginSet,
    /// An entry with `http://` that is not on this machine, if there is one.
    pub(crate) insecure: Option<String>,
    /// An entry with `*.` over a public suffix, if there is one.
    pub(crate) public_suffix: Option<String>,
    pub(crate) remarks: Vec<Noted>,
}

pub(crate) fn lower_set(legal: LegalSet<'_>) -> LoweredSet {
    let LegalSet { origins, remarks } = legal;
    let find = |is_dangerous: fn(&KnownOrigin) -> bool| {
        origins.iter().find(|known| is_dangerous(known)).map(|known| known.origin.to_string())
    };
    LoweredSet {
        set: OriginSet::of(origins.iter().map(|known| &known.origin)),
        insecure: find(|known| known.is_insecure),
        public_suffix: find(|known| known.has_public_suffix),
        remarks,
    }
}

impl Names {
    fn of(list: Vec<String>) -> Self {
        Self { value: list.join(", "), list }
    }
}
