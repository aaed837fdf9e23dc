//! How far two words are apart, to guess what a misspelt one was meant to be.

/// How many bytes must be added, removed or changed to make one text of the other (Levenshtein).
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    // A word is as long as its author likes; beyond this it is no misspelling.
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

#[cfg(test)]
mod tests {
    use super::distance;

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
}
