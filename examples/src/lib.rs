//! The examples are the files next to this folder: `cargo run --example axum`.
