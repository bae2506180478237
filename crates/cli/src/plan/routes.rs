//! `duheng plan routes`: the joint visits of a draw as day trips, by ways of a file or of the district's register, with a bound and a
//! check by other code.

use crate::asked::Dir;
use crate::read_document::documents;
use crate::shell::{Ending, Failure, print_json, show, told, write};
use clap::Args;
use office::RoutesTrips;
use office::Tables;
use plan::model::{Trips, Visit};
use std::path::PathBuf;
use terminal::{say, table};
use view::{DrawView, RoutesView, TripView};

/// The column of minutes spent at a place, and the one of the way from where all trips begin.
const STAY: &str = "停留";
const HOME: &str = "出发地";

#[derive(Args)]
pub struct Routes {
    #[command(flatten)]
    pub at: Dir,
    /// 抽取编号
    pub draw: String,
    /// 路程表：一处一行，停留、出发地、到别处各几分钟；不写则照台账里的路上时间
    #[arg(long, value_name = "FILE")]
    pub ways: Option<PathBuf>,
    /// 把空的路程表写到此文件，填好再用 --ways
    #[arg(long, value_name = "OUT", conflicts_with = "ways")]
    pub blank: Option<PathBuf>,
    /// 一趟最多几分钟，路上和停留都算
    #[arg(long, value_name = "MINUTES", default_value_t = 480)]
    pub day: i64,
    /// 一趟最多几处（1到4）
    #[arg(long, value_name = "N", default_value_t = 4)]
    pub stops: usize,
    /// 一辆车坐几人
    #[arg(long, value_name = "N", default_value_t = 4)]
    pub seats: usize,
    /// 一天最多出几趟
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub cars: usize,
    /// 行程规划的标识或名称；只有一个时可以不写
    #[arg(long, value_name = "PLAN", conflicts_with = "ways")]
    pub plan: Option<String>,
    /// 题目写到此文件
    #[arg(long, value_name = "OUT", requires = "ways")]
    pub problem: Option<PathBuf>,
    /// 行程和证明写到此文件
    #[arg(long, value_name = "OUT", requires = "ways")]
    pub certificate: Option<PathBuf>,
}

pub fn run(asked: &Routes) -> Result<Ending, Failure> {
    let draw = asked.at.reading()?.drawn(&asked.draw).map_err(told)?;
    if draw.table.is_empty() || draw.opened < draw.slips {
        return Err(format!("“{}”还没有抽出，或没有启封完，排不了行程", asked.draw));
    }
    let names = names(&draw);
    if let Some(out) = &asked.blank {
        let row = |name: &String| format!("{name}{}\n", ",".repeat(names.len() + 2));
        let rows: String = names.iter().map(row).collect();
        write(out, format!("地点,{STAY},{HOME},{}\n{rows}", names.join(",")))?;
        say!("已写出{}处的空表：对角线不填，来回填一边就够", names.len());
        return Ok(Ending::Clean);
    }
    let Some(ways) = &asked.ways else { return by_register(asked) };
    let cells = crate::import::read(ways, &documents()?, None)?;
    let found = RoutesTrips::solved(bound(asked, &draw, &names, &cells)?)?;
    let text = |of: serde_json::Result<String>| of.map_err(told);
    if let Some(out) = &asked.problem {
        write(out, text(serde_json::to_string(&found.problem))?)?;
    }
    if let Some(out) = &asked.certificate {
        write(out, text(serde_json::to_string(&found.plan))?)?;
    }
    end(asked.at.json, &office::trips_view((&draw.number, &draw.name), &found))
}

/// By the ways of the district's own register and what its plan of routes allows.
fn by_register(asked: &Routes) -> Result<Ending, Failure> {
    let known = asked.at.reading()?.routes(asked.plan.as_deref(), &asked.draw, None).map_err(told)?;
    end(asked.at.json, &known.what)
}

fn end(json: bool, view: &RoutesView) -> Result<Ending, Failure> {
    match json {
        true => print_json(view)?,
        false => tell(view),
    }
    Ok(if view.findings.is_empty() { Ending::Clean } else { Ending::Findings })
}

