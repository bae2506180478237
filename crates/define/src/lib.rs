//! Definitions (定义): packs of TOML files to checked definitions, all findings at once.
//!
//! A pack is a folder with a folder for each form; below that, one level of folders by subject is for people who look
//! for a definition. One definition a file; the file name is the id, unique within its form, in whatever folder. Keys are English, names and sentences Chinese,
//! formulas one-line strings over Chinese field names. Chinese keys (only in the facts of examples) need quotes, as
//! TOML asks: `facts."教育经费" = [{ "年度" = 2022, "金额" = "1543523456.78" }]`.
//!
//! | folder | a file is | keys beside `name`, `note` |
//! |---|---|---|
//! | `pack.toml` | the pack | `id extends year status source [[aspects]] id name` · `[grades] source`, `[[grades.bands]] name from`, `[[grades.veto]]`, `[[grades.drop]]`, `[[grades.bar]]` with `indicator sentence` |
//! | `registers/` | a register (账) | `counter kind period period_field key owner source mechanisms`, `[[fields]] name type unit required min max choices code categories to by label belongs sensitive note`, `[[computed]] name formula unit note`, `[[checks]] formula sentence grade` |
//! | `parameters/` | a dated parameter (参数) | `unit`, `[[values]] value key from to source` |
//! | `indicators/` | an indicator (标) | `figure unit formula parts by met_when print sentence problem owner period source mechanisms number aspect weight bonus deduct` |
//! | `rosters/` `duties/` `loops/` `notices/` `signals/` `draws/` `roles/` `plans/` `instruments/` | a form of work (责 期 环 信 信号 抽 权 布 文书), [`FORMS`] | `owner source mechanisms`; the rest in its type |
//! | `<id>.example.toml` | the examples of the indicator or form of that id, beside it | `[[example]] name year day facts value verdict sentence problem shows` |
//! | `report/` | the outline of the report (文) | `title opening`, `[letterhead] copy secrecy urgency mark sample signer addressee issuer remark copies printer`, `[[part]] heading kind lead`, `[[part.section]] id heading lead text draws commitments answers`, `[[part.section.point]] id text answers` |
//!
//! `bonus` are points beyond the full score for being met (加分), `deduct` points taken off for not being met (扣分).
//! In `[grades]`, an indicator under `veto` that is not met sends the grade to the lowest band (一票否决), one under
//! `drop` lowers it by a band (降一个等次), one under `bar` keeps it from the best band (不得评优).
//! A definition of the same id in a pack replaces the one of the pack that it extends.
//!
//! An example that expects nothing shows a value that cannot be told. Rows of its facts that do not write their year
//! are of the example's year; a register given as `[]` counts as reported without rows.
//!
//! A parameter holds for a year when it is in force on 31 December of that year; outside its dates there is none.

mod catalogue;
mod chain;
mod checked;
mod checks;
mod circles;
mod date;
mod describe;
mod draft;
mod forms;
mod graph;
mod hash;
pub mod house;
mod index;
mod load;
mod merge;
mod program;
mod reach;
mod read;
mod schema;
mod tables;
mod types;
mod written;

pub use catalogue::{CatalogueItem, catalogue, catalogue_forms};
pub use chain::chain;
pub use checked::{Checked, check};
pub use date::Date;
pub use describe::describe;
pub use draft::{Crossing, Draft, TableRows, Wanted, draft};
pub use forms::{FORMS, Forms};
pub use formula::nearest;
pub use graph::{Graph, Node};
pub use hash::hash;
pub use load::{File, is_id};
pub use merge::PackFiles;
pub use program::{CheckFormula, ColumnFormula, IndicatorFormula, Program, Step, Threshold};
pub use reach::Reach;
pub use tables::words;
pub use tables::{FAMILIES, PrintedColumn, PrintedTable, Says, WorkTable};
pub use types::*;
pub use written::Written;
