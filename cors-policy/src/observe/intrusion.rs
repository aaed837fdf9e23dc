//! What a page of another origin must not send.

use std::fmt::{Display, Formatter, Result};

/// What a guard refuses: a request that does its work before anybody reads the response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Intrusion {
    /// The request opens a WebSocket.
    WebSocket,
    /// The request has a method that may change state.
    UnsafeMethod,
}

impl Intrusion {
    /// Returns what it is as the value of a label: `websocket` or `unsafe_method`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WebSocket => "websocket",
            Self::UnsafeMethod => "unsafe_method",
        }
    }
}

impl Display for Intrusion {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Self::WebSocket => "a page of another origin opens a WebSocket",
            Self::UnsafeMethod => "a page of another origin sends a method that may change state",
        })
    }
}
