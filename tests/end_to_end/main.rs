//! The binary, tested over real sockets: one server for all suites except those that start or stop
//! one themselves.

#![expect(clippy::unwrap_used, reason = "tests")]

mod columns;
mod commands;
mod cors;
mod credentials;
mod dates;
mod deadline;
mod deploys;
mod disabled;
mod egress;
mod examples;
mod first_hour;
mod framing;
mod github;
mod health;
mod json;
mod language;
mod limits;
mod loops;
mod lsp;
mod machine_code;
mod multipart;
mod queries;
mod reasons;
mod requests;
mod rows;
mod services;
mod shared;
mod start;
mod stop;
mod typed_query;
