//! The two things that a macro can declare.

/// What is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A policy: options in braces.
    Policy,
    /// A set of origins: a list in brackets.
    Set,
}

impl Shape {
    pub(super) const fn noun(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Set => "set of origins",
        }
    }

    pub(super) const fn type_name(self) -> &'static str {
        match self {
            Self::Policy => "Policy",
            Self::Set => "OriginSet",
        }
    }

    pub(super) const fn content(self) -> &'static str {
        match self {
            Self::Policy => "options in braces",
            Self::Set => "origins in brackets",
        }
    }

    pub(super) const fn body(self) -> &'static str {
        match self {
            Self::Policy => "{ … }",
            Self::Set => "[…]",
        }
    }

    pub(super) const fn example(self) -> &'static str {
        match self {
            Self::Policy => "{ origins: […] }",
            Self::Set => "[\"https://app.example.com\"]",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Shape;
    use crate::problem::Problem;

    #[test]
    fn a_sentence_about_a_set_does_not_speak_of_policies() {
        let name = || "API".to_owned();
        let sentences = |shape: Shape| {
            [
                Problem::NothingDeclared { shape },
                Problem::StaticMissing { shape },
                Problem::TypeGiven { shape },
                Problem::BodyMissing { shape, name: name() },
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
