//! Roles (权): who may see and do what, and how far.

use super::{Form, FormHead};
use crate::house::{Appointment, Delegation, House, NilReport, Unit};
use crate::{Pack, WorkTable, Written};
use finding::Finding;

/// A definition of what somebody in a role may see and do, and how far (权).
///
/// Nothing is allowed that no grant allows. Who is in which role, and for which unit, are rows of 任职 and 委托.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// What it says of itself.
    pub head: FormHead,
    /// Whether it does the work or is one of the three administrators.
    pub kind: RoleKind,
    /// How far its grants reach where they do not say it themselves.
    pub scope: Scope,
    /// Whether it gives nothing for the time being (停用).
    pub disabled: bool,
    /// What it allows.
    pub grants: Vec<Grant>,
}

/// Whether a role does the work, or is one of the three administrators (三员), who are other persons and do no work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoleKind {
    /// Does the work.
    Business,
    /// 系统管理员: accounts and keys.
    System,
    /// 安全管理员: who is in which role.
    Security,
    /// 审计管理员: reads what all others did, and changes nothing.
    Audit,
}

impl RoleKind {
    /// All, by their keys.
    pub const ALL: [(&'static str, RoleKind); 4] = [
        ("business", RoleKind::Business),
        ("system", RoleKind::System),
        ("security", RoleKind::Security),
        ("audit", RoleKind::Audit),
    ];

    /// Whether a role of this kind may be given a right: the three administrators hold none of the work's, and nobody else
    /// holds theirs.
    pub fn may_hold(self, right: Right, over: &str) -> bool {
        let posts = [Appointment::HOUSE, Unit::HOUSE].iter().any(|house| house.register == over);
        match self {
            RoleKind::Business => match right {
                Right::Accounts | Right::Rotate => false,
                Right::Record | Right::Withdraw => !posts,
                _ => true,
            },
            RoleKind::System => matches!(right, Right::Accounts | Right::Rotate),
            RoleKind::Security => match right {
                Right::See => true,
                Right::Record | Right::Withdraw => posts || over == Delegation::HOUSE.register,
                _ => false,
            },
            RoleKind::Audit => matches!(right, Right::See | Right::Journal | Right::Evaluation),
        }
    }
}

/// How far a grant reaches (范围).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// 全区: every row.
    District,
    /// 本单位及下属: rows of the unit and of all units below it, and of registers that they answer for.
    Below,
    /// 本单位: rows of the unit, and of registers that it answers for.
    Unit,
    /// 本校: rows that name the school.
    School,
    /// 班级: rows that name the class in the school.
    Class,
    /// 本人: rows that name the person.
    Own,
}

impl Scope {
    /// All, by their keys.
    pub const ALL: [(&'static str, Scope); 6] = [
        ("district", Scope::District),
        ("below", Scope::Below),
        ("unit", Scope::Unit),
        ("school", Scope::School),
        ("class", Scope::Class),
        ("own", Scope::Own),
    ];

    /// In Chinese.
    pub fn label(self) -> &'static str {
        match self {
            Scope::District => "全区",
            Scope::Below => "本单位及下属",
            Scope::Unit => "本单位",
            Scope::School => "本校",
            Scope::Class => "本班",
            Scope::Own => "本人",
        }
    }
}

/// What may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    /// 查看 rows of registers, and what forms of work make of them.
    See,
    /// 查看敏感内容: what is masked in them, each time with a reason that is journalled.
    Open,
    /// 记录 and correct rows of registers.
    Record,
    /// 撤回 rows of registers.
    Withdraw,
    /// 办理 steps of loops.
    Step,
    /// 零报告 of duties.
    Nil,
    /// 抽取: draws.
    Draw,
    /// 发信: notices.
    Send,
    /// 代录应答: that a household has acknowledged a notice, told to who records it.
    Acknowledge,
    /// 看指标与报告: what is judged and written of the whole district.
    Evaluation,
    /// 看本周要事: the ten matters of the week.
    Week,
    /// 看日志: the journal.
    Journal,
    /// 管账号: accounts.
    Accounts,
    /// 采用 a pack for a year.
    Adopt,
    /// 封存 a year.
    Close,
    /// 依法删除.
    Erase,
    /// 换钥.
    Rotate,
}

