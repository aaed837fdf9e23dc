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
            Self::InnerAttribute => f.write_str(
                "an attribute stands for the policy behind it, not for the whole macro; remove the `!`",
            ),
            Self::NothingDeclared { shape } => {
                write!(f, "no {} is declared; write `static NAME = {};`", shape.noun(), shape.example())
            }
            Self::StaticMissing { shape } => {
                write!(f, "a {} is a static; write `static NAME = {};`", shape.noun(), shape.body())
            }
            Self::Mutable { shape } => write!(f, "a {} never changes; remove `mut`", shape.noun()),
            Self::NameMissing { shape } => {
                write!(f, "a {} has a name; write `static NAME = {};`", shape.noun(), shape.body())
            }
            Self::TypeGiven { shape } => write!(
                f,
                "a {} is always of type `{}`; remove the type",
                shape.noun(),
                shape.type_name()
            ),
            Self::BodyMissing { shape, name } => write!(
                f,
                "a {} is a name, `=`, and {}; write `static {name} = {};`",
                shape.noun(),
                shape.content(),
                shape.body()
            ),
            Self::SemicolonMissing { shape, name } => write!(
                f,
                "a {} ends with a semicolon; write `static {name} = {};`",
                shape.noun(),
                shape.body()
            ),
            Self::Union => {
                f.write_str("a policy is derived for a struct or an enum; write `struct` in place of `union`")
            }
            Self::AttributeWithoutOptions => {
                f.write_str("the options of a policy stand in this attribute; write `#[cors(origins = […])]`")
            }
            Self::MemberAttribute => f.write_str(
                "a policy is declared for the whole type; write this attribute in front of the type",
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
                "a policy is a static; write `static NAME = { … };`",
                "a policy is always of type `Policy`; remove the type",
                "a policy is a name, `=`, and options in braces; write `static API = { … };`",
            ]
        );
        assert_eq!(
            sentences(Shape::Set),
            [
                "no set of origins is declared; write `static NAME = [\"https://app.example.com\"];`",
                "a set of origins is a static; write `static NAME = […];`",
                "a set of origins is always of type `OriginSet`; remove the type",
                "a set of origins is a name, `=`, and origins in brackets; write `static API = […];`",
            ]
        );
    }
}
