//! Numbers as officials write them (数): exact decimals, intervals, units, hedges.

mod decimal;
mod interval;
mod style;
mod truth;
mod unit;

pub use decimal::{Decimal, NotADecimal};
pub use interval::Interval;
pub use style::{PrintError, Style, print};
pub use truth::Truth;
pub use unit::{Unit, UnknownUnit};
