//! Collections in embedded SQLite.

#![forbid(unsafe_code)]
