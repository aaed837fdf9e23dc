//! The same mistakes in a derive.

use cors_policy::{CorsPolicy, CorsTemplate};

#[derive(CorsPolicy)]
#[cors(origins = [configured, configured])]
struct Twice;

#[derive(CorsPolicy)]
#[cors(origins = configured_or_any, credentials = true)]
struct OrAny;

#[derive(CorsPolicy)]
#[cors(origins = [configurd], methods = configured)]
struct Misspelt;

fn main() {
    // What is wrong is reported once: each type has its template nevertheless.
    let _ = [Twice::template(), OrAny::template(), Misspelt::template()];
}
