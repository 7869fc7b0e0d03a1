//! Answers.

use flowright_check::program::{Expression, Respond, RespondBody};

use super::pieces::Piece;
use super::workflow::Lowering;
use crate::code::{BodyKind, Escape, Instruction, Terminator};

impl Lowering<'_> {
    pub(super) fn respond(&mut self, respond: &Respond) {
        let status = self.scalar(&respond.status);
        let mut headers = Vec::new();
        for (name, value) in &respond.headers {
            let locals = self.expression(value);
            headers.push((self.pool.data(name.as_bytes()), locals, value.span));
        }
        let body = self.body(&respond.body);
        let site = self.site(respond.status.span);
        self.code.emit(Instruction::RespondStatus { status, site });
        for (name, value, span) in headers {
            let site = self.site(span);
            if let [address, length] = value[..] {
                let value = [address, length];
                self.code
                    .emit(Instruction::RespondHeader { name, value, site });
            }
        }
        if let Some((kind, pieces)) = body {
            self.write(pieces, respond.span);
            self.code.emit(Instruction::RespondBody { kind });
        }
        self.code.end(Terminator::Done);
    }

    fn body(&mut self, body: &RespondBody) -> Option<(BodyKind, Vec<Piece>)> {
        match body {
            RespondBody::None => None,
            RespondBody::Json(value) => Some((BodyKind::Json, self.json(value))),
            RespondBody::Text(text) => Some((BodyKind::Text, self.escaped(text, Escape::None))),
            RespondBody::Html(text) => Some((BodyKind::Html, self.escaped(text, Escape::Html))),
            RespondBody::Bytes(bytes) => Some((BodyKind::Bytes, self.bytes(bytes))),
        }
    }

    fn bytes(&mut self, bytes: &Expression) -> Vec<Piece> {
        let locals = self.expression(bytes);
        let piece = Piece::of(&bytes.ty, &locals, Escape::None);
        piece.into_iter().collect()
    }
}
