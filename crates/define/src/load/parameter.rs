//! `parameters/<id>.toml`.

use super::{must_have, source};
use crate::read::{Reader, Table};
use crate::{Parameter, ParameterValue};
use finding::Finding;
use quantity::{Decimal, Unit};

/// Reads a parameter.
pub fn read(reader: &mut Reader<'_>, mut table: Table<'_, '_>, id: &str, pack: &str) -> Parameter {
    let written = table.required(reader, "name");
    let unit = table.unit(reader, "unit").unwrap_or_default();
    let values: Vec<ParameterValue> =
        table.tables(reader, "values").into_iter().map(|inner| value(reader, inner, &unit)).collect();
    must_have(reader, &written, values.is_empty(), "取值 [[values]]");
    let parameter = Parameter {
        id: id.to_string(),
        name: written.text.clone(),
        unit,
        values,
        note: table.text(reader, "note"),
        pack: pack.to_string(),
        written,
    };
    table.finish(reader);
    overlapping(reader, &parameter);
    parameter
}

fn value(reader: &mut Reader<'_>, mut table: Table<'_, '_>, unit: &Unit) -> ParameterValue {
    let text = table.required(reader, "value");
    let value = exact(&text.text, unit).unwrap_or_else(|sentence| {
        let place = text.at(0..text.text.len());
        reader.findings.push(Finding::error("define.parameter-value", place, sentence));
        Decimal::default()
    });
    let value = ParameterValue {
        text,
        value,
        key: table.text(reader, "key"),
        from: table.date(reader, "from"),
        to: table.date(reader, "to"),
        source: source::source(reader, &mut table),
    };
    if let (Some(from), Some(to)) = (value.from, value.to)
        && from > to
    {
        reader.error("define.date", table.span(), format!("起始日 {from} 晚于终止日 {to}"));
    }
    table.finish(reader);
    value
}

/// Two values for the same key that are in force on the same day.
fn overlapping(reader: &mut Reader<'_>, parameter: &Parameter) {
    for (at, later) in parameter.values.iter().enumerate() {
        let earlier = parameter.values[..at].iter().find(|earlier| {
            earlier.key == later.key
                && later.to.zip(earlier.from).is_none_or(|(to, from)| from <= to)
                && earlier.to.zip(later.from).is_none_or(|(to, from)| from <= to)
        });
        if let Some(earlier) = earlier {
            let sentence = format!(
                "“{}”的两个取值 {} 与 {} 的施行日期重叠",
                parameter.name, earlier.text.text, later.text.text
            );
            let place = later.text.at(0..later.text.text.len());
            reader.findings.push(Finding::error("define.parameter-overlap", place, sentence));
        }
    }
}

/// The exact value, in the base of its unit, of a number written with its unit: 0.8 for 80%, 300000 for 30万元.
fn exact(text: &str, unit: &Unit) -> Result<Decimal, String> {
    let text = text.trim();
    let digits = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).unwrap_or(text.len());
    let (number, written) = text.split_at(digits);
    let number: Decimal =
        number.parse().map_err(|_| format!("“{text}”不是数，应当写成数字加单位，如 80%、30万元"))?;
    let written = written.trim();
    let written = match written.is_empty() && unit.is_pure() && unit.scale() == 0 {
        true => unit.clone(),
        false if written.is_empty() => return Err(format!("“{text}”没有写单位，应当带“{unit}”")),
        false => Unit::parse(written).map_err(|_| format!("不认识的计量单位“{written}”"))?,
    };
    if !written.same_dimension(unit) {
        return Err(format!("“{text}”的单位与声明的“{unit}”不是同一种量"));
    }
    number.times_ten_to(written.scale()).ok_or_else(|| format!("“{text}”太大"))
}
