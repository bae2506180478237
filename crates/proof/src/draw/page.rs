//! The draw on one page, for a reader with a hash command and a pencil.

use super::lists::Lists;
use super::select::each_lot;
use super::{Announced, Certificate, Quota, SECTIONS};
use crate::hex;
use std::fmt::Write;

/// Draws shown with their arithmetic, in each stratum.
const SHOWN: usize = 3;

/// How to draw again by hand, in Chinese: what was fixed when, the four digests, the seed, the first lots of each stratum
/// with their arithmetic, the whole outcome. `file` is how the certificate is called in the commands.
pub fn explain(certificate: &Certificate, file: &str) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = write(certificate, file, &mut text);
    text
}

fn write(certificate: &Certificate, file: &str, out: &mut String) -> std::fmt::Result {
    let Certificate { plan, commitment, origin, seed, slips, registration } = certificate;
    writeln!(out, "{}（{}年第{}次，{}）抽取证明", plan.title, plan.year, plan.draw, plan.number)?;
    writeln!(
        out,
        "\n这一页说明怎样不靠任何系统，只凭证书文件和杂凑命令，把这次抽取重做一遍。杂凑用SM3（GB/T 32905-2016）。"
    )?;

    writeln!(out, "\n一、抽之前定下的")?;
    writeln!(
        out,
        "对象{}个，检查人员{}名，回避{}条；每个对象派{}人，每人至多{}个对象。",
        plan.objects.len(),
        plan.inspectors.len(),
        plan.conflicts.len(),
        plan.team,
        plan.load
    )?;
    let lists = Lists::new(plan);
    for (stratum, inside) in lists.each() {
        let rule = match stratum.quota {
            Quota::Count(count) => format!("抽{count}个"),
            Quota::Share(parts) => format!("抽{}，不足一个按一个，以筒里还有的为限", percent(parts)),
        };
        let floor = match stratum.floor {
            0 => String::new(),
            floor => format!("；全年不低于{}、不少于{}次抽取", percent(floor), plan.draws),
        };
        writeln!(
            out,
            "  {}：{}个，筒里共{}签；{rule}{floor}。本次抽{}个。",
            stratum.name,
            inside.size,
            inside.lots,
            lists.quota(stratum, inside)
        )?;
    }
    if !plan.repeat {
        writeln!(out, "  本年已抽过的不再入签。")?;
    }
    writeln!(
        out,
        "四节各算一个杂凑值，四行合起来再算一个，就是承诺值。名单改一字、换一次序，承诺值就不同。"
    )?;
    for (name, digest) in SECTIONS.iter().zip(&commitment.sections) {
        writeln!(
            out,
            "  awk -F'\\t' '$1==\"section\"{{p=($2==\"{name}\")}} p' {file} | openssl dgst -sm3\n    → {}",
            hex::write(digest)
        )?;
    }
    writeln!(
        out,
        "  awk -F'\\t' '$1==\"section\"{{p=($2==\"commitment\");next}} p' {file} | openssl dgst -sm3\n    → {}",
        hex::write(&commitment.whole)
    )?;

    let checkpoint = &registration.signed.checkpoint;
    writeln!(
        out,
        "承诺值写进日志第{}条；日志到{}条时签了检查点（{}，公钥指纹{}）。检查点何时所签是签者自述：",
        registration.entry,
        checkpoint.size,
        checkpoint.time,
        registration.key.fingerprint()
    )?;
    writeln!(out, "要排除事后倒填，请看公开值公布之前是否已拿到过这个承诺值。")?;

    writeln!(out, "\n二、种子")?;
    let Announced { source, issue, day } = &plan.public;
    writeln!(
        out,
        "规则里事先写明等哪一个公开值：{source}，{issue}，{day}或以后公布。公布的是“{}”，请到出处核对。",
        origin.value
    )?;
    if origin.secret.is_some() {
        writeln!(out, "这次抽取到达前密封：密数的杂凑值写在规则里，检查都完成后才公布密数。")?;
    }
    writeln!(
        out,
        "  awk -F'\\t' '$1==\"section\"{{p=($2==\"seed\")}} p' {file} | openssl dgst -sm3\n    → {}",
        hex::write(seed)
    )?;

    writeln!(out, "\n三、抽对象")?;
    writeln!(out, "同一层的对象按名单次序排开，权重几就占几签，从0编号。每抽一次：")?;
    writeln!(out, "  1. 对“种子/objects/层名/次数”算SM3，次数从0起；取前16位十六进制，化成整数。")?;
    writeln!(out, "  2. 除以筒里还有的签数，余数就是签号；签号落在谁的签里就抽中谁。")?;
    writeln!(out, "  3. 抽中者的签全部取出，其余依次重编号。")?;
    writeln!(
        out,
        "（整数不小于“签数的整倍数中不超过2⁶⁴的最大者”时作废，次数加1再算，使各签机会均等；极少遇到。）"
    )?;
    for (stratum, inside) in lists.each() {
        let mut number = 0;
        let quota = lists.quota(stratum, inside);
        each_lot(plan, stratum, inside, quota, seed, |object, taken| {
            number += 1;
            if number <= SHOWN {
                let (object, taken) = (&plan.objects[object], taken());
                let _ = writeln!(
                    out,
                    "  {}第{number}签：printf %s '{}' | openssl dgst -sm3\n    → {:016x}… = {}；除以{}余{} → {}（{}）",
                    stratum.name,
                    taken.text,
                    taken.number,
                    taken.number,
                    taken.below,
                    taken.value,
                    object.name,
                    object.id
                );
            }
        });
    }

    writeln!(out, "\n四、派检查人员")?;
    writeln!(
        out,
        "按抽出的次序逐个派。每派一人：不须回避、未在本组、未派满的人里，取已派最少的那些，按名单次序从0编号；"
    )?;
    writeln!(
        out,
        "对“种子/inspectors/次数”算SM3，同上取整数、除以人数取余。若已无人可派，按最短的调换补上（先查到的优先）；"
    )?;
    writeln!(out, "怎样调换都不成，就整次作废并写明原因。")?;

    writeln!(out, "\n五、结果：{}个", slips.len())?;
    let name_of = |id: &str| {
        let found = plan.inspectors.iter().find(|inspector| inspector.id == id);
        found.map_or_else(
            || id.to_owned(),
            |inspector| match inspector.name.as_str() {
                "" => format!("{}（{}）", inspector.id, inspector.unit),
                name => format!("{name}（{}）", inspector.unit),
            },
        )
    };
    let objects: std::collections::BTreeMap<&str, &str> =
        plan.objects.iter().map(|object| (object.id.as_str(), object.name.as_str())).collect();
    for (at, slip) in slips.iter().enumerate() {
        let names: Vec<String> = slip.inspectors.iter().map(|id| name_of(id)).collect();
        let object = objects.get(slip.object.as_str()).copied().unwrap_or_default();
        writeln!(out, "  {}. {object}（{}）  {}", at + 1, slip.object, names.join("、"))?;
    }
    Ok(())
}

/// Ten-thousandths as a percentage: 5%, 12.5%.
fn percent(parts: u32) -> String {
    let (whole, rest) = (parts / 100, parts % 100);
    match rest {
        0 => format!("{whole}%"),
        rest if rest % 10 == 0 => format!("{whole}.{}%", rest / 10),
        rest => format!("{whole}.{rest:02}%"),
    }
}
