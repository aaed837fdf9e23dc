//! What a preflight asks for, for policies that allow any method or any header together with credentials.
//!
//! In credentialed requests browsers treat `*` as a literal name, so the answer of these policies repeats what was asked
//! for: <https://fetch.spec.whatwg.org/#cors-protocol-and-credentials>. No other policy reads these headers.

use cors_policy_core::token::is_tchar;

use crate::policy::Repeated;

/// The values that the answer to a preflight repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked<V> {
    pub(crate) method: Option<V>,
    pub(crate) headers: Lines<V>,
}

/// The lines of a header. Browsers send one. An intermediary may split it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lines<V> {
    None,
    One(V),
    Several(Box<[V]>),
}

/// Why the answer does not repeat a header. The browser then refuses the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotRepeated {
    /// A member is not a token.
    NotAToken,
    /// `Access-Control-Request-Method` has several lines. Its value is one method.
    SeveralMethods,
    /// More than [`MAX_NAMES`].
    TooManyNames,
    /// More than [`MAX_BYTES`].
    TooLong,
}

impl<V: AsRef<[u8]> + Clone> Asked<V> {
    /// Reads the lines of `Access-Control-Request-Method` and `Access-Control-Request-Headers`, as far as the policy
    /// repeats them. A header that cannot be repeated is left out of the answer.
    pub(crate) fn read<'a, M, H>(
        repeated: Repeated,
        method: impl FnOnce() -> M,
        headers: impl Fn() -> H,
    ) -> Self
    where
        V: 'a,
        M: Iterator<Item = &'a V>,
        H: Iterator<Item = &'a V>,
    {
        let method = if repeated.method { read_method(method()) } else { Ok(None) };
        let headers = if repeated.headers { read_headers(headers) } else { Ok(Lines::None) };
        Self { method: method.unwrap_or(None), headers: headers.unwrap_or(Lines::None) }
    }
}

/// The value of `Access-Control-Request-Method`:
/// [Fetch, HTTP new-header syntax](https://fetch.spec.whatwg.org/#http-new-header-syntax).
///
/// *Deliberate*: a method that Fetch forbids is a token like others. No script can send it.
pub(crate) fn read_method<'a, V: AsRef<[u8]> + Clone + 'a>(
    mut lines: impl Iterator<Item = &'a V>,
) -> Result<Option<V>, NotRepeated> {
    let Some(line) = lines.next() else { return Ok(None) };
    if lines.next().is_some() {
        return Err(NotRepeated::SeveralMethods);
    }
    match line.as_ref() {
        method if method.len() > MAX_BYTES => Err(NotRepeated::TooLong),
        method if is_token(method) => Ok(Some(line.clone())),
        _ => Err(NotRepeated::NotAToken),
    }
}

/// The lines of `Access-Control-Request-Headers`, if each member of each line is a token.
///
/// Intermediaries may add white space and empty members, and split the list into lines:
/// [RFC 9110, section 5.6.1.2](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1.2). Browsers accept all of this in
/// the answer too, so the lines are repeated unchanged.
pub(crate) fn read_headers<'a, V: AsRef<[u8]> + Clone + 'a, L: Iterator<Item = &'a V>>(
    lines: impl Fn() -> L,
) -> Result<Lines<V>, NotRepeated> {
    let mut bounds = Bounds::default();
    let mut count = 0;
    let mut has_names = false;
    for line in lines() {
        let names = bounds.count(line.as_ref())?;
        has_names |= names > 0;
        count += 1;
    }
    let mut lines = lines();
    Ok(match lines.next() {
        Some(line) if has_names && count == 1 => Lines::One(line.clone()),
        Some(line) if has_names => {
            Lines::Several([line].into_iter().chain(lines).cloned().collect())
        }
        _ => Lines::None,
    })
}

/// The size of the lines so far.
#[derive(Default)]
struct Bounds {
    names: usize,
    bytes: usize,
}

impl Bounds {
    /// Adds a line, and returns the number of names in it. A line counts as at least one name, so that there are at most
    /// [`MAX_NAMES`] lines.
    fn count(&mut self, line: &[u8]) -> Result<usize, NotRepeated> {
        self.bytes += line.len();
        if self.bytes > MAX_BYTES {
            return Err(NotRepeated::TooLong);
        }
        let names = count_plain(line).map_or_else(|| count_any(line), Ok)?;
        self.names += names.max(1);
        if self.names > MAX_NAMES { Err(NotRepeated::TooManyNames) } else { Ok(names) }
    }
}

/// The number of names in a line without white space, like those of browsers, or `None` if it has other bytes.
///
/// It has no branch for each byte. A preflight with 64 names adds 426 ns, and 622 ns with [`count_any`] alone.
fn count_plain(line: &[u8]) -> Option<usize> {
    let (mut names, mut is_plain, mut is_after_comma) = (0, true, true);
    for &byte in line {
        let is_comma = byte == b',';
        is_plain &= is_comma | is_tchar(byte);
        names += usize::from(is_after_comma && !is_comma);
        is_after_comma = is_comma;
    }
    is_plain.then_some(names)
}

/// The number of names in any line.
fn count_any(line: &[u8]) -> Result<usize, NotRepeated> {
    let members = line.split(|&byte| byte == b',').map(<[u8]>::trim_ascii);
    members.filter(|member| !member.is_empty()).try_fold(0, |names, member| {
        if is_token(member) { Ok(names + 1) } else { Err(NotRepeated::NotAToken) }
    })
}

fn is_token(name: &[u8]) -> bool {
    !name.is_empty() && name.iter().all(|&byte| is_tchar(byte))
}

