//! The client's messages that have not been handled yet.

use std::collections::{HashSet, VecDeque};

use gen_lsp_types::{CancelParams, Id};
use lsp_server::{Connection, Message, RequestId};

/// The queued messages, in order.
#[derive(Debug, Default)]
pub(super) struct Queue {
    waiting: VecDeque<Message>,
    /// Queued requests that the client has cancelled.
    cancelled: HashSet<RequestId>,
}

impl Queue {
    /// Takes everything that has arrived; returns whether anything is queued now.
    pub(super) fn fill(&mut self, connection: &Connection) -> bool {
        for message in connection.receiver.try_iter() {
            self.push(message);
        }
        !self.waiting.is_empty()
    }

    pub(super) fn push(&mut self, message: Message) {
        let Message::Notification(one) = &message else {
            return self.waiting.push_back(message);
        };
        if one.method != "$/cancelRequest" {
            return self.waiting.push_back(message);
        }
        let Ok(CancelParams { id }) = serde_json::from_value(one.params.clone()) else {
            return;
        };
        let id = match id {
            Id::Int(number) => RequestId::from(number),
            Id::String(text) => RequestId::from(text),
        };
        // A request that has already been answered is not recorded, because its ID may be reused.
        let mut waiting = self.waiting.iter();
        if waiting.any(|one| matches!(one, Message::Request(one) if one.id == id)) {
            self.cancelled.insert(id);
        }
    }

    pub(super) fn pop(&mut self) -> Option<Message> {
        self.waiting.pop_front()
    }

    /// Whether a request taken from the queue has been cancelled.
    pub(super) fn is_cancelled(&mut self, id: &RequestId) -> bool {
        self.cancelled.remove(id)
    }
}
