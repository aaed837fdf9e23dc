//! What can be wrong with the item that declares: the static, or the derived type.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

use super::shape::Shape;

/// A mistake outside the options.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum ItemProblem {
    NothingDeclared { shape: Shape },
    InnerAttribute,
    StaticMissing { shape: Shape },
    Mutable { shape: Shape },
    NameMissing { shape: Shape },
    TypeGiven { shape: Shape },
    BodyMissing { shape: Shape, name: String },
    SemicolonMissing { shape: Shape, name: String },
    Union,
    AttributeWithoutOptions,
    MemberAttribute,
}

impl Display for ItemProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::NothingDeclared { shape } => {
                write!(f, "no {} is declared; write `static NAME = {};`", shape.noun(), shape.example())
            }
            Self::InnerAttribute => f.write_str(
                "an attribute applies to the policy after it, not to the whole macro; remove the `!`",
            ),
            Self::StaticMissing { shape } => write!(
                f,
                "expected `static` at the start of a {}; write `static NAME = {};`",
                shape.noun(),
                shape.body()
            ),
            Self::Mutable { shape } => write!(f, "a {} cannot be mutable; remove `mut`", shape.noun()),
            Self::NameMissing { shape } => {
                write!(f, "missing name of the {}; write `static NAME = {};`", shape.noun(), shape.body())
            }
            Self::TypeGiven { shape: Shape::Policy } => f.write_str(
                "the type of a policy is `Policy`, or `PolicyTemplate` if its origins are `configured`; remove the type",
            ),
            Self::TypeGiven { shape: Shape::Set } => {
                f.write_str("the type of a set of origins is always `OriginSet`; remove the type")
            }
            Self::BodyMissing { shape, name } => write!(
                f,
                "expected `=` and {} after the name; write `static {name} = {};`",
                shape.content(),
                shape.body()
            ),
            Self::SemicolonMissing { shape, name } => write!(
                f,
                "missing semicolon after the {}; write `static {name} = {};`",
                shape.noun(),
                shape.body()
            ),
            Self::Union => f.write_str("a union cannot have a policy; use a `struct` or an `enum`"),
            Self::AttributeWithoutOptions => {
                f.write_str("expected the options in parentheses; write `#[cors(origins = […])]`")
            }
            Self::MemberAttribute => f.write_str(
                "a policy applies to the whole type, not to a field or a variant; move this attribute before the type",
            ),
        }
    }
}

impl Error for ItemProblem {}

#[cfg(test)]
mod tests {
    use super::{ItemProblem, Shape};

    #[test]
    fn a_sentence_about_a_set_does_not_speak_of_policies() {
        let name = || "API".to_owned();
        let sentences = |shape: Shape| {
            [
                ItemProblem::NothingDeclared { shape },
                ItemProblem::StaticMissing { shape },
                ItemProblem::TypeGiven { shape },
                ItemProblem::BodyMissing { shape, name: name() },
            ]
            .map(|problem| problem.to_string())
        };
        assert_eq!(
            sentences(Shape::Policy),
            [
                "no policy is declared; write `static NAME = { origins: […] };`",
                "expected `static` at the start of a policy; write `static NAME = { … };`",
                "the type of a policy is `Policy`, or `PolicyTemplate` if its origins are `configured`; remove the type",
                "expected `=` and options in braces after the name; write `static API = { … };`",
            ]
        );
        assert_eq!(
            sentences(Shape::Set),
            [
                "no set of origins is declared; write `static NAME = [\"https://app.example.com\"];`",
                "expected `static` at the start of a set of origins; write `static NAME = […];`",
                "the type of a set of origins is always `OriginSet`; remove the type",
                "expected `=` and origins in brackets after the name; write `static API = […];`",
            ]
        );
    }
}
