//! Work tables on paper: which columns of a form are printed, in which order, under which words.

use super::words::{case, device, family, holder, letter, occurrence, post, slip};
use crate::{FieldType, Form, Pack, Printing, Register, WorkTable, Written};
use formula::Kind;

/// A table of a form as it is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedTable<'p> {
    /// The table.
    pub table: &'p WorkTable,
    /// Words above it.
    pub title: String,
    /// Its columns.
    pub columns: Vec<PrintedColumn>,
    /// Positions of the column whose values stand side by side, and of the one that stands below each of them.
    pub across: Option<(usize, usize)>,
}

/// A column as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedColumn {
    /// Its header.
    pub header: String,
    /// The position of its column in the table.
    pub at: usize,
    /// What of it is printed.
    pub says: Says,
    /// Whether its cells are numbers.
    pub number: bool,
}

impl PrintedColumn {
    /// Whether it prints what stands in the cell, by way of the row that has it.
    pub fn is_key(&self) -> bool {
        matches!(&self.says, Says::Field { by, field, .. } if by == field)
    }
}

/// What is printed of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// What stands in it.
    Itself,
    /// The label of the row of a register that has it in a field.
    Label {
        /// Name of the register.
        register: String,
        /// The field.
        by: String,
    },
    /// A field of that row.
    Field {
        /// Name of the register.
        register: String,
        /// The field that has what stands in the cell.
        by: String,
        /// The field that is printed.
        field: String,
    },
    /// Nothing but that there is something: it repeats what is sensitive.
    Masked,
}

impl Pack {
    /// What a form prints: what it says itself, else its first table with the usual columns; posts with who holds them.
    pub fn printed<'p>(&'p self, form: &dyn Form) -> Vec<PrintedTable<'p>> {
        let head = form.head();
        let own = |printing: &Printing| {
            let family = printing.table.as_ref().map_or(form.family(), |table| &table.text);
            let table = self.program.table(&format!("{family}.{}", head.name))?;
            let names: Vec<&str> = printing.columns.iter().map(|column| column.text.as_str()).collect();
            let across =
                printing.across.as_ref().map(|(side, below)| (side.text.as_str(), below.text.as_str()));
            let title = printing.title.as_ref().map(|title| title.text.as_str());
            Some(self.printed_table(table, title, &names, across))
        };
        if !head.print.is_empty() {
            return head.print.iter().filter_map(own).collect();
        }
        let families = [form.family(), family::HOLDER];
        let families = &families[..if form.family() == family::POST { 2 } else { 1 }];
        let table = |family: &&str| self.program.table(&format!("{family}.{}", head.name));
        families.iter().filter_map(table).map(|table| self.printed_table(table, None, &[], None)).collect()
    }

    fn printed_table<'p>(
        &'p self,
        table: &'p WorkTable,
        title: Option<&str>,
        names: &[&str],
        across: Option<(&str, &str)>,
    ) -> PrintedTable<'p> {
        let (usual_title, usual, usual_across) = usual(table.family);
        let is_usual = names.is_empty();
        let across = across.or_else(|| usual_across.filter(|_| is_usual));
        let position = |name: &str| table.table.fields.iter().position(|field| field.name == name);
        let across = across.and_then(|(side, below)| Some((position(side)?, position(below)?)));
        let names: Vec<&str> = match (is_usual, usual.is_empty()) {
            (false, _) => names.to_vec(),
            (true, false) => usual.to_vec(),
            (true, true) => table.table.fields.iter().map(|field| field.name.as_str()).collect(),
        };
        let mut columns: Vec<PrintedColumn> = Vec::new();
        for name in names {
            // A case is named by its number and by what it is about.
            if is_usual && name == case::CASE {
                columns.extend(self.number_of(table));
            }
            columns.extend(self.printed_column(table, name));
        }
        columns.retain(|column| across.is_none_or(|(side, below)| column.at != side && column.at != below));
        PrintedTable { table, title: title.unwrap_or(usual_title).to_owned(), columns, across }
    }

    /// The column of the number of a case, where its label is another one.
    fn number_of(&self, table: &WorkTable) -> Option<PrintedColumn> {
        let field = table.table.fields.iter().find(|field| field.name == case::CASE)?;
        let reference = field.reference.as_ref()?;
        let label = self.register(&reference.register)?.label()?;
        let number = format!("{}.{}", case::CASE, reference.by);
        (label.name != reference.by).then(|| self.printed_column(table, &number))?
    }

    /// A column by its name, 案件, or by that of a field of the row that it points to, 案件.事由.
    pub(crate) fn printed_column(&self, table: &WorkTable, name: &str) -> Option<PrintedColumn> {
        let (own, path) = name.split_once('.').map_or((name, None), |(own, path)| (own, Some(path)));
        let at = table.table.fields.iter().position(|field| field.name == own)?;
        let field = &table.table.fields[at];
        let pointed = field.reference.as_ref().and_then(|reference| {
            self.register(&reference.register).map(|register| (register, reference.by.clone()))
        });
        let (header, says, number) = match (pointed, path) {
            (Some((register, by)), Some(path)) => {
                let (_, field) = register.field(path)?;
                let name = register.name.clone();
                let says = Says::Field { register: name, by, field: path.to_owned() };
                (path.to_owned(), guarded(register, path, says), is_number(&field.kind))
            }
            (Some((register, by)), None) => {
                let label = register.label().map_or("", |label| label.name.as_str()).to_owned();
                let says = Says::Label { register: register.name.clone(), by };
                (own.to_owned(), guarded(register, &label, says), false)
            }
            (None, Some(_)) => return None,
            (None, None) => (header(field), Says::Itself, matches!(field.kind, Kind::Number(_))),
        };
        let says = if self.repeats_sensitive(table, own) { Says::Masked } else { says };
        Some(PrintedColumn { header, at, says, number })
    }

    /// Whether a column repeats a field of a register that is sensitive.
    fn repeats_sensitive(&self, table: &WorkTable, column: &str) -> bool {
        let of = |register: &Written, field: Option<&Written>| {
            let register = self.register(&register.text);
            let field = register.zip(field).and_then(|(register, field)| register.field(&field.text));
            field.is_some_and(|(_, field)| field.sensitive)
        };
        let forms = &self.forms;
        match (table.family, column) {
            (family::CASE, _) => {
                forms.loops.iter().find(|one| one.head.id == table.form).is_some_and(|form| {
                    let (register, fields) = (&form.case.list.register, &form.case);
                    match column {
                        case::UNIT => of(register, fields.unit.as_ref()),
                        case::SOURCE => of(register, fields.source.as_ref()),
                        _ => false,
                    }
                })
            }
            (family::POST | family::HOLDER, _) => {
                forms.rosters.iter().find(|one| one.head.id == table.form).is_some_and(|form| {
                    let register = &form.links.list.register;
                    match column {
                        post::OBJECT => of(register, Some(&form.links.object)),
                        holder::PERSON => of(register, Some(&form.links.person)),
                        _ => false,
                    }
                })
            }
            (family::LETTER, letter::UNIT) => {
                let form = forms.notices.iter().find(|one| one.head.id == table.form);
                form.is_some_and(|form| of(&form.recipients.register, form.unit.as_ref()))
            }
            (family::DEVICE, device::CAMPUS) => {
                let form = forms.signals.iter().find(|one| one.head.id == table.form);
                form.is_some_and(|form| of(&form.devices.list.register, Some(&form.devices.campus)))
            }
            _ => false,
        }
    }
}

