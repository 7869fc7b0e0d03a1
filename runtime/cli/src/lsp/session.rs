//! The session with a client: its texts, and the messages sent to it.

use gen_lsp_types::{
    LogMessageNotification, LogMessageParams, MessageType, Notification, Request,
    ShowMessageNotification, ShowMessageParams,
};
use lsp_server::{Connection, Message, RequestId};
use serde::Serialize;
use serde_json::Value;

use super::workspace::Workspace;

/// The state of one session.
pub(super) struct Session {
    pub connection: Connection,
    pub workspace: Workspace,
    /// The number of requests that the server has sent to the client.
    asked: i32,
}

impl Session {
    pub(super) fn new(connection: Connection) -> Session {
        Session {
            connection,
            workspace: Workspace::default(),
            asked: 0,
        }
    }

    /// Writes a message to the client's log.
    pub(super) fn log(&self, kind: MessageType, message: impl Into<String>) {
        self.tell::<LogMessageNotification>(&LogMessageParams {
            kind,
            message: message.into(),
        });
    }

    /// Shows the user a message.
    pub(super) fn show(&self, kind: MessageType, message: impl Into<String>) {
        self.tell::<ShowMessageNotification>(&ShowMessageParams {
            kind,
            message: message.into(),
        });
    }

    /// Sends a request to the client; its response is ignored.
    pub(super) fn ask<R: Request>(&mut self, params: &R::Params) {
        self.asked = self.asked.wrapping_add(1);
        self.send(Message::Request(lsp_server::Request {
            id: RequestId::from(self.asked),
            method: R::METHOD.as_str().to_owned(),
            params: value(params),
        }));
    }

    /// Sends the client a notification.
    pub(super) fn tell<N: Notification>(&self, params: &N::Params) {
        self.send(Message::Notification(lsp_server::Notification {
            method: N::METHOD.as_str().to_owned(),
            params: value(params),
        }));
    }

    pub(super) fn send(&self, message: Message) {
        // If the client has disconnected, that is noticed when no further message arrives.
        let _ = self.connection.sender.send(message);
    }
}

/// Only values of the protocol's own types are sent, and these all serialize to JSON.
pub(super) fn value(of: &impl Serialize) -> Value {
    serde_json::to_value(of).unwrap_or_default()
}
