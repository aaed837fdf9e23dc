//! Prints mistakes as the compiler does: the sentence, the place, and the line with carets.

use std::fmt::{Formatter, Result};

use cors_policy_syntax::text::{Mistake, Mistakes};

use crate::terminal::{ERROR, NOTE};

/// Writes the mistakes in `text`, without the word "error" before the first one.
pub(super) fn write(f: &mut Formatter<'_>, file: &str, text: &str, mistakes: &Mistakes) -> Result {
    let lines = text.lines().collect::<Vec<_>>();
    let count = mistakes.iter().len();
    for (index, mistake) in mistakes.iter().take(MOST).enumerate() {
        if index > 0 {
            write!(f, "\n\n{ERROR}error:{ERROR:#} ")?;
        }
        let line = lines.get(mistake.line - 1).copied().unwrap_or_default();
        write_one(f, file, line, mistake)?;
    }
    if count > MOST {
        write!(f, "\n\n{ERROR}error:{ERROR:#} {} more mistakes", count - MOST)?;
    }
    Ok(())
}

fn write_one(f: &mut Formatter<'_>, file: &str, line: &str, mistake: &Mistake) -> Result {
    let Mistake { line: number, column, length, message } = mistake;
    let margin = " ".repeat(number.to_string().len());
    let Excerpt { before, marked, after } = Excerpt::of(line, column - 1, *length);
    let indent = " ".repeat(before.chars().count());
    let carets = "^".repeat(marked.chars().count().max(1));
    // The lines after the first are below the first, whose label is "error: ".
    let message = visible(message).replace('\n', "\n       ");
    let file = visible(file);
    write!(
        f,
        "{message}\n\
         {margin}{NOTE}-->{NOTE:#} {file}:{number}:{column}\n\
         {margin} {NOTE}|{NOTE:#}\n\
         {NOTE}{number} |{NOTE:#} {before}{marked}{after}\n\
         {margin} {NOTE}|{NOTE:#} {indent}{ERROR}{carets}{ERROR:#}"
    )
}

/// A part of a line, around what is wrong in it.
struct Excerpt {
    before: String,
    marked: String,
    after: String,
}

impl Excerpt {
    /// The part of `line` in which the characters from `start` on are wrong.
    fn of(line: &str, start: usize, length: Option<usize>) -> Self {
        let count = line.chars().count();
        let start = start.min(count);
        let end = length.map_or(count, |length| (start + length).min(count));
        let part = |from: usize, to: usize| {
            visible(&line.chars().skip(from).take(to - from).collect::<String>())
        };
        let first = start.saturating_sub(AROUND);
        let last = end.min(start + AROUND);
        let beyond = (last + AROUND).min(count);
        let cut = |is_cut: bool| if is_cut { "…" } else { "" };
        Self {
            before: format!("{}{}", cut(first > 0), part(first, start)),
            marked: part(start, last),
            after: format!("{}{}", part(last, beyond), cut(beyond < count)),
        }
    }
}

/// Replaces what a terminal would obey or hide. A tab becomes four spaces, as in messages of the compiler.
fn visible(text: &str) -> String {
    let mut visible = String::new();
    for char in text.chars() {
        match char {
            '\t' => visible.push_str("    "),
            '\n' => visible.push('\n'),
            char if char.is_control() || is_invisible(char) => {
                visible.push(char::REPLACEMENT_CHARACTER);
            }
            char => visible.push(char),
        }
    }
    visible
}

/// Whether the character changes the direction of text, or has no width: "Trojan Source".
fn is_invisible(char: char) -> bool {
    matches!(char, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Nobody corrects more mistakes at once.
const MOST: usize = 100;

/// The maximum number of characters of a line before, in and after what is wrong.
const AROUND: usize = 100;

#[cfg(test)]
mod tests {
    use super::{Excerpt, visible};

    #[track_caller]
    fn assert_excerpt(line: &str, at: (usize, Option<usize>), expected: [&str; 3]) {
        let Excerpt { before, marked, after } = Excerpt::of(line, at.0, at.1);
        assert_eq!([before.as_str(), marked.as_str(), after.as_str()], expected, "{line:?}");
    }

    #[test]
    fn an_excerpt_marks_what_is_wrong() {
        assert_excerpt("\tmethds: [GET],", (1, Some(6)), ["    ", "methds", ": [GET],"]);
        assert_excerpt("a: {", (3, None), ["a: ", "{", ""]);
        assert_excerpt("", (0, Some(1)), ["", "", ""]);
        assert_excerpt("é", (5, Some(3)), ["é", "", ""]);
        let long = "x".repeat(1_000);
        let part = "x".repeat(100);
        let cut = [&*format!("…{part}"), &part, &format!("{part}…")];
        assert_excerpt(&long, (500, Some(200)), cut);
    }

    #[test]
    fn a_terminal_obeys_nothing() {
        assert_eq!(visible("a\u{1b}[2J\tb\u{202e}c\r\n"), "a\u{fffd}[2J    b\u{fffd}c\u{fffd}\n");
    }
}
