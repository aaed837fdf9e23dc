//! From what is legal to how it lies in memory: header values joined, origins in a perfect hash.

use cors_policy_core::set::OriginSet;

use crate::check::{Legal, LegalOrigins, Noted};

/// A policy, as it is written down.
pub(crate) struct Lowered {
    pub(crate) origins: LoweredOrigins,
    pub(crate) methods: Names,
    pub(crate) request_headers: Names,
    pub(crate) exposed_headers: Names,
    pub(crate) credentials: bool,
    pub(crate) max_age: Option<u32>,
    pub(crate) insecure_origins: bool,
    pub(crate) public_suffix_subdomains: bool,
    pub(crate) remarks: Vec<Noted>,
}

pub(crate) enum LoweredOrigins {
    Any,
    None,
    Listed(Box<OriginSet>),
}

pub(crate) struct Names {
    pub(crate) list: Vec<String>,
    pub(crate) value: String,
}

pub(crate) fn lower(legal: Legal) -> Lowered {
    Lowered {
        origins: match legal.origins {
            LegalOrigins::Any => LoweredOrigins::Any,
            LegalOrigins::None => LoweredOrigins::None,
            LegalOrigins::Listed(origins) => {
                LoweredOrigins::Listed(Box::new(OriginSet::of(&origins)))
            }
        },
        methods: Names::of(legal.methods),
        request_headers: Names::of(legal.request_headers),
        exposed_headers: Names::of(legal.exposed_headers),
        credentials: legal.credentials,
        max_age: legal.max_age,
        insecure_origins: legal.insecure_origins,
        public_suffix_subdomains: legal.public_suffix_subdomains,
        remarks: legal.remarks,
    }
}

impl Names {
    fn of(list: Vec<String>) -> Self {
        Self { value: list.join(", "), list }
    }
}
