//! Numbers as officials write them (数): exact decimals, intervals, units, hedges.
//!
//! The room knows how a number is read from a document and how it is printed into one; it knows nothing of files, schools or
//! floating point. What a printed number may stand for is an [`Interval`] in base units (元, not 亿元; 0.93 for 93%).
//!
//! ```
//! use quantity::{Truth, parse};
//! let (now, before) = (parse("15.44亿元").unwrap(), parse("15.28亿元").unwrap());
//! let growth = now.interval.div(&before.interval).unwrap().sub(&1.into());
//! // The printed totals would give 1.05%, but they allow the published 1.01%.
//! assert!(growth.meets(&parse("1.01%").unwrap().interval));
//! assert_eq!(growth.gt(&0.into()), Truth::Yes);
//! ```

mod decimal;
mod hedge;
mod interval;
mod measures;
mod numeral;
mod quantity;
mod ratio;
mod rounding;
mod scan;
mod style;
mod truth;
mod unit;
mod wide;

pub use decimal::{Decimal, MOST_PLACES, NotADecimal};
pub use hedge::Hedge;
pub use interval::Interval;
pub use quantity::{Form, NotAQuantity, Quantity, parse};
pub use scan::scan;
pub use style::{PrintError, Style, print};
pub use truth::Truth;
pub use unit::{Unit, UnknownUnit};
