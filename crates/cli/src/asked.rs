//! What many verbs ask alike: a district, the form of the answer, a moment of the journal, a day.

use crate::shell::{Failure, moment, open, reading, told};
use clap::Args;
use office::{AsOf, Date, Office, Reading};
use std::path::{Path, PathBuf};

/// A district, answered in words or in JSON.
#[derive(Args)]
pub struct Dir {
    /// 数据目录
    pub dir: PathBuf,
    /// 以 JSON 输出
    #[arg(long, display_order = 902)]
    pub json: bool,
}

/// Where the databases of a new district lie.
#[derive(Args)]
pub struct Database {
    /// 数据库放在 PostgreSQL 上，如 postgres://duheng@localhost/nanhu；密码可写在环境变量 DUHENG_DATABASE_PASSWORD。不写则在数据目录里
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
}

impl Database {
    /// Notes in the data folder where its databases lie.
    pub fn note(&self, dir: &Path) -> Result<(), Failure> {
        let Some(address) = &self.database else { return Ok(()) };
        office::Address::read(address).and_then(|address| address.note(dir)).map_err(told)
    }
}

/// A district as it was known at a moment.
#[derive(Args)]
pub struct Moment {
    #[command(flatten)]
    pub at: Dir,
    /// 截至：条目号，或日期
    #[arg(long, display_order = 901)]
    pub as_of: Option<String>,
    /// 评价年度；不写则取最近采用的方案
    #[arg(long, display_order = 899)]
    pub year: Option<i32>,
}

/// A district as it was known at a moment, looked at on a day.
#[derive(Args)]
pub struct At {
    #[command(flatten)]
    pub moment: Moment,
    /// 看哪一天（如 2022-09-01）；不写则看今天，评价年度已过则看年末
    #[arg(long, value_name = "DAY", display_order = 900)]
    pub on: Option<String>,
}

/// A plan of a district and a scenario of it.
#[derive(Args)]
pub struct Planned {
    #[command(flatten)]
    pub at: At,
    /// 规划的标识或名称；只有一个时可以不写
    #[arg(long, value_name = "PLAN")]
    pub plan: Option<String>,
    /// 情景的编号或名称；不写则看采用的
    #[arg(long, value_name = "KEY")]
    pub scenario: Option<String>,
}

impl Dir {
    pub fn reading(&self) -> Result<Reading, Failure> {
        reading(&self.open()?, &AsOf::Now, None)
    }

    pub fn open(&self) -> Result<Office, Failure> {
        open(&self.dir)
    }
}

impl Moment {
    pub fn reading(&self) -> Result<Reading, Failure> {
        reading(&self.at.open()?, &moment(self.as_of.as_deref())?, self.year)
    }

    /// Of a closed year, when it was closed and what would be otherwise now.
    pub fn closed(&self) -> Result<Option<view::ClosedView>, Failure> {
        let (office, reading) = (self.at.open()?, self.reading()?);
        match (&self.as_of, reading.year()) {
            (None, Ok(year)) => office.since_closed(reading.session(), year).map_err(told),
            _ => Ok(None),
        }
    }

    pub fn json(&self) -> bool {
        self.at.json
    }
}

impl At {
    pub fn reading(&self) -> Result<Reading, Failure> {
        self.moment.reading()
    }

    pub fn json(&self) -> bool {
        self.moment.json()
    }

    /// The day that was asked for, if one was.
    pub fn day(&self) -> Result<Option<Date>, Failure> {
        let wrong = |text: &str| format!("“{text}”不是日历上的日期；写法如 2022-09-01");
        self.on.as_deref().map(|text| text.parse().map_err(|()| wrong(text))).transpose()
    }
}
