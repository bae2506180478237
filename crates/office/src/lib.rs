//! One function per act or question, one transaction each; SQLite behind one store.
