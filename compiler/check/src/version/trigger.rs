//! Triggers.

use super::declarations::Declarations;
use super::digest::Writer;
use super::names::Names;
use crate::program::{Body, Members, Node, PathSegment, Trigger, Verify, Webhook};

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
            query,
            headers,
            body,
            cors,
            deadline,
            enabled,
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
                // The code refers to a parameter by its position.
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
        for members in [query, headers] {
            writer.optional(members.as_ref(), |writer, Members { ty, defaults }| {
                writer.ty(ty);
                for default in defaults {
                    writer.optional(default.as_ref(), Writer::constant);
                }
            });
        }
        match body {
            Body::Json(ty) => {
                writer.kind("json");
                writer.ty(ty);
            }
            Body::JsonBy { by, union } => {
                writer.kind("json by");
                writer.ty(union);
                self.code(writer, Node::Expression(by), &mut Names::default());
            }
            Body::Form(ty) => {
                writer.kind("form");
                writer.ty(ty);
            }
            Body::Multipart(ty) => {
                writer.kind("multipart");
                writer.ty(ty);
            }
            Body::Text => writer.kind("text"),
            Body::Bytes => writer.kind("bytes"),
            Body::None => writer.kind("none"),
        }
        writer.optional(cors.as_ref(), Writer::origins);
        writer.duration(*deadline);
        self.flag(writer, *enabled);
    }

    fn verify(&self, writer: &mut Writer, verify: &Verify) {
        match verify {
            // The reason is for humans only.
            Verify::None { because: _ } => writer.kind("none"),
            Verify::Scheme { scheme, settings } => {
                writer.kind(scheme.name);
                self.settings(writer, settings);
            }
        }
    }
}
