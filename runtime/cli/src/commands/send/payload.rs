//! The data to send: a body and its type.

use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use clap::Args;
use flowright_engine::{RequestPart, RequestText, assembled};
use flowright_host::Host;
use flowright_stdlib::failure::Failure;

/// The request body. Without any of these flags, it is empty.
#[derive(Args)]
pub(crate) struct Payload {
    /// A file with JSON, `-` for standard input, or the JSON itself.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["text", "form", "file"])]
    json: Option<String>,
    /// A form field; may be repeated.
    #[arg(long, value_name = "NAME=VALUE", value_parser = pair, conflicts_with = "text")]
    form: Vec<(String, String)>,
    /// A form field with a file; may be repeated and combined with --form.
    #[arg(long, value_name = "NAME=FILE", value_parser = pair, conflicts_with = "text")]
    file: Vec<(String, String)>,
    /// A file with text, or `-` for standard input.
    #[arg(long, value_name = "FILE")]
    text: Option<String>,
}

/// Why there is no body.
#[derive(Debug)]
pub(super) enum PayloadError {
    /// A file cannot be read.
    Unreadable { file: String, error: io::Error },
    /// The form cannot be assembled.
    Form(Failure),
}

impl fmt::Display for PayloadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PayloadError::Unreadable { file, error } => write!(f, "cannot read {file}: {error}"),
            PayloadError::Form(failure) => write!(f, "cannot send the form: {}", failure.message),
        }
    }
}

impl Payload {
    /// Whether there is a body.
    pub(super) fn is_given(&self) -> bool {
        self.json.is_some() || self.text.is_some() || self.is_form()
    }

    fn is_form(&self) -> bool {
        !self.form.is_empty() || !self.file.is_empty()
    }

    /// The bytes of the body, and their content type if they have one. A form is sent as a
    /// multipart body if it has files or if the workflow `takes_parts`.
    pub(super) fn read(
        &self,
        takes_parts: bool,
    ) -> Result<(Vec<u8>, Option<String>), PayloadError> {
        if let Some(json) = &self.json {
            let is_json = json.trim_start().starts_with(['{', '[', '"']);
            let body = if is_json {
                json.clone().into_bytes()
            } else {
                file(json)?
            };
            return Ok((body, Some("application/json".to_owned())));
        }
        if let Some(text) = &self.text {
            return Ok((file(text)?, Some("text/plain; charset=utf-8".to_owned())));
        }
        if !self.is_form() {
            return Ok((Vec::new(), None));
        }
        if takes_parts || !self.file.is_empty() {
            return self.parts();
        }
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(&self.form);
        let body = form.finish().into_bytes();
        Ok((body, Some("application/x-www-form-urlencoded".to_owned())))
    }

    fn parts(&self) -> Result<(Vec<u8>, Option<String>), PayloadError> {
        let mut parts = Vec::new();
        for (name, value) in &self.form {
            parts.push(RequestPart::Text {
                name: name.as_str().into(),
                text: RequestText::Plain(value.as_str().into()),
            });
        }
        for (name, path) in &self.file {
            let base = Path::new(path).file_name().unwrap_or_default();
            parts.push(RequestPart::File {
                name: name.as_str().into(),
                file: base.to_string_lossy().into(),
                content_type: content_type(path).into(),
                content: file(path)?.into(),
            });
        }
        let random = Host::system().random;
        let (kind, body) = assembled(&parts, &*random).map_err(PayloadError::Form)?;
        Ok((body, Some(kind)))
    }
}

/// The content type of a file, by its extension.
fn content_type(path: &str) -> &'static str {
    let extension = Path::new(path).extension().unwrap_or_default();
    match &*extension.to_string_lossy().to_ascii_lowercase() {
        "csv" => "text/csv",
        "gif" => "image/gif",
        "html" => "text/html",
        "jpeg" | "jpg" => "image/jpeg",
        "json" => "application/json",
        "pdf" => "application/pdf",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain",
        "webp" => "image/webp",
        "xml" => "application/xml",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

fn file(path: &str) -> Result<Vec<u8>, PayloadError> {
    let read = if path == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    read.map_err(|error| PayloadError::Unreadable {
        file: path.to_owned(),
        error,
    })
}

/// `NAME=VALUE`
pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    let pair = text.split_once('=').filter(|(name, _)| !name.is_empty());
    let (name, value) = pair.ok_or("not of the form NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

/// `NAME: VALUE`
pub(super) fn header(text: &str) -> Result<(String, String), String> {
    let pair = text.split_once(':').filter(|(name, _)| !name.is_empty());
    let (name, value) = pair.ok_or("not of the form `NAME: VALUE`")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}
