//! 开头是: whether a text begins with another.

use super::{Form, Function};
use crate::answer::Answer;
use crate::kind::{Argument, Type, Typing};
use crate::problem::{Problem, Span};

pub(super) const FUNCTION: Function = Function {
    name: "开头是",
    signature: "开头是(文字, 开头)",
    doc: "文字是不是以所写的字开头；编号的头几位有意思时用。",
    example: "开头是(学校.标识码, “21”)",
    words: "{0}以{1}开头",
    form: Form::Plain { takes: (2, 2), gives, compute, sees_unknown: false },
};

fn gives(typing: &mut Typing, _: Span, arguments: &[Argument]) -> Type {
    for argument in arguments {
        if !matches!(argument.kind, Type::Text | Type::Any) {
            let sentence = format!("这里应当是文字，“{}”却是{}", argument.text, argument.kind);
            typing.problems.push(Problem::new("formula.kind", argument.span, sentence));
        }
    }
    Type::Boolean
}

fn compute(_: Span, arguments: &[Answer]) -> Answer {
    match arguments {
        [Answer::Text(words), Answer::Text(beginning)] => Answer::yes(words.starts_with(&**beginning)),
        [other, ..] => other.clone(),
        [] => Answer::yes(false),
    }
}
