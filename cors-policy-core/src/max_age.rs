//! How long a browser may cache a preflight.

use crate::limits::MAX_AGE_SECONDS;
use crate::problem::{MaxAgeProblem, Problem};

/// The seconds of `digits` and `unit`, as in `600`, `600s`, `10m`, `2h` and `1d`.
///
/// `digits` are decimal. An empty `unit` means seconds.
///
/// # Errors
///
/// The unit is not one of `s`, `m`, `h` and `d`, or the age is above [`MAX_AGE_SECONDS`].
pub fn seconds(digits: &str, unit: &str) -> Result<u32, Problem> {
    let factor = match unit {
        "" | "s" => 1,
        "m" => 60,
        "h" => 60 * 60,
        "d" => 24 * 60 * 60,
        _ => return Err(Problem::MaxAge(MaxAgeProblem::Unit { unit: unit.to_owned() })),
    };
    // A number that does not fit into 64 bits is above the maximum too.
    let number = digits.parse::<u64>().unwrap_or(u64::MAX);
    u32::try_from(number.saturating_mul(factor))
        .ok()
        .filter(|&seconds| seconds <= MAX_AGE_SECONDS)
        .ok_or_else(|| Problem::MaxAge(MaxAgeProblem::TooLong { text: format!("{digits}{unit}") }))
}

#[cfg(test)]
mod tests {
    use super::seconds;
    use crate::problem::{MaxAgeProblem, Problem};

    #[test]
    fn ages_in_every_unit() {
        let table = [
            ("0", "", 0),
            ("600", "", 600),
            ("600", "s", 600),
            ("10", "m", 600),
            ("2", "h", 7200),
            ("1", "d", 86400),
        ];
        for (digits, unit, expected) in table {
            assert_eq!(seconds(digits, unit), Ok(expected), "{digits}{unit}");
        }
    }

    #[test]
    fn no_browser_keeps_longer_than_a_day() {
        for (digits, unit) in [
            ("86401", ""),
            ("86401", "s"),
            ("1441", "m"),
            ("25", "h"),
            ("2", "d"),
            ("18446744073709551616", ""),
            ("18446744073709551615", "d"),
        ] {
            assert!(
                matches!(
                    seconds(digits, unit),
                    Err(Problem::MaxAge(MaxAgeProblem::TooLong { .. }))
                ),
                "{digits}{unit}"
            );
        }
    }

    #[test]
    fn other_units_are_unknown() {
        for unit in ["w", "ms", "min", "S", "u32", "sec", "h30m"] {
            assert!(
                matches!(seconds("1", unit), Err(Problem::MaxAge(MaxAgeProblem::Unit { .. }))),
                "{unit}"
            );
        }
    }
}
