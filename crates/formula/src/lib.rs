//! The small total expression language of indicators (标): parse, unit check, evaluate by columns, trace.
