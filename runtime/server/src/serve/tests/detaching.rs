//! What happens to a request's response, audit line and permit, in every order in which its client,
//! its work and the server can proceed.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::panic::resume_unwind;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use hyper::{Request, StatusCode};
use serde_json::Value;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

use super::kit;
use crate::audit::Outcome;
use crate::serve::answer::{self, Answer};
use crate::serve::detach::DetachOnDrop;
use crate::serve::request::detachable;
use crate::serve::request_audit::RequestAudit;
use crate::serve::shared::Shared;
use crate::serve::verdict::Verdict;

/// What can happen to a request whose workflow is waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    /// The client's task polls.
    Poll,
    /// The runtime runs the ready tasks.
    Run,
    /// The first event that the work waits for occurs.
    Wake,
    /// The second event occurs, after which the work ends or panics.
    End,
    /// The client leaves.
    Leave,
    /// The server is told to stop.
    Stop,
}

/// In ascending order. A step in last place is equivalent to a step that never happens, because the
/// check at the end performs the missing steps.
const STEPS: [Step; 9] = [
    Step::Poll,
    Step::Poll,
    Step::Poll,
    Step::Run,
    Step::Run,
    Step::Wake,
    Step::End,
    Step::Leave,
    Step::Stop,
];

/// The number of orders that share an audit log: its buffer must have room for all their lines.
const ORDERS_A_LOG: usize = 4_000;

#[test]
fn the_work_ends_once_and_leaves_one_line_in_every_order() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let orders = orders();
    assert_eq!(orders.len(), 30_240);
    for orders in orders.chunks(ORDERS_A_LOG) {
        let data = tempfile::tempdir().unwrap();
        let shared = {
            let _runtime = runtime.enter();
            kit::server(data.path(), kit::site(data.path()), 1).shared
        };
        let mut expected = HashMap::new();
        for order in orders {
            for panics in [false, true] {
                let id = Case::new(&runtime, &shared, panics).check(order);
                expected.insert(id, panics);
            }
        }
        shared.audit.close();
        let lines = kit::lines(data.path());
        assert_eq!(lines.len(), expected.len());
        for line in lines {
            let Value::String(id) = &line["request_id"] else {
                panic!("{line}");
            };
            let wanted = match expected.remove(id) {
                Some(false) => ("answered", 204),
                Some(true) => ("panicked", 500),
                None => panic!("a line too many: {line}"),
            };
            assert_eq!(line["outcome"], wanted.0, "{line}");
            assert_eq!(line["status"], wanted.1, "{line}");
        }
    }
}

/// Every order of [`STEPS`], each once.
fn orders() -> Vec<[Step; STEPS.len()]> {
    let mut orders = vec![STEPS];
    let mut order = STEPS;
    // The next permutation in lexicographic order, until there is none.
    while let Some(at) = (1..order.len()).rev().find(|at| order[at - 1] < order[*at]) {
        let (pivot, tail) = (at - 1, at);
        let swap = (tail..order.len())
            .rev()
            .find(|swap| order[*swap] > order[pivot])
            .unwrap();
        order.swap(pivot, swap);
        order[tail..].reverse();
        orders.push(order);
    }
    orders
}

#[derive(Default)]
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// One request in progress.
struct Case<'a> {
    runtime: &'a Runtime,
    shared: &'a Arc<Shared>,
    id: String,
    panics: bool,
    wake: Option<oneshot::Sender<()>>,
    end: Option<oneshot::Sender<()>>,
    /// The future that the client's task polls, until it has its response or the client leaves.
    client: Option<DetachOnDrop<Answer>>,
    /// What the work is waiting for, once the client's task has polled it.
    waits_for: Option<Step>,
    woken: Arc<Woken>,
    answer: Option<Answer>,
}

impl<'a> Case<'a> {
    fn new(runtime: &'a Runtime, shared: &'a Arc<Shared>, panics: bool) -> Case<'a> {
        let (parts, ()) = Request::post("/").body(()).unwrap().into_parts();
        let peer = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let audit = RequestAudit::begin(Arc::clone(shared), shared.ids.next(), peer, &parts);
        let id = audit.id.to_string();
        let (wake, woken) = oneshot::channel();
        let (end, ended) = oneshot::channel();
        let work = async move {
            woken.await.unwrap();
            ended.await.unwrap();
            if panics {
                // Like a panic, but without printing its message.
                resume_unwind(Box::new("the workflow panicked"));
            }
            Verdict {
                answer: answer::empty(StatusCode::NO_CONTENT),
                outcome: Outcome::Done("answered"),
                why: None,
            }
        };
        Case {
            runtime,
            shared,
            id,
            panics,
            wake: Some(wake),
            end: Some(end),
            client: Some(detachable(audit, work)),
            waits_for: None,
            woken: Arc::default(),
            answer: None,
        }
    }

    /// Performs the steps in that order, then performs the missing ones, and returns the ID of the
    /// request.
    fn check(mut self, order: &[Step]) -> String {
        let mut left = false;
        for step in order {
            left |= *step == Step::Leave && self.client.is_some();
            self.take(*step);
            self.permit_and_token_go_together(order);
        }
        // By now the client has left, unless it got its response earlier.
        for step in [Step::Wake, Step::End, Step::Run] {
            self.take(step);
        }
        self.permit_and_token_go_together(order);
        assert_eq!(self.shared.requests.left(), 1, "{order:?}");
        self.runtime.block_on(self.shared.tasks.wait());
        self.shared.tasks.reopen();
        assert_eq!(self.answer.is_none(), left, "{order:?}");
        if let Some(answer) = &self.answer {
            let status = if self.panics { 500 } else { 204 };
            assert_eq!(answer.status(), status, "{order:?}");
        }
        self.id
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Poll => self.poll(),
            Step::Run => self.runtime.block_on(async {
                for _ in 0..3 {
                    tokio::task::yield_now().await;
                }
            }),
            Step::Wake => {
                send(&mut self.wake);
                self.client_is_woken_by(step);
            }
            Step::End => {
                send(&mut self.end);
                self.client_is_woken_by(step);
            }
            Step::Leave => {
                let _runtime = self.runtime.enter();
                self.client = None;
            }
            Step::Stop => drop(self.shared.tasks.close()),
        }
    }

    fn poll(&mut self) {
        let Some(client) = &mut self.client else {
            return;
        };
        self.woken.0.store(false, Ordering::SeqCst);
        let waker = Waker::from(Arc::clone(&self.woken));
        if let Poll::Ready(answer) = Pin::new(client).poll(&mut Context::from_waker(&waker)) {
            self.answer = Some(answer);
            self.client = None;
        } else if self.wake.is_some() {
            self.waits_for = Some(Step::Wake);
        } else {
            self.waits_for = Some(Step::End);
        }
    }

    fn client_is_woken_by(&mut self, step: Step) {
        if self.client.is_some() && self.waits_for == Some(step) {
            assert!(self.woken.0.load(Ordering::SeqCst));
        }
    }

    /// Until it ends, a request holds its permit, and the server waits for it.
    fn permit_and_token_go_together(&self, order: &[Step]) {
        let under_way = self.shared.requests.left() == 0;
        assert_eq!(under_way, !self.shared.tasks.is_empty(), "{order:?}");
    }
}

fn send(gate: &mut Option<oneshot::Sender<()>>) {
    if let Some(gate) = gate.take() {
        gate.send(()).ok();
    }
}
