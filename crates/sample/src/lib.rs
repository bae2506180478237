//! Makes the files of a synthetic district, deterministically.
