//! Code that only tests see: `#[cfg(test)]`.

use syn::punctuated::Punctuated;
use syn::{Attribute, ImplItem, Item, Meta, Token};

/// Whether an item exists in tests only.
pub(super) fn is_test_only(item: &Item) -> bool {
    attributes(item).iter().any(requires_test)
}

/// The same for an item of an `impl` block.
pub(super) fn is_test_only_in_impl(item: &ImplItem) -> bool {
    let attributes = match item {
        ImplItem::Const(item) => &item.attrs,
        ImplItem::Fn(item) => &item.attrs,
        ImplItem::Type(item) => &item.attrs,
        ImplItem::Macro(item) => &item.attrs,
        _ => return false,
    };
    attributes.iter().any(requires_test)
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn requires_test(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.parse_args::<Meta>().is_ok_and(|predicate| is_false_without_test(&predicate))
}

/// Whether a [predicate](https://doc.rust-lang.org/reference/conditional-compilation.html) is false in every build
/// without tests.
fn is_false_without_test(predicate: &Meta) -> bool {
    let Meta::List(list) = predicate else { return predicate.path().is_ident("test") };
    let parts = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
    let Ok(parts) = parts else { return false };
    if list.path.is_ident("all") {
        parts.iter().any(is_false_without_test)
    } else {
        list.path.is_ident("any") && parts.iter().all(is_false_without_test)
    }
}

#[cfg(test)]
mod tests {
    use super::is_test_only;

    #[test]
    fn a_predicate_that_needs_test_is_for_tests_only() {
        let table = [
            ("test", true),
            ("all(test, feature = \"tower\")", true),
            ("any(test, all(unix, test))", true),
            ("any(test, feature = \"testing\")", false),
            ("not(test)", false),
            ("feature = \"test\"", false),
            ("true", false),
        ];
        for (predicate, expected) in table {
            let item = syn::parse_str(&format!("#[cfg({predicate})] mod tests;")).unwrap();
            assert_eq!(is_test_only(&item), expected, "{predicate}");
        }
    }
}
