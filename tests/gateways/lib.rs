//! Tests of exported policies, with the real programs: see the test target `gateways`.
