//! What the doors show (typed answers): states as enums, pairs with names, decimal strings; ready to be written as JSON or
//! laid out on a page.
//!
//! `office` makes them; pages, JSON and the terminal print the same ones, one shape a question. A view never knows how it
//! was found: no rule, no SQL, no definition stands here.

mod about;
mod account;
mod block;
mod board;
mod burden;
mod card;
mod cases;
mod changes;
mod claims;
mod closing;
mod desk;
mod draw;
mod duty;
mod edition;
mod effect;
mod evidence;
mod funds;
mod ground;
mod health;
mod import;
mod instrument;
mod journal;
mod lineage;
mod link;
mod merge;
mod moved;
mod notice;
mod overview;
mod people;
mod placement;
mod plan;
mod projection;
mod register;
mod roster;
mod routes;
mod signals;
mod standing;
mod states;
mod subjects;
mod week;
mod whom;

pub use about::{AboutDuty, AboutPost, AboutRegister, AboutView, BodyLine, Due};
pub use account::{
    AccountView, OffersView, PersonInRole, RoleView, SecondFactorOffer, TokenView, VisitView, WebhookView,
};
pub use block::{BlockRow, BlockText, BlockView, BlockWord, RowFate};
pub use board::{
    AspectView, Board, FigureView, FiguresView, GroupView, IndicatorView, PackInfo, PointsView, ScoreView,
    Verdict, VerifiedView,
};
pub use burden::{BurdenLine, BurdenSum, BurdenView};
pub use card::{Card, SourceView, Status};
pub use cases::{
    CaseLine, CaseStepView, CaseView, ChairState, ChairView, Difference, LoopSummary, LoopView, LoopsView,
    OpenOutcome, PlaceView, RankView, SourceStages, StageView, StayView, StepNeed, StepRuleView, TallyView,
};
pub use changes::{ChangeView, ChangesView};
pub use claims::{
    AgainstView, BeforeView, FallView, HeldView, Holds, LinkStanding, LinkView, Piece, PieceMark,
    ReadingView, Told, ToldKind, UnansweredView,
};
pub use closing::{
    AdoptionOutcome, ClosedView, ClosingOutcome, DefinitionChange, ErasureOutcome, PackChange, SinceClosed,
    Submitted,
};
pub use desk::{
    CaseOffer, ChecklistView, Choice, DeskCase, DeskDone, DeskDuty, DeskLetters, DeskRegister, DeskView,
    DeskVisit, DrawOffer, FormView, Naming, NilOffer, RowOutcome, StepOffer, WaysView,
};
pub use draw::{
    Assurance, DrawCheckpoint, DrawFloor, DrawList, DrawLists, DrawOutcome, DrawSlip, DrawState, DrawStratum,
    DrawTold, DrawVerdict, DrawView, PublicValue, RevealOutcome, SlipOpened,
};
pub use duty::{
    CellState, CellView, DutiesView, DutySummary, DutyView, Owed, PeriodView, Rhythm, UnitView, ZeroState,
    ZeroView,
};
pub use edition::{EditionLine, EditionsView, ForwardOutcome, IssuedView};
pub use effect::PlanEffect;
pub use evidence::{AttachedView, EvidenceView};
pub use funds::{
    FundsPartView, FundsRule, FundsScenario, FundsSchool, FundsSummary, FundsThreshold, FundsView, LawTest,
};
pub use ground::{
    CurvePointView, CurveView, PlanMapFlow, PlanMapPoint, PlanMapSchool, PlanMapView, SpreadView,
};
pub use health::{HealthLine, HealthState, HealthView};
pub use import::{CellChange, ImportOutcome, ImportedRegister, PutLine, RecordOutcome, RestoreOutcome};
pub use instrument::InstrumentView;
pub use journal::{
    ActCell, ActView, AuditView, Consistency, EntriesFound, EntryView, JournalCheck, JournalRoot, KeyChange,
    KeyView, OriginView, ProofCheck, ProofView, RebuildOutcome, RotationOutcome, Via, WhoKind,
};
pub use lineage::{DeclaredView, Lineage, ParameterView, TermKind, TermView};
pub use link::{Days, Point, RegisterRef, RowRef};
pub use merge::{MergeChange, MergeFate, MergeOutcome};
pub use moved::{MovedSentence, MovedView, ReopenedView};
pub use notice::{
    AcknowledgedView, Channel, Funnel, LetterState, LetterTimes, LetterView, NoticeDefinition, NoticeSummary,
    NoticeView, NoticesView, SentView, StateTally, TapView, Way, WayTally,
};
pub use overview::{DistrictLine, DistrictState, DistrictSummary, OverviewView, SummaryValue};
pub use people::{PeopleView, PersonHeld, PostHeld};
pub use placement::{PlacementLine, PlacementPlaceView, PlacementSummary, PlacementView, PlacementWay};
pub use plan::{
    EasingView, MeasureView, MovedPoint, PlacesView, PlanSummary, PlanYear, PlansView, ScenarioOutlook,
    ScenarioView, SectionPlan, ShortageView, StaffMove, StaffSchool, StaffSummary, StaffView,
};
pub use projection::Projection;
pub use register::{
    ComputedCell, ComputedView, DisclosedCell, DisclosedView, FieldKind, FieldView, ReferredView,
    RegisterKind, RegisterView, RowHistory, RowPage, RowVersion, RowView, YearKind,
};
pub use roster::{
    BrokenCell, ChainView, HolderView, PersonView, PostState, PostView, RosterSummary, RosterView,
    RostersView, ShiftView, StepView, WorkDone,
};
pub use routes::{RoutesView, TripStop, TripView};
pub use signals::{
    CampusDevices, CampusState, DevicesView, OpenSignal, Rate, RateKind, Receipt, RefusalKind, RefusedLine,
    SignalCause, SignalRefusal, SilentDevice, WatchOutcome,
};
pub use standing::{Known, Standing};
pub use subjects::{SubjectGap, SubjectLine, SubjectMoveView, SubjectsView};
pub use week::{Matter, MatterKind};
pub use whom::WhomView;
