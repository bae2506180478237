//! Definitions, facts and verdicts to the paper tree (文).
