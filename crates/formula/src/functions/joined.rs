//! 连写: words and counts side by side.

use super::{Form, Function};
use crate::answer::{Answer, Reason};
use crate::kind::{Argument, Measure, Type, Typing};
use crate::problem::{Problem, Span};

pub(super) const FUNCTION: Function = Function {
    name: "连写",
    signature: "连写(甲, 乙, …)",
    doc: "把文字和个数照先后写在一起：2021、“—”、2025连成2021—2025。数只能是个数或没有单位的数。",
    example: "连写(最小(班级.教师), “+”, 最小(班级.保育员))",
    words: "{0}连写{*}",
    form: Form::Plain { takes: (2, usize::MAX), gives, compute, sees_unknown: false },
};

fn gives(typing: &mut Typing, _: Span, arguments: &[Argument]) -> Type {
    for argument in arguments {
        let fits = match &argument.kind {
            Type::Text | Type::Any => true,
            Type::Number(Measure::Of(unit)) => unit.is_pure() || unit.is_counted(),
            Type::Number(_) => true,
            _ => false,
        };
        if !fits {
            let sentence = format!("这里应当是文字或个数，“{}”却是{}", argument.text, argument.kind);
            typing.problems.push(Problem::new("formula.kind", argument.span, sentence));
        }
    }
    Type::Text
}

fn compute(span: Span, arguments: &[Answer]) -> Answer {
    let mut written = String::new();
    for argument in arguments {
        match argument {
            Answer::Text(words) => written += words,
            Answer::Number(number) => match crate::vector::exact(number) {
                Some(point) => written += &point.to_string(),
                None => return Answer::Unknown(vec![Reason::Undecided { span }]),
            },
            other => return other.clone(),
        }
    }
    Answer::Text(written.into())
}
