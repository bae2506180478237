//! 上年: the same a year before.

use super::{Form, Function};

pub(super) const FUNCTION: Function = Function {
    name: "上年",
    signature: "上年(式)",
    doc: "把括号里的聚合、参数、指标都按前一年度计算。",
    example: "指标.一般公共预算教育经费 / 上年(指标.一般公共预算教育经费) - 1",
    words: "上年的{0}",
    form: Form::LastYear,
};
