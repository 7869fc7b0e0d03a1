//! The work runs to its end once, under many schedules of the threads that poll it, wake it and
//! drop it. `serve/tests/detaching.rs` tries every order of its own steps.

use std::future::poll_fn;
use std::task::Waker;
use std::time::Duration;

use shuttle::sync::atomic::{AtomicUsize, Ordering};
use shuttle::sync::{Arc, Mutex};
use tokio::sync::oneshot::{self, error::TryRecvError};
use tokio::time::{sleep, timeout};

use super::*;
use crate::serve::panic::catch_panic;

/// A future waits on it until another thread opens it.
#[derive(Default)]
struct Gate(Mutex<(bool, Option<Waker>)>);

impl Gate {
    fn open(&self) {
        let waker = {
            let mut gate = self.0.lock().unwrap();
            gate.0 = true;
            gate.1.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    fn poll(&self, cx: &Context<'_>) -> Poll<()> {
        let mut gate = self.0.lock().unwrap();
        if gate.0 {
            return Poll::Ready(());
        }
        gate.1 = Some(cx.waker().clone());
        Poll::Pending
    }

    async fn wait(&self) {
        poll_fn(|cx| self.poll(cx)).await;
    }
}

/// Opens a gate when dropped.
struct OpenOnDrop(Arc<Gate>);

impl Drop for OpenOnDrop {
    fn drop(&mut self) {
        self.0.open();
    }
}

fn spawn_shuttle<T: Send + 'static>(work: Work<T>) {
    drop(shuttle::future::spawn(work));
}

/// A client's task polls the work, which waits at that many gates, until the work ends or the
/// client leaves. One thread opens the gates, and another one makes the client leave.
fn the_client_may_leave(gates: usize) {
    let gates: Vec<_> = (0..gates).map(|_| Arc::new(Gate::default())).collect();
    let (leaves, dropped) = (Arc::new(Gate::default()), Arc::new(Gate::default()));
    let ends = Arc::new(AtomicUsize::new(0));

    let (opened, ended) = (gates.clone(), ends.clone());
    let open_on_drop = OpenOnDrop(dropped.clone());
    let work = async move {
        let _open_on_drop = open_on_drop;
        for gate in gates {
            gate.wait().await;
        }
        ended.fetch_add(1, Ordering::SeqCst);
    };
    let mut work = DetachOnDrop::with_spawn(work, spawn_shuttle);
    let left = leaves.clone();
    drop(shuttle::future::spawn(poll_fn(move |cx| {
        if left.poll(cx).is_ready() {
            return Poll::Ready(());
        }
        Pin::new(&mut work).poll(cx)
    })));
    shuttle::thread::spawn(move || leaves.open());
    for gate in opened {
        gate.open();
    }

    // A lost wake-up would deadlock here, which shuttle reports.
    shuttle::future::block_on(dropped.wait());
    assert_eq!(ends.load(Ordering::SeqCst), 1);
}

#[test]
fn the_work_ends_once_under_random_schedules() {
    for gates in 0..=2 {
        shuttle::check_random(move || the_client_may_leave(gates), 2000);
    }
}

#[test]
fn the_work_ends_once_under_schedules_of_few_preemptions() {
    for gates in 0..=2 {
        shuttle::check_pct(move || the_client_may_leave(gates), 2000, 3);
    }
}

#[tokio::test(start_paused = true)]
async fn it_gives_what_the_work_gives() {
    let work = DetachOnDrop::new(async {
        sleep(Duration::from_secs(1)).await;
        5
    });
    assert_eq!(work.await, 5);
}

#[tokio::test(start_paused = true)]
async fn it_goes_on_when_nobody_waits() {
    for waits in [0, 1] {
        let (done, end) = oneshot::channel();
        let work = DetachOnDrop::new(async {
            sleep(Duration::from_secs(5)).await;
            done.send(()).ok();
        });
        assert!(timeout(Duration::from_secs(waits), work).await.is_err());
        assert!(end.await.is_ok(), "dropped after {waits} s");
    }
}

#[tokio::test]
async fn work_that_panics_is_not_polled_again() {
    let (held, dropped) = oneshot::channel::<()>();
    let work = DetachOnDrop::new(async move {
        let _held = held;
        panic!("polled");
    });
    let work: DetachOnDrop<()> = work;
    // A second poll by a task that it was detached to would panic by itself.
    assert_eq!(catch_panic(work).await, Err("polled".to_owned()));
    assert!(dropped.await.is_err());
}

#[test]
fn without_a_runtime_the_work_is_dropped() {
    let (held, mut dropped) = oneshot::channel::<()>();
    drop(DetachOnDrop::new(async move {
        let _held = held;
    }));
    assert_eq!(dropped.try_recv(), Err(TryRecvError::Closed));
}
