//! 差异系数: the weighted coefficient of variation between schools.
//!
//! Norm: 教督〔2012〕3号 and 教督〔2017〕6号, weighted by pupils, population form: X̄ = Σ(Pᵢ·Xᵢ)/ΣPᵢ,
//! S = √Σ[(Pᵢ/ΣP)(Xᵢ−X̄)²], CV = S/X̄. Five schools with 45, 37, 89, 76, 55 pupils and 279, 137, 935, 160, 402 books
//! have mean 6.3344 books a pupil and CV 0.5153; unweighted it would be 0.4888 or, as a sample, 0.5465, on the two
//! sides of the limit 0.50.

use super::weighted_deviation::over_spread;
use super::{Form, Function, Gathered, Subject};
use crate::answer::Answer;
use crate::kind::Type;

pub(super) const FUNCTION: Function = Function {
    name: "差异系数",
    signature: "差异系数(数, 权, 条件？)",
    doc: "加权标准差÷加权平均，按在校生数加权的总体式（教督〔2017〕6号）。",
    example: "差异系数(学校.图书 / 学校.学生数, 学校.学生数) <= 0.5",
    words: "以{1}为权的{0}的差异系数",
    form: Form::Rows {
        subject: Subject::Weighted,
        tests: false,
        gives: |typing, arguments, _| {
            typing.number(&arguments[1]);
            typing.number(&arguments[0]);
            Type::ratio()
        },
        compute,
        despite: super::needs_all,
    },
};

fn compute(gathered: &Gathered) -> Answer {
    over_spread(gathered, |mean, deviation| gathered.quotient(deviation, mean))
}
