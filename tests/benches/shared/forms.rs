//! Requests of the contact form. Every second one has an address that has been sent before.

use std::fmt::Write;

/// Addresses per connection that recur.
const KNOWN: u64 = 64;

/// The forms of one connection.
pub struct Forms {
    connection: u64,
    count: u64,
    text: String,
}

impl Forms {
    /// No two connections may have the same number.
    pub fn new(connection: u64) -> Forms {
        Forms {
            connection,
            count: 0,
            text: String::with_capacity(512),
        }
    }

    /// The next complete request.
    pub fn next(&mut self) -> &[u8] {
        let Forms {
            connection,
            count,
            text,
        } = self;
        *count += 1;
        let person = if count.is_multiple_of(2) {
            *count % KNOWN
        } else {
            KNOWN + *count
        };
        text.clear();
        let written = write!(
            text,
            "POST /forms/sales HTTP/1.1\r\n\
             Host: 127.0.0.1\r\n\
             User-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\n\
             Accept: */*\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: 115\r\n\
             \r\n\
             name=Ada+Byron&email=ada.{connection:06}.{person:010}%40mail.example.com\
             &message=Is+the+large+one+back+in+stock%3F+I+need+two.",
        );
        // Writing to a string in memory cannot fail.
        debug_assert!(written.is_ok());
        text.as_bytes()
    }
}
