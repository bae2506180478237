//! The typed definitions of a pack, one file a subject.

mod draw;
mod example;
mod indicator;
mod outline;
mod pack;
mod parameter;
mod register;
mod source;

pub use draw::{Draw, DrawConflict, DrawList, DrawQuota, DrawShare};
pub use example::{Cell, Cells, Example, Expected};
pub use indicator::Indicator;
pub use outline::{Outline, Part, PartKind, Point, Section};
pub use pack::{Aspect, Band, Grades, Pack, PackStatus, Rule};
pub use parameter::{Parameter, ParameterValue};
pub use register::{Check, CodeKind, Computed, Field, FieldType, Register, RegisterKind};
pub use source::{Period, Source, Status};
