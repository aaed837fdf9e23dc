//! Only the macros create a set: its fields are private.

use cors_policy::{OriginSet, cors_origins};

cors_origins! { static INSECURE = ["http://app.example.com"]; }

static LAUNDERED: OriginSet = OriginSet { insecure: None, ..INSECURE };

fn main() {}
