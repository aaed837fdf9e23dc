//! How wide the terminal is.

use terminal_size::{Width, terminal_size_of};

/// How many columns a text has that goes to the standard output: those of the terminal, but not more than a reader can
/// follow.
pub(crate) fn width() -> usize {
    match terminal_size_of(std::io::stdout()) {
        Some((Width(columns), _)) => usize::from(columns).clamp(LEAST, MOST),
        None => WITHOUT_TERMINAL,
    }
}

const LEAST: usize = 40;
const MOST: usize = 120;
const WITHOUT_TERMINAL: usize = 100;
