//! Settings with values that are known when the server starts.

use flowright_stdlib::catalogue::{Labels, SignedPart, Source, TimeUnit, TimestampWindow};

use super::declarations::{Declarations, Used};
use super::digest::Writer;
use crate::program::{
    Credentials, Flag, Origins, SettingText, SettingTextPart, SettingValue, Settings,
};

impl Declarations {
    /// Settings, independent of their source order, except among settings with the same name.
    pub(super) fn settings(&self, writer: &mut Writer, settings: &Settings) {
        let Settings { values } = settings;
        let mut values: Vec<_> = values.iter().collect();
        values.sort_by_key(|(name, _)| *name);
        writer.length(values.len());
        for (name, value) in values {
            writer.text(name);
            self.setting(writer, value);
        }
    }

    fn setting(&self, writer: &mut Writer, value: &SettingValue) {
        match value {
            SettingValue::Word(word) => {
                writer.kind("word");
                writer.text(word);
            }
            SettingValue::Duration(duration) => {
                writer.kind("duration");
                writer.duration(*duration);
            }
            SettingValue::Size(size) => {
                writer.kind("size");
                writer.number(*size);
            }
            SettingValue::Flag(flag) => {
                writer.kind("flag");
                self.flag(writer, *flag);
            }
            SettingValue::Literal(text) => {
                writer.kind("literal");
                writer.text(text);
            }
            SettingValue::Secrets(secrets) => {
                writer.kind("secrets");
                writer.length(secrets.len());
                let secrets = secrets.iter();
                secrets.for_each(|secret| self.used(writer, Used::Secret(*secret)));
            }
            SettingValue::NamedSecret(name, secret) => {
                writer.kind("named secret");
                writer.text(name);
                self.used(writer, Used::Secret(*secret));
            }
            SettingValue::Text(text) => {
                writer.kind("text");
                self.setting_text(writer, text);
            }
            SettingValue::HeaderName(name) => {
                writer.kind("header name");
                writer.text(name);
            }
            SettingValue::Header(name, value) => {
                writer.kind("header");
                writer.text(name);
                self.setting_text(writer, value);
            }
            SettingValue::Credentials(credentials) => self.credentials(writer, credentials),
            SettingValue::Ranges(ranges) => {
                writer.kind("ranges");
                writer.texts(ranges.iter().map(|range| &**range));
            }
            SettingValue::Origins(origins) => {
                writer.kind("origins");
                writer.origins(origins);
            }
            SettingValue::Signed(parts) => {
                writer.kind("signed");
                writer.length(parts.len());
                parts.iter().for_each(|part| writer.signed(part));
            }
            SettingValue::SignatureHeader(name, labels) => {
                writer.kind("header name");
                writer.text(name);
                if let Some(Labels {
                    separator,
                    signature,
                    timestamp,
                }) = labels
                {
                    writer.kind("labels");
                    writer.text(separator.encode_utf8(&mut [0; 4]));
                    writer.text(signature);
                    writer.optional(timestamp.as_deref(), Writer::text);
                }
            }
            SettingValue::Window(TimestampWindow {
                source,
                unit,
                within,
            }) => {
                writer.kind("window");
                // The encodings of existing programs, which have a header with a time in seconds or
                // no header, must stay the same.
                match source {
                    None => {}
                    Some(Source::Header(header)) => writer.text(header),
                    Some(other) => writer.source(other),
                }
                match unit {
                    TimeUnit::Seconds => {}
                    TimeUnit::Milliseconds => writer.kind("in milliseconds"),
                    TimeUnit::Rfc3339 => writer.kind("in rfc3339"),
                }
                writer.duration(*within);
            }
        }
    }

    pub(super) fn credentials(&self, writer: &mut Writer, credentials: &Credentials) {
        writer.kind(match credentials {
            Credentials::Bearer(_) => "bearer",
            Credentials::Basic { .. } => "basic",
        });
        for text in credentials.texts() {
            self.setting_text(writer, text);
        }
    }

    pub(super) fn flag(&self, writer: &mut Writer, flag: Flag) {
        match flag {
            Flag::Constant(value) => writer.kind(if value { "on" } else { "off" }),
            Flag::Config(config) => {
                writer.kind("config");
                self.used(writer, Used::Config(config));
            }
        }
    }

    pub(super) fn setting_text(&self, writer: &mut Writer, text: &SettingText) {
        let SettingText { parts } = text;
        writer.length(parts.len());
        for part in parts {
            match part {
                SettingTextPart::Literal(text) => {
                    writer.kind("literal");
                    writer.text(text);
                }
                SettingTextPart::Secret(secret) => {
                    writer.kind("secret");
                    self.used(writer, Used::Secret(*secret));
                }
                SettingTextPart::Config(config) => {
                    writer.kind("config");
                    self.used(writer, Used::Config(*config));
                }
            }
        }
    }
}

impl Writer {
    pub(super) fn origins(&mut self, origins: &Origins) {
        match origins {
            Origins::All => self.kind("all"),
            Origins::Only(origins) => {
                self.kind("only");
                self.texts(origins.iter().map(|origin| &**origin));
            }
        }
    }

    fn signed(&mut self, part: &SignedPart) {
        match part {
            SignedPart::Literal(text) => {
                self.kind("literal");
                self.text(text);
            }
            SignedPart::Timestamp => self.kind("timestamp"),
            SignedPart::Body => self.kind("body"),
            SignedPart::Method => self.kind("method"),
            SignedPart::Path => self.kind("path"),
            SignedPart::Query => self.kind("query"),
            SignedPart::Value(source) => self.source(source),
        }
    }

    fn source(&mut self, source: &Source) {
        let (kind, name) = match source {
            Source::Header(name) => ("header", name),
            Source::Query(name) => ("query parameter", name),
            Source::Body(path) => ("member of the body", path),
        };
        self.kind(kind);
        self.text(name);
    }
}
