//! The house's own registers (本房台账): those that the program itself reads or writes, one file each. A pack declares
//! them as it does all registers; [`check`](crate::check) holds them against what stands here, so that reading and writing
//! them cannot meet a field that is not there.

mod appointment;
mod boundary;
mod calendar_day;
mod commitment;
mod contest;
mod delegation;
mod device_case;
mod disclosure;
mod district;
mod doubt;
mod draw_record;
mod draw_result;
mod edition;
mod evidence;
mod extension;
mod letter;
mod letter_event;
mod nil_report;
mod notice;
mod plan_choice;
mod plan_scenario;
mod security_event;
mod step;
mod term;
mod unit;
mod verification;
mod wording;

use crate::{Date, Field, FieldType, Written};
use quantity::Decimal;

pub use appointment::Appointment;
pub use boundary::Boundary;
pub use calendar_day::CalendarDay;
pub use commitment::Commitment;
pub use contest::Contest;
pub use delegation::Delegation;
pub use device_case::DeviceCase;
pub use disclosure::Disclosure;
pub use district::District;
pub use doubt::Doubt;
pub use draw_record::DrawRecord;
pub use draw_result::DrawResult;
pub use edition::{Edition, PUBLIC};
pub use evidence::Evidence;
pub use extension::Extension;
pub use letter::Letter;
pub use letter_event::LetterEvent;
pub use nil_report::NilReport;
pub use notice::Notice;
pub use plan_choice::PlanChoice;
pub use plan_scenario::PlanScenario;
pub use security_event::SecurityEvent;
pub use step::Step;
pub use term::Term;
pub use unit::Unit;
pub use verification::Verification;
pub use wording::Wording;

/// A register of the house, as packs must declare it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct House {
    /// Its name; empty where definitions name it (cases of a signal).
    pub register: &'static str,
    /// Its fields; a pack may add further ones.
    pub fields: &'static [HouseField],
    /// The field in which a row says of which form of work it speaks; none when its rows speak of none.
    pub form: Option<&'static str>,
}

/// A field of a register of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HouseField {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: HouseKind,
}

/// What a field of the house holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HouseKind {
    /// Text, a listed word, a code or a reference.
    Text,
    /// A day.
    Day,
    /// A whole number.
    Whole,
    /// A number.
    Number,
}

impl HouseKind {
    /// Whether a field declared so can hold it.
    pub fn fits(self, declared: &FieldType) -> bool {
        match self {
            HouseKind::Text => matches!(
                declared,
                FieldType::Text | FieldType::Choice(_) | FieldType::Code { .. } | FieldType::Ref { .. }
            ),
            HouseKind::Day => *declared == FieldType::Date,
            HouseKind::Whole => *declared == FieldType::Integer,
            HouseKind::Number => {
                matches!(declared, FieldType::Integer | FieldType::Decimal | FieldType::Money)
            }
        }
    }

    /// How a pack declares it.
    pub fn key(self) -> &'static str {
        match self {
            HouseKind::Text => "text",
            HouseKind::Day => "date",
            HouseKind::Whole => "integer",
            HouseKind::Number => "decimal",
        }
    }
}

/// Every register of the house that goes by its own name.
pub const HOUSE: [House; 26] = [
    Appointment::HOUSE,
    Boundary::HOUSE,
    CalendarDay::HOUSE,
    Commitment::HOUSE,
    Contest::HOUSE,
    Delegation::HOUSE,
    Disclosure::HOUSE,
    District::HOUSE,
    Doubt::HOUSE,
    DrawRecord::HOUSE,
    DrawResult::HOUSE,
    Edition::HOUSE,
    Evidence::HOUSE,
    Extension::HOUSE,
    Letter::HOUSE,
    LetterEvent::HOUSE,
    NilReport::HOUSE,
    Notice::HOUSE,
    PlanChoice::HOUSE,
    PlanScenario::HOUSE,
    SecurityEvent::HOUSE,
    Step::HOUSE,
    Term::HOUSE,
    Unit::HOUSE,
    Verification::HOUSE,
    Wording::HOUSE,
];

