//! The clock and the random numbers of the system.
//!
//! `std` has neither for `wasm32-unknown-unknown`: it panics if it is asked for the time, and its random numbers can be predicted.
//! There they come from JavaScript. So a program for that target with the feature `configured` or `tracing` needs a host with
//! JavaScript: a browser, Node.js, a Worker. Without these two features, a policy needs nothing of its host.

#[cfg(feature = "tracing")]
pub(crate) use self::host::Instant;
#[cfg(feature = "configured")]
pub(crate) use self::host::{now, random};

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod host {
    #[cfg(feature = "configured")]
    use std::hash::{BuildHasher, RandomState};
    #[cfg(feature = "tracing")]
    pub(crate) use std::time::Instant;
    #[cfg(feature = "configured")]
    use std::time::SystemTime;

    #[cfg(feature = "configured")]
    pub(crate) fn now() -> SystemTime {
        SystemTime::now()
    }

    /// A number that nobody else can predict.
    #[cfg(feature = "configured")]
    pub(crate) fn random() -> u64 {
        RandomState::new().hash_one(())
    }
}

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod host {
    #[cfg(feature = "configured")]
    use std::hash::{BuildHasher, RandomState};
    #[cfg(feature = "configured")]
    use std::time::SystemTime;

    #[cfg(feature = "tracing")]
    pub(crate) use web_time::Instant;

    #[cfg(feature = "configured")]
    pub(crate) fn now() -> SystemTime {
        // A clock before 1970 is wrong anyway.
        let since_1970 = web_time::SystemTime::now().duration_since(web_time::UNIX_EPOCH);
        SystemTime::UNIX_EPOCH + since_1970.unwrap_or_default()
    }

    /// A number that nobody else can predict, if the host has such numbers. A Cloudflare Worker has none while its script is
    /// loaded, before the first request.
    #[cfg(feature = "configured")]
    pub(crate) fn random() -> u64 {
        getrandom::u64().unwrap_or_else(|_| RandomState::new().hash_one(()))
    }
}

#[cfg(all(test, feature = "configured"))]
mod tests {
    use super::random;

    #[test]
    fn numbers_are_random() {
        assert_ne!(random(), random());
    }
}
