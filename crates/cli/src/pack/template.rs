//! What `duheng pack new` writes: one text for each kind of definition, with what a clerk must know as comments.

use clap::ValueEnum;

/// A kind of definition.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// 指标
    Indicator,
    /// 台账
    Register,
    /// 参数
    Parameter,
    /// 责任表
    Roster,
    /// 期
    Duty,
    /// 环
    Loop,
    /// 随机抽取
    Draw,
    /// 信
    Notice,
    /// 信号
    Signal,
    /// 权
    Role,
    /// 布
    Plan,
    /// 文书
    Instrument,
}

/// The text of a definition.
const DEFINITION: &str = ".toml";

/// The text of an example.
const EXAMPLE: &str = ".example.toml";

macro_rules! texts {
    ($name:literal) => {
        &[(DEFINITION, include_str!(concat!("templates/", $name, ".toml")))]
    };
    ($name:literal, example) => {
        &[
            (DEFINITION, include_str!(concat!("templates/", $name, ".toml"))),
            (EXAMPLE, include_str!(concat!("templates/", $name, ".example.toml"))),
        ]
    };
}

impl Kind {
    /// The folder of its form.
    pub fn folder(self) -> &'static str {
        match self {
            Kind::Indicator => "indicators",
            Kind::Register => "registers",
            Kind::Parameter => "parameters",
            Kind::Roster => "rosters",
            Kind::Duty => "duties",
            Kind::Loop => "loops",
            Kind::Draw => "draws",
            Kind::Notice => "notices",
            Kind::Signal => "signals",
            Kind::Role => "roles",
            Kind::Plan => "plans",
            Kind::Instrument => "instruments",
        }
    }

    /// Its files: ending of the name, and text with `{name}` and `{id}` to be put in.
    pub fn texts(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Kind::Indicator => texts!("indicator", example),
            Kind::Register => texts!("register"),
            Kind::Parameter => texts!("parameter"),
            Kind::Roster => texts!("roster", example),
            Kind::Duty => texts!("duty", example),
            Kind::Loop => texts!("loop", example),
            Kind::Draw => texts!("draw", example),
            Kind::Notice => texts!("notice", example),
            Kind::Signal => texts!("signal", example),
            Kind::Role => texts!("role", example),
            Kind::Plan => texts!("plan", example),
            Kind::Instrument => texts!("instrument", example),
        }
    }

    /// Whether the file at `path` (inside the pack) takes the id: a definition of the same form, or, for what has
    /// examples, of any form that has them, because an example names its definition by the id alone.
    pub fn collides(self, path: &str, id: &str) -> bool {
        let Some((form, name)) =
            path.split_once('/').zip(path.rsplit('/').next()).map(|((form, _), name)| (form, name))
        else {
            return false;
        };
        let takes = |ending| name.strip_suffix(ending) == Some(id);
        let bare = |folder: &str| ["registers", "parameters", "report"].contains(&folder);
        let same = form == self.folder() || !bare(form) && !bare(self.folder());
        same && (takes(DEFINITION) || takes(EXAMPLE))
    }
}
