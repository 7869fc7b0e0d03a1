//! The loop: takes messages in their order, answers, and tells what is wrong once nothing waits.
//!
//! The check comes when somebody needs it: before the answer to a request, which is about the texts that were sent before it, and when
//! the client has fallen silent. So a thousand keystrokes that wait cost one check.

use gen_lsp_types::{
    LogMessageNotification, LogMessageParams, MessageType, Notification,
    PublishDiagnosticsNotification, Request,
};
use lsp_server::{Connection, ErrorCode, Message, RequestId, Response, ResponseError};
use serde::Serialize;
use serde_json::Value;

use super::guard::{Bug, guarded};
use super::initialize::initialize;
use super::notifications::NOTIFICATIONS;
use super::publish::Published;
use super::queue::Queue;
use super::requests::{Failure, Handler};
use super::workspace::Workspace;
use crate::output::Exit;

/// The server of one client.
pub(super) struct Server {
    connection: Connection,
    requests: &'static [Handler],
    queue: Queue,
    phase: Phase,
    published: Published,
    /// How many requests were sent to the client.
    asked: i32,
    pub workspace: Workspace,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Before `initialize`.
    Waiting,
    Running,
    /// After `shutdown`.
    Ended,
}

impl Server {
    pub(super) fn new(connection: Connection, requests: &'static [Handler]) -> Server {
        Server {
            connection,
            requests,
            queue: Queue::default(),
            phase: Phase::Waiting,
            published: Published::default(),
            asked: 0,
            workspace: Workspace::default(),
        }
    }

    /// Serves until `exit`, or until the client goes away.
    pub(super) fn run(mut self) -> Exit {
        loop {
            if !self.queue.fill(&self.connection) {
                self.publish();
                match self.connection.receiver.recv() {
                    Ok(message) => self.queue.push(message),
                    Err(_) => break,
                }
                self.queue.fill(&self.connection);
            }
            match self.queue.pop() {
                Some(Message::Request(one)) => self.request(one.id, &one.method, one.params),
                Some(Message::Notification(one)) if one.method == "exit" => break,
                Some(Message::Notification(one)) => self.notification(&one.method, one.params),
                Some(Message::Response(one)) => self.response(one),
                None => {}
            }
            for complaint in self.workspace.complaints() {
                self.log(MessageType::Warning, complaint);
            }
        }
        match self.phase {
            Phase::Ended => Exit::Fine,
            Phase::Waiting | Phase::Running => Exit::Found,
        }
    }

    /// Tells the user something, in the client's log.
    pub(super) fn log(&self, kind: MessageType, message: impl Into<String>) {
        self.tell::<LogMessageNotification>(&LogMessageParams {
            kind,
            message: message.into(),
        });
    }

    /// Asks the client for something; what it answers does not matter.
    pub(super) fn ask<R: Request>(&mut self, params: &R::Params) {
        self.asked = self.asked.wrapping_add(1);
        self.send(Message::Request(lsp_server::Request {
            id: RequestId::from(self.asked),
            method: R::METHOD.as_str().to_owned(),
            params: value(params),
        }));
    }

    fn tell<N: Notification>(&self, params: &N::Params) {
        self.send(Message::Notification(lsp_server::Notification {
            method: N::METHOD.as_str().to_owned(),
            params: value(params),
        }));
    }

    fn send(&self, message: Message) {
        // A client that is gone shows in the next message that does not come.
        let _ = self.connection.sender.send(message);
    }

    fn request(&mut self, id: RequestId, method: &str, params: Value) {
        let answer = if self.queue.is_cancelled(&id) {
            Err(Failure::new(ErrorCode::RequestCanceled, "cancelled"))
        } else {
            guarded(|| self.answer(method, params)).unwrap_or_else(|bug| {
                self.mend(method, &bug);
                Err(bug.into())
            })
        };
        self.send(Message::Response(Response {
            id,
            response_result: answer.map_err(ResponseError::from),
        }));
    }

    fn answer(&mut self, method: &str, params: Value) -> Result<Value, Failure> {
        match (self.phase, method) {
            (Phase::Waiting, "initialize") => {
                let answer = initialize(&mut self.workspace, self.requests, params)?;
                self.phase = Phase::Running;
                Ok(value(&answer))
            }
            (Phase::Waiting, _) => Err(Failure::new(
                ErrorCode::ServerNotInitialized,
                "`initialize` comes first",
            )),
            (Phase::Running, "initialize") => Err(Failure::new(
                ErrorCode::InvalidRequest,
                "`initialize` comes once",
            )),
            (Phase::Running, "shutdown") => {
                self.phase = Phase::Ended;
                Ok(Value::Null)
            }
            (Phase::Running, _) => {
                let mut handlers = self.requests.iter();
                match handlers.find(|handler| handler.method == method) {
                    Some(handler) => (handler.answer)(&mut self.workspace, params),
                    None => Err(Failure::new(
                        ErrorCode::MethodNotFound,
                        format!("there is no request `{method}`"),
                    )),
                }
            }
            (Phase::Ended, _) => Err(Failure::new(
                ErrorCode::InvalidRequest,
                "nothing comes after `shutdown` but `exit`",
            )),
        }
    }

    fn notification(&mut self, method: &str, params: Value) {
        if self.phase != Phase::Running {
            return;
        }
        let Some(listener) = NOTIFICATIONS.iter().find(|one| one.method == method) else {
            return;
        };
        match guarded(|| (listener.listen)(self, params)) {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                let text = format!("a message `{method}` makes no sense: {error}");
                self.log(MessageType::Warning, text);
            }
            Err(bug) => self.mend(method, &bug),
        }
    }

    fn response(&self, response: Response) {
        if let Err(error) = response.response_result {
            let text = format!("the client refuses a request: {}", error.message);
            self.log(MessageType::Warning, text);
        }
    }

    /// Tells what is wrong in the programs that have changed.
    fn publish(&mut self) {
        if self.phase != Phase::Running {
            return;
        }
        let found = guarded(|| {
            let mut messages = Vec::new();
            let mut bugs = Vec::new();
            for news in self.workspace.news() {
                match news {
                    Ok(snapshot) => messages.extend(self.published.update(&snapshot)),
                    Err(bug) => bugs.push(bug),
                }
            }
            messages.extend(self.published.retain(|key| self.workspace.knows(key)));
            (messages, bugs)
        });
        match found {
            Ok((messages, bugs)) => {
                for message in &messages {
                    self.tell::<PublishDiagnosticsNotification>(message);
                }
                for bug in bugs {
                    self.log(MessageType::Error, format!("the check: {bug}"));
                }
            }
            Err(bug) => self.mend("publishing diagnostics", &bug),
        }
    }

    /// After a bug: what was at work is not to be trusted, and is made anew from the texts.
    fn mend(&mut self, what: &str, bug: &Bug) {
        self.workspace.forget();
        self.log(MessageType::Error, format!("{what}: {bug}"));
    }
}

/// What is sent is data of the protocol's own types, which are all JSON.
fn value(of: &impl Serialize) -> Value {
    serde_json::to_value(of).unwrap_or_default()
}
