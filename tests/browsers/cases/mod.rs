//! All cases: combinations of short lists, and single ones.

mod caching;
pub(crate) mod extensions;
mod origins;
mod requests;
mod responses;

use std::sync::Arc;

use crate::case::{Case, Page};

pub(crate) fn all() -> Arc<[Case]> {
    // Extensions are last, because their pages are in another window.
    let groups = [
        origins::cases(),
        requests::cases(),
        responses::cases(),
        caching::cases(),
        extensions::cases(),
    ];
    groups.concat().into()
}

/// The page that most policies list.
const APP: Page = Page::at("https://app.example.test");
/// A page of another site, which some policies list.
const OTHER: Page = Page::at("https://app.other.test");
