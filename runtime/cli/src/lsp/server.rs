//! The loop: takes messages in order, answers them, and publishes diagnostics once the queue is
//! empty.
//!
//! Checking happens on demand: before the response to a request, which concerns the texts sent
//! before it, and when the client becomes idle. A thousand queued keystrokes therefore cost one
//! check.

use gen_lsp_types::{MessageType, PublishDiagnosticsNotification};
use lsp_server::{Connection, ErrorCode, Message, RequestId, Response, ResponseError};
use serde_json::Value;

use super::guard::{Bug, guarded};
use super::initialize::initialize;
use super::notifications::NOTIFICATIONS;
use super::publish::Published;
use super::queue::Queue;
use super::requests::{Failure, Handler};
use super::session::{Session, value};
use crate::output::Exit;

/// The server of one client.
pub(super) struct Server {
    pub session: Session,
    requests: &'static [Handler],
    queue: Queue,
    phase: Phase,
    published: Published,
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
            session: Session::new(connection),
            requests,
            queue: Queue::default(),
            phase: Phase::Waiting,
            published: Published::default(),
        }
    }

    /// Serves until `exit`, or until the client disconnects.
    pub(super) fn run(mut self) -> Exit {
        loop {
            if !self.queue.fill(&self.session.connection) {
                self.publish();
                match self.session.connection.receiver.recv() {
                    Ok(message) => self.queue.push(message),
                    Err(_) => break,
                }
                self.queue.fill(&self.session.connection);
            }
            match self.queue.pop() {
                Some(Message::Request(one)) => self.request(one.id, &one.method, one.params),
                Some(Message::Notification(one)) if one.method == "exit" => break,
                Some(Message::Notification(one)) => self.notification(&one.method, one.params),
                Some(Message::Response(one)) => self.response(one),
                None => {}
            }
            for notice in self.session.workspace.notices() {
                self.session.show(MessageType::Info, notice);
            }
            for complaint in self.session.workspace.complaints() {
                self.session.log(MessageType::Warning, complaint);
            }
        }
        match self.phase {
            Phase::Ended => Exit::Fine,
            Phase::Waiting | Phase::Running => Exit::Found,
        }
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
        self.session.send(Message::Response(Response {
            id,
            response_result: answer.map_err(ResponseError::from),
        }));
    }

    fn answer(&mut self, method: &str, params: Value) -> Result<Value, Failure> {
        match (self.phase, method) {
            (Phase::Waiting, "initialize") => {
                let answer = initialize(&mut self.session.workspace, self.requests, params)?;
                self.phase = Phase::Running;
                Ok(value(&answer))
            }
            (Phase::Waiting, _) => Err(Failure::new(
                ErrorCode::ServerNotInitialized,
                "`initialize` must be the first request",
            )),
            (Phase::Running, "initialize") => Err(Failure::new(
                ErrorCode::InvalidRequest,
                "`initialize` must be sent only once",
            )),
            (Phase::Running, "shutdown") => {
                self.phase = Phase::Ended;
                Ok(Value::Null)
            }
            (Phase::Running, _) => {
                let mut handlers = self.requests.iter();
                match handlers.find(|handler| handler.method == method) {
                    Some(handler) => (handler.answer)(&mut self.session.workspace, params),
                    None => Err(Failure::new(
                        ErrorCode::MethodNotFound,
                        format!("unknown request `{method}`"),
                    )),
                }
            }
            (Phase::Ended, _) => Err(Failure::new(
                ErrorCode::InvalidRequest,
                "after `shutdown` only `exit` is allowed",
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
        match guarded(|| (listener.listen)(&mut self.session, params)) {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                let text = format!("invalid message `{method}`: {error}");
                self.session.log(MessageType::Warning, text);
            }
            Err(bug) => self.mend(method, &bug),
        }
    }

    fn response(&self, response: Response) {
        if let Err(error) = response.response_result {
            let text = format!("the client rejected a request: {}", error.message);
            self.session.log(MessageType::Warning, text);
        }
    }

    /// Publishes the diagnostics of the programs that have changed.
    fn publish(&mut self) {
        if self.phase != Phase::Running {
            return;
        }
        let found = guarded(|| {
            let mut messages = Vec::new();
            let mut bugs = Vec::new();
            for news in self.session.workspace.news() {
                match news {
                    Ok(snapshot) => messages.extend(self.published.update(&snapshot)),
                    Err(bug) => bugs.push(bug),
                }
            }
            messages.extend(
                self.published
                    .retain(|key| self.session.workspace.knows(key)),
            );
            (messages, bugs)
        });
        match found {
            Ok((messages, bugs)) => {
                for message in &messages {
                    self.session.tell::<PublishDiagnosticsNotification>(message);
                }
                for bug in bugs {
                    self.session
                        .log(MessageType::Error, format!("the check: {bug}"));
                }
            }
            Err(bug) => self.mend("publishing diagnostics", &bug),
        }
    }

    /// Recovers from a bug: the current state cannot be trusted, and is rebuilt from the texts.
    fn mend(&mut self, what: &str, bug: &Bug) {
        self.session.workspace.forget();
        self.session
            .log(MessageType::Error, format!("{what}: {bug}"));
    }
}