/// Those of which the office alone writes the rows, because of something else that was done: whoever gives one by hand, at the
/// machine too, would make what only the office knows to be so.
pub const BY_OFFICE: [House; 4] = [Disclosure::HOUSE, Doubt::HOUSE, Evidence::HOUSE, SecurityEvent::HOUSE];

/// The field in which any register may say what its rows are: recorded, or made up for show.
pub const NATURE: &str = "数据性质";
/// What [`NATURE`] says of a row that was made up.
pub const SYNTHETIC: &str = "样例";

/// A name of a field that a pack check has held against its register: of the house, of a definition, of the register
/// itself. Loose text is none, so that no cell is asked for by a name that nobody checked.
pub trait FieldName {
    /// The name.
    fn name(&self) -> &str;
}

impl FieldName for HouseField {
    fn name(&self) -> &str {
        self.name
    }
}

impl FieldName for Written {
    fn name(&self) -> &str {
        &self.text
    }
}

impl FieldName for Field {
    fn name(&self) -> &str {
        &self.name
    }
}

/// A row of which cells can be read.
pub trait Cells {
    /// A cell as text; empty when the cell is.
    fn text(&self, field: &impl FieldName) -> String;

    /// A cell that holds a day.
    fn date(&self, field: &impl FieldName) -> Option<Date>;
}

/// What a field of a house row is in Rust.
trait Held {
    /// As a pack declares it.
    const KIND: HouseKind;

    fn read(row: &impl Cells, field: &HouseField) -> Self;

    /// As a cell is written; empty for nothing.
    fn write(&self) -> String;
}

impl Held for String {
    const KIND: HouseKind = HouseKind::Text;

    fn read(row: &impl Cells, field: &HouseField) -> String {
        row.text(field)
    }

    fn write(&self) -> String {
        self.clone()
    }
}

impl Held for Option<Date> {
    const KIND: HouseKind = HouseKind::Day;

    fn read(row: &impl Cells, field: &HouseField) -> Option<Date> {
        row.date(field)
    }

    fn write(&self) -> String {
        self.map(|day| day.to_string()).unwrap_or_default()
    }
}

impl Held for Option<u64> {
    const KIND: HouseKind = HouseKind::Whole;

    fn read(row: &impl Cells, field: &HouseField) -> Option<u64> {
        row.text(field).parse().ok()
    }

    fn write(&self) -> String {
        self.map(|number| number.to_string()).unwrap_or_default()
    }
}

impl Held for Option<Decimal> {
    const KIND: HouseKind = HouseKind::Number;

    fn read(row: &impl Cells, field: &HouseField) -> Option<Decimal> {
        row.text(field).parse().ok()
    }

    fn write(&self) -> String {
        self.map(|number| number.to_string()).unwrap_or_default()
    }
}

/// Declares a register of the house once: the type of its rows, each field with its name and kind, reading, writing.
macro_rules! house {
    ($(#[$doc:meta])* $row:ident = $register:literal $(of $form:ident)? {
        $($(#[$what:meta])* $at:ident $field:ident: $kind:ty = $name:literal,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $row {
            $($(#[$what])* pub $field: $kind,)*
        }

        impl $row {
            /// The register, as packs must declare it.
            pub const HOUSE: $crate::house::House = $crate::house::House {
                register: $register,
                fields: &[$($row::$at),*],
                form: [$(Some($row::$form.name),)? None][0],
            };

            $(
                $(#[$what])*
                pub const $at: $crate::house::HouseField = $crate::house::HouseField {
                    name: $name,
                    kind: <$kind as $crate::house::Held>::KIND,
                };
            )*

            /// What a row says.
            pub fn read(row: &impl $crate::house::Cells) -> $row {
                $row { $($field: $crate::house::Held::read(row, &$row::$at),)* }
            }

            /// The cells of its row by field; empty ones are left out.
            pub fn write(&self) -> Vec<(&'static str, String)> {
                let cells = [$(($row::$at.name, $crate::house::Held::write(&self.$field)),)*];
                cells.into_iter().filter(|(_, text)| !text.is_empty()).collect()
            }
        }
    };
}
use house;
