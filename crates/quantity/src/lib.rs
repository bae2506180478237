//! Numbers as officials write them (数): exact decimals, intervals, units, hedges.
