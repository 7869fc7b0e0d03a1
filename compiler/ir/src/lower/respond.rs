//! Responses.

use flowright_check::program::{Expression, Respond, ResponseBody};

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
        let body = respond.body.as_ref().map(|body| self.body(body));
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

    fn body(&mut self, body: &ResponseBody) -> (BodyKind, Vec<Piece>) {
        match body {
            ResponseBody::Json(value) => (BodyKind::Json, self.pieces(value)),
            ResponseBody::Text(value) => (BodyKind::Text, self.pieces(value)),
            ResponseBody::Html(value) => (BodyKind::Html, self.pieces(value)),
            ResponseBody::Bytes(value) => (BodyKind::Bytes, self.bytes(value)),
        }
    }

    fn bytes(&mut self, bytes: &Expression) -> Vec<Piece> {
        let locals = self.expression(bytes);
        let piece = Piece::of(&bytes.ty, &locals, Escape::None);
        piece.into_iter().collect()
    }
}
