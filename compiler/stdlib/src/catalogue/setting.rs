//! What a setting is, as data.

use std::borrow::Cow;

use super::Unbuilt;

/// A setting.
#[derive(Clone, Copy, Debug)]
pub struct SettingSpec {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub kind: SettingKind,
    /// What is to be added where it is missing; `None` where it may be left out.
    pub required: Option<&'static str>,
    /// Whether it may be given several times.
    pub repeated: bool,
    /// How it is written, for the help of a wrong value and for the manual.
    pub sample: &'static str,
    /// The same as a snippet of an editor: `${1:…}` is a place to fill in. It ends with a blank where what it takes is proposed next.
    pub snippet: &'static str,
    /// What it does, with its default.
    pub docs: &'static str,
}

/// What a setting takes. The checker reads every kind of value in one place, so that a setting of a known kind needs no code there.
#[derive(Clone, Copy, Debug)]
pub enum SettingKind {
    /// One of some words.
    Choice {
        /// The words.
        words: &'static [&'static str],
        /// Words of the language that are not built.
        unbuilt: &'static [Unbuilt],
    },
    /// A span of time above zero.
    Duration,
    /// A number of bytes above zero.
    Size,
    /// A string without interpolations.
    Literal,
    /// A secret, or a list of them.
    Secrets,
    /// A name, and the secret by which whoever bears it is known. Lines of the same name are several secrets of it.
    NamedSecret {
        /// Characters that no name holds; control characters are none of any.
        without: &'static str,
    },
    /// The address that requests go to, fixed when the server starts.
    Url,
    /// The address of a server of another protocol, fixed when the server starts.
    Server {
        /// What it begins with.
        schemes: &'static [&'static str],
        /// The same, as the message of a wrong one reads.
        expected: &'static str,
    },
    /// A mail address that every receiver sees, fixed when the server starts.
    Sender,
    /// The name of a header.
    HeaderName,
    /// The name of a header and its value.
    Header(HeaderValue),
    /// Ranges of addresses.
    Cidrs,
    /// A text with placeholders for the parts of a request that are signed.
    Signed,
    /// `header "NAME" within D`: a signed time.
    Window,
    /// What is sent. Of all settings of this kind in a block one may be given.
    Sent(Sent),
    /// A record whose values are written into a URL.
    Query,
    /// A part of a message.
    Message(Markup),
    /// A type; the checker's `http` reads it.
    Type,
    /// A condition over the request; the checker's triggers read it.
    Condition,
    /// What the body of a request is; the checker's triggers read it.
    Body,
    /// A scheme; the checker's triggers read it.
    Verify,
}

/// What the value of a header is.
#[derive(Clone, Copy, Debug)]
pub enum HeaderValue {
    /// Known when the server starts.
    Fixed,
    /// Computed by the flow.
    Computed {
        /// What it is part of, as in "a response is of type `text`".
        what: &'static str,
        /// Whether it may be made of secrets.
        secrets: bool,
    },
}

/// Something that is sent.
#[derive(Clone, Copy, Debug)]
pub struct Sent {
    /// How it is written.
    pub form: BodyForm,
    /// What it is, as in "a response is of type `text`".
    pub what: &'static str,
    /// Whether it may be made of secrets.
    pub secrets: bool,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyForm {
    /// As JSON.
    Json,
    /// As text.
    Text,
    /// As HTML; what is interpolated is escaped.
    Html,
    /// As octets.
    Bytes,
}

/// The mark-up of a part of a message: what in it would be read as more than text is escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// None.
    Plain,
    /// Slack's.
    Slack,
}

impl SettingKind {
    /// What it takes, as in "`timeout` takes a duration".
    #[must_use]
    pub fn expected(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            SettingKind::Choice { words, .. } => {
                return Cow::Owned(format!("one of `{}`", words.join("`, `")));
            }
            SettingKind::Duration => "a duration",
            SettingKind::Size => "a size",
            SettingKind::Literal | SettingKind::HeaderName | SettingKind::Signed => "a string",
            SettingKind::Secrets => "a secret",
            SettingKind::NamedSecret { .. } => "a name and a secret",
            SettingKind::Url => "an address",
            SettingKind::Server { .. } => "the address of a server",
            SettingKind::Sender => "a mail address",
            SettingKind::Header(_) => "a name and a value",
            SettingKind::Cidrs => "a list of address ranges",
            SettingKind::Window => "a header and how far it may be from now",
            SettingKind::Sent(_) => "one value",
            SettingKind::Query => "a record",
            SettingKind::Message(_) => "a text",
            SettingKind::Type => "a type",
            SettingKind::Condition => "a condition",
            SettingKind::Body => "what the body is",
            SettingKind::Verify => "a way to verify requests",
        })
    }
}

/// Whether a `Content-Type` is of what browsers read as markup.
#[must_use]
pub fn is_html(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    matches!(
        &*essence,
        "text/html" | "application/xhtml+xml" | "image/svg+xml"
    )
}
