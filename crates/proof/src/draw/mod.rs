//! Random draws that anybody recomputes (抽): “双随机、一公开” and spot checks.
//!
//! 1. Lists and rule are written down as a [`Plan`], together with the public value that will be waited for
//!    ([`Announced`]: which one, and a day before which nobody knows it). The plan's [`Commitment`] (SM3) is entered into the
//!    journal, and a checkpoint over it is signed before that day ([`Registration`]).
//! 2. The public value makes the seed: SM3 over the commitment and the value ([`Origin`]). Nothing else goes into it that
//!    could be chosen afterwards.
//! 3. [`select`] draws objects stratum by stratum, by weight, and sends at least two inspectors to each who have no
//!    conflict of interest. All of it is whole-number arithmetic over numbers that are one SM3 each: the k-th number of a
//!    stream is the first sixteen hexadecimal digits of SM3(`<seed>/<stream>/<k>`); a number below n is the remainder by
//!    n, numbers that would make some remainders likelier are passed over.
//! 4. The [`Certificate`] is one text file with all of it. [`verify`] draws again from the file alone and says what
//!    differs; [`explain`] is the same for a reader with a hash command.
//!
//! A file that vouches for itself proves nothing of its author: [`Verified`] is consistent, and holds only under a key that
//! the reader knows from elsewhere. When the checkpoint was made is its signer's word; a reader who got the commitment
//! before the day of the value needs not take it.
//!
//! An object of weight w holds w lots; the next object is drawn with a probability in proportion to the weights of those
//! still in the urn (successive sampling, as drawing slips by hand is). With equal weights every object is in with n/N.
//!
//! ```
//! use proof::draw::*;
//! let object = |n: u32| Object {
//!     id: format!("J{n:03}"), name: format!("样例机构{n}"), stratum: "在营".into(), weight: 1 + n % 3, drawn: 0,
//! };
//! let inspector = |n: u32| Inspector { id: format!("D{n:02}"), name: format!("样例人员{n}"), unit: "区教委".into() };
//! let plan = Plan {
//!     number: "样例-2022-1".into(), title: "样例双随机抽查".into(), year: 2022, draw: 1, draws: 2, team: 2, load: 3,
//!     repeat: false, sealed: None,
//!     public: Announced { source: "样例彩票".into(), issue: "第2022063期".into(), day: "2022-06-02".into() },
//!     strata: vec![Stratum { name: "在营".into(), quota: Quota::Share(300), floor: 500 }],
//!     objects: (1..=253).map(object).collect(),
//!     inspectors: (1..=12).map(inspector).collect(),
//!     conflicts: vec![Conflict { inspector: "D01".into(), object: "J007".into(), reason: "亲属任职".into() }],
//! };
//! // Registered on the day before the value.
//! let registration = Registration::alone(&plan, &[7; 32], "2022-06-01T09:00:00+08:00").unwrap();
//! let origin = Origin { value: "04 09 15 17 22 29 + 11".into(), secret: None };
//! let certificate = Certificate::draw(plan, origin, registration).unwrap();
//! // 3% of 253, rounded up; the year's 5% would need 7 by the first of two draws.
//! assert_eq!(certificate.slips.len(), 8);
//! let text = certificate.print();
//! assert_eq!(verify(&text).unwrap().certificate, certificate);
//! let differences = verify(&text.replace("亲属任职", "亲属在职")).unwrap_err();
//! assert!(matches!(differences[0], Difference::Section("conflicts")));
//! ```

mod announced;
mod certificate;
mod fault;
mod lines;
mod lists;
mod number;
mod page;
mod plan;
mod registration;
mod sealed;
mod select;
mod team;
mod urn;
mod verify;

pub use announced::Announced;
pub use certificate::{Certificate, Origin, seal};
pub use fault::Fault;
pub use lines::Misread;
pub use number::Taken;
pub use page::explain;
pub use plan::{Commitment, Conflict, Inspector, Object, Plan, Quota, SECTIONS, Stratum};
pub use registration::Registration;
pub use sealed::{NotOpened, Opening, Seals, opened};
pub use select::{Refusal, Slip, select};
pub use verify::{Difference, Verified, verify};
