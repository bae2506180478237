//! Indicators over facts: values, verdicts, lineage, scores.
