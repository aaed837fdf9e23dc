//! Punycode: how a host with characters outside ASCII is written in ASCII.

/// Whether `encoded`, a label without its `xn--`, is the Punycode form of printable text that is not all ASCII.
///
/// The label is decoded and encoded again, and both must be equal, because a browser never sends another spelling of
/// the same text. This does not check whether IDNA allows the text: that takes tables many times the size of this
/// crate.
///
/// [RFC 3492](https://www.rfc-editor.org/rfc/rfc3492)
pub(super) fn is_valid(encoded: &str) -> bool {
    decode(encoded).is_some_and(|text| {
        text.iter().any(|c| !c.is_ascii())
            && !text.iter().any(|c| c.is_control())
            && encode(&text).as_deref() == Some(encoded)
    })
}

/// [RFC 3492, section 6.2](https://www.rfc-editor.org/rfc/rfc3492#section-6.2)
fn decode(encoded: &str) -> Option<Vec<char>> {
    let (basic, deltas) = encoded.rsplit_once('-').unwrap_or(("", encoded));
    let mut text = basic.chars().collect::<Vec<_>>();
    let (mut n, mut i, mut bias) = (INITIAL_N, 0_u32, INITIAL_BIAS);
    let mut digits = deltas.bytes().peekable();
    while digits.peek().is_some() {
        let (old_i, mut weight) = (i, 1_u32);
        for k in (BASE..).step_by(BASE as usize) {
            let digit = digit_of(digits.next()?)?;
            i = i.checked_add(digit.checked_mul(weight)?)?;
            let threshold = threshold(k, bias);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
        }
        let count = u32::try_from(text.len()).ok()? + 1;
        bias = adapt(i - old_i, count, old_i == 0);
        n = n.checked_add(i / count)?;
        i %= count;
        text.insert(i as usize, char::from_u32(n)?);
        i += 1;
    }
    Some(text)
}

/// [RFC 3492, section 6.3](https://www.rfc-editor.org/rfc/rfc3492#section-6.3)
fn encode(text: &[char]) -> Option<String> {
    let mut encoded = text.iter().filter(|c| c.is_ascii()).collect::<String>();
    let basic = u32::try_from(encoded.len()).ok()?;
    if basic > 0 {
        encoded.push('-');
    }
    let (mut n, mut delta, mut bias, mut handled) = (INITIAL_N, 0_u32, INITIAL_BIAS, basic);
    while (handled as usize) < text.len() {
        let next = text.iter().map(|&c| u32::from(c)).filter(|&c| c >= n).min()?;
        delta = delta.checked_add((next - n).checked_mul(handled + 1)?)?;
        n = next;
        for c in text.iter().map(|&c| u32::from(c)) {
            if c < n {
                delta = delta.checked_add(1)?;
            }
            if c == n {
                push_delta(&mut encoded, delta, bias);
                bias = adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.checked_add(1)?;
        n += 1;
    }
    Some(encoded)
}

fn push_delta(encoded: &mut String, delta: u32, bias: u32) {
    let mut rest = delta;
    for k in (BASE..).step_by(BASE as usize) {
        let threshold = threshold(k, bias);
        if rest < threshold {
            break;
        }
        encoded.push(letter_of(threshold + (rest - threshold) % (BASE - threshold)));
        rest = (rest - threshold) / (BASE - threshold);
    }
    encoded.push(letter_of(rest));
}

/// [RFC 3492, section 6.1](https://www.rfc-editor.org/rfc/rfc3492#section-6.1)
fn adapt(delta: u32, count: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / DAMP } else { delta / 2 };
    delta += delta / count;
    let mut k = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

fn threshold(k: u32, bias: u32) -> u32 {
    k.saturating_sub(bias).clamp(T_MIN, T_MAX)
}

fn digit_of(byte: u8) -> Option<u32> {
    match byte {
        b'a'..=b'z' => Some(u32::from(byte - b'a')),
        b'0'..=b'9' => Some(u32::from(byte - b'0') + 26),
        _ => None,
    }
}

fn letter_of(digit: u32) -> char {
    char::from(b"abcdefghijklmnopqrstuvwxyz0123456789"[digit as usize])
}

// [RFC 3492, section 5](https://www.rfc-editor.org/rfc/rfc3492#section-5)
const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
const INITIAL_N: u32 = 128;

#[cfg(test)]
mod tests {
    use super::{decode, encode, is_valid};

    #[test]
    fn the_samples_of_rfc_3492_and_some_domains() {
        for (text, encoded) in [
            ("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn"),
            ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
            ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"),
            ("bücher", "bcher-kva"),
            ("münchen-ost", "mnchen-ost-9db"),
            ("☃", "n3h"),
        ] {
            let chars = text.chars().collect::<Vec<_>>();
            assert_eq!(encode(&chars).as_deref(), Some(encoded), "{text}");
            assert_eq!(decode(encoded), Some(chars), "{text}");
            assert!(is_valid(encoded), "{text}");
        }
    }

    /// The encodings are from Python's `punycode` codec. They test the limit of the loop in `adapt`: `delta` is just at
    /// the limit in the first pair, and just above it in the second.
    #[test]
    fn letters_that_are_far_apart() {
        for (text, encoded) in
            [("abc\u{f954}\u{10000}", "abc-d91s02x"), ("\u{27568}\u{27600}", "9o5kyi")]
        {
            assert_eq!(encode(&text.chars().collect::<Vec<_>>()).as_deref(), Some(encoded));
            assert!(is_valid(encoded), "{encoded}");
        }
    }

    #[test]
    fn what_is_encoded_can_be_decoded() {
        for letter in '\u{80}'..='\u{3fff}' {
            for text in [vec![letter], vec!['a', letter], vec![letter, 'ü']] {
                let encoded = encode(&text).expect("it is short");
                assert_eq!(decode(&encoded), Some(text), "{encoded}");
            }
        }
    }

    #[test]
    fn what_no_browser_would_send() {
        for encoded in [
            "",
            "-",
            "a",
            "a-",
            "abc-",
            "99999999",
            "bcher-kva-",
            "bcher-kv",
            "zzzzzzzzzzzzzzzzzzzzzzzzz",
            "\u{7f}",
        ] {
            assert!(!is_valid(encoded), "{encoded}");
        }
    }
}
