//! What leaves the process: HTTP, chat and mail, through one dialer.

#![forbid(unsafe_code)]
