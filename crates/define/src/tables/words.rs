//! The words of work tables: their families and their columns, each written once.

macro_rules! words {
    ($($name:ident = $text:literal),* $(,)?) => {
        $(
            #[doc = concat!("“", $text, "”.")]
            pub const $name: &str = $text;
        )*
    };
}

/// First words of work tables.
pub mod family {
    words! {
        POST = "责任",
        HOLDER = "在岗",
        SHIFT = "班次",
        OCCURRENCE = "应办",
        CASE = "闭环",
        SLIP = "抽取",
        LETTER = "告知",
        DEVICE = "信号",
        ROLE = "权限",
        PLAN = "规划",
        MEASURE = "措施",
        INSTRUMENT = "文书",
        SCHEME = "方案",
    }
}

/// A person in a role (权限).
pub mod mandate {
    words! {
        PERSON = "人员",
        UNIT = "单位",
        FROM = "起始日期",
        TO = "截止日期",
    }
}

/// A document that is due (文书).
pub mod instrument {
    words! {
        OBJECT = "对象",
        COMPLETE = "可出具",
        MISSING = "缺项",
    }
}

/// An aspect of the scheme (方案.方面).
pub mod aspect {
    words! {
        TABLE = "方面",
        ID = "编号",
        NAME = "名称",
    }
}

/// A numbered indicator of the scheme (方案.指标).
pub mod item {
    words! {
        TABLE = "指标",
        NUMBER = "条号",
        NAME = "名称",
        ASPECT = "方面",
        OWNER = "责任单位",
    }
}

/// An object in a role (责任).
pub mod post {
    words! {
        OBJECT = "对象",
        ROLE = "岗位",
        NEEDED = "需要",
        HELD = "在岗",
        LACKING = "空缺",
        COVERED = "到岗",
        BREAKS = "中断",
    }
}

/// A person at an object (在岗).
pub mod holder {
    words! {
        OBJECT = "对象",
        ROLE = "岗位",
        PERSON = "人员",
        FROM = "起始日期",
        TO = "终止日期",
        EXPIRING = "即将到期",
        QUALIFIED = "合格",
        DONE = "做到",
        OWED = "应做",
        FULL = "做满",
        LOAD = "所任",
        OVERLOADED = "超载",
    }
}

/// A shift due (班次).
pub mod shift {
    words! {
        OBJECT = "对象",
        ROLE = "岗位",
        DAY = "日期",
        KEPT = "到岗",
    }
}

/// A unit and a period (应办).
pub mod occurrence {
    words! {
        UNIT = "单位",
        PERIOD = "期间",
        DEADLINE = "截止",
        STATE = "状态",
        OWED = "应做",
        DONE = "做到数",
        DISCHARGED = "履行",
        GAP = "空当",
        INCIDENTS = "出事",
        REPORTED = "所报",
        DONE_ON = "做到日期",
    }
}

/// A case (闭环).
pub mod case {
    words! {
        CASE = "案件",
        UNIT = "单位",
        SOURCE = "来源",
        STAGE = "阶段",
        OPENED = "立案日期",
        DEADLINE = "期限",
        CLOSED_ON = "办结日期",
        CLOSED = "办结",
        IN_TIME = "按期",
        OVERDUE = "超期",
        DAYS_OVERDUE = "超期天数",
        STEPS = "步数",
        RETURNS = "退回次数",
        REOPENED = "重开次数",
        FIRST_BY = "首办人",
        CLOSED_BY = "办结人",
        RECURS = "反复",
        BASIS = "依据",
    }

    /// The column with the day on which a step was last done: 投用 gives 投用日期.
    ///
    /// ```
    /// assert_eq!(define::words::case::day_of("作出决定"), "作出决定日期");
    /// ```
    pub fn day_of(step: &str) -> String {
        format!("{step}日期")
    }
}

/// A slip (抽取).
pub mod slip {
    words! {
        DRAW = "抽取编号",
        OBJECT = "对象",
        INSPECTORS = "检查人员",
        DRAWN_ON = "抽取日期",
        OPENED = "启封",
        VISITED_ON = "到访日期",
        VISITED = "到访",
        BY_DRAWN = "由所抽人员",
    }
}

/// A household’s letter (告知).
pub mod letter {
    words! {
        NOTICE = "通知",
        HOUSEHOLD = "家庭",
        UNIT = "归属",
        SENT_ON = "发出日期",
        REACHED = "送达",
        ANSWERED = "应答",
        CHANNEL = "渠道",
        RUNG = "级次",
        MEMBERS = "成员",
    }
}

/// A device (信号).
pub mod device {
    words! {
        DEVICE = "设备",
        CAMPUS = "校园",
        TESTED = "测试有效",
        AT_GATE = "校门口",
        NEAR = "距离合规",
        SILENT = "失联",
        OPEN_CASES = "未结案件",
    }
}

/// A stage of a school in a year (规划).
pub mod place {
    words! {
        SCENARIO = "情景",
        OBJECT = "对象",
        STAGE = "学段",
        YEAR = "年度",
        CLASSES = "班数",
        SUPPLY = "供给",
        DEMAND = "需求",
        GAP = "缺口",
        BEFORE = "原缺口",
        DUE = "应达标",
        MEASURES = "措施",
    }
}

/// A school with its people (规划).
pub mod staffing {
    words! {
        SCENARIO = "情景",
        STANDARD = "标准",
        OBJECT = "对象",
        STAGE = "学段",
        AREA = "城乡",
        HELD = "现有",
        NEEDED = "需要",
        LACKING = "缺员",
        BEYOND = "富余",
        COMING = "调入",
        GOING = "调出",
        LEFT = "仍缺",
        SUBJECTS = "学科缺员",
        FILLED = "学科补入",
        UNFILLED = "学科仍缺",
        MOVABLE = "可交流",
        ROTATING = "交流",
        BACKBONE = "交流骨干",
    }
}

/// A school with its money (规划).
pub mod funding {
    words! {
        SCENARIO = "情景",
        OBJECT = "对象",
        RULE = "规则",
        PUPILS = "学生",
        DUE = "应核定",
        BUDGET = "已编",
        SHORT = "少编",
    }
}

/// A child who is placed (规划).
pub mod placing {
    words! {
        WAY = "方式",
        OBJECT = "对象",
        STAGE = "学段",
        DECIDED = "已决定",
        PLACED = "排得出",
    }
}

/// A place that may be visited (规划), as far as it is from where trips begin.
pub mod reaching {
    words! {
        OBJECT = "对象",
        MINUTES = "分钟",
    }
}

/// Something that may be done (措施).
pub mod measure {
    words! {
        SCENARIO = "情景",
        MEASURE = "措施",
        KIND = "类别",
        STAGE = "学段",
        YEAR = "年度",
        SEATS = "学位",
        COST = "投资",
        TAKEN = "选用",
    }
}

/// How an occurrence of a duty stands: done in time, done late, a nil report, a nil report that is contradicted, extended, still
/// running, not yet begun, missed.
pub const DUTY_STATES: [&str; 8] = ["做到", "迟", "零报告", "零报告有误", "延期", "在期", "未到期", "空当"];