/// What a right is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Registers, by name.
    Registers,
    /// Loops, by id.
    Loops,
    /// Duties, by id.
    Duties,
    /// Draws, by id.
    Draws,
    /// Notices, by id.
    Notices,
    /// Nothing: it is one thing.
    Nothing,
}

impl Right {
    /// All, by their keys.
    pub const ALL: [(&'static str, Right); 17] = [
        ("see", Right::See),
        ("open", Right::Open),
        ("record", Right::Record),
        ("withdraw", Right::Withdraw),
        ("step", Right::Step),
        ("nil", Right::Nil),
        ("draw", Right::Draw),
        ("send", Right::Send),
        ("acknowledge", Right::Acknowledge),
        ("evaluation", Right::Evaluation),
        ("week", Right::Week),
        ("journal", Right::Journal),
        ("accounts", Right::Accounts),
        ("adopt", Right::Adopt),
        ("close", Right::Close),
        ("erase", Right::Erase),
        ("rotate", Right::Rotate),
    ];

    /// What it is over.
    pub fn over(self) -> Over {
        match self {
            Right::See | Right::Open | Right::Record | Right::Withdraw => Over::Registers,
            Right::Step => Over::Loops,
            Right::Nil => Over::Duties,
            Right::Draw => Over::Draws,
            Right::Send | Right::Acknowledge => Over::Notices,
            _ => Over::Nothing,
        }
    }

    /// In Chinese.
    pub fn label(self) -> &'static str {
        match self {
            Right::See => "查看",
            Right::Open => "查看敏感内容",
            Right::Record => "记录",
            Right::Withdraw => "撤回",
            Right::Step => "办理",
            Right::Nil => NilReport::HOUSE.register,
            Right::Draw => "随机抽取",
            Right::Send => "发信",
            Right::Acknowledge => "代录应答",
            Right::Evaluation => "看指标与报告",
            Right::Week => "看本周要事",
            Right::Journal => "看日志",
            Right::Accounts => "管账号",
            Right::Adopt => "采用定义包",
            Right::Close => "封存",
            Right::Erase => "依法删除",
            Right::Rotate => "换钥",
        }
    }
}

/// One thing that a role allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What may be done.
    pub right: Right,
    /// With which registers, loops, duties, draws or notices; `*` is every one but those of rights themselves.
    pub over: Vec<Written>,
    /// The only fields that may be seen open or be changed; all when none is named.
    pub fields: Vec<Written>,
    /// The only steps that may be done; all when none is named.
    pub steps: Vec<Written>,
    /// How far, where it is not the role's own scope.
    pub scope: Option<Scope>,
    /// Where it stands.
    pub written: Written,
}

/// Stands for everything that a right may be over.
pub const EVERYTHING: &str = "*";

/// The registers in which it stands who is in which role: `*` is never over them.
pub const OF_RIGHTS: [House; 3] = [Appointment::HOUSE, Delegation::HOUSE, Unit::HOUSE];

impl Grant {
    /// Whether it is over a thing of that name.
    pub fn is_over(&self, name: &str) -> bool {
        let of_rights = || OF_RIGHTS.iter().any(|house| house.register == name);
        self.over.iter().any(|over| over.text == name || over.text == EVERYTHING && !of_rights())
    }
}

impl Form for Role {
    fn head(&self) -> &FormHead {
        &self.head
    }

    fn family(&self) -> &'static str {
        crate::words::family::ROLE
    }

    fn tables(&self, _pack: &Pack) -> Vec<WorkTable> {
        crate::tables::role(self)
    }

    /// What it allows is over registers that it does not look at.
    fn names(&self) -> Vec<(&Written, Vec<&Written>)> {
        Vec::new()
    }

    fn house(&self) -> Vec<House> {
        OF_RIGHTS.to_vec()
    }

    /// People are appointed by the role's name.
    fn known_as(&self) -> Vec<&str> {
        vec![&self.head.name]
    }

    fn fits(&self, pack: &Pack, findings: &mut Vec<Finding>) {
        for grant in &self.grants {
            crate::checks::grant(self, grant, pack, findings);
        }
    }
}
