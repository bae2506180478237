//! A claim (断言), its verdict and the likely slip.

use crate::relation::Relation;
use quantity::{Interval, Quantity, Unit};

/// One number of a claim, with its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operand {
    /// As written.
    pub text: String,
    /// Byte where it begins in the text read.
    pub start: usize,
    /// Byte behind it.
    pub end: usize,
    /// The values it may stand for, in base units.
    pub interval: Interval,
    /// Unit as written.
    pub unit: Unit,
}

impl Operand {
    /// The number as it stands in the text.
    pub fn of(quantity: &Quantity) -> Operand {
        Operand {
            text: quantity.text.clone(),
            start: quantity.start,
            end: quantity.end,
            interval: quantity.interval,
            unit: quantity.unit.clone(),
        }
    }
}

/// What the arithmetic says of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Contradicts the printed figures.
    Inconsistent,
    /// Cannot be decided from the text.
    Undetermined,
    /// Agrees with the printed figures.
    Consistent,
}

impl Verdict {
    /// The word used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Inconsistent => "inconsistent",
            Verdict::Undetermined => "undetermined",
            Verdict::Consistent => "consistent",
        }
    }
}

/// How strongly the printed figures support a consistent claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// They leave no other printed value possible.
    Entailed,
    /// They allow it, but would also allow its neighbours.
    Compatible,
}

impl Strength {
    /// The word used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Strength::Entailed => "entailed",
            Strength::Compatible => "compatible",
        }
    }
}

/// The kinds of slip by which a wrong number usually comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// The decimal point stands elsewhere.
    DecimalPoint,
    /// 万 for 亿, 元 for 万元.
    Unit,
    /// The number of another line was copied.
    CopiedLine,
    /// The numbers of a list stand against the wrong names.
    RotatedList,
    /// % written where percentage points are meant, or the other way round.
    PercentForPoint,
    /// A year is wrong.
    YearLabel,
    /// Divided by the wrong number.
    WrongDenominator,
    /// Two digits changed places.
    SwappedDigits,
    /// Cut instead of rounded, or one off in the last digit.
    Rounding,
    /// Growth called decline or the other way round.
    Direction,
    /// Adjusted so that the shares add to 100.
    ForcedToHundred,
}

impl Slip {
    /// The word used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Slip::DecimalPoint => "decimal-point",
            Slip::Unit => "unit",
            Slip::CopiedLine => "copied-line",
            Slip::RotatedList => "rotated-list",
            Slip::PercentForPoint => "percent-for-point",
            Slip::YearLabel => "year-label",
            Slip::WrongDenominator => "wrong-denominator",
            Slip::SwappedDigits => "swapped-digits",
            Slip::Rounding => "rounding",
            Slip::Direction => "direction",
            Slip::ForcedToHundred => "forced-to-100",
        }
    }

    /// One line of advice.
    pub fn advice(self) -> &'static str {
        match self {
            Slip::DecimalPoint => "像是小数点错位",
            Slip::Unit => "像是单位写错（元、万元、亿元）",
            Slip::CopiedLine => "与邻近一行的数字相同，像是照抄了那一行",
            Slip::RotatedList => "像是列举的数字与项目错位",
            Slip::PercentForPoint => "像是把百分点写成了百分比，或相反",
            Slip::YearLabel => "像是年份写错",
            Slip::WrongDenominator => "像是用错了分母",
            Slip::SwappedDigits => "像是相邻两位数字颠倒",
            Slip::Rounding => "末位不合四舍五入，像是截断或算错末位",
            Slip::Direction => "增减方向与数字相反",
            Slip::ForcedToHundred => "可能是为使各项之和等于100而调整末位的惯例，宜加注说明",
        }
    }
}

/// Why nothing can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Growth in constant prices.
    ConstantPrices,
    /// The base was recomputed: 同口径, 剔除.
    RebasedScope,
    /// The value to compare with is not in the text.
    BaseNotStated,
    /// The whole of a share is not in the text.
    DenominatorNotStated,
    /// The parts need not make up the whole.
    NotAPartition,
    /// Which numbers belong together is not certain.
    DoubtfulPairing,
}

