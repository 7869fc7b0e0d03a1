//! The body of a mail: text, HTML, or both.

use flowright_host::Host;
use lettre::{
    Message,
    message::{
        Body, MessageBuilder, MultiPart, MultiPartKind, SinglePart,
        header::{ContentTransferEncoding, ContentType},
    },
};

use super::{EmailError, random::random};

/// The body of a mail.
#[derive(Clone, Copy)]
pub enum Content<'a> {
    /// As text.
    Text(&'a str),
    /// As HTML.
    Html(&'a str),
    /// As both; the recipient's mail program shows one of them.
    Both {
        /// As text.
        text: &'a str,
        /// As HTML.
        html: &'a str,
    },
}

/// Adds the body to a message that has all other headers.
pub(super) fn add(
    message: MessageBuilder,
    content: Content<'_>,
    host: &Host,
) -> Result<Message, EmailError> {
    let built = match content {
        Content::Text(text) => message.header(ContentType::TEXT_PLAIN).body(encoded(text)?),
        Content::Html(html) => message.header(ContentType::TEXT_HTML).body(encoded(html)?),
        Content::Both { text, html } => {
            // Parts are separated by a line that the author of the content cannot guess. The
            // library's own boundary would not come from the host's randomness.
            let boundary = format!("{:032x}", random(host)?);
            let parts = MultiPart::builder()
                .kind(MultiPartKind::Alternative)
                .boundary(boundary)
                .singlepart(SinglePart::plain(encoded(text)?))
                .singlepart(SinglePart::html(encoded(html)?));
            message.multipart(parts)
        }
    };
    built.map_err(|error| EmailError::BadMessage {
        reason: error.to_string(),
    })
}

/// Always encoded, so no bare CR or LF, no overlong line and nothing but ASCII reaches the server.
fn encoded(text: &str) -> Result<Body, EmailError> {
    Body::new_with_encoding(with_crlf(text), ContentTransferEncoding::QuotedPrintable).map_err(
        |_| EmailError::BadMessage {
            reason: "the text cannot be encoded".to_owned(),
        },
    )
}

/// Normalises CRLF, CR and LF to CRLF.
fn with_crlf(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\n', "\r\n")
}
