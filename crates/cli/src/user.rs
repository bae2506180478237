//! `duheng user`: the accounts with which people sign in. What they may do are roles and appointments, recorded as rows.

use crate::shell::{Ending, Failure, open, operator, print_json, show, told};
use clap::{Args, Subcommand};
use std::path::PathBuf;
use terminal::{say, table};

/// What is done with accounts.
#[derive(Subcommand)]
pub enum UserVerb {
    /// 给一个人开账号，给出首次口令
    Add(Add),
    /// 列出账号
    List(List),
    /// 停用账号，正在登录的也立即退出
    Disable(Named),
    /// 恢复停用的账号
    Enable(Named),
    /// 重设口令，给出首次口令
    Reset(Named),
    /// 把账号关联到统一身份认证或目录里的一个人
    Link(Link),
    /// 解除关联，正在登录的也立即退出
    Unlink(Unlink),
}

/// An account to be added.
#[derive(Args)]
pub struct Add {
    /// 数据目录
    dir: PathBuf,
    /// 姓名，与台账“任职”里的一致
    person: String,
    /// 用户名；不写就用姓名
    #[arg(long)]
    login: Option<String>,
    /// 不设口令，只经统一身份认证或目录登录：代号:标识，如 gov:10023、ldap:zhangsan
    #[arg(long, value_name = "PROVIDER:SUBJECT")]
    outside: Option<String>,
}

/// An account and who it is to a provider.
#[derive(Args)]
pub struct Link {
    #[command(flatten)]
    account: Named,
    /// 代号:标识，如 gov:10023；目录的代号是 ldap
    #[arg(value_name = "PROVIDER:SUBJECT")]
    outside: String,
}

/// An account and a provider.
#[derive(Args)]
pub struct Unlink {
    #[command(flatten)]
    account: Named,
    /// 代号，如 gov、ldap
    provider: String,
}

/// A district's accounts.
#[derive(Args)]
pub struct List {
    /// 数据目录
    dir: PathBuf,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// An account that is there.
#[derive(Args)]
pub struct Named {
    /// 数据目录
    dir: PathBuf,
    /// 用户名
    login: String,
}

pub fn run(verb: &UserVerb) -> Result<Ending, Failure> {
    match verb {
        UserVerb::Add(asked) => add(asked),
        UserVerb::List(asked) => list(asked),
        UserVerb::Disable(asked) => disable(asked, true),
        UserVerb::Enable(asked) => disable(asked, false),
        UserVerb::Reset(asked) => reset(asked),
        UserVerb::Link(asked) => link(asked),
        UserVerb::Unlink(asked) => unlink(asked),
    }
}

fn add(asked: &Add) -> Result<Ending, Failure> {
    let office = open(&asked.dir)?;
    let login = asked.login.as_deref().unwrap_or(&asked.person);
    if let Some(outside) = &asked.outside {
        let (provider, subject) = split(outside)?;
        let session = operator(&office);
        let added = office.add_account_without_password(&session, login, &asked.person).map_err(told)?;
        if let Err(finding) = added {
            return Ok(show(&[finding]));
        }
        say!("已开账号“{login}”（{}），不设口令", asked.person);
        let linked = office.link_account(&session, login, provider, subject).map_err(told)?;
        return Ok(linked.map_or_else(|finding| show(&[finding]), |()| Ending::Clean));
    }
    match office.add_account(&operator(&office), login, &asked.person).map_err(told)? {
        Ok(first) => {
            say!("已开账号“{login}”（{}）", asked.person);
            say!("首次口令：{first}   （登录后要改成自己的）");
            say!("能看什么、办什么，看台账“任职”里给这个人的角色");
            Ok(Ending::Clean)
        }
        Err(finding) => Ok(show(&[finding])),
    }
}

fn list(asked: &List) -> Result<Ending, Failure> {
    let office = open(&asked.dir)?;
    let accounts = office.accounts(&operator(&office)).map_err(told)?;
    if asked.json {
        print_json(&accounts)?;
        return Ok(Ending::Clean);
    }
    let ways = |one: &view::AccountView| {
        let own = one.has_password.then(|| "口令".to_owned());
        own.into_iter().chain(one.outside.iter().cloned()).collect::<Vec<_>>().join("、")
    };
    let state = |one: &view::AccountView| match (one.disabled, one.locked, one.must_change) {
        (true, ..) => "停用",
        (_, true, _) => "暂锁",
        (.., true) => "未登录过",
        _ => "在用",
    };
    let line = |one: &view::AccountView| {
        vec![one.login.clone(), one.person.clone(), state(one).to_owned(), ways(one), one.added.clone()]
    };
    let lines: Vec<Vec<String>> = accounts.iter().map(line).collect();
    terminal::text(&table(&["用户名", "姓名", "状态", "登录方式", "开户"], &lines));
    Ok(Ending::Clean)
}

fn disable(asked: &Named, disabled: bool) -> Result<Ending, Failure> {
    let office = open(&asked.dir)?;
    office.disable_account(&operator(&office), &asked.login, disabled).map_err(told)?;
    say!("账号“{}”已{}", asked.login, if disabled { "停用" } else { "恢复" });
    Ok(Ending::Clean)
}

fn reset(asked: &Named) -> Result<Ending, Failure> {
    let office = open(&asked.dir)?;
    let first = office.reset_password(&operator(&office), &asked.login).map_err(told)?;
    say!("账号“{}”的首次口令：{first}", asked.login);
    Ok(Ending::Clean)
}

fn link(asked: &Link) -> Result<Ending, Failure> {
    let (office, login) = (open(&asked.account.dir)?, &asked.account.login);
    let (provider, subject) = split(&asked.outside)?;
    match office.link_account(&operator(&office), login, provider, subject).map_err(told)? {
        Ok(()) => {
            say!("账号“{login}”已关联 {provider} 的“{subject}”");
            Ok(Ending::Clean)
        }
        Err(finding) => Ok(show(&[finding])),
    }
}

fn unlink(asked: &Unlink) -> Result<Ending, Failure> {
    let (office, login) = (open(&asked.account.dir)?, &asked.account.login);
    office.unlink_account(&operator(&office), login, &asked.provider).map_err(told)?;
    say!("账号“{login}”与 {} 的关联已解除", asked.provider);
    Ok(Ending::Clean)
}

/// A provider and who somebody is to it.
fn split(outside: &str) -> Result<(&str, &str), Failure> {
    outside.split_once(':').ok_or_else(|| format!("“{outside}”要写成 代号:标识，如 gov:10023"))
}
