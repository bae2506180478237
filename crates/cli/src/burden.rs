//! `duheng burden`: what is asked of schools in a year.

use crate::asked::Moment;
use crate::shell::{Ending, Failure, print_json, told};
use clap::Args;
use terminal::{say, table};
use view::{BurdenSum, BurdenView};

#[derive(Args)]
pub struct Burden {
    #[command(flatten)]
    pub at: Moment,
}

pub fn run(asked: &Burden) -> Result<Ending, Failure> {
    let burden = asked.at.reading()?.burden().map_err(told)?;
    match asked.at.json() {
        true => print_json(&burden)?,
        false => shown(&burden),
    }
    Ok(Ending::Clean)
}

fn shown(burden: &BurdenView) {
    let rows: Vec<Vec<String>> = burden
        .lines
        .iter()
        .map(|line| {
            let why =
                if line.duties.is_empty() { "年度报表".to_owned() } else { line.duties.join("、") };
            let sum = &line.sum;
            let numbers = [line.bodies, sum.forms, line.fields, sum.cells].map(|number| number.to_string());
            [line.name.clone(), why].into_iter().chain(numbers).chain([hours(sum)]).collect()
        })
        .collect();
    say!("{}年要{}所学校和幼儿园填的：", burden.year, burden.bodies);
    say!("{}", table(&["台账", "缘由", "校园数", "次数", "每次字段", "填写格数", "合计"], &rows).trim_end());
    let of = |label: &str, sum: &BurdenSum| {
        say!("{label}  {}次，{}格，{}", sum.forms, sum.cells, hours(sum));
    };
    of("居中一所", &burden.median);
    of("最多一所", &burden.most);
    of("全区合计", &burden.all);
    say!(
        "算法：打开并报送一次{}秒，填一格{}秒；步骤写出的字段和算出的列不填。",
        burden.seconds_a_form,
        burden.seconds_a_cell
    );
    say!(
        "全部台账共有{}个填报字段；另有{}列由系统算出，不向任何人要。",
        burden.typed_fields,
        burden.computed_fields
    );
}

/// Hours and minutes: 3小时05分.
fn hours(sum: &BurdenSum) -> String {
    let minutes = sum.seconds.div_ceil(60);
    match minutes / 60 {
        0 => format!("{minutes}分"),
        hours => format!("{hours}小时{:02}分", minutes % 60),
    }
}
