//! Reads the text of policies outside the compiler, by the grammar and the rules of the macros.
//!
//! This room turns text into checked policies without spans. It may use all other rooms.

mod lexed;
mod mistake;
mod outside;
mod policy;

use std::collections::HashSet;

use cors_policy_core::limits::MAX_TEXT;
use cors_policy_core::problem::TextProblem;
use proc_macro2::{Group, TokenStream};
use syn::ext::IdentExt;

use self::lexed::Part;
pub use self::mistake::{Mistake, Mistakes};
pub use self::policy::{GrantText, OriginsText, PolicyText, SetText};
use crate::declare::{self, Declaration, Static, Statics};
use crate::driver::compile;
use crate::errors::Errors;
use crate::lower::Lowered;

/// Reads the text of policies. It has one of these forms, with white space and comments as in Rust:
///
/// - one declaration, as `Display` for `Policy` prints it: `{ origins: ["https://app.example.com"] }`;
/// - any number of policies with names, as in the macro: `pub static API = { … };`;
/// - the same inside of `cors_policy! { … }`, once or several times.
///
/// The places of what was read are kept for the life of the thread, so a long-lived program should read on a thread of its
/// own.
///
/// # Errors
///
/// If the compiler would reject the policies, if they depend on what only the compiler knows, and if the text contains
/// anything else. All mistakes are reported, with the sentences of the compiler.
pub fn read(text: &str) -> Result<Vec<PolicyText>, Mistakes> {
    if text.len() > MAX_TEXT {
        return Err(Mistakes::of(vec![Mistake::at_start(&TextProblem::TooLong)]));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let tokens = text.parse::<TokenStream>();
    let tokens = tokens.map_err(|error| Mistakes::of(vec![lexed::mistake(text, &error)]))?;
    let mut errors = Errors::default();
    outside::report_conditions(&tokens, &mut errors);
    let mut policies = Vec::new();
    let mut names = HashSet::new();
    for part in lexed::parts(tokens, &mut errors) {
        match part {
            Part::Unnamed(braces) => policies.extend(unnamed(&braces, &mut errors)),
            Part::Named(tokens) => named(tokens, &mut names, &mut policies, &mut errors),
        }
    }
    let mistakes = Mistakes::reported(errors);
    if mistakes.is_empty() { Ok(policies) } else { Err(mistakes) }
}

/// Reads a policy without a name.
fn unnamed(braces: &Group, errors: &mut Errors) -> Option<PolicyText> {
    let declaration = declare::printed(braces, errors)?;
    let lowered = checked(&declaration, errors)?;
    Some(PolicyText::of(None, braces.span_open(), lowered))
}

/// Reads policies with names.
fn named(
    tokens: TokenStream,
    names: &mut HashSet<String>,
    policies: &mut Vec<PolicyText>,
    errors: &mut Errors,
) {
    let Statics { library, statics } = declare::policies(tokens, errors);
    if let Some(path) = library.path() {
        errors.report(path, &TextProblem::CratePath);
    }
    for Static { head, body } in statics {
        let name = head.name.unraw().to_string();
        if !names.insert(name.clone()) {
            errors.report(&head.name, &TextProblem::NameTwice { name: name.clone() });
        }
        if let Some(lowered) = body.and_then(|declaration| checked(&declaration, errors)) {
            policies.push(PolicyText::of(Some(name), head.name.span(), lowered));
        }
    }
}

/// The checked policy. `None` means that a mistake was reported.
fn checked(declaration: &Declaration, errors: &mut Errors) -> Option<Lowered> {
    let before = errors.count();
    outside::report_origins(declaration, errors);
    let variants = compile(declaration, errors).unwrap_or_default();
    // A declaration without conditions has one variant.
    let lowered = variants.into_iter().next().map(|(_, lowered)| lowered);
    lowered.filter(|_| errors.count() == before)
}

#[cfg(test)]
mod tests {
    use cors_policy_core::limits::MAX_TEXT;

    use super::{Mistake, OriginsText, PolicyText, read};

    fn policies(text: &str) -> Vec<PolicyText> {
        read(text).unwrap_or_else(|mistakes| panic!("{mistakes}\nin {text}"))
    }

    /// Each mistake with its line, its column, its length and the start of its sentence.
    #[track_caller]
    fn assert_mistakes(text: &str, expected: &[(usize, usize, Option<usize>, &str)]) {
        let mistakes = read(text).expect_err(text);
        let found = mistakes.iter().map(|Mistake { line, column, length, message }| {
            let place = expected.iter().map(|(.., start)| start).find(|s| message.starts_with(*s));
            (*line, *column, *length, place.map_or(message.as_str(), |start| start))
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn a_printed_policy_is_read() {
        let policies = policies(
            "// printed\n{\r\n  origins: [\"https://a.example\", /* b */ \"http://localhost:*\"],\n\
             methods: any, request_headers: [any, \"Authorization\"], max_age: 2h,\n}\n\n",
        );
        let [policy] = policies.as_slice() else { panic!("{policies:?}") };
        assert_eq!((policy.name.as_deref(), policy.line), (None, 2));
        assert_eq!(policy.grant.methods, ["*"]);
        assert_eq!(policy.grant.request_headers, ["*", "Authorization"]);
        assert_eq!((policy.grant.max_age, policy.credentials), (Some(7200), false));
        let OriginsText::Listed(origins) = &policy.origins else { panic!("{policy:?}") };
        assert_eq!(origins.set.exact.texts, ["https://a.example"]);
        assert_eq!(origins.set.any_port.texts, ["http://localhost"]);
    }

    #[test]
    fn policies_with_names_are_read_with_and_without_the_call_of_the_macro() {
        let body = "/// Docs.\n#[allow(deprecated)]\npub static A = { origins: any };\nstatic r#type = { origins: none };";
        let calls = [
            body.to_owned(),
            format!("cors_policy! {{ {body} }}"),
            format!("\u{feff}::cors_policy::cors_policy! {{{body}}}"),
            format!("cors_policy!({body});"),
        ];
        for text in calls {
            let policies = policies(&text);
            let names = policies.iter().map(|policy| policy.name.as_deref()).collect::<Vec<_>>();
            assert_eq!(names, [Some("A"), Some("type")], "{text}");
            assert_eq!(policies[1].origins, OriginsText::None);
            assert_eq!((policies[0].line, policies[1].line), (3, 4), "{text}");
        }
        let twice = policies(&format!(
            "cors_policy! {{ static B = {{ origins: any }}; }} cors_policy! {{ {body} }}"
        ));
        assert_eq!(twice.len(), 3);
    }

    #[test]
    fn every_mistake_is_reported_at_its_place() {
        assert_mistakes(
            "{\n    origins: [\"https://a.example/\", \"https://b.example\"],\n    methds: [GET],\n    max_age: 2y,\n}",
            &[
                (2, 15, Some(20), "an origin has no trailing slash; write `https://a.example`\n"),
                (3, 5, Some(6), "unknown option `methds`; did you mean `methods`?"),
                (4, 14, Some(2), "unknown unit of time `y`"),
            ],
        );
        assert_mistakes(
            "static A = { methods: [GET] };\nstatic B = { origins: any }\nstatic A = { origins: any };",
            &[
                (1, 8, Some(1), "missing option `origins`"),
                (2, 27, Some(1), "missing semicolon after the policy"),
                (3, 8, Some(1), "`A` is declared twice"),
            ],
        );
        // What cannot be read may have been the missing option.
        assert_mistakes("{ 5: any }", &[(1, 3, Some(1), "expected the name of an option")]);
        assert_mistakes("{ methods: [GET] }", &[(1, 1, Some(1), "missing option `origins`")]);
        assert_mistakes(
            "{ origins: 5, credentials: { a:\n1 } }",
            &[
                (1, 12, Some(1), "invalid value for `origins`"),
                (1, 28, None, "invalid value for `credentials`"),
            ],
        );
    }

    #[test]
    fn mistakes_are_printed_one_on_each_line() {
        let mistakes = read("static A = {};\nstatic B = {};").expect_err("two mistakes");
        assert_eq!((&mistakes).into_iter().count(), 2);
        let printed = mistakes.to_string();
        let lines = printed.lines().map(|line| &line[.."1:8: missing option".len()]);
        assert_eq!(lines.collect::<Vec<_>>(), ["1:8: missing option", "2:8: missing option"]);
    }

    #[test]
    fn what_only_the_compiler_knows_is_a_mistake() {
        assert_mistakes(
            "crate = acme::cors;\n#[cfg(unix)]\nstatic A = {\n origins: [..SETS, #[cfg(debug_assertions)] \"http://localhost:*\", configured],\n};\n\
             static B = { origins: configured_or_any };",
            &[
                (1, 9, Some(10), "the path of the library"),
                (2, 1, Some(12), "only the compiler knows whether"),
                (4, 12, Some(6), "only the compiler knows what `SETS` contains"),
                (4, 20, Some(24), "only the compiler knows whether"),
                (4, 67, Some(10), "`configured` leaves origins"),
                (6, 23, Some(17), "`configured_or_any` leaves origins"),
            ],
        );
        assert_mistakes(
            "{ origins: any, #[cfg(a)] methods: [GET], #[cfg(not(a))] methods: [PUT] }",
            &[(1, 17, Some(9), "only the compiler"), (1, 43, Some(14), "only the compiler")],
        );
        // These are no conditions.
        assert_eq!(policies("{ origins: any, methods: [cfg, cfg_attr] }").len(), 1);
        assert_mistakes(
            "{ #(cfg(a)) origins: any }",
            &[(1, 3, Some(1), "unexpected attribute"), (1, 4, Some(8), "expected the name")],
        );
    }

    #[test]
    fn other_code_is_a_mistake() {
        let call = "cors_policy! { static A = { origins: any }; }";
        let no_static = "expected `static` at the start of a policy";
        assert_mistakes(
            &format!("use cors_policy::cors_policy;\n{call}"),
            &[(1, 1, Some(3), "unexpected `use`: a text of policies")],
        );
        assert_mistakes(&format!("{call}\nfn main() {{}}"), &[(2, 1, Some(2), "unexpected `fn`")]);
        assert_mistakes(
            "cors_origins! { static A = []; }",
            &[(1, 1, Some(12), "a text of policies contains no sets")],
        );
        assert_mistakes("println!(1)", &[(1, 1, Some(7), "unexpected `println!`")]);
        assert_mistakes(
            "{ origins: any } ; x",
            &[(1, 18, Some(1), "unexpected text after a policy without a name")],
        );
        assert_mistakes("static !A = {};", &[(1, 8, Some(1), "missing name of the policy")]);
        assert_mistakes(&format!("pub {call}"), &[(1, 5, Some(11), no_static)]);
        assert_mistakes(&format!("a:={call}"), &[(1, 1, Some(1), no_static)]);
        assert_mistakes(&format!("{call}, {call}"), &[(1, 46, Some(1), no_static)]);
        assert_mistakes("API = { origins: any };", &[(1, 1, Some(3), "expected `static`")]);
        for nothing in ["", "\n\n// nothing\n", "cors_policy! {}"] {
            assert_mistakes(nothing, &[(1, 1, Some(1), "no policy is declared")]);
        }
    }

    #[test]
    fn what_is_not_made_of_tokens_is_a_mistake() {
        let table = [
            ("{ origins: [\"https://a.example\" }", 33, Some(1), "`}` does not close"),
            ("{ origins: any", 1, Some(1), "this bracket is never closed; add `}`"),
            ("{ origins: [", 12, Some(1), "this bracket is never closed; add `]`"),
            ("{ origins: (", 12, Some(1), "this bracket is never closed; add `)`"),
            ("{ origins: any ]", 16, Some(1), "`]` does not close"),
            ("{ origins: [\"https://a.example]", 13, None, "invalid string"),
            ("{ /* origins: any }", 3, Some(1), "this comment is never closed"),
            ("{ origins: any \u{1f980} }", 16, Some(1), "unexpected character"),
            ("{ origins: any } )", 18, Some(1), "`)` does not close"),
            ("\0", 1, Some(1), "unexpected character"),
        ];
        for (text, column, length, start) in table {
            assert_mistakes(text, &[(1, column, length, start)]);
            assert_mistakes(&format!("// \u{e9}\r\n{text}"), &[(2, column, length, start)]);
        }
    }

    #[test]
    fn no_text_is_too_much_for_the_stack() {
        let million = ["{".repeat(1_000_000), "[".repeat(1_000_000) + &"]".repeat(1_000_000)];
        let nested = |open: &str, close: &str| [open.repeat(50_000), close.repeat(50_000)].concat();
        let others = [
            nested("{", "}"),
            format!("static A = {};", nested("{", "}")),
            format!("static A = {{ origins: {} }};", nested("[", "]")),
            format!("{{ origins: {} }}", nested("[", "]")),
            format!("{{ #[cfg({})] origins: any }}", nested("not(", ")")),
            format!("#[doc({})] static A = {{}};", nested("(", ")")),
            format!("cors_policy! {}", nested("{", "}")),
            format!("a{}", "::a".repeat(50_000)),
            "/*".repeat(1_000_000),
            "#".repeat(50_000),
            "cors_policy!{}".repeat(50_000),
        ];
        for text in million.iter().chain(&others) {
            assert!(read(text).is_err(), "{}", &text[..20]);
        }
    }

    #[test]
    fn a_text_can_be_long_but_not_endless() {
        let origins = (0..20_000).map(|n| format!("\"https://tenant-{n}.example.com\","));
        let text = format!("{{ origins: [{}] }}", origins.collect::<String>());
        assert_eq!(policies(&text).len(), 1);
        let padded = |length: usize| format!("{{ origins: any }}{}", " ".repeat(length - 16));
        assert_eq!(policies(&padded(MAX_TEXT)).len(), 1);
        assert_mistakes(
            &padded(MAX_TEXT + 1),
            &[(1, 1, Some(1), "the text is longer than 16 MiB")],
        );
    }
}
