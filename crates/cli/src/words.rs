//! States in the words of the terminal.

use view::{
    CampusState, Channel, DrawState, LetterState, PostState, RateKind, Rhythm, SignalCause, Status, TermKind,
    Way, ZeroState,
};

/// How a post is held.
pub fn post(post: PostState) -> &'static str {
    match post {
        PostState::Vacant => "空缺",
        PostState::Unqualified => "不合条件",
        PostState::Expiring => "快到期",
        PostState::Short => "履职不足",
        PostState::Open => "说不清",
        PostState::Held => "在岗",
    }
}

/// How often a duty is owed.
pub fn rhythm(rhythm: Rhythm) -> &'static str {
    match rhythm {
        Rhythm::Once => "一次",
        Rhythm::Year => "每年",
        Rhythm::HalfYear => "每半年",
        Rhythm::Quarter => "每季度",
        Rhythm::Month => "每月",
        Rhythm::SchoolMonth => "每个上课月",
        Rhythm::Week => "每周",
        Rhythm::SchoolWeek => "每个教学周",
        Rhythm::Day => "每天",
        Rhythm::SchoolDay => "每个教学日",
        Rhythm::BeforeHoliday => "每次放假前",
        Rhythm::Term => "每学期",
    }
}

/// What may be said of “nothing happened”.
pub fn zero(zero: ZeroState) -> &'static str {
    match zero {
        ZeroState::Proved => "零成立",
        ZeroState::Contradicted => "有事",
        ZeroState::Open => "零未证明",
    }
}

/// How far a draw is.
pub fn draw(draw: DrawState) -> &'static str {
    match draw {
        DrawState::Listed => "名单已封",
        DrawState::Closed => "未启封",
        DrawState::Open => "已公开",
        DrawState::Damaged => "已损坏",
    }
}

/// How far a letter is.
pub fn letter(letter: LetterState) -> &'static str {
    match letter {
        LetterState::Queued => "待发",
        LetterState::HandingOver => "交付中",
        LetterState::HandedOver => "已交付",
        LetterState::Delivered => "已送达",
        LetterState::Undeliverable => "未送达",
        LetterState::Listed => "在名单",
        LetterState::Acknowledged => "已应答",
    }
}

/// The channel of a rung.
pub fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Message => "短信",
        Channel::WeCom => "企业微信",
        Channel::Mail => "邮件",
        Channel::Calls => "电话",
        Channel::Visit => "入户",
    }
}

/// The way on which a letter was acknowledged.
pub fn way(way: Way) -> &'static str {
    match way {
        Way::Link => "链接",
        Way::Code => "回复码",
        Way::Record => "代录",
    }
}

/// How the devices of a campus stand.
pub fn campus(campus: CampusState) -> &'static str {
    match campus {
        CampusState::Open => "有未结案件",
        CampusState::Silent => "有设备失联",
        CampusState::Untested => "有检验失效",
        CampusState::Unheard => "有设备没有上报",
        CampusState::Well => "正常",
    }
}

/// What a rate is of.
pub fn rate(rate: RateKind) -> &'static str {
    match rate {
        RateKind::Online => "有心跳",
        RateKind::Tested => "检验合格而且没有过期",
        RateKind::Gate => "校门外采集点在规定范围内",
        RateKind::CampusesTested => "全部设备检验有效的校园",
    }
}

/// What kind of cause opened a case.
pub fn cause(cause: SignalCause) -> &'static str {
    match cause {
        SignalCause::Alarm => "报警",
        SignalCause::Silence => "失联",
        SignalCause::Drift => "时钟偏差",
        SignalCause::List => "名册不符",
    }
}

/// What a term is taken from.
pub fn term(term: TermKind) -> &'static str {
    match term {
        TermKind::Register => "台账",
        TermKind::Parameter => "参数",
        TermKind::Indicator => "指标",
        TermKind::Field => "字段",
        TermKind::Roster => "责任表",
        TermKind::Duty => "履职",
        TermKind::Loop => "闭环",
        TermKind::Draw => "抽取",
        TermKind::Notice => "告知",
        TermKind::Signal => "设备",
        TermKind::Instrument => "文书",
        TermKind::Scheme => "评价方案",
    }
}

/// How sure a ground is.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Confirmed => "已核",
        Status::Secondary => "转述",
        Status::Recalled => "凭记忆",
        Status::Derived => "推算",
        Status::Local => "本地",
        Status::Unofficial => "非官方",
    }
}
