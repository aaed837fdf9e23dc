//! How deep brackets may be nested. The parsers recurse once for each pair, and the compiler's stack is limited.

use cors_policy_core::limits::MAX_NESTING;
use cors_policy_core::problem::{GrammarProblem, Problem};
use proc_macro2::{Group, Span, TokenStream, TokenTree};
use syn::Error;

use crate::errors::Errors;

/// Reports brackets that are nested too deep. If there are some, returns the tokens without what they contain.
pub(super) fn limit(tokens: TokenStream, errors: &mut Errors) -> Result<TokenStream, TokenStream> {
    match too_deep(&tokens) {
        None => Ok(tokens),
        Some(span) => {
            errors.push(Error::new(span, Problem::Grammar(GrammarProblem::NestedTooDeep)));
            Err(cut(tokens, MAX_NESTING))
        }
    }
}

/// Where the first pair of brackets that is too deep opens. Does not recurse, because the depth has no limit here.
fn too_deep(tokens: &TokenStream) -> Option<Span> {
    let mut open = vec![tokens.clone().into_iter()];
    while let Some(innermost) = open.last_mut() {
        match innermost.next() {
            Some(TokenTree::Group(group)) if open.len() > MAX_NESTING => {
                return Some(group.span_open());
            }
            Some(TokenTree::Group(group)) => open.push(group.stream().into_iter()),
            Some(_) => {}
            None => {
                open.pop();
            }
        }
    }
    None
}

fn cut(tokens: TokenStream, depth: usize) -> TokenStream {
    let cut_group = |group: &Group| match depth {
        0 => Group::new(group.delimiter(), TokenStream::new()),
        _ => Group::new(group.delimiter(), cut(group.stream(), depth - 1)),
    };
    let cut_token = |token| match token {
        TokenTree::Group(group) => {
            let mut cut = cut_group(&group);
            cut.set_span(group.span());
            TokenTree::Group(cut)
        }
        other => other,
    };
    tokens.into_iter().map(cut_token).collect()
}

#[cfg(test)]
mod tests {
    use cors_policy_core::limits::MAX_NESTING;
    use proc_macro2::TokenStream;

    use super::limit;
    use crate::errors::Errors;

    fn nested(depth: usize) -> TokenStream {
        ["a".to_owned(), "[".repeat(depth), "]".repeat(depth)].concat().parse().expect("tokens")
    }

    #[test]
    fn brackets_are_nested_up_to_the_limit() {
        let mut errors = Errors::default();
        assert!(limit(nested(MAX_NESTING), &mut errors).is_ok());
        assert_eq!(errors.count(), 0);
        for depth in [MAX_NESTING + 1, 5_000, 100_000] {
            let cut = limit(nested(depth), &mut errors).expect_err("too deep");
            assert_eq!(cut.to_string(), nested(MAX_NESTING + 1).to_string(), "{depth}");
        }
        assert_eq!(errors.count(), 3);
    }
}
