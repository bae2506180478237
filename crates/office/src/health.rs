//! How the house stands (体检), as far as it can be seen from within: journal, keys, folder, disk, backups, clock, fonts.

use crate::audit::Audit;
use crate::clock::instant;
use crate::district::Office;
use crate::error::Result;
use crate::store::{BACKED_UP, DATABASE, Store};
use std::path::{Path, PathBuf};
use view::{HealthLine, HealthState, HealthView};

/// A day in milliseconds.
const DAY: i64 = 86_400_000;
/// Days after which a backup is old, and too old.
const OLD: [i64; 2] = [7, 31];
/// Free space below which it is told, beside what the data themselves take: 2 GiB, and 256 MiB.
const ROOM: [u64; 2] = [2 << 30, 256 << 20];
/// A write-ahead file of which something keeps it from being brought into the database: 1 GiB.
const AHEAD: u64 = 1 << 30;

impl Office {
    /// Looks at everything whose failing would lose something or stop the work, and says how it stands.
    ///
    /// # Errors
    /// A store that refuses to be read at all.
    pub fn health(&self) -> Result<HealthView> {
        let now = self.now();
        let store = Store::reading(&self.house.home)?;
        let lines = vec![
            self.database(&store),
            self.journal(&store),
            self.audits(now)?,
            self.signing_key(),
            self.other_keys()?,
            folder(self.dir()),
            disk(self.dir()),
            backup(&store, now)?,
            self.clock(&store, now)?,
            self.paper(),
        ];
        Ok(HealthView::of(instant(now), lines))
    }

    fn database(&self, store: &Store) -> HealthLine {
        let ahead = length(&self.dir().join(format!("{DATABASE}-wal")));
        let line = |seen: String| HealthLine::good("database", "数据库", seen);
        match store.is_whole() {
            Err(error) => {
                line(error.to_string()).but(HealthState::Bad, "停止使用，从最近的备份恢复：duheng restore")
            }
            Ok(()) if ahead > AHEAD => line(format!("预写文件有{}", bytes(ahead)))
                .but(HealthState::Watch, "有程序一直在读，合不进库：看看是否有忘了关的查询"),
            Ok(()) => line(format!("{}，页与索引完好", store.engine_name())),
        }
    }

    fn journal(&self, store: &Store) -> HealthLine {
        let audit = Audit::new(self.house.archive.audit.keys().as_ref().clone());
        let newest = audit.sound(store).and_then(|()| audit.newest(store));
        match newest {
            Ok(newest) => {
                HealthLine::good("journal", "日志", format!("{}条，都有签名的检查点盖住", newest.size))
            }
            Err(error) => HealthLine::good("journal", "日志", error.to_string())
                .but(HealthState::Bad, "duheng journal verify 数据目录 逐条核验，并与见证人、备份的收据核对"),
        }
    }

    fn audits(&self, now: i64) -> Result<HealthLine> {
        let line = |seen: String| HealthLine::good("audit", "全库稽核", seen);
        Ok(match self.audited()? {
            None => line("还没有做过".to_owned())
                .but(HealthState::Watch, "页面开着时每小时做一次；也可以 duheng journal verify 数据目录"),
            Some(told) => match told.finding {
                Some(finding) => line(format!("{}：{}", told.time, finding.sentence))
                    .but(HealthState::Bad, "duheng journal verify 数据目录 看是哪一条"),
                None if told.time < instant(now - DAY) => line(format!("上一次是{}", told.time))
                    .but(HealthState::Watch, "一天多没有稽核了：值守的程序是否停着？"),
                None => line(format!("{}，{}条与各行相符", told.time, told.size)),
            },
        })
    }

