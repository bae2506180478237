//! The language from outside: worked examples of the field, problems, traces, dependencies.

mod affected;
mod district;
mod field;
mod manual;
mod problems;
mod quotients;
mod random;
mod traces;
