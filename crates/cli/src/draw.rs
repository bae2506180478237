//! `duheng draw`: run, verify, explain.

use crate::arguments::DrawVerb;
use crate::{Ending, Failure, open, print_json, show, told};
use std::path::Path;

pub fn run(verb: &DrawVerb) -> Result<Ending, Failure> {
    match verb {
        DrawVerb::Seal { dir, draw, year } => {
            let outcome = open(dir)?.seal_draw(draw, *year).map_err(told)?;
            if outcome.findings.is_empty() {
                println!(
                    "{}（{}）：名单和规则已封，记在日志第{}条。",
                    outcome.name, outcome.number, outcome.entry
                );
                println!("  对象{}个，检查人员{}名", outcome.objects, outcome.inspectors);
                println!("  承诺值 {}", outcome.commitment);
            }
            Ok(show(&outcome.findings))
        }
        DrawVerb::Run { dir, draw, year, public, source, out, json } => {
            let public = public.clone().map(|value| (value, source.clone().unwrap_or_default()));
            let outcome = open(dir)?.draw(draw, *year, public).map_err(told)?;
            let file = out.clone().unwrap_or_else(|| format!("{}.draw.txt", outcome.number).into());
            if let Some(certificate) = &outcome.certificate {
                std::fs::write(&file, certificate).map_err(|error| format!("{}：{error}", file.display()))?;
            }
            if *json {
                print_json(&outcome)?;
            } else if outcome.certificate.is_some() {
                println!(
                    "{}（{}）：{}个对象里抽出{}个。",
                    outcome.name, outcome.number, outcome.objects, outcome.slips
                );
                println!("证书 {}；核验：duheng draw verify {0}", file.display());
            }
            Ok(show(&outcome.findings))
        }
        DrawVerb::Verify { file } => {
            let (findings, remarks) = office::verify_draw(&read(file)?);
            if findings.is_empty() {
                println!("证书成立：由名单、规则和种子重算，抽中的对象和检查人员逐个相同。");
                remarks.iter().for_each(|remark| println!("  注意：{remark}"));
            }
            Ok(show(&findings))
        }
        DrawVerb::Explain { file } => match office::explain_draw(&read(file)?, &file.display().to_string()) {
            Ok(page) => {
                print!("{page}");
                Ok(Ending::Clean)
            }
            Err(finding) => Ok(show(&[*finding])),
        },
    }
}

fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|error| format!("{}：{error}", file.display()))
}
