//! Finds the lines that two texts do not share.

use std::collections::HashMap;
use std::fmt::Write as _;

/// Prints both texts as one: `-` before a line that only the old text has, `+` before a line that only the new text
/// has. It leaves out long passages that both texts have.
pub(super) fn diff(old: &str, new: &str) -> String {
    let lines = merge(&lines(old).collect::<Vec<_>>(), &lines(new).collect::<Vec<_>>());
    let changes = (0..lines.len()).filter(|&place| lines[place].0 != ' ').collect::<Vec<_>>();
    let mut text = String::new();
    let (mut next_change, mut left_out) = (0, 0);
    for (place, (mark, line)) in lines.iter().enumerate() {
        while changes.get(next_change).is_some_and(|&change| change + CONTEXT < place) {
            next_change += 1;
        }
        if changes.get(next_change).is_none_or(|&change| change > place + CONTEXT) {
            left_out += 1;
            continue;
        }
        write_left_out(&mut text, &mut left_out);
        text.push_str(format!("{mark} {line}").trim_end());
        text.push('\n');
    }
    write_left_out(&mut text, &mut left_out);
    text
}

/// Whether both texts are the same. Line ends, and white space after the last line, do not count.
pub(super) fn is_same(old: &str, new: &str) -> bool {
    lines(old).eq(lines(new))
}

/// The lines, without their ends: `\n`, or `\r\n` if Git has checked the file out on Windows.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.trim_end().lines()
}

/// Returns the lines of both texts, each with its mark.
///
/// The difference is the shortest one if no line is repeated and the common lines have the same order. Both are true of
/// printed policies. For other texts the difference is correct, but may be longer.
fn merge<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(char, &'a str)> {
    let (in_old, in_new) = (last_places(old), last_places(new));
    let comes_later = |places: &HashMap<&str, usize>, line: &str, from: usize| {
        places.get(line).is_some_and(|&place| place >= from)
    };
    let (mut i, mut j) = (0, 0);
    let mut merged = Vec::new();
    loop {
        match (old.get(i), new.get(j)) {
            (Some(line), Some(other)) if line == other => {
                merged.push((' ', *line));
                i += 1;
                j += 1;
            }
            // The old line comes later in the new text, and the new line does not come later in the old text.
            (Some(line), Some(other))
                if comes_later(&in_new, line, j) && !comes_later(&in_old, other, i) =>
            {
                merged.push(('+', *other));
                j += 1;
            }
            (Some(line), _) => {
                merged.push(('-', *line));
                i += 1;
            }
            (None, Some(line)) => {
                merged.push(('+', *line));
                j += 1;
            }
            (None, None) => return merged,
        }
    }
}

fn last_places<'a>(lines: &[&'a str]) -> HashMap<&'a str, usize> {
    lines.iter().enumerate().map(|(place, line)| (*line, place)).collect()
}

fn write_left_out(text: &mut String, left_out: &mut usize) {
    match *left_out {
        0 => return,
        1 => text.push_str("  … 1 unchanged line\n"),
        // Writing to a string cannot fail.
        count => drop(writeln!(text, "  … {count} unchanged lines")),
    }
    *left_out = 0;
}

/// How many unchanged lines are printed around each change: enough to see which option it belongs to, in a short policy.
const CONTEXT: usize = 3;

#[cfg(test)]
mod tests {
    use super::{diff, is_same};

    #[test]
    fn changes_are_marked_and_the_rest_is_context() {
        for (old, new, expected) in [
            ("a\nb\nc", "a\nc", "  a\n- b\n  c\n"),
            ("a\nc", "a\nb\nc", "  a\n+ b\n  c\n"),
            ("a\nb\nd", "a\nc\nd", "  a\n- b\n+ c\n  d\n"),
            ("a\nb\nx\ny", "b\nc\nx", "- a\n  b\n+ c\n  x\n- y\n"),
            ("", "a\n    b", "+ a\n+     b\n"),
            ("a", "", "- a\n"),
            // Another order: one of the lines moves.
            ("a\nb", "b\na", "- a\n  b\n+ a\n"),
            // Repeated lines.
            ("a\na\nb", "a\nb\nb", "  a\n- a\n  b\n+ b\n"),
            ("a\n\nb", "a\nb", "  a\n-\n  b\n"),
        ] {
            assert_eq!(diff(old, new), expected, "{old:?} and {new:?}");
        }
    }

    #[test]
    fn long_passages_without_a_change_are_left_out() {
        let old = (0..30).map(|n| n.to_string()).collect::<Vec<_>>();
        let mut new = old.clone();
        new[4] = "x".to_owned();
        new[12] = "y".to_owned();
        assert_eq!(
            diff(&old.join("\n"), &new.join("\n")),
            "  … 1 unchanged line\n  1\n  2\n  3\n- 4\n+ x\n  5\n  6\n  7\n  … 1 unchanged line\n  9\n  \
             10\n  11\n- 12\n+ y\n  13\n  14\n  15\n  … 14 unchanged lines\n"
        );
    }

    #[test]
    fn line_ends_and_what_follows_the_last_line_do_not_count() {
        for other in ["a\n  b", "a\n  b\n", "a\r\n  b\r\n", "a\r\n  b", "a\n  b\n\n", "a\n  b \r\n"]
        {
            assert!(is_same("a\n  b", other), "{other:?}");
            assert_eq!(diff("a\n  b", other), "  … 2 unchanged lines\n", "{other:?}");
        }
        for other in ["", "a", "a\n b", "a\n  b\nc", "a \n  b", "\na\n  b", "a\r  b"] {
            assert!(!is_same("a\n  b", other), "{other:?}");
        }
    }

    #[test]
    fn ten_thousand_lines_take_no_time() {
        let text = |from: usize| {
            (from..from + 10_000).map(|n| n.to_string()).collect::<Vec<_>>().join("\n")
        };
        let diff = diff(&text(0), &text(5_000));
        assert_eq!(diff.lines().filter(|line| line.starts_with('-')).count(), 5_000);
        assert_eq!(diff.lines().filter(|line| line.starts_with('+')).count(), 5_000);
    }
}