    fn signing_key(&self) -> HealthLine {
        let line = |seen: String| HealthLine::good("signing-key", "签名钥匙", seen);
        let fingerprint = self.house.archive.audit.keys().newest().fingerprint();
        match self.house.signer() {
            Ok(_) => line(format!("在；指纹 {fingerprint}")),
            Err(error) => line(error.to_string())
                .but(HealthState::Bad, "没有它就记不进新的条目；从另存的地方取回，或用 duheng rotate 换钥"),
        }
    }

    fn other_keys(&self) -> Result<HealthLine> {
        let keys = self.keys()?;
        let wrong: Vec<&String> = keys.iter().filter_map(|(_, wrong)| wrong.as_ref()).collect();
        let wrong: Vec<&&String> = wrong.iter().filter(|why| !why.contains("还没有用到")).collect();
        let line = |seen: String| HealthLine::good("keys", "其他钥匙", seen);
        Ok(match wrong.first() {
            None => line(format!("{}把都在或还没有用到", keys.len())),
            Some(why) => line(why.to_string()).but(HealthState::Bad, "duheng keys 数据目录"),
        })
    }

    fn clock(&self, store: &Store, now: i64) -> Result<HealthLine> {
        let line = |seen: String| HealthLine::good("clock", "时钟", seen);
        let last = match store.size()?.checked_sub(1) {
            Some(last) => store.entry(last)?.map_or(0, |entry| entry.at),
            None => 0,
        };
        Ok(if self.house.clock.may_be_wrong() && last > now {
            line(format!("现在{}，最后一条却记在{}", instant(now), instant(last)))
                .but(HealthState::Bad, "校准系统时间（timedatectl set-ntp true）")
        } else {
            line(instant(now))
        })
    }

    fn paper(&self) -> HealthLine {
        let (fonts, findings) = self.house.fonts();
        let line = |seen: String| HealthLine::good("fonts", "公文字体", seen);
        match findings.first() {
            None if fonts.is_empty() => line("一种也没有".to_owned()).but(
                HealthState::Watch,
                "PDF、OFD 写不成：把字体放进数据目录的“字体”文件夹，或安装 fonts-noto-cjk",
            ),
            None => {
                let mut used: Vec<&str> = fonts.used().into_iter().map(|(_, name)| name).collect();
                used.dedup();
                line(used.join("、"))
            }
            Some(finding) => {
                let more =
                    if findings.len() > 1 { format!("等{}处", findings.len()) } else { String::new() };
                line(format!("{}{more}", finding.sentence))
                    .but(HealthState::Watch, "把仿宋、楷体、黑体、小标宋放进数据目录的“字体”文件夹")
            }
        }
    }
}

/// Whether others can read the data folder or a file in it.
fn folder(dir: &Path) -> HealthLine {
    let line = |seen: String| HealthLine::good("folder", "数据目录", seen);
    match open_to_others(dir).first() {
        None => line("只有运行督衡的账户能读".to_owned()),
        Some(path) => line(format!("{}别人也能读", path.display()))
            .but(HealthState::Bad, "chmod 700 数据目录，里面的文件 chmod 600"),
    }
}

#[cfg(unix)]
fn open_to_others(dir: &Path) -> Vec<PathBuf> {
    use std::os::unix::fs::PermissionsExt;
    let within = std::fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_open = |path: &PathBuf| {
        let is_secret = path == dir || path.extension().is_some_and(|end| end == "key" || end == "db");
        is_secret && std::fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
    };
    let mut open: Vec<PathBuf> = std::iter::once(dir.to_owned()).chain(within).filter(is_open).collect();
    open.sort();
    open
}

#[cfg(not(unix))]
fn open_to_others(_: &Path) -> Vec<PathBuf> {
    Vec::new()
}

/// What is free where the data lie.
fn disk(dir: &Path) -> HealthLine {
    let used = size_of(dir, 4);
    let line = |seen: String| HealthLine::good("disk", "磁盘", seen);
    let Some(free) = free(dir) else { return line(format!("数据{}", bytes(used))) };
    let line = line(format!("数据{}，还空{}", bytes(used), bytes(free)));
    // A backup and a file written anew after an erasure take as much again.
    match free {
        free if free < ROOM[1].max(used / 4) => {
            line.but(HealthState::Bad, "马上腾出空间：写满了就什么也记不进")
        }
        free if free < ROOM[0].max(used) => line.but(HealthState::Watch, "空间不够再写一份备份"),
        _ => line,
    }
}

