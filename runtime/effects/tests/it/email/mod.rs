//! Mail sent to a mail server in this process.

mod server;
mod values;

use std::time::Duration;

use flowright_effects::notify::email::{Email, EmailSettings};

use crate::support::SmtpServer;

const FROM: &str = "Shop <hello@shop.example>";
const HELLO: Email<'_> = Email {
    to: "kim@example.com",
    subject: "hi",
    text: "hello",
};

fn plain(server: &SmtpServer) -> EmailSettings {
    settings(&format!("smtp://{}", server.address))
}

fn settings(url: &str) -> EmailSettings {
    EmailSettings::parse(url, FROM)
        .expect(url)
        .with_timeout(Duration::from_secs(5))
}
