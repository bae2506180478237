//! The sample district seen from outside: through the text of its files alone.

mod bones;
mod figures;
mod shapes;
mod tables;
