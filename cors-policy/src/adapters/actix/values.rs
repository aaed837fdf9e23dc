//! The header values of policies, in the version of `http` that actix-web uses.

use std::cell::RefCell;
use std::ptr;
use std::rc::Rc;

use actix_web::http::header::HeaderValue;

use super::header_map;
use crate::policy::{HeaderValues, Policy};

/// The values of each policy that has answered a request of this worker.
///
/// Policies are statics, so there are as many as the program declares, however many tenants choose among them.
#[derive(Clone, Debug, Default)]
pub(super) struct ValuesOfPolicies {
    known: RefCell<Vec<(&'static Policy, Rc<Values>)>>,
}

type Values = HeaderValues<HeaderValue>;

impl ValuesOfPolicies {
    #[inline]
    pub(super) fn of(&self, policy: &'static Policy) -> Rc<HeaderValues<HeaderValue>> {
        let mut known = self.known.borrow_mut();
        if let Some((_, values)) = known.iter().find(|(other, _)| ptr::eq(*other, policy)) {
            return Rc::clone(values);
        }
        let values = Rc::new(header_map::values(policy));
        known.push((policy, Rc::clone(&values)));
        values
    }
}
