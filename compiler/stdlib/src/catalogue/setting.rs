//! The specification of a setting, as data.

use std::borrow::Cow;

use super::Unbuilt;

/// A setting.
#[derive(Clone, Copy, Debug)]
pub struct SettingSpec {
    /// Its name.
    pub name: &'static str,
    /// The kind of value it accepts.
    pub kind: SettingKind,
    /// The text to add if it is missing; `None` if it is optional.
    pub required: Option<&'static str>,
    /// Whether it may be repeated.
    pub repeated: bool,
    /// A sample, for the help on an invalid value and for the manual.
    pub sample: &'static str,
    /// A snippet for editors: `${1:…}` is a placeholder. It ends with a blank if completion
    /// proposes the value next.
    pub snippet: &'static str,
    /// Its effect and default.
    pub docs: &'static str,
}

/// The kind of value that a setting accepts. The checker has one reader per kind, so a setting of a
/// known kind needs no code there.
#[derive(Clone, Copy, Debug)]
pub enum SettingKind {
    /// One of several keywords.
    Choice {
        /// The keywords.
        words: &'static [&'static str],
        /// Keywords of the language that are not supported yet.
        unbuilt: &'static [Unbuilt],
    },
    /// A duration above zero.
    Duration,
    /// A number of bytes above zero.
    Size,
    /// Whether something is on: `true`, `false`, or a config of type `bool`.
    Flag,
    /// A string without interpolations.
    Literal,
    /// A secret, or a list of them.
    Secrets,
    /// A name, and the secret that authenticates its bearer. Several entries with the same name are
    /// alternative secrets.
    NamedSecret {
        /// Characters that a name must not contain, in addition to control characters.
        without: &'static str,
    },
    /// The URL that requests go to, fixed when the server starts.
    Url,
    /// The URL of a server for another protocol, fixed when the server starts.
    Server {
        /// The allowed prefixes.
        schemes: &'static [&'static str],
        /// The same, as worded in the error for an invalid value.
        expected: &'static str,
    },
    /// A mail address that every recipient sees, fixed when the server starts.
    VisibleAddress,
    /// The name of a header.
    HeaderName,
    /// The path to a text in a JSON body, which for a form is the name of a field.
    Member,
    /// The name of the header that contains a signature, and the pattern of the header's parts if
    /// there are several.
    SignatureHeader,
    /// The name of a header and its value.
    Header(HeaderValue),
    /// The credentials of a request, by a word that names their scheme. They are the value of a
    /// header.
    Auth(HeaderValue),
    /// Address ranges.
    Cidrs,
    /// Web origins, such as `https://app.example`, or `"*"` for all.
    Origins,
    /// A text with placeholders for the signed parts of a request.
    Signed,
    /// `header "NAME" within D` or `within D`: a signed timestamp.
    Window,
    /// A body to send. Only one setting of this kind may be given in a block.
    Sent(Sent),
    /// A record of values for the query of a URL.
    Query,
    /// A part of a message.
    Message(Markup),
    /// `json` and a list, written as JSON; the values in its texts are escaped for the markup.
    JsonList(Markup),
    /// A mail address, computed by the flow.
    Address,
    /// A mail address or a list of them, computed by the flow.
    Recipients,
    /// A type, read by the checker's `http`.
    Type,
    /// A condition on the request, read by the checker's triggers.
    Condition,
    /// The typed members of a query, or of headers, read by the checker's triggers.
    Members,
    /// The kind of a request's body, read by the checker's triggers.
    Body,
    /// A scheme, read by the checker's triggers.
    Verify,
}

/// How the value of a header is determined.
#[derive(Clone, Copy, Debug)]
pub enum HeaderValue {
    /// Known when the server starts.
    Fixed,
    /// Computed by the flow.
    Computed {
        /// What it is part of, as in "a response is of type `text`".
        what: &'static str,
        /// Whether it may contain secrets.
        secrets: bool,
    },
}

/// Content to send.
#[derive(Clone, Copy, Debug)]
pub struct Sent {
    /// Its encoding.
    pub form: BodyForm,
    /// Its description, as in "a response is of type `text`".
    pub what: &'static str,
    /// Whether it may contain secrets.
    pub secrets: bool,
}

/// The encoding of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyForm {
    /// As JSON.
    Json,
    /// As text.
    Text,
    /// As `application/x-www-form-urlencoded`.
    Form,
    /// As `multipart/form-data`.
    Multipart,
    /// As HTML, with interpolated values escaped.
    Html,
    /// As bytes.
    Bytes,
}

/// The markup of a part of a message; text that would be read as markup is escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// None.
    Plain,
    /// HTML.
    Html,
    /// Slack's.
    Slack,
}

impl SettingKind {
    /// What it accepts, as in "`timeout` takes a duration".
    #[must_use]
    pub fn expected(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            SettingKind::Choice { words, .. } => {
                return Cow::Owned(format!("one of `{}`", words.join("`, `")));
            }
            SettingKind::Duration => "a duration",
            SettingKind::Size => "a size",
            SettingKind::Flag => "`true`, `false` or a config of type `bool`",
            SettingKind::Literal | SettingKind::HeaderName | SettingKind::Signed => "a string",
            SettingKind::SignatureHeader => "the name of a header",
            SettingKind::Secrets => "a secret",
            SettingKind::NamedSecret { .. } => "a name and a secret",
            SettingKind::Url => "an address",
            SettingKind::Server { .. } => "the address of a server",
            SettingKind::VisibleAddress | SettingKind::Address => "a mail address",
            SettingKind::Recipients => "a mail address or a list of them",
            SettingKind::Header(_) => "a name and a value",
            SettingKind::Auth(_) => "`bearer(TOKEN)` or `basic(USER, PASSWORD)`",
            SettingKind::Cidrs => "a list of address ranges",
            SettingKind::Origins => "a list of origins, or `\"*\"`",
            SettingKind::Window => "where the time is and a maximum time difference",
            SettingKind::Member => "the path to a member of the body",
            SettingKind::Sent(_) => "one value",
            SettingKind::Query => "a record",
            SettingKind::Message(_) => "a text",
            SettingKind::JsonList(_) => "`json` and a list",
            SettingKind::Type => "a type",
            SettingKind::Condition => "a condition",
            SettingKind::Members => "members with their types",
            SettingKind::Body => "the kind of body",
            SettingKind::Verify => "a verification scheme",
        })
    }
}

/// Whether browsers interpret a `Content-Type` as markup.
#[must_use]
pub fn is_html(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    matches!(
        &*essence,
        "text/html" | "application/xhtml+xml" | "image/svg+xml"
    )
}