impl Reason {
    /// The word used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Reason::ConstantPrices => "constant-prices",
            Reason::RebasedScope => "re-based-scope",
            Reason::BaseNotStated => "base-not-stated",
            Reason::DenominatorNotStated => "denominator-not-stated",
            Reason::NotAPartition => "not-a-partition",
            Reason::DoubtfulPairing => "doubtful-pairing",
        }
    }

    /// The reason in one Chinese sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Reason::ConstantPrices => "增速按不变价格计算，不能由现价数推出",
            Reason::RebasedScope => "基数按同口径调整过，不能由所列数推出",
            Reason::BaseNotStated => "文中没有可对照的基数",
            Reason::DenominatorNotStated => "文中没有写明分母",
            Reason::NotAPartition => "所列各项不一定是全部",
            Reason::DoubtfulPairing => "哪些数字互相对应不能确定",
        }
    }
}

/// By which rule of grammar the numbers of a claim were put together. None of them looks at values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Nothing was put together.
    None,
    /// The words between them name both: 比上年的15.28亿元增长1.01%.
    Stated,
    /// The subject of the clause is the value just before.
    Subject,
    /// The parts of a list that its words open: 其中, 包括, 按…分, a bracket.
    Listed,
    /// A total called so, and what stands before or behind it.
    Totalled,
    /// The whole or base has a name, and one value has this name.
    Named,
    /// Lists that answer each other by place: 分别, 依次.
    ByPlace,
    /// A heading with an amount, and what stands under it.
    Heading,
    /// Carried on from the sentence or paragraph before.
    Inherited,
    /// Rows and columns of a table.
    Table,
}

impl Rule {
    /// The word used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Rule::None => "none",
            Rule::Stated => "stated",
            Rule::Subject => "subject",
            Rule::Listed => "listed",
            Rule::Totalled => "totalled",
            Rule::Named => "named",
            Rule::ByPlace => "by-place",
            Rule::Heading => "heading",
            Rule::Inherited => "inherited",
            Rule::Table => "table",
        }
    }

    /// What a reader is told of it; nothing where nothing was put together.
    pub fn sentence(self) -> &'static str {
        match self {
            Rule::None => "",
            Rule::Stated => "句中写明",
            Rule::Subject => "分句主语的数",
            Rule::Listed => "所列各项与其总数",
            Rule::Totalled => "各项与写明的合计",
            Rule::Named => "按名称对应",
            Rule::ByPlace => "按次序对应",
            Rule::Heading => "标题所写数与其下各项",
            Rule::Inherited => "承前文",
            Rule::Table => "表格行列",
        }
    }
}

/// One assertion found in a text, with what arithmetic says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What is asserted.
    pub relation: Relation,
    /// The numbers it follows from.
    pub operands: Vec<Operand>,
    /// The number asserted.
    pub published: Operand,
    /// By which rule these numbers were put together.
    pub rule: Rule,
    /// Whether it holds.
    pub verdict: Verdict,
    /// How strongly, if it holds.
    pub strength: Option<Strength>,
    /// What the operands imply, in the unit of `published`.
    pub implied: Option<Interval>,
    /// The likely slip of an inconsistent claim.
    pub slip: Option<Slip>,
    /// Why an undetermined claim is undetermined.
    pub reason: Option<Reason>,
    /// One line for the reader: arithmetic and advice.
    pub note: String,
    /// Byte where the words of the claim begin.
    pub start: usize,
    /// Byte behind them.
    pub end: usize,
}

impl Claim {
    /// A claim with its note; `implied` in the unit of the published number.
    pub(crate) fn told(
        relation: Relation,
        operands: Vec<Operand>,
        published: Operand,
        rule: Rule,
        (verdict, strength, slip, reason): (Verdict, Option<Strength>, Option<Slip>, Option<Reason>),
        implied: Option<Interval>,
    ) -> Claim {
        let start = operands.iter().map(|o| o.start).chain([published.start]).min().unwrap_or(0);
        let end = operands.iter().map(|o| o.end).chain([published.end]).max().unwrap_or(0);
        let mut claim = Claim {
            relation,
            operands,
            published,
            rule,
            verdict,
            strength,
            implied,
            slip,
            reason,
            note: String::new(),
            start,
            end,
        };
        claim.note = crate::note::write(&claim);
        claim
    }
}
