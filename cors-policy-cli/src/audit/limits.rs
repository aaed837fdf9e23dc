//! What an audit may cost the server, and how much of an answer is read.

use std::time::Duration;

/// The limits of an audit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// How many requests are sent at most.
    pub(crate) requests: usize,
    /// How long the whole audit takes at most.
    pub(crate) total: Duration,
    /// How long one request takes at most, with connecting.
    pub(crate) request: Duration,
    /// How long to wait between two requests.
    pub(crate) delay: Duration,
}

/// How many bytes the status line and the headers of a response have at most.
pub(crate) const MAX_HEAD: usize = 128 * 1024;

/// How long a body is read. The body of a stream of events has no end, and an audit needs only its beginning.
pub(crate) const MAX_BODY_TIME: Duration = Duration::from_secs(1);

/// How many bytes of a body are read.
pub(crate) const MAX_BODY: usize = 64 * 1024;
