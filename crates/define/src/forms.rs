//! The table of the forms of work. A new form is a type with [`Form`], a reader and a line here; folder, merging, checks
//! and names follow from it, and so does what other rooms make of every form with [`forms!`](crate::forms).

use crate::load;
use crate::read::{Reader, Table};
use crate::{Draw, Duty, Form, Loop, Notice, Roster, Signal};

/// Hands the table to a macro: for each form its list and folder, its type, its reader.
#[macro_export]
macro_rules! forms {
    ($macro:ident) => {
        $macro! {
            rosters: Roster, roster;
            duties: Duty, duty;
            loops: Loop, loops;
            notices: Notice, notice;
            signals: Signal, signal;
            draws: Draw, draw;
        }
    };
}

macro_rules! table {
    ($($list:ident: $form:ident, $reader:ident;)*) => {
        /// The forms of work of a pack, each kind by id.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Forms {
            $(
                #[doc = concat!("All of `", stringify!($list), "/`.")]
                pub $list: Vec<$form>,
            )*
        }

        /// The folders of forms, in the order in which forms are told.
        pub const FORMS: &[&str] = &[$(stringify!($list)),*];

        impl Forms {
            /// Every form.
            pub fn all(&self) -> impl Iterator<Item = &dyn Form> {
                std::iter::empty()$(.chain(self.$list.iter().map(|form| form as &dyn Form)))*
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
