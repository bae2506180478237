//! Registers (账): tables of facts with declared fields, computed fields and row checks.

use super::{Period, Source};
use crate::Written;
use quantity::{Decimal, Unit};

/// What a row of a register stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RegisterKind {
    /// Something that happened on a day: a meeting, a drill, an inspection.
    Event,
    /// Something that holds from some day until another: a post, a project.
    State,
    /// A count taken at a fixed time: the yearly school statistics.
    Snapshot,
}

impl RegisterKind {
    /// The key as written in files.
    pub fn key(self) -> &'static str {
        match self {
            RegisterKind::Event => "event",
            RegisterKind::State => "state",
            RegisterKind::Snapshot => "snapshot",
        }
    }
}

/// A register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    /// File name without `.toml`: `preschools`.
    pub id: String,
    /// The name used in formulas and on pages: 学前教育机构.
    pub name: String,
    /// Measure word of one row: 所.
    pub counter: String,
    /// What a row stands for.
    pub kind: RegisterKind,
    /// The kind of year rows belong to.
    pub period: Period,
    /// The field that carries the year: an integer year or a date. Absent exactly when `period` is [`Period::None`].
    pub period_field: Option<String>,
    /// Fields that together name a row; two rows of the same key are the same fact.
    pub key: Vec<String>,
    /// The unit that answers for the rows.
    pub owner: String,
    /// The document behind the register.
    pub source: Source,
    /// Mechanisms it serves: S33.
    pub mechanisms: Vec<String>,
    /// Fields in file order.
    pub fields: Vec<Field>,
    /// Computed fields in an order in which each needs only earlier ones.
    pub computed: Vec<Computed>,
    /// Checks over one row.
    pub checks: Vec<Check>,
    /// The office that its rows are copied from (申报): each row then names that office's document and its day.
    pub declared: Option<String>,
    /// The ground on which photographs may be attached to its rows; none are without.
    pub photos: Option<String>,
    /// The ground on which a photograph may say where it was taken.
    pub positions: Option<String>,
    /// What is looked at on a visit that a row records (检查单); none of registers that record none.
    pub checklist: Option<Checklist>,
    /// Numbers that look like what another register says, each with why they are not the same.
    pub apart: Vec<(Written, String)>,
    /// Cells that hold the last of several: a test, a certificate. Those before it are rows of another register.
    pub dated: Vec<Dated>,
    /// Days that a row's thing has once and no second time, each with why.
    pub once: Vec<(Written, String)>,
    /// What exactly a row is.
    pub note: Option<String>,
    /// Id of the pack that defines it.
    pub pack: String,
    /// The name with its place.
    pub written: Written,
}

/// What is looked at on a visit (检查单): a form offers each point to be ticked, and two fields of the row say what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist {
    /// The text field that says what was looked at.
    pub looked: Written,
    /// The text field that says what was found not in order; empty when nothing was.
    pub found: Written,
    /// The points, in their order.
    pub items: Vec<Written>,
}

/// A dated state (有日期的状态): cells of a row that hold the last of several tests or terms, by its day. A later one does not
/// write over it: what stood there becomes a row of its own in the register of the earlier ones (历次), and one with an earlier
/// day goes there at once. So what held on any day can be told, and each stands in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The register of the earlier ones, keyed by the row and the day.
    pub earlier: Written,
    /// Its field that points to the row by the row's key.
    pub of: Written,
    /// The field with the day.
    pub day: Written,
    /// Every field of the state, the day among them, each with the field of the earlier ones that holds the same.
    pub fields: Vec<(Written, Written)>,
}

impl Dated {
    /// The field of the earlier ones in which a field of the row goes on.
    pub fn there(&self, field: &str) -> Option<&Written> {
        self.fields.iter().find(|(here, _)| here.text == field).map(|(_, there)| there)
    }
}

impl Register {
    /// The field of a declared register that names the office's document.
    pub const DOCUMENT: &str = "申报文件";
    /// The field of a declared register with the day of that document.
    pub const DOCUMENT_DAY: &str = "申报日期";

