//! Random draws that anybody recomputes (抽): “双随机、一公开” and spot checks.
//!
//! 1. Lists and rule are written down as a [`Plan`]; its [`Commitment`] (SM3) is published while nobody knows the seed.
//! 2. A later checkpoint of the journal, and preferably a later public value, make the seed: SM3 over the commitment
//!    and both ([`Origin`]).
//! 3. [`select`] draws objects stratum by stratum, by weight, and sends at least two inspectors to each who have no
//!    conflict of interest. All of it is whole-number arithmetic over numbers that are one SM3 each: the k-th number of a
//!    stream is the first sixteen hexadecimal digits of SM3(`<seed>/<stream>/<k>`); a number below n is the remainder by
//!    n, numbers that would make some remainders likelier are passed over.
//! 4. The [`Certificate`] is one text file with all of it. [`verify`] draws again from the file alone and says what
//!    differs; [`explain`] is the same for a reader with a hash command.
//!
//! The checkpoint alone binds whoever keeps the journal to one outcome per checkpoint, but does not keep them from making
//! several; the public value does. [`verify`] therefore tells when there was none ([`Remark::NoPublicValue`]).
//!
//! An object of weight w holds w lots; the next object is drawn with a probability in proportion to the weights of those
//! still in the urn (successive sampling, as drawing slips by hand is). With equal weights every object is in with n/N.
//!
//! ```
//! use proof::{Checkpoint, draw::*};
//! let object = |n: u32| Object {
//!     id: format!("J{n:03}"), name: format!("样例机构{n}"), stratum: "在营".into(), weight: 1 + n % 3, drawn: 0,
//! };
//! let inspector = |n: u32| Inspector { id: format!("D{n:02}"), name: format!("样例人员{n}"), unit: "区教委".into() };
//! let plan = Plan {
//!     title: "样例双随机抽查".into(), year: 2022, draw: 1, draws: 2, team: 2, load: 3, repeat: false, sealed: None,
//!     strata: vec![Stratum { name: "在营".into(), quota: Quota::Share(300), floor: 500 }],
//!     objects: (1..=253).map(object).collect(),
//!     inspectors: (1..=12).map(inspector).collect(),
//!     conflicts: vec![Conflict { inspector: "D01".into(), object: "J007".into(), reason: "亲属任职".into() }],
//! };
//! let checkpoint = Checkpoint { origin: "duheng/样例区".into(), size: 94, root: [1; 32], time: "2022-06-01T09:00:00+08:00".into() };
//! let public = Some(Public { value: "04 09 15 17 22 29 + 11".into(), source: "样例：双色球某期".into() });
//! let certificate = Certificate::draw(plan, Origin { checkpoint, public, secret: None }).unwrap();
//! // 3% of 253, rounded up; the year's 5% would need 7 by the first of two draws.
//! assert_eq!(certificate.slips.len(), 8);
//! let text = certificate.print();
//! assert_eq!(verify(&text).unwrap().certificate, certificate);
//! let differences = verify(&text.replace("亲属任职", "亲属在职")).unwrap_err();
//! assert!(matches!(differences[0], Difference::Section("conflicts")));
//! ```

mod certificate;
mod fault;
mod lines;
mod lists;
mod number;
mod page;
mod plan;
mod sealed;
mod select;
mod team;
mod urn;
mod verify;

pub use crate::Checkpoint;
pub use certificate::{Certificate, Origin, Public, Registration, Signature, seal};
pub use fault::Fault;
pub use lines::Misread;
pub use number::Taken;
pub use page::explain;
pub use plan::{Commitment, Conflict, Inspector, Object, Plan, Quota, SECTIONS, Stratum};
pub use sealed::{NotOpened, Opening, Seals, opened};
pub use select::{Refusal, Slip, select};
pub use verify::{Difference, Remark, Verified, verify};
