//! The order of the rooms of each published crate.

/// The rooms of one crate.
pub(super) struct House {
    pub(super) package: &'static str,
    /// Lowest first. A room can import the rooms before it.
    pub(super) rooms: &'static [&'static str],
    /// Rooms whose files do not import each other.
    pub(super) separate: &'static [Separate],
}

/// A room whose files do not import each other.
pub(super) struct Separate {
    pub(super) room: &'static str,
    /// The exceptions: the files that the others may import.
    pub(super) shared: &'static [&'static str],
}

pub(super) const HOUSES: &[House] = &[
    House {
        package: "cors-policy-core",
        rooms: &[
            "distance",
            "limits",
            "token",
            "label",
            "perfect",
            "option",
            "problem",
            "key",
            "name",
            "max_age",
            "method",
            "header",
            "origin",
            "configured",
            "set",
        ],
        separate: &[],
    },
    House {
        package: "cors-policy-syntax",
        rooms: &["errors", "declare", "configure", "check", "lower", "expand", "driver", "text"],
        separate: &[],
    },
    // Its only file is `lib.rs`.
    House { package: "cors-policy-macros", rooms: &[], separate: &[] },
    House {
        package: "cors-policy-gateways",
        rooms: &[
            "text",
            "inexpressible",
            "sheet",
            "headers",
            "yaml",
            "entries",
            "export",
            "lists",
            "javascript",
            "targets",
            "target",
        ],
        separate: &[Separate { room: "targets", shared: &[] }],
    },
    House {
        package: "cors-policy-cli",
        rooms: &["terminal", "text", "policies", "diff", "audit", "report", "commands"],
        separate: &[Separate { room: "commands", shared: &[] }],
    },
    House {
        package: "cors-policy",
        rooms: &[
            "system",
            "origins",
            "policy",
            "fetch",
            "request",
            "engine",
            "response",
            "configured",
            "reference",
            "selection",
            "expansion",
            "observe",
            "explain",
            "adapters",
            "guard",
            "testing",
            "guide",
        ],
        separate: &[Separate {
            room: "adapters",
            // Where every adapter gets the policy of a request from, and what some adapters share: a
            // decision, a future type, an answer.
            shared: &["answer", "decided", "future", "methods", "observed", "shadow", "source"],
        }],
    },
];
