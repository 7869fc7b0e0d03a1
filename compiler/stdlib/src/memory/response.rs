//! The response that a flow describes.

/// The kind of the body, which determines the `Content-Type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BodyKind {
    /// No body.
    #[default]
    None,
    /// `application/json`
    Json,
    /// `text/plain; charset=utf-8`
    Text,
    /// `text/html; charset=utf-8`
    Html,
    /// `application/octet-stream`
    Bytes,
}

/// The response that a flow describes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// 200 to 599; 0 until the flow has responded.
    pub status: u16,
    /// Names as written and values without control characters.
    pub headers: Vec<(Box<str>, Box<str>)>,
    /// The kind of the body.
    pub kind: BodyKind,
    /// The body.
    pub body: Vec<u8>,
}