/// What the drawn objects are called: by name, or by key where a name is not told or not one's own.
fn names(draw: &DrawView) -> Vec<String> {
    let same = |name: &str| draw.table.iter().filter(|slip| slip.name == name).count();
    let name = |slip: &view::DrawSlip| match slip.name.is_empty() || same(&slip.name) > 1 {
        true => slip.object.clone(),
        false => slip.name.clone(),
    };
    draw.table.iter().map(name).collect()
}

/// The problem: slips with the minutes of the table. What stands on one side of the diagonal holds for the other.
fn bound(asked: &Routes, draw: &DrawView, names: &[String], read: &Tables) -> Result<Trips, Failure> {
    let Some(cells) = read.tables.first() else { return Err("路程表里没有表".to_owned()) };
    let column = |name: &str| cells.header.iter().position(|head| head.trim() == name);
    let line = |name: &str| {
        cells.lines.iter().find(|line| line.cells.first().is_some_and(|cell| cell.trim() == name))
    };
    let minutes = |from: &str, to: &str| -> Result<Option<i64>, Failure> {
        let Some((line, at)) = line(from).zip(column(to)) else { return Ok(None) };
        match line.cells.get(at).map_or("", |cell| cell.trim()) {
            "" => Ok(None),
            text => {
                let wrong = |_| format!("路程表“{from}”到“{to}”写的“{text}”不是整数分钟");
                text.parse().map(Some).map_err(wrong)
            }
        }
    };
    let given = |from: &str, to: &str| minutes(from, to)?.ok_or_else(|| format!("路程表缺“{from}”的“{to}”"));
    let mut ways = vec![vec![0; names.len()]; names.len()];
    for (one, from) in names.iter().enumerate() {
        for (other, to) in names.iter().enumerate().filter(|(other, _)| *other != one) {
            let back = minutes(to, from)?;
            ways[one][other] =
                minutes(from, to)?.or(back).ok_or_else(|| format!("路程表缺“{from}”到“{to}”"))?;
        }
    }
    let visit = |(slip, name): (&view::DrawSlip, &String)| {
        Ok(Visit { name: name.clone(), stay: given(name, STAY)?, crew: slip.inspectors.clone() })
    };
    let day = asked.day.clamp(0, plan::model::MOST_MINUTES / plan::model::MOST_VISITS as i64);
    Ok(Trips {
        visits: draw.table.iter().zip(names).map(visit).collect::<Result<_, Failure>>()?,
        home: names.iter().map(|name| given(name, HOME)).collect::<Result<_, Failure>>()?,
        ways,
        day,
        most: asked.stops,
        seats: asked.seats,
        cars: asked.cars,
        // One trip more counts for more than all the minutes of a plan: few trips come first, then few minutes.
        car: day * draw.table.len() as i64,
    })
}

/// Trips in words.
pub(super) fn tell(view: &RoutesView) {
    say!("{}（{}）", view.name, view.of);
    show(&view.findings);
    if view.trips.is_empty() {
        return;
    }
    let proven = match view.proven {
        true => "已证明趟数最少，趟数相同的里面用时最短".to_owned(),
        false => format!(
            "没有证完：至少要{}趟，已排{}趟；折合{}，下界{}",
            view.fewest[0],
            view.trips.len(),
            view.cost,
            view.bound
        ),
    };
    let (short, long) = (view.spread[0], view.spread[1]);
    say!("{}趟，{}天，共{}分钟（一趟{short}到{long}分钟）", view.trips.len(), view.days, view.minutes);
    say!("{proven}；至少要{}天；已由另一套程序核对", view.fewest[1]);
    let line = |trip: &TripView| {
        let stops: Vec<&str> = trip.stops.iter().map(|stop| stop.name.as_str()).collect();
        vec![trip.day.to_string(), trip.minutes.to_string(), stops.join(" → "), trip.people.join("、")]
    };
    let rows: Vec<Vec<String>> = view.trips.iter().map(line).collect();
    say!("\n{}", table(&["第几天", "分钟", "去哪里", "谁去"], &rows));
}
