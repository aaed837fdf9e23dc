//! All cases: products of short lists, and what only stands once.

mod caching;
mod origins;
mod requests;
mod responses;

use std::sync::Arc;

use crate::case::{Case, Page};

pub(crate) fn all() -> Arc<[Case]> {
    let groups = [origins::cases(), requests::cases(), responses::cases(), caching::cases()];
    groups.concat().into()
}

/// The page that most policies know.
const APP: Page = Page::at("https://app.example.test");
/// A page of another site, that some policies know.
const OTHER: Page = Page::at("https://app.other.test");
