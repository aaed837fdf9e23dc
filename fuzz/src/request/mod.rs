//! Sends one request to every adapter and to the engine: all must answer as the model does.

mod exchange;
mod model;
mod policies;

use arbitrary::Unstructured;

use crate::adapters::{ADAPTERS, OnError, Outcome, map_of};

/// Generates a request and the handler's response from `data`, and compares the answers.
pub fn check(data: &[u8]) {
    let mut data = Unstructured::new(data);
    let Ok((subject, exchange)) = exchange::arbitrary(&mut data) else {
        return;
    };
    let expected = model::answer(subject, &exchange);
    for (name, adapter, on_error) in ADAPTERS {
        let expected = if exchange.is_error && expected.is_called && on_error == OnError::Passes {
            Outcome::Error
        } else {
            Outcome::Answer(expected.clone())
        };
        let found = adapter(&exchange);
        if found != Outcome::Changed {
            assert_eq!(found, expected, "{name}: {exchange:?}");
        }
    }
    let denial = subject.policy.decide(&exchange.method, &map_of(&exchange.request));
    assert_eq!(denial.denial(), model::denial(subject, &exchange.lines_of_origin()));
}
