//! `duheng about`: everything that is known of one school.

use crate::asked::Dir;
use crate::shell::{Ending, Failure, print_json, told};
use crate::words;
use clap::Args;
use terminal::{say, table};
use view::{AboutRegister, AboutView, BodyLine};

/// Rows of a register that are listed in a terminal.
const LISTED: usize = 3;

#[derive(Args)]
pub struct About {
    #[command(flatten)]
    pub at: Dir,
    /// 学校（机构）标识码，或别的编号；不写则列出全部学校
    pub code: Option<String>,
}

pub fn run(asked: &About) -> Result<Ending, Failure> {
    let reading = asked.at.reading()?;
    let json = asked.at.json;
    match &asked.code {
        None => {
            let bodies = reading.bodies().map_err(told)?;
            if json { print_json(&*bodies)? } else { list(&bodies) }
        }
        Some(code) => {
            let view = reading.about(code).map_err(told)?;
            if json { print_json(&view)? } else { whole(&view) }
        }
    }
    Ok(Ending::Clean)
}

fn list(bodies: &[BodyLine]) {
    let line = |body: &BodyLine| vec![body.code.clone(), body.name.clone(), body.registers.join("、")];
    let rows: Vec<Vec<String>> = bodies.iter().map(line).collect();
    say!("{}", table(&["标识码", "名称", "台账"], &rows).trim_end());
}

fn whole(view: &AboutView) {
    say!("{}（{}）", view.name, view.key);
    view.own.iter().for_each(register);
    if !view.posts.is_empty() {
        let line = |post: &view::AboutPost| {
            vec![
                post.name.clone(),
                post.role.clone(),
                words::post(post.state).to_owned(),
                post.holders.join("、"),
            ]
        };
        let rows: Vec<Vec<String>> = view.posts.iter().map(line).collect();
        say!("\n负责的人");
        say!("{}", table(&["责任表", "角色", "状态", "人"], &rows).trim_end());
    }
    if !view.duties.is_empty() {
        let line = |duty: &view::AboutDuty| {
            let next = duty.next.as_ref().map(|due| format!("{}（{}前）", due.period, due.deadline));
            let done = format!("{}/{}", duty.discharged, duty.owed);
            vec![duty.name.clone(), done, duty.gaps.join("、"), next.unwrap_or_default()]
        };
        let rows: Vec<Vec<String>> = view.duties.iter().map(line).collect();
        say!("\n该做的事");
        say!("{}", table(&["期", "已做", "缺", "下一次"], &rows).trim_end());
    }
    view.pointing.iter().for_each(register);
}

fn register(register: &AboutRegister) {
    let AboutRegister { name, counter, count, .. } = register;
    say!("\n{name}：{count}{counter}（按{}）", register.by.join("、"));
    for row in register.rows.iter().take(LISTED) {
        let cells = register.fields.iter().zip(&row.cells);
        let told = cells.filter(|(name, cell)| !cell.is_empty() && !register.by.contains(name));
        let told: Vec<String> = told.map(|(name, cell)| format!("{name} {cell}")).collect();
        say!("  {}", told.join("，"));
    }
}
