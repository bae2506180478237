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
    }
}

fn add(asked: &Add) -> Result<Ending, Failure> {
    let office = open(&asked.dir)?;
    let login = asked.login.as_deref().unwrap_or(&asked.person);
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
    let state = |one: &view::AccountView| match (one.disabled, one.locked, one.must_change) {
        (true, ..) => "停用",
        (_, true, _) => "暂锁",
        (.., true) => "未登录过",
        _ => "在用",
    };
    let line = |one: &view::AccountView| {
        vec![one.login.clone(), one.person.clone(), state(one).to_owned(), one.added.clone()]
    };
    let lines: Vec<Vec<String>> = accounts.iter().map(line).collect();
    terminal::text(&table(&["用户名", "姓名", "状态", "开户"], &lines));
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
