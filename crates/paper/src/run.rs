//! Runs: stretches of words of one kind, among them figures that answer for themselves.

use serde::Serialize;


