//! How different two words are, to guess what a misspelt one was meant to be.

/// How many bytes must be added, removed or changed to turn one text into the other (Levenshtein).
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    // The input may have any length. Beyond this length it is not a misspelling.
    if a.len() > 64 {
        return usize::MAX;
    }
    let mut row = (0..=b.len()).collect::<Vec<_>>();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// Whether `text` is `known` with one slip: one letter too many, too few or wrong, two neighbours swapped, or other
/// separators. Case does not matter.
///
/// Two rules prevent false alarms. In a short name one letter makes another word (`Data` and `Date`), so only the
/// separators may differ. And the first letter must be the same: slips are rare there, and most words that differ in
/// one letter differ there (`Orange` and `Range`, `WATCH` and `PATCH`).
pub(crate) fn is_slip(text: &str, known: &str) -> bool {
    let (text, known) = (text.to_ascii_lowercase(), known.to_ascii_lowercase());
    let has_other_separators = text != known && letters(&text).eq(letters(&known));
    let is_long = known.len() >= SHORTEST_WITH_SLIPS;
    let starts_alike = text.as_bytes().first() == known.as_bytes().first();
    has_other_separators || is_long && starts_alike && is_one_letter_away(&text, &known)
}

fn letters(name: &str) -> impl Iterator<Item = u8> + '_ {
    name.bytes().filter(u8::is_ascii_alphanumeric)
}

/// Whether one letter was added, removed or changed, or two neighbours were swapped.
#[must_use]
pub fn is_one_letter_away(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    match (&a[..a.len() - end], &b[..b.len() - end]) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a, b], [c, d]) => (a, b) == (d, c),
        _ => false,
    }
}

/// The length of the shortest name in which a different letter counts as a slip.
const SHORTEST_WITH_SLIPS: usize = 5;

#[cfg(test)]
mod tests {
    use super::{distance, is_one_letter_away, is_slip};

    #[test]
    fn distances() {
        for (a, b, expected) in
            [("", "", 0), ("a", "", 1), ("", "ab", 2), ("origin", "origins", 1), ("abc", "acb", 2)]
        {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }

    #[test]
    fn an_endless_word_is_far_from_everything() {
        assert_eq!(distance(&"a".repeat(64), "a"), 63);
        for length in [65, 66, 100_000] {
            assert_eq!(distance(&"a".repeat(length), "a"), usize::MAX);
        }
    }

    #[test]
    fn one_letter_away() {
        for (a, b) in
            [("a", "ab"), ("abc", "ac"), ("abc", "axc"), ("abc", "acb"), ("aab", "ab"), ("", "a")]
        {
            assert!(is_one_letter_away(a, b) && is_one_letter_away(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("", ""),
            ("abc", "abc"),
            ("abcd", "ab"),
            ("abc", "cba"),
            ("abcd", "badc"),
            ("ab", "cd"),
        ] {
            assert!(!is_one_letter_away(a, b) && !is_one_letter_away(b, a), "{a} {b}");
        }
    }

    #[test]
    fn slips_and_other_words() {
        for (text, known) in
            [("Rnage", "Range"), ("ra-nge", "Range"), ("E_Tag", "ETag"), ("a.b_c", "A-B-C")]
        {
            assert!(is_slip(text, known), "{text} {known}");
        }
        for (text, known) in [
            ("range", "Range"),
            ("Orange", "Range"),
            ("Data", "Date"),
            ("", "Range"),
            ("R-nage", "Range"),
        ] {
            assert!(!is_slip(text, known), "{text} {known}");
        }
    }
}
