//! The table of the forms of work. A new form is a type with [`Form`], a reader and a line here; folder, merging, checks
//! and names follow from it, and so does what other rooms make of every form with [`forms!`](crate::forms).

use crate::load;
use crate::read::{Reader, Table};
use crate::{Draw, Duty, Form, Instrument, Loop, Notice, Plan, Role, Roster, Signal};

/// Hands the table to a macro: for each form its list and folder, its type, its reader, its word in Chinese.
#[macro_export]
macro_rules! forms {
    ($macro:ident) => {
        $macro! {
            rosters: Roster, roster, "责任表";
            duties: Duty, duty, "期";
            loops: Loop, loops, "环";
            draws: Draw, draw, "抽取";
            notices: Notice, notice, "信";
            signals: Signal, signal, "信号";
            roles: Role, role, "权";
            plans: Plan, plan, "布";
            instruments: Instrument, instrument, "文书";
        }
    };
}

macro_rules! table {
    ($($list:ident: $form:ident, $reader:ident, $label:literal;)*) => {
        /// The forms of work of a pack, each kind by id.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Forms {
            $(
                #[doc = concat!("All of `", stringify!($list), "/`.")]
                pub $list: Vec<$form>,
            )*
        }

        /// The forms in the order in which they are told: folder and Chinese word.
        pub const FORMS: &[(&str, &str)] = &[$((stringify!($list), $label)),*];

        impl Forms {
            /// Every form.
            pub fn all(&self) -> impl Iterator<Item = &dyn Form> {
                self.in_folders().map(|(_, form)| form)
            }

            /// Every form with its folder.
            pub fn in_folders(&self) -> impl Iterator<Item = (&'static str, &dyn Form)> {
                std::iter::empty()
                    $(.chain(self.$list.iter().map(|form| (stringify!($list), form as &dyn Form))))*
            }

            /// Reads a file of the folder of a form; of another folder it is left to others.
            pub(crate) fn read(
                &mut self,
                folder: &str,
                reader: &mut Reader<'_>,
                table: Table<'_, '_>,
                id: &str,
                pack: &str,
            ) {
                match folder {
                    $(stringify!($list) => self.$list.push(load::$reader::read(reader, table, id, pack)),)*
                    _ => {}
                }
            }

            /// Lays the forms of another pack over these: one of the same id replaces the earlier.
            pub(crate) fn lay(&mut self, over: Forms) {
                $(
                    self.$list.retain(|old| over.$list.iter().all(|new| new.head.id != old.head.id));
                    self.$list.extend(over.$list);
                )*
            }
        }
    };
}

forms!(table);