/// The most names in `Access-Control-Request-Headers` that an answer repeats.
const MAX_NAMES: usize = 64;

/// The most bytes of each header that an answer repeats.
const MAX_BYTES: usize = 4 * 1024;

#[cfg(test)]
mod tests {
    use super::{Asked, Lines, MAX_BYTES, NotRepeated, read_headers, read_method};
    use crate::policy::Repeated;

    type Read = Result<Vec<String>, NotRepeated>;

    /// The lines of `Access-Control-Allow-Headers` for these lines of `Access-Control-Request-Headers`.
    fn headers(lines: &[&str]) -> Read {
        let lines = lines.iter().map(|&line| line.to_owned()).collect::<Vec<_>>();
        Ok(match read_headers(|| lines.iter())? {
            Lines::None => Vec::new(),
            Lines::One(line) => vec![line],
            Lines::Several(lines) => lines.into_vec(),
        })
    }

    fn method(lines: &[&str]) -> Result<Option<String>, NotRepeated> {
        let lines = lines.iter().map(|&line| line.to_owned()).collect::<Vec<_>>();
        read_method(lines.iter())
    }

    #[test]
    fn lines_of_tokens_are_repeated_as_they_arrived() {
        for lines in [
            &["x-a"][..],
            &["authorization,content-type"],
            &["X-A, x-b ,\tx-c\t,  x-d"],
            &["x-a,,x-b,", " , ,x-c"],
            &["x-a", "x-b,x-c"],
            &["x-a", "", "x-b"],
            &["*", "!#$%&'*+-.^_`|~09azAZ"],
            // Names that Fetch forbids.
            &["cookie,sec-fetch-site,access-control-allow-origin"],
        ] {
            assert_eq!(headers(lines).unwrap(), lines);
        }
    }

    #[test]
    fn nothing_is_repeated_if_nothing_is_asked_for() {
        for lines in [&[][..], &[""], &[" ,\t,"], &["", ","]] {
            assert_eq!(headers(lines).unwrap(), [""; 0], "{lines:?}");
        }
        assert_eq!(method(&[]), Ok(None));
    }

    #[test]
    fn one_member_that_is_no_token_spoils_all_lines() {
        for line in ["x a", "x:a", "x-a;q=1", "(x)", "\"x\"", "x-\u{fc}", "x\u{7f}", "x/a", "x=a"] {
            assert_eq!(headers(&[line]), Err(NotRepeated::NotAToken), "{line}");
            assert_eq!(headers(&["x-a", line]), Err(NotRepeated::NotAToken), "{line}");
            assert_eq!(headers(&[&format!("x-a, {line}")]), Err(NotRepeated::NotAToken), "{line}");
        }
    }

    #[test]
    fn there_are_at_most_64_names() {
        let names = |count: usize| vec!["x"; count].join(",");
        assert_eq!(headers(&[&names(64)]), Ok(vec![names(64)]));
        assert_eq!(headers(&[&names(65)]), Err(NotRepeated::TooManyNames));
        assert_eq!(headers(&[&names(64), "x"]), Err(NotRepeated::TooManyNames));
        assert_eq!(headers(&["x"; 64]).unwrap().len(), 64);
        assert_eq!(headers(&["x"; 65]), Err(NotRepeated::TooManyNames));
        assert_eq!(headers(&[""; 65]), Err(NotRepeated::TooManyNames));
        // Empty members are not names.
        let commas = format!("x{}", ",".repeat(100));
        assert_eq!(headers(&[&commas]), Ok(vec![commas]));
    }

    #[test]
    fn there_are_at_most_4_kib() {
        assert_eq!(MAX_BYTES, 4_096);
        let (longest, half) = ("x".repeat(MAX_BYTES), "x".repeat(MAX_BYTES / 2));
        assert_eq!(headers(&[&longest]), Ok(vec![longest.clone()]));
        assert_eq!(headers(&[&half, &half]).unwrap().len(), 2);
        assert_eq!(headers(&[&half, &half, "x"]), Err(NotRepeated::TooLong));
        assert_eq!(headers(&[&format!("{longest}x")]), Err(NotRepeated::TooLong));
        assert_eq!(headers(&[&",".repeat(MAX_BYTES + 1)]), Err(NotRepeated::TooLong));
        assert_eq!(method(&[&longest]), Ok(Some(longest.clone())));
        assert_eq!(method(&[&format!("{longest}x")]), Err(NotRepeated::TooLong));
    }

    #[test]
    fn a_method_is_one_token() {
        for token in ["PUT", "patch", "M-SEARCH", "TRACE", "*"] {
            assert_eq!(method(&[token]), Ok(Some(token.to_owned())));
        }
        for other in ["", " ", "PUT ", "PUT,GET", "P\u{dc}T", "<x>"] {
            assert_eq!(method(&[other]), Err(NotRepeated::NotAToken), "{other:?}");
        }
        assert_eq!(method(&["PUT", "PUT"]), Err(NotRepeated::SeveralMethods));
    }

    #[test]
    fn a_policy_repeats_only_what_it_declares_as_any() {
        let (put, name) = ("PUT".to_owned(), "x-a".to_owned());
        for (method, headers) in [(true, true), (true, false), (false, true)] {
            let asked = Asked::read(
                Repeated { method, headers },
                || [&put].into_iter(),
                || [&name].into_iter(),
            );
            assert_eq!(asked.method.is_some(), method);
            assert_eq!(asked.headers == Lines::One(name.clone()), headers);
        }
    }
}
