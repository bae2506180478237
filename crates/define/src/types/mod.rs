//! The typed definitions of a pack, one file a subject.

mod belonging;
mod draw;
mod duty;
mod example;
mod form;
mod funding;
mod indicator;
mod instrument;
mod loops;
mod notice;
mod outline;
mod pack;
mod parameter;
mod placement;
mod plan;
mod print;
mod register;
mod role;
mod roster;
mod routes;
mod signal;
mod signing;
mod source;
mod staffing;
mod teachers;

pub use draw::{Draw, DrawConflict, DrawPublic, DrawQuota, DrawShare, DrawVisit};
pub use duty::{Duty, DutyFact, DutyIncident, DutyScope, Least, Rhythm};
pub use example::{Cell, Cells, Example, Expected};
pub use form::{Form, FormHead, Gives, List};
pub use funding::{FundsLine, FundsPart, FundsPlan, FundsSchools, FundsTest};
pub use indicator::Indicator;
pub use instrument::{DISTRICT_HOLE, Instrument, InstrumentPart};
pub use loops::{
    Before, Doers, EachOf, Escalation, Loop, LoopCase, LoopLaw, LoopStep, Opening, Ranking, Recurrence, Stage,
};
pub use notice::{
    CODE, Channel, LINK, Notice, NoticeContact, NoticePerson, NoticePosts, NoticeRung, NoticeWay, Piece,
    QuietHours, pieces, sensitive,
};
pub use outline::{Letterhead, Outline, Part, PartKind, Point, Section};
pub use pack::{Aspect, Band, Grades, Pack, PackStatus, Rule};
pub use parameter::{Parameter, ParameterValue};
pub use placement::{
    PlacementCases, PlacementPlaces, PlacementPlan, PlacementReach, PlacementRoll, PlacementVisits,
    PlacementWay,
};
pub use plan::{
    PlacesPlan, Plan, PlanActions, PlanCapacity, PlanDemand, PlanPoints, PlanReach, PlanSchools, PlanSpots,
    PlanWork,
};
pub use print::Printing;
pub use register::{
    Belongs, Check, Checklist, CodeKind, Computed, Dated, Field, FieldType, Register, RegisterKind,
};
pub use role::{EVERYTHING, Grant, OF_RIGHTS, Over, Right, Role, RoleKind, Scope};
pub use roster::{Roles, Roster, RosterLinks, RosterPeople, RosterShifts, RosterTree, RosterWork};
pub use routes::{RoutesBetween, RoutesPlaces, RoutesPlan};
pub use signal::{DeviceGate, DeviceTest, Devices, Signal, SignalCase, Silence};
pub use signing::{Does, Need, Seat, Signing};
pub use source::{Period, Source, Status};
pub use staffing::{StaffNeed, StaffPlan, StaffSchools, StaffStandard};
pub use teachers::{StaffPlaces, StaffReach, StaffSubject, StaffTeachers};
