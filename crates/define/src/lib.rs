//! Packs of definition files to checked definitions, all findings at once.
