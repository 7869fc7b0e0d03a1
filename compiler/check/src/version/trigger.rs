//! Triggers.

use super::declarations::{Declarations, Used};
use super::digest::Writer;
use super::names::Names;
use crate::program::{
    Algorithm, Body, Encoding, HmacScheme, Node, PathSegment, SignedPart, TimestampWindow, Trigger,
    Verify, Webhook,
};

impl Declarations {
    pub(super) fn trigger(&self, writer: &mut Writer, trigger: &Trigger) {
        match trigger {
            Trigger::Webhook(webhook) => {
                writer.kind("webhook");
                self.webhook(writer, webhook);
            }
        }
    }

    fn webhook(&self, writer: &mut Writer, webhook: &Webhook) {
        let Webhook {
            method,
            path,
            allow,
            deny,
            max_body,
            verify,
            when,
            body,
            span: _,
        } = webhook;
        writer.text(method);
        writer.length(path.len());
        for segment in path {
            match segment {
                PathSegment::Literal(text) => {
                    writer.kind("literal");
                    writer.text(text);
                }
                // The code names it by its place.
                PathSegment::Parameter { name: _, ty } => {
                    writer.kind("parameter");
                    writer.ty(ty);
                }
            }
        }
        writer.texts(allow.iter().map(|one| &**one));
        writer.texts(deny.iter().map(|one| &**one));
        writer.number(*max_body);
        self.verify(writer, verify);
        writer.optional(when.as_ref(), |writer, when| {
            self.code(writer, Node::Expression(when), &mut Names::default());
        });
        match body {
            Body::Json(ty) => {
                writer.kind("json");
                writer.ty(ty);
            }
            Body::Form(ty) => {
                writer.kind("form");
                writer.ty(ty);
            }
            Body::Text => writer.kind("text"),
            Body::Bytes => writer.kind("bytes"),
            Body::None => writer.kind("none"),
        }
    }

    fn verify(&self, writer: &mut Writer, verify: &Verify) {
        match verify {
            // Why is for people.
            Verify::None { because: _ } => writer.kind("none"),
            Verify::Github { secrets } => {
                writer.kind("github");
                self.secrets(writer, secrets);
            }
            Verify::Hmac(scheme) => {
                writer.kind("hmac");
                self.hmac(writer, scheme);
            }
        }
    }

    fn secrets(&self, writer: &mut Writer, secrets: &[usize]) {
        writer.length(secrets.len());
        let secrets = secrets.iter();
        secrets.for_each(|secret| self.used(writer, Used::Secret(*secret)));
    }

    fn hmac(&self, writer: &mut Writer, scheme: &HmacScheme) {
        let HmacScheme {
            secrets,
            algorithm,
            header,
            prefix,
            encoding,
            signed,
            timestamp,
        } = scheme;
        self.secrets(writer, secrets);
        writer.kind(match algorithm {
            Algorithm::Sha1 => "sha1",
            Algorithm::Sha256 => "sha256",
            Algorithm::Sha512 => "sha512",
        });
        writer.text(header);
        writer.text(prefix);
        writer.kind(match encoding {
            Encoding::Hex => "hex",
            Encoding::Base64 => "base64",
        });
        writer.length(signed.len());
        for part in signed {
            match part {
                SignedPart::Literal(text) => {
                    writer.kind("literal");
                    writer.text(text);
                }
                SignedPart::Timestamp => writer.kind("timestamp"),
                SignedPart::Body => writer.kind("body"),
                SignedPart::Method => writer.kind("method"),
                SignedPart::Path => writer.kind("path"),
                SignedPart::Query => writer.kind("query"),
                SignedPart::Header(name) => {
                    writer.kind("header");
                    writer.text(name);
                }
            }
        }
        writer.optional(timestamp.as_ref(), |writer, window| {
            let TimestampWindow { header, within } = window;
            writer.text(header);
            writer.duration(*within);
        });
    }
}
