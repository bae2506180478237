//! What many verbs ask alike: a district, the form of the answer, a moment of the journal, a day.

use crate::shell::{Failure, moment, open};
use clap::Args;
use office::{AsOf, Date, Office};
use std::path::PathBuf;

/// A district, answered in words or in JSON.
#[derive(Args)]
pub struct Dir {
    /// 数据目录
    pub dir: PathBuf,
    /// 以 JSON 输出
    #[arg(long, display_order = 902)]
    pub json: bool,
}

/// A district as it was known at a moment.
#[derive(Args)]
pub struct Moment {
    #[command(flatten)]
    pub at: Dir,
    /// 截至：条目号，或日期
    #[arg(long, display_order = 901)]
    pub as_of: Option<String>,
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

impl Dir {
    pub fn open(&self) -> Result<Office, Failure> {
        open(&self.dir)
    }
}

impl Moment {
    pub fn open(&self) -> Result<Office, Failure> {
        self.at.open()
    }

    pub fn json(&self) -> bool {
        self.at.json
    }

    pub fn as_of(&self) -> Result<AsOf, Failure> {
        moment(self.as_of.as_deref())
    }
}

impl At {
    pub fn open(&self) -> Result<Office, Failure> {
        self.moment.open()
    }

    pub fn as_of(&self) -> Result<AsOf, Failure> {
        self.moment.as_of()
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
