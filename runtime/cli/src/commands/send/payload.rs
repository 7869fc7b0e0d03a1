//! What to send: a body and its type.

use std::fmt;
use std::fs;
use std::io::{self, Read};

use clap::Args;

/// The request body. Without any of these flags, it is empty.
#[derive(Args)]
#[group(multiple = false)]
pub(crate) struct Payload {
    /// A file with JSON, `-` for standard input, or the JSON itself.
    #[arg(long, value_name = "FILE")]
    json: Option<String>,
    /// A form field; may be repeated.
    #[arg(long, value_name = "NAME=VALUE", value_parser = pair)]
    form: Vec<(String, String)>,
    /// A file with text, or `-` for standard input.
    #[arg(long, value_name = "FILE")]
    text: Option<String>,
}

/// A file that cannot be read.
#[derive(Debug)]
pub(super) struct Unreadable {
    file: String,
    error: io::Error,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read {}: {}", self.file, self.error)
    }
}

impl Payload {
    /// The bytes of the body, and their content type if they have one.
    pub(super) fn read(&self) -> Result<(Vec<u8>, Option<&'static str>), Unreadable> {
        if let Some(json) = &self.json {
            let is_json = json.trim_start().starts_with(['{', '[', '"']);
            let body = if is_json {
                json.clone().into_bytes()
            } else {
                file(json)?
            };
            return Ok((body, Some("application/json")));
        }
        if let Some(text) = &self.text {
            return Ok((file(text)?, Some("text/plain; charset=utf-8")));
        }
        if self.form.is_empty() {
            return Ok((Vec::new(), None));
        }
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(&self.form);
        let body = form.finish().into_bytes();
        Ok((body, Some("application/x-www-form-urlencoded")))
    }
}

fn file(path: &str) -> Result<Vec<u8>, Unreadable> {
    let read = if path == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    read.map_err(|error| Unreadable {
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
