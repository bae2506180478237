//! Numbers as officials write them (数): exact decimals, intervals, units, hedges.

mod decimal;
mod interval;
mod rounding;
mod style;
mod truth;
mod unit;
mod wide;

pub use decimal::{Decimal, MOST_PLACES, NotADecimal};
pub use interval::Interval;
pub use style::{PrintError, Style, print};
pub use truth::Truth;
pub use unit::{Unit, UnknownUnit};
