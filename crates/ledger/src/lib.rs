//! Acts and facts (账): registers as pure check and apply.
