//! A pack: one year's scheme as checked definitions.

use super::{Example, Form, Indicator, Loop, Outline, Parameter, Register, Source};
use crate::index::Index;
use crate::{Forms, Program, Written};
use quantity::Decimal;

/// Whether a pack carries an official scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackStatus {
    /// The official table was imported.
    Official,
    /// A skeleton without official standing; pages say so.
    Unofficial,
}

/// A pack together with what it takes over from the packs it extends.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Folder name: `chongqing-2023`.
    pub id: String,
    /// Name shown.
    pub name: String,
    /// Id of the pack it extends.
    pub extends: Option<String>,
    /// The evaluation year (the year that the report is about).
    pub year: Option<i32>,
    /// Whether it is official.
    pub status: PackStatus,
    /// The document behind it.
    pub source: Option<Source>,
    /// Aspects in order.
    pub aspects: Vec<Aspect>,
    /// Whether an indicator that is not met is worth the share of its parts that are (按部分给分).
    pub partial_points: bool,
    /// Rules of grading, when the scheme grades.
    pub grades: Option<Grades>,
    /// Registers, by pack from the ground up and then by id.
    pub registers: Vec<Register>,
    /// Parameters in the same order.
    pub parameters: Vec<Parameter>,
    /// Indicators: those with a number by number, then the others by id.
    pub indicators: Vec<Indicator>,
    /// Examples by indicator.
    pub examples: Vec<Example>,
    /// Outlines of reports, by id.
    pub outlines: Vec<Outline>,
    /// Forms of work.
    pub forms: Forms,
    /// Its formulas, checked and in order.
    pub program: Program,
    /// SM3 (GB/T 32905-2016) over every file, in hexadecimal: what a verdict names as its definition.
    pub hash: String,
    /// Where each definition stands, by what it is asked for.
    pub(crate) index: Index,
}

impl Pack {
    /// The register of that name.
    pub fn register(&self, name: &str) -> Option<&Register> {
        self.index.register(name).map(|at| &self.registers[at])
    }

    /// The register of that id.
    pub fn register_by_id(&self, id: &str) -> Option<&Register> {
        self.index.register_of_id(id).map(|at| &self.registers[at])
    }

    /// The parameter of that name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// The indicator of that id.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.index.indicator(id).map(|at| &self.indicators[at])
    }

    /// The outline of that id.
    pub fn outline(&self, id: &str) -> Option<&Outline> {
        self.outlines.iter().find(|outline| outline.id == id)
    }

    /// The form of work of that id.
    pub fn form(&self, id: &str) -> Option<&dyn Form> {
        self.forms.all().find(|form| form.head().id == id)
    }

    /// The way of reports (报告审签): the loop whose cases are reports that were put forward; none in a pack without one.
    pub fn report_way(&self) -> Option<&Loop> {
        self.forms.loops.iter().find(|one| one.is_of_reports())
    }

    /// The indicator that prints a figure of the report.
    pub fn figure(&self, figure: &str) -> Option<&Indicator> {
        self.index.figure(figure).map(|at| &self.indicators[at])
    }
}

/// An aspect of the scheme (方面).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aspect {
    /// Id: A4.
    pub id: String,
    /// Name: 优先规划与投入.
    pub name: String,
}

/// Rules that turn points into a grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grades {
    /// The document behind them.
    pub source: Source,
    /// Bands from the best to the worst.
    pub bands: Vec<Band>,
    /// Indicators that send the grade to the lowest band when not met (一票否决).
    pub veto: Vec<Rule>,
    /// Indicators that lower the grade by one band when not met (降一个等次).
    pub drop: Vec<Rule>,
    /// Indicators that bar the best band when not met (不得评优).
    pub bar: Vec<Rule>,
}

/// A band of points: 优秀 from 90.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Name.
    pub name: String,
    /// Least number of points.
    pub from: Decimal,
}

/// A rule tied to an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Id of the indicator.
    pub indicator: Written,
    /// What to say when it bites.
    pub sentence: Option<String>,
}