#[cfg(unix)]
fn free(dir: &Path) -> Option<u64> {
    let told = nix::sys::statvfs::statvfs(dir).ok()?;
    Some(told.blocks_available() * told.fragment_size())
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}

fn backup(store: &Store, now: i64) -> Result<HealthLine> {
    let line = |seen: String| HealthLine::good("backup", "备份", seen);
    let noted = store.meta(BACKED_UP)?;
    let noted = noted.as_deref().and_then(|text| text.split_once(' '));
    let noted = noted.and_then(|(at, entries)| Some((at.parse::<i64>().ok()?, entries.parse::<u64>().ok()?)));
    let Some((at, entries)) = noted else {
        let hint = "duheng backup 数据目录 新文件夹，放到另一台机器上，收据另存";
        return Ok(line("这份数据还没有备份过".to_owned()).but(HealthState::Watch, hint));
    };
    let (days, since) = ((now - at) / DAY, store.size()?.saturating_sub(entries));
    let line = line(format!("{}，此后又记了{since}条", instant(at)));
    Ok(match days {
        days if days >= OLD[1] => line.but(HealthState::Bad, format!("{days}天没有备份了：duheng backup")),
        days if days >= OLD[0] => line.but(HealthState::Watch, format!("{days}天没有备份了：duheng backup")),
        _ => line,
    })
}

fn length(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |found| found.len())
}

/// Length of everything in a folder, so deep.
fn size_of(dir: &Path, deep: usize) -> u64 {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    let size = |entry: std::fs::DirEntry| match entry.file_type() {
        Ok(kind) if kind.is_dir() && deep > 0 => size_of(&entry.path(), deep - 1),
        Ok(kind) if kind.is_file() => length(&entry.path()),
        _ => 0,
    };
    entries.map(size).sum()
}

/// A length in words.
fn bytes(length: u64) -> String {
    match length {
        length if length >= 1 << 30 => format!("{}.{} GiB", length >> 30, ((length % (1 << 30)) * 10) >> 30),
        length => format!("{} MiB", length >> 20),
    }
}

/// What can be told of the house many times a minute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pulse {
    /// Entries in the journal.
    pub entries: u64,
    /// Acts that wait for their turn to write.
    pub waiting: usize,
    /// When the last audit was made (milliseconds since 1970), and whether it found nothing wrong; none before the first.
    pub audited: Option<(i64, bool)>,
    /// When the last backup was made.
    pub backed_up: Option<i64>,
    /// Bytes that are free where the data lie.
    pub free: Option<u64>,
}

impl Office {
    /// Feels the pulse: a few numbers, without a name or a content.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn pulse(&self) -> Result<Pulse> {
        let store = self.house.lend()?;
        let audited = self.audited()?;
        let audited = audited.and_then(|told| Some((moment(&told.time)?, told.finding.is_none())));
        let noted = store.meta(BACKED_UP)?;
        Ok(Pulse {
            entries: store.size()?,
            waiting: self.house.waiting(),
            audited,
            backed_up: noted.and_then(|text| text.split_once(' ')?.0.parse().ok()),
            free: free(self.dir()),
        })
    }
}

/// The end of the second at which a time of ours stands.
fn moment(time: &str) -> Option<i64> {
    let (day, rest) = time.split_once('T')?;
    let ends = crate::clock::end_of_day(day)?;
    let mut clock = rest.get(..8)?.split(':').map(|part| part.parse::<i64>().ok());
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    Some(ends - DAY + 1 + (hour * 3_600 + minute * 60 + second) * 1_000)
}
