//! Mail sent to a mail server in this process.

mod server;
mod values;

use std::time::Duration;

use flowright_effects::notify::email::{Content, Email, EmailSettings};

use crate::support::SmtpServer;

const FROM: &str = "Shop <hello@shop.example>";
const HELLO: Email<'_> = Email {
    to: &["kim@example.com"],
    cc: &[],
    bcc: &[],
    reply_to: None,
    subject: "hi",
    content: Content::Text("hello"),
};

fn plain(server: &SmtpServer) -> EmailSettings {
    settings(&format!("smtp://{}", server.address))
}

fn settings(url: &str) -> EmailSettings {
    EmailSettings::parse(url, FROM, None)
        .expect(url)
        .with_timeout(Duration::from_secs(5))
}