    /// The position and the field of that name.
    pub fn field(&self, name: &str) -> Option<(usize, &Field)> {
        self.fields.iter().enumerate().find(|(_, field)| field.name == name)
    }

    /// The dated state whose day stands in a field.
    pub fn dated_by(&self, day: &str) -> Option<&Dated> {
        self.dated.iter().find(|dated| dated.day.text == day)
    }

    /// The field that names a row to a reader: the one marked `label`, else the last key field.
    pub fn label(&self) -> Option<&Field> {
        self.fields
            .iter()
            .find(|field| field.label)
            .or_else(|| self.key.last().and_then(|key| self.field(key)).map(|(_, field)| field))
    }
}

/// One field of a register: a column of the files that feed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The column header and the name in formulas.
    pub name: String,
    /// What a cell may hold.
    pub kind: FieldType,
    /// Unit of a number as written in cells: 人, 万元, %, ㎡. Dimensionless without.
    pub unit: Unit,
    /// It names a row, alone or with others.
    pub is_key: bool,
    /// A row without it is refused.
    pub required: bool,
    /// Least value allowed, in `unit`.
    pub min: Option<Decimal>,
    /// Greatest value allowed, in `unit`.
    pub max: Option<Decimal>,
    /// Names a row to a reader.
    pub label: bool,
    /// Says to whom a row belongs: the unit, the class or the person that it names.
    pub belongs: Option<Belongs>,
    /// Personal or otherwise sensitive: masked in exports.
    pub sensitive: bool,
    /// What exactly is counted (口径).
    pub note: Option<String>,
    /// The name with its place.
    pub written: Written,
}

/// To whom a row belongs (归属), as a field says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Belongs {
    /// To a unit, by its name or its code.
    Unit,
    /// To a class of it.
    Class,
    /// To a person, by name or number.
    Person,
}

impl Belongs {
    /// All, by their keys.
    pub const ALL: [(&'static str, Belongs); 3] =
        [("unit", Belongs::Unit), ("class", Belongs::Class), ("person", Belongs::Person)];
}

/// What a cell of a field may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// Any text.
    Text,
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal,
    /// An amount of money, exact to the fen.
    Money,
    /// A day: 2022-09-01.
    Date,
    /// 是 or 否.
    Boolean,
    /// One of the listed words.
    Choice(Vec<String>),
    /// A code with a form of its own.
    Code {
        /// Which code.
        kind: CodeKind,
        /// For school codes, the two-digit categories allowed; empty allows all.
        categories: Vec<String>,
    },
    /// The key of a row of another register.
    Ref {
        /// Name of the other register.
        register: String,
        /// The field of the other register whose value the cell holds.
        by: String,
    },
}

/// Codes whose form is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeKind {
    /// 学校（机构）标识码: category 2 + province 2 + serial 6 (教育部 2011《学校（机构）代码管理办法》).
    School,
    /// 行政区划代码, six digits (GB/T 2260) or twelve (统计用区划代码).
    Division,
    /// 统一社会信用代码, eighteen characters with a check character (GB 32100).
    Credit,
    /// 公民身份号码, eighteen characters with a check character (GB 11643).
    Citizen,
    /// 电话号码, in one form: mobile, or landline with its area code. 无 is none.
    Telephone,
}

impl CodeKind {
    /// The key as written in files.
    pub fn key(self) -> &'static str {
        match self {
            CodeKind::School => "school",
            CodeKind::Division => "division",
            CodeKind::Credit => "credit",
            CodeKind::Citizen => "citizen",
            CodeKind::Telephone => "telephone",
        }
    }
}

/// A field computed from the other fields of its row, or from other registers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    /// Its name in formulas.
    pub name: String,
    /// How it is computed.
    pub formula: Written,
    /// Declared unit, when the result is a number.
    pub unit: Option<Unit>,
    /// What exactly it means.
    pub note: Option<String>,
    /// The name with its place.
    pub written: Written,
}

/// A check over one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What must hold.
    pub formula: Written,
    /// What to say when it does not.
    pub sentence: String,
    /// Whether a row that fails is refused (`error`) or kept with a warning.
    pub grade: finding::Grade,
}
