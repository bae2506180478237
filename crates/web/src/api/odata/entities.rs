//! The rows of a register as entities in JSON (OData 4.0 JSON format). Numbers are written with the digits that were recorded.

use view::{ComputedCell, RowPage, RowView};

use super::filter::is_number;
use super::names::{Column, From, Type};

/// What of an answer stands beside its rows.
pub(super) struct Around {
    pub context: String,
    pub count: Option<usize>,
    pub next: Option<String>,
}

/// A text as JSON writes it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A page of rows; of `select` the columns, all when none.
pub(super) fn page(around: &Around, rows: &[RowView], columns: &[&Column]) -> Vec<u8> {
    let mut out = format!("{{\"@odata.context\":{}", quoted(&around.context));
    if let Some(count) = around.count {
        out += &format!(",\"@odata.count\":{count}");
    }
    out += ",\"value\":[";
    for (nth, row) in rows.iter().enumerate() {
        out += if nth == 0 { "{" } else { ",{" };
        out += &members(row, columns);
        out.push('}');
    }
    out.push(']');
    if let Some(next) = &around.next {
        out += &format!(",\"@odata.nextLink\":{}", quoted(next));
    }
    out.push('}');
    out.into_bytes()
}

/// One row.
pub(super) fn one(context: &str, row: &RowView, columns: &[&Column]) -> Vec<u8> {
    format!("{{\"@odata.context\":{},{}}}", quoted(context), members(row, columns)).into_bytes()
}

fn members(row: &RowView, columns: &[&Column]) -> String {
    let member = |column: &&Column| {
        let name = quoted(&column.name);
        match value(row, column) {
            Ok(value) => format!("{name}:{value}"),
            // Recorded under other definitions than today's: it is told beside what it is not.
            Err(text) => {
                format!("{name}:null,{}:{}", quoted(&format!("{}@duheng.text", column.name)), quoted(&text))
            }
        }
    };
    columns.iter().map(member).collect::<Vec<_>>().join(",")
}

/// The value of a column; the text of one that is none of its kind.
fn value(row: &RowView, column: &Column) -> Result<String, String> {
    let text = match column.from {
        From::Number => return Ok(row.number.to_string()),
        From::Entry => return Ok(row.entry.to_string()),
        From::Computed(at) => return Ok(computed(row.computed.get(at), column.kind)),
        From::Cell(at) => row.cells.get(at).map(String::as_str).unwrap_or_default(),
    };
    let told = match column.kind {
        _ if text.is_empty() => Some("null".to_owned()),
        Type::Text => Some(quoted(text)),
        Type::Whole => (is_number(text) && !text.contains('.')).then(|| text.to_owned()),
        Type::Decimal => is_number(text).then(|| text.to_owned()),
        Type::Day => text.parse::<office::Date>().is_ok().then(|| quoted(text)),
        Type::Truth => match text {
            "是" => Some("true".to_owned()),
            "否" => Some("false".to_owned()),
            _ => None,
        },
    };
    told.ok_or_else(|| text.to_owned())
}

fn computed(cell: Option<&ComputedCell>, kind: Type) -> String {
    match (cell, kind) {
        (Some(cell), Type::Truth) => cell.holds.map_or("null".to_owned(), |holds| holds.to_string()),
        (Some(cell), _) if !cell.text.is_empty() => quoted(&cell.text),
        _ => "null".to_owned(),
    }
}

/// Where the next page begins, and how many rows this one shows of `top`.
pub(super) fn shown(page: &RowPage, top: Option<usize>) -> &[RowView] {
    let most = top.unwrap_or(usize::MAX).min(page.rows.len());
    page.rows.get(..most).unwrap_or_default()
}
