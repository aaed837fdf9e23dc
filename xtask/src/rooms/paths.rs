//! The paths that a module names: in `use` lines, in code, and in the arguments of macros.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{ImplItem, Item, ItemUse, Macro, UseTree, Visibility};

use super::test_only::{is_test_only, is_test_only_in_impl};

/// A path that may lead to another module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NamedPath {
    /// The names between `::`. Never empty.
    pub(super) segments: Vec<String>,
    pub(super) line: usize,
}

/// What a `use` line brings into scope.
#[derive(Clone, Debug)]
pub(super) struct Used {
    pub(super) path: NamedPath,
    /// No name for `*`.
    pub(super) name: Option<String>,
}

/// All paths of a module, except single names: these are defined in the module, or a `use` line brings them.
pub(super) fn paths(items: &[Item]) -> Vec<NamedPath> {
    let mut collector = Collector { paths: Vec::new() };
    for item in items {
        collector.visit_item(item);
    }
    collector.paths
}

/// A `use` line, expanded to one path for each name.
pub(super) fn used(item: &ItemUse) -> Vec<Used> {
    let mut all = Vec::new();
    // `::name` is another crate.
    if item.leading_colon.is_none() {
        flatten(&item.tree, &[], &mut all);
    }
    all
}

fn flatten(tree: &UseTree, above: &[&Ident], all: &mut Vec<Used>) {
    let path = |segments: &[&Ident], at: usize| NamedPath {
        segments: segments.iter().map(ToString::to_string).collect(),
        line: at,
    };
    let line = |ident: &Ident| ident.span().start().line;
    match tree {
        UseTree::Path(tree) => flatten(&tree.tree, &[above, &[&tree.ident]].concat(), all),
        UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, above, all)),
        UseTree::Glob(glob) => {
            if !above.is_empty() {
                let at = glob.star_token.spans[0].start().line;
                all.push(Used { path: path(above, at), name: None });
            }
        }
        UseTree::Name(_) | UseTree::Rename(_) => {
            let (ident, name) = match tree {
                UseTree::Rename(rename) => (&rename.ident, Some(&rename.rename)),
                UseTree::Name(name) => (&name.ident, None),
                _ => return,
            };
            // `use a::{self}` names `a`.
            let is_self = ident == "self" && !above.is_empty();
            let segments = if is_self { above.to_vec() } else { [above, &[ident]].concat() };
            let name = name.or(segments.last().copied()).map(ToString::to_string);
            all.push(Used { path: path(&segments, line(ident)), name });
        }
    }
}

struct Collector {
    paths: Vec<NamedPath>,
}

impl<'ast> Visit<'ast> for Collector {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test_only(item) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        if !is_test_only_in_impl(item) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.paths.extend(used(item).into_iter().map(|used| used.path));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() && path.segments.len() > 1 {
            self.push(path.segments.iter().map(|segment| &segment.ident).collect());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'ast Macro) {
        self.visit_path(&called.path);
        self.tokens(called.tokens.clone());
    }

    /// `pub(in crate::origin)` imports nothing.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}
}

impl Collector {
    fn push(&mut self, segments: Vec<&Ident>) {
        let Some(first) = segments.first() else { return };
        let line = first.span().start().line;
        let segments = segments.into_iter().map(ToString::to_string).collect();
        self.paths.push(NamedPath { segments, line });
    }

    /// The argument of a macro may not be Rust, but a path in it looks like one.
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens = tokens.into_iter().collect::<Vec<_>>();
        let mut rest = &tokens[..];
        while !rest.is_empty() {
            rest = match rest {
                [TokenTree::Ident(_), ..] => {
                    let (path, behind) = path_ahead(rest);
                    if path.len() > 1 {
                        self.push(path);
                    }
                    behind
                }
                // `::name` is another crate.
                [one, two, behind @ ..] if is_colon(one) && is_colon(two) => path_ahead(behind).1,
                [TokenTree::Group(group), behind @ ..] => {
                    self.tokens(group.stream());
                    behind
                }
                _ => &rest[1..],
            };
        }
    }
}

/// The path at the beginning of some tokens, and the tokens after it.
fn path_ahead(tokens: &[TokenTree]) -> (Vec<&Ident>, &[TokenTree]) {
    let [TokenTree::Ident(first), rest @ ..] = tokens else { return (Vec::new(), tokens) };
    let (mut path, mut rest) = (vec![first], rest);
    while let [one, two, TokenTree::Ident(next), behind @ ..] = rest
        && is_colon(one)
        && is_colon(two)
    {
        path.push(next);
        rest = behind;
    }
    (path, rest)
}

fn is_colon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':')
}

#[cfg(test)]
mod tests {
    use super::paths;

    #[test]
    fn every_path_is_found_with_its_line() {
        let table: [(&str, &[&str]); 16] = [
            ("use a;", &["a"]),
            ("use a::{b, c::{self, d as e, f::*}};", &["a::b", "a::c", "a::c::d", "a::c::f"]),
            ("use {a::b, crate::c};", &["a::b", "crate::c"]),
            ("pub(crate) use self::a;", &["self::a"]),
            ("use ::a::b;", &[]),
            ("#[cfg(test)] use a::b;", &[]),
            ("fn f(a: super::A<crate::B>) { b::c(); d(); }", &["super::A", "crate::B", "b::c"]),
            ("fn f() { use a::b; }", &["a::b"]),
            ("fn f() { g!(\"{}\", a::b, [crate::c::<d::e>()]); }", &["a::b", "crate::c", "d::e"]),
            ("fn f() { g!(::a::b, x ::c, T: d); }", &["x::c"]),
            ("macro_rules! m { () => { $crate::a!() }; }", &["crate::a"]),
            ("impl a::T for b::U { #[cfg(test)] fn f() { c::d(); } }", &["a::T", "b::U"]),
            ("pub(in crate::a) fn f() {}", &[]),
            ("/// [`a`](crate::a)\nfn f() {}", &[]),
            ("#[cfg(test)] mod tests { use a::b; }", &[]),
            ("fn f() { a::b!(); ::c::d(); }", &["a::b"]),
        ];
        for (text, expected) in table {
            let file = syn::parse_file(text).unwrap();
            let found = paths(&file.items);
            let found = found.iter().map(|path| path.segments.join("::")).collect::<Vec<_>>();
            assert_eq!(found, expected, "{text}");
        }
        let file = syn::parse_file("use a::{\n    b,\n    c::*,\n};\nfn f() {\n d::e() }").unwrap();
        let lines = paths(&file.items).iter().map(|path| path.line).collect::<Vec<_>>();
        assert_eq!(lines, [2, 3, 6]);
    }
}
