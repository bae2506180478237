//! What the command understands: its verbs. What each is asked stands in its own file; help is Chinese, as the people at
//! the desk are.

use crate::about::About;
use crate::backup::{Backup, Restore};
use crate::bench::Bench;
use crate::burden::Burden;
use crate::cases::{Cases, Step};
use crate::claims::Claims;
use crate::demo::Demo;
use crate::devices::{Devices, Watch};
use crate::districts::Districts;
use crate::doctor::Doctor;
use crate::doors::{Adopt, Close, Erase, Withdraw};
use crate::draw::DrawVerb;
use crate::drill::Drill;
use crate::duties::Duties;
use crate::editions::{Editions, Put};
use crate::explain::Explain;
use crate::import::Import;
use crate::init::Init;
use crate::journal::{JournalVerb, Rebuild};
use crate::judged::{Evaluate, Figures};
use crate::keys::Keys;
use crate::moving::Move;
use crate::notice::{GatewayArguments, NoticeVerb, Notices};
use crate::pack::PackVerb;
use crate::paper::PaperVerb;
use crate::plan::PlanVerb;
use crate::print::Print;
use crate::report::Report;
use crate::rosters::Rosters;
use crate::serve::Serve;
use crate::simulate::Simulate;
use crate::template::Template;
use crate::user::UserVerb;
use crate::verifier::Verifier;
use clap::{Parser, Subcommand};

/// 督衡：每个数字都能自证。
#[derive(Parser)]
#[command(
    name = "duheng",
    version,
    about = "督衡：区县履行教育职责，记录、测算、自评，每个数字都能自证",
    disable_help_subcommand = true
)]
pub struct Arguments {
    /// 已核对本机时钟：它比上一次记录晚一天以上时，不写这一项就不办
    #[arg(long, global = true, display_order = 903)]
    pub clock_confirmed: bool,
    #[command(subcommand)]
    pub verb: Verb,
}

/// One verb of the command line; names are stable.
#[derive(Subcommand)]
pub enum Verb {
    /// 样例区县：生成、导入、测算、写出报告，然后打开页面（--once 时不打开）
    Demo(Demo),
    /// 打开页面：登录后各看各的、各办各的
    Serve(Serve),
    /// 一台服务器的各区县：列出代码、在哪里、能不能打开；给市级人员发口令
    Districts(Districts),
    /// 账号：新增、列出、停用、恢复、重设口令
    User {
        #[command(subcommand)]
        verb: UserVerb,
    },
    /// 设备：在线、校门范围、检验有效，连同分子、分母和时间
    Devices(Devices),
    /// 值守一次：失联、报警等起因立案（打开页面时每秒自动值守）
    Watch(Watch),
    /// 新建数据目录，采用一个定义包
    Init(Init),
    /// 导入 CSV 或 XLSX：全部合格才入账，逐格报告问题
    Import(Import),
    /// 写出一本台账的空表（XLSX），填好即可导入
    Template(Template),
    /// 撤回一行：写明理由；还有别的行引用它时不撤
    Withdraw(Withdraw),
    /// 依法删除一条的内容：写明依据；证明仍然成立
    Erase(Erase),
    /// 为一个年度采用定义包：先列问题和差别，全有或全无
    Adopt(Adopt),
    /// 封存一个年度已报送的值和文字
    Close(Close),
    /// 把自评报告送审：核稿、批准各由一人，印发时封存
    Forward(Put),
    /// 送审的报告：办到哪一步、等谁、哪些句子已与现在不同
    Editions(Editions),
    /// 测算并判定全部指标
    Evaluate(Evaluate),
    /// 报告所引的每个数字：编号、印出的字样、准确值、依据行数
    Figures(Figures),
    /// 一个数字的来龙去脉，直到行、条目和存在证明
    Explain(Explain),
    /// 一所学校（幼儿园、机构……）的一切：各本台账里的记录，谁对它负责
    About(About),
    /// 一年里要每所学校填多少：台账、次数、格数、按写明的算法估出的时间
    Burden(Burden),
    /// 写出自评报告
    Report(Report),
    /// 打印一本账：台账的行、案件、责任、各期、抽取，写成 PDF、OFD、DOCX、XLSX
    Print(Print),
    /// 核对一篇文章：文中的数字彼此是否相符，与台账是否相符
    Claims(Claims),
    /// 读一篇文章的子进程：由督衡自己启动
    #[command(name = sandbox::VERB, hide = true)]
    ReadDocument,
    /// 定义包
    Pack {
        #[command(subcommand)]
        verb: PackVerb,
    },
    /// 公文稿：格式检查与改正
    Paper {
        #[command(subcommand)]
        verb: PaperVerb,
    },
    /// 布点：学校开在哪里、谁到哪里上学，费用最省；附可核验的证书
    Plan {
        #[command(subcommand)]
        verb: PlanVerb,
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
    Notices(Notices),
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
    /// 体检：数据库、日志、钥匙、磁盘、备份、时钟、字体、证书、网关，逐项说怎样、该做什么
    Doctor(Doctor),
    /// 备份：页面开着也可以做，核验过，附收据；钥匙另放
    Backup(Backup),
    /// 恢复：凭收据核对，少了已确认的条目就不恢复
    Restore(Restore),
    /// 恢复演练：把备份临时恢复一遍，核对收据、树根和指标，写一份记录，演练完就删掉
    Drill(Drill),
    /// 搬迁：数据库从数据目录搬到 PostgreSQL，或搬回来；中断了重做一遍就接着搬
    Move(Move),
    /// 钥匙：是否都在，丢了的换新
    Keys(Keys),
    /// 由日志重建各行，并与现有各行核对
    Rebuild(Rebuild),
    /// 写出第二核验器：一个离线的网页，用另一套程序核验证书
    Verifier(Verifier),
    /// 随机演练若干区县年：迟报、断电、应答丢失，逐条核对必须成立的事
    Simulate(Simulate),
    /// 实测性能，列表给出
    Bench(Bench),
}