/// What says a field of a register, unless that is sensitive.
fn guarded(register: &Register, field: &str, says: Says) -> Says {
    let sensitive = register.field(field).is_some_and(|(_, field)| field.sensitive);
    if sensitive { Says::Masked } else { says }
}

fn is_number(kind: &FieldType) -> bool {
    matches!(kind, FieldType::Integer | FieldType::Decimal | FieldType::Money)
}

/// The header of a column, with its unit.
fn header(field: &formula::Field) -> String {
    match &field.kind {
        Kind::Number(unit) if !unit.to_string().is_empty() => format!("{}（{unit}）", field.name),
        _ => field.name.clone(),
    }
}

/// Words above a table, its columns, and what stands side by side.
type Usual = (&'static str, &'static [&'static str], Option<(&'static str, &'static str)>);

/// What is usual for the tables of a family; all columns where none are named.
fn usual(family: &str) -> Usual {
    match family {
        family::POST => {
            ("责任", &[post::OBJECT, post::ROLE, post::NEEDED, post::HELD, post::LACKING, post::BREAKS], None)
        }
        family::HOLDER => {
            ("在岗", &[holder::OBJECT, holder::ROLE, holder::PERSON, holder::FROM, holder::TO], None)
        }
        family::OCCURRENCE => {
            ("履行情况", &[occurrence::UNIT], Some((occurrence::PERIOD, occurrence::STATE)))
        }
        family::CASE => (
            "案件一览",
            &[
                case::CASE,
                case::UNIT,
                case::STAGE,
                case::OPENED,
                case::DEADLINE,
                case::DAYS_OVERDUE,
                case::CLOSED_ON,
            ],
            None,
        ),
        family::SLIP => (
            "所抽各签",
            &[slip::DRAW, slip::OBJECT, slip::INSPECTORS, slip::DRAWN_ON, slip::VISITED_ON, slip::BY_DRAWN],
            None,
        ),
        family::LETTER => ("告知情况", &[], None),
        family::DEVICE => ("设备状况", &[], None),
        family::ROLE => ("任职人员", &[], None),
        family::INSTRUMENT => ("应出文书", &[], None),
        _ => ("一览", &[], None),
    }
}
