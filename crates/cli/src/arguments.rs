//! What the command understands. Help is Chinese, as the people at the desk are.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// 督衡：每个数字都能自证。
#[derive(Parser)]
#[command(
    name = "duheng",
    version,
    about = "督衡：区县履行教育职责，记录、测算、自评，每个数字都能自证",
    disable_help_subcommand = true
)]
pub struct Arguments {
    #[command(subcommand)]
    pub verb: Verb,
}

/// One verb of the command line; names are stable.
#[derive(Subcommand)]
pub enum Verb {
    /// 样例区县：生成、导入、测算、写出报告，然后打开页面（--once 时不打开）
    Demo(Demo),
    /// 打开页面（只读，只听本机）
    Serve {
        /// 数据目录
        dir: PathBuf,
        /// 监听地址；端口写 0 则自选
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: String,
        /// 同时从这个 MQTT 代理收信号：主机:端口
        #[arg(long, value_name = "HOST:PORT")]
        mqtt: Option<String>,
        /// 订阅的主题
        #[arg(long, requires = "mqtt", default_value = "duheng/#")]
        topic: String,
    },
    /// 设备：在线、校门范围、检验有效，连同分子、分母和时间
    Devices {
        /// 数据目录
        dir: PathBuf,
        /// 只看一个校园（标识码）
        #[arg(long)]
        campus: Option<String>,
        /// 只给出这台设备上报用的密钥
        #[arg(long, value_name = "DEVICE")]
        key: Option<String>,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 值守一次：失联、报警等起因立案（打开页面时每秒自动值守）
    Watch {
        /// 数据目录
        dir: PathBuf,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 新建数据目录，采用一个定义包
    Init {
        /// 数据目录
        dir: PathBuf,
        /// 定义包：文件夹，或内置包名（如 chongqing-2023）
        #[arg(long)]
        pack: String,
    },
    /// 导入 CSV 或 XLSX：全部合格才入账，逐格报告问题
    Import(Import),
    /// 测算并判定全部指标
    Evaluate(Evaluate),
    /// 报告所引的每个数字：编号、印出的字样、准确值、依据行数
    Figures {
        /// 数据目录
        dir: PathBuf,
        /// 截至：条目号，或日期（如 2026-11-24）
        #[arg(long)]
        as_of: Option<String>,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 一个数字的来龙去脉，直到行、条目和存在证明
    Explain {
        /// 数据目录
        dir: PathBuf,
        /// 数字编号（F26）或指标编号
        id: String,
        /// 把存在证明写到此文件夹，供 journal verify 核验
        #[arg(long)]
        proofs: Option<PathBuf>,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 一所学校（幼儿园、机构……）的一切：各本台账里的记录，谁对它负责
    About {
        /// 数据目录
        dir: PathBuf,
        /// 学校（机构）标识码，或别的编号；不写则列出全部学校
        code: Option<String>,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 写出自评报告
    Report {
        /// 数据目录
        dir: PathBuf,
        /// 输出文件夹
        #[arg(long)]
        out: PathBuf,
        /// 格式，逗号分隔：docx,html,txt
        #[arg(long, default_value = "docx,html,txt", value_delimiter = ',')]
        format: Vec<String>,
        /// 截至：条目号，或日期
        #[arg(long)]
        as_of: Option<String>,
    },
    /// 核对一篇文章：文中的数字彼此是否相符，与台账是否相符
    Claims(Claims),
    /// 定义包
    Pack {
        #[command(subcommand)]
        verb: PackVerb,
    },
    /// 随机抽取：名单先封，种子后到，证书人人可以重算
    Draw {
        #[command(subcommand)]
        verb: DrawVerb,
    },
    /// 责任表：谁负责什么、任期到几时；空缺、超量、到期、呼叫链
    Rosters(Rosters),
    /// 期：按节奏应办的事，做到没有，空当在哪里
    Duties(Duties),
    /// 信：发出的通知；一项通知逐户的状态
    Notices {
        /// 数据目录
        dir: PathBuf,
        /// 通知编号；不写则列出全部
        notice: Option<String>,
        /// 只看这种状态：queued、handing-over、handed-over、delivered、undeliverable、listed、acknowledged
        #[arg(long)]
        state: Option<String>,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 发信、交付、应答、名单
    Notice {
        #[command(subcommand)]
        verb: NoticeVerb,
    },
    /// 回环网关：真讲 HTTP，真会出错，自己记账；供演习和测试
    Gateway(GatewayArguments),
    /// 环：案件到了哪个阶段，哪些超期，由谁办的（整改、处罚、项目等）
    Cases(Cases),
    /// 今天办一步；不写案号则按别的台账立案
    Step(Step),
    /// 日志
    Journal {
        #[command(subcommand)]
        verb: JournalVerb,
    },
    /// 由日志重建各行，并与现有各行核对
    Rebuild {
        /// 数据目录
        dir: PathBuf,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 随机演练若干区县年：迟报、断电、应答丢失，逐条核对必须成立的事
    Simulate(Simulate),
    /// 实测性能，列表给出
    Bench {
        /// evaluate、change、draw、import、journal、list、signals、report
        name: String,
    },
}

#[derive(Args)]
pub struct Demo {
    /// 数据目录
    #[arg(default_value = "duheng-demo")]
    pub dir: PathBuf,
    /// 只做到写出报告，不打开页面
    #[arg(long)]
    pub once: bool,
    /// 生成几个区县（大于 1 时各放一个子目录）
    #[arg(long, default_value_t = 1)]
    pub districts: u32,
    /// 监听地址
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: String,
}

#[derive(Args)]
pub struct Simulate {
    /// 种子；违反时给出的种子可以重放
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// 几个区县年
    #[arg(long, default_value_t = 20)]
    pub years: u64,
    /// 定义包：文件夹，或内置包名
    #[arg(long, default_value = "chongqing-2023")]
    pub pack: String,
    /// 几个线程；不写则用全部处理器
    #[arg(long)]
    pub threads: Option<usize>,
    /// 故意埋下一处故障，看能否发现
    #[arg(long)]
    pub plant: Option<crate::simulate::Plant>,
    /// 发现违反后仍继续其余区县
    #[arg(long)]
    pub all: bool,
    /// 以 JSON 输出
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct Claims {
    /// 文章：DOCX、HTML、TXT，或有文字层的 PDF
    pub file: PathBuf,
    /// 与这个数据目录的台账对照：有据、不符、过时、无依据，及未回应的评价指标
    #[arg(long, value_name = "DIR")]
    pub against: Option<PathBuf>,
    /// 与上年文本相比：消失的、下降的、照抄的
    #[arg(long, value_name = "OLD")]
    pub before: Option<PathBuf>,
    /// 以 JSON 输出
    #[arg(long)]
    pub json: bool,
    /// 写成一页可打印的 HTML
    #[arg(long, value_name = "OUT")]
    pub html: Option<PathBuf>,
}

#[derive(Args)]
pub struct Import {
    /// 数据目录
    pub dir: PathBuf,
    /// CSV 或 XLSX 文件
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// 台账编号；不写则按文件名或表头认
    #[arg(long)]
    pub register: Option<String>,
    /// 强制编码：utf-8 或 gb18030；不写则自动识别
    #[arg(long)]
    pub encoding: Option<String>,
    /// 只检查，不入账
    #[arg(long)]
    pub dry_run: bool,
    /// 以 JSON 输出
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct Duties {
    /// 数据目录
    pub dir: PathBuf,
    /// 期的标识或名称；不写则列出全部
    pub duty: Option<String>,
    /// 年份；不写则看评价年度
    #[arg(long)]
    pub year: Option<i32>,
    /// 看哪一天（如 2022-09-01）；不写则看今天
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
    /// 只列空当和还没做的
    #[arg(long, requires = "duty")]
    pub gaps: bool,
    /// 列出全部单位
    #[arg(long)]
    pub all: bool,
    /// 截至：条目号，或日期
    #[arg(long)]
    pub as_of: Option<String>,
    /// 以 JSON 输出
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct Rosters {
    /// 数据目录
    pub dir: PathBuf,
    /// 责任表的标识或名称；不写则列出全部
    pub roster: Option<String>,
    /// 看哪一天（如 2022-09-01）；不写则看今天，评价年度已过则看年末
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
    /// 从这一格、这所学校或这个村社区逐级叫上去
    #[arg(long, value_name = "OBJECT", requires = "roster")]
    pub chain: Option<String>,
    /// 列出全部岗位
    #[arg(long)]
    pub all: bool,
    /// 截至：条目号，或日期
    #[arg(long)]
    pub as_of: Option<String>,
    /// 以 JSON 输出
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct Cases {
    /// 数据目录
    pub dir: PathBuf,
    /// 环的标识或名称；不写则列出全部
    pub id: Option<String>,
    /// 案号；写了则看一个案件
    pub case: Option<String>,
    /// 只看超期的
    #[arg(long, requires = "id")]
    pub overdue: bool,
    /// 只看没有办结的
    #[arg(long, requires = "id")]
    pub open: bool,
    /// 只看这个来源的
    #[arg(long, requires = "id")]
    pub source: Option<String>,
    /// 只看案号、事项、单位或阶段里有这几个字的
    #[arg(long, requires = "id", value_name = "TEXT")]
    pub containing: Option<String>,
    /// 列出全部案件
    #[arg(long)]
    pub all: bool,
    /// 看哪一天（如 2022-09-01）；不写则看今天，评价年度已过则看年末
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
    /// 截至：条目号，或日期
    #[arg(long)]
    pub as_of: Option<String>,
    /// 以 JSON 输出
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct Step {
    /// 数据目录
    pub dir: PathBuf,
    /// 环的标识或名称
    pub id: String,
    /// 案号
    #[arg(requires = "step")]
    pub case: Option<String>,
    /// 步骤
    pub step: Option<String>,
    /// 经办人
    #[arg(long)]
    pub by: String,
    /// 以什么角色
    #[arg(long)]
    pub role: Option<String>,
    /// 佐证材料
    #[arg(long)]
    pub evidence: Option<String>,
    /// 依据的文件或法律条款
    #[arg(long)]
    pub basis: Option<String>,
    /// 理由、说明
    #[arg(long)]
    pub note: Option<String>,
}

#[derive(Args)]
pub struct Evaluate {
    /// 数据目录
    pub dir: PathBuf,
    /// 年度；不写则用定义包的评价年度
    #[arg(long)]
    pub year: Option<i32>,
    /// 截至：条目号，或日期
    #[arg(long)]
    pub as_of: Option<String>,
    /// 以 JSON 输出
    #[arg(long)]
    pub json: bool,
}

/// What can be done with a pack.
#[derive(Subcommand)]
pub enum PackVerb {
    /// 检查定义包：一次列出全部问题，并运行全部示例
    Check {
        /// 文件夹，或内置包名
        pack: String,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 用文字说明定义包
    Describe {
        /// 文件夹，或内置包名
        pack: String,
    },
    /// 指标、参数、台账之间的关系图（Mermaid）
    Graph {
        /// 文件夹，或内置包名
        pack: String,
    },
}

/// What can be done with a draw.
#[derive(Subcommand)]
pub enum DrawVerb {
    /// 封存名单和规则：承诺值入账，种子还不存在
    Seal {
        /// 数据目录
        dir: PathBuf,
        /// 抽取定义的标识或名称
        draw: String,
        /// 年度；不写则用定义包的评价年度
        #[arg(long)]
        year: Option<i32>,
        /// 到达前密封：抽中了谁，到达后逐签启封才知道
        #[arg(long)]
        sealed: bool,
    },
    /// 抽取（名单还没封的先封），写出证书；到达前密封的写出封签
    Run {
        /// 数据目录
        dir: PathBuf,
        /// 抽取定义的标识或名称
        draw: String,
        /// 年度；不写则用定义包的评价年度
        #[arg(long)]
        year: Option<i32>,
        /// 封存之后才有的公开值，如某期彩票的号码
        #[arg(long)]
        public: Option<String>,
        /// 公开值的出处
        #[arg(long, requires = "public")]
        source: Option<String>,
        /// 到达前密封：抽中了谁，到达后逐签启封才知道
        #[arg(long)]
        sealed: bool,
        /// 证书（或封签）写到此文件
        #[arg(long)]
        out: Option<PathBuf>,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 到达后启封：给这名检查人员打开派给他的下一签
    Reveal {
        /// 数据目录
        dir: PathBuf,
        /// 抽取编号
        number: String,
        /// 已到达的检查人员的编号
        #[arg(long)]
        inspector: String,
        /// 启封件写到此文件；最后一签启封后，证书写在它旁边
        #[arg(long)]
        out: Option<PathBuf>,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 核对一份启封件是不是事先封好的那一签，只凭两个文件
    Open {
        /// 启封件
        slip: PathBuf,
        /// 封签
        seals: PathBuf,
    },
    /// 各次抽取，和全年次数、比例的下限到了没有
    List {
        /// 数据目录
        dir: PathBuf,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 核验一个证书，只凭文件
    Verify {
        /// 证书文件
        file: PathBuf,
    },
    /// 说明怎样不靠系统、用杂凑命令重做一遍
    Explain {
        /// 证书文件
        file: PathBuf,
    },
}

/// What can be done with a notice.
#[derive(Subcommand)]
pub enum NoticeVerb {
    /// 冻结收件户，每户写一封信（还不发）
    Send {
        /// 数据目录
        dir: PathBuf,
        /// 信的定义的标识或名称
        definition: String,
        /// 发件人
        #[arg(long, default_value = "值班")]
        by: String,
    },
    /// 把待发箱做到没有到时的信为止；随时可以中断，再运行接着做
    Run(RunArguments),
    /// 记一户的应答：回复码，或有姓名的经办人登记
    Ack {
        /// 数据目录
        dir: PathBuf,
        /// 通知编号
        notice: String,
        /// 家庭
        household: String,
        /// 回复码
        #[arg(long)]
        code: Option<String>,
        /// 经办人（班主任、网格责任人）
        #[arg(long, conflicts_with = "code")]
        by: Option<String>,
    },
    /// 把责任人的名单写成 XLSX
    Calls {
        /// 数据目录
        dir: PathBuf,
        /// 通知编号
        notice: String,
        /// 写到此文件
        #[arg(long)]
        out: PathBuf,
    },
    /// 演习：新建一个样例数据目录，发一项通知
    Rehearse {
        /// 数据目录
        dir: PathBuf,
        /// 户数
        #[arg(long, default_value_t = 1_500)]
        households: usize,
        /// 级与级之间等几秒
        #[arg(long, default_value_t = 1)]
        wait: u32,
    },
}

/// How an outbox is worked.
#[derive(Args)]
pub struct RunArguments {
    /// 数据目录
    pub dir: PathBuf,
    /// 只做这一项通知
    #[arg(long)]
    pub notice: Option<String>,
    /// 短信网关地址，如 http://127.0.0.1:9000
    #[arg(long)]
    pub gateway: String,
    /// 企业微信群机器人的地址；不写则也交给网关
    #[arg(long)]
    pub wecom: Option<String>,
    /// 邮件中继 host:port；不写则也交给网关
    #[arg(long)]
    pub smtp: Option<String>,
    /// 发件邮箱
    #[arg(long)]
    pub from: Option<String>,
    /// 一键链接的网址（/k/ 之前）
    #[arg(long, default_value = "http://127.0.0.1:8080")]
    pub link: String,
    /// 等答复多少毫秒
    #[arg(long, default_value_t = 5_000)]
    pub timeout: u64,
    /// 同时几个连接
    #[arg(long, default_value_t = 32)]
    pub connections: usize,
    /// 下一封在几秒内到时就接着等
    #[arg(long, default_value_t = 0)]
    pub wait: u64,
}

/// How the loopback gateway behaves.
#[derive(Args)]
pub struct GatewayArguments {
    /// 监听地址；端口写 0 则自选
    #[arg(long, default_value = "127.0.0.1:9000")]
    pub listen: String,
    /// 百分之几报错
    #[arg(long, default_value_t = 5)]
    pub fail: u64,
    /// 百分之几没有答复
    #[arg(long, default_value_t = 2)]
    pub timeout: u64,
    /// 没有答复时挂多少毫秒
    #[arg(long, default_value_t = 10_000)]
    pub stall: u64,
    /// 百分之几的家庭回复
    #[arg(long, default_value_t = 80)]
    pub replies: u64,
    /// 起始数：同一个数，同样的家庭应答
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// 收下的都记在这个文件里，重启接着记
    #[arg(long)]
    pub state: Option<PathBuf>,
}

/// What can be done with the journal.
#[derive(Subcommand)]
pub enum JournalVerb {
    /// 核验：数据目录的整部日志，或一个存在证明文件
    Verify {
        /// 数据目录，或证明文件
        path: PathBuf,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 日志的大小、根和检查点
    Root {
        /// 数据目录
        dir: PathBuf,
        /// 以 JSON 输出
        #[arg(long)]
        json: bool,
    },
    /// 一个条目的存在证明
    Prove {
        /// 数据目录
        dir: PathBuf,
        /// 条目号
        entry: u64,
        /// 写到此文件；不写则输出到屏幕
        #[arg(long)]
        out: Option<PathBuf>,
    },
}
