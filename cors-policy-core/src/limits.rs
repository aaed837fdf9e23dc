//! The limits of a declaration.
//!
//! This module contains only numbers. The rules that check them and the messages that state them both use it.

/// The longest `max_age` in seconds: one day. Firefox caches a preflight for at most that long, Chromium for at most
/// two hours, and Safari for at most ten minutes.
pub const MAX_AGE_SECONDS: u32 = 86_400;

/// The maximum number of bytes in the name of a method or a header. No server is known to use a longer one.
pub const MAX_NAME: usize = 256;

/// The maximum number of bytes in a flawed origin for which another text is proposed. Nobody writes a longer one by
/// mistake, and an error can then contain a thousand of them.
pub const MAX_MENDED: usize = 2_048;

/// The maximum number of combinations of conditions in one declaration. Six independent conditions reach it: each one
/// doubles the time that the compiler takes.
pub const MAX_COMBINATIONS: usize = 64;

/// The maximum number of conditions in one declaration. More conditions always exceed [`MAX_COMBINATIONS`], unless some
/// of them are never true.
pub const MAX_CONDITIONS: usize = 2 * MAX_COMBINATIONS;

/// The maximum number of checks in one declaration with conditions: each entry is checked in each combination. The
/// compiler takes some seconds for this number of checks.
pub const MAX_CHECKED_ENTRIES: usize = 250_000;

/// The deepest nesting of brackets: as deep as the compiler lets macros call each other by default.
pub const MAX_NESTING: usize = 128;

/// The maximum number of bytes in the text of policies that is read outside the compiler. A policy with 100,000 origins
/// has about 4 MiB.
pub const MAX_TEXT: usize = 16 * 1024 * 1024;
