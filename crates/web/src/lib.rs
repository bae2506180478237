//! Pages and JSON over office.
