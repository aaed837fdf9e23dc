//! The text of a file, line by line.

use std::fmt::Display;

/// A text that grows by lines and blocks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    text: String,
}

impl Text {
    /// Adds a line.
    pub(crate) fn line(&mut self, line: impl Display) {
        self.text += &line.to_string();
        self.text.push('\n');
    }

    /// Adds lines, each with its line break.
    pub(crate) fn block(&mut self, lines: impl Display) {
        self.text += &lines.to_string();
    }

    /// Adds an empty line and a comment.
    pub(crate) fn section(&mut self, comment: &str) {
        self.line("");
        self.line(comment);
    }

    pub(crate) fn into_string(self) -> String {
        self.text
    }
}
