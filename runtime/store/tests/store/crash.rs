//! A process that is killed while it writes.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;

use flowright_host::SystemClock;
use flowright_store::Datum;
use tokio::task::JoinSet;

use crate::kit::{Opened, Place, customers, row, text};

/// Passes the data directory to the process that will be killed.
const DIRECTORY: &str = "FLOWRIGHT_TEST_CRASH_DIRECTORY";

/// Not a test by itself: this is the code that the killed process runs. It prints each row after it
/// was acknowledged.
#[test]
fn write_until_killed() {
    let Some(directory) = std::env::var_os(DIRECTORY).map(PathBuf::from) else {
        return;
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .build()
        .unwrap();
    runtime.block_on(async {
        let store =
            Arc::new(Opened::at(&directory, &[customers()], Arc::new(SystemClock)).unwrap());
        let plan = store.plan_upsert(0, 0, &[1, 2], &[], &[0]).unwrap();
        let mut tasks = JoinSet::new();
        for task in 0..16 {
            let (store, plan) = (store.clone(), plan.clone());
            tasks.spawn(async move {
                for n in 0.. {
                    let email = format!("{task}.{n}@b");
                    let upserted = store.upsert(&plan, vec![text("x"), text(&email)]).await;
                    let row = upserted.unwrap().row;
                    let [Datum::Int(id)] = row.as_slice() else {
                        panic!("{row:?}")
                    };
                    let mut out = std::io::stdout().lock();
                    writeln!(out, "acknowledged {id} {email}").unwrap();
                    out.flush().unwrap();
                }
            });
        }
        tasks.join_all().await;
    });
}

#[tokio::test]
async fn every_acknowledged_row_survives_a_kill() {
    let place = Place::new();
    let mut acknowledged = Vec::new();
    for round in 1..=3 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "crash::write_until_killed", "--nocapture"])
            .env(DIRECTORY, place.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let before = acknowledged.len();
        for line in lines.map_while(Result::ok) {
            // A line cut short by the kill acknowledges nothing.
            if let Some((id, email)) = line
                .strip_prefix("acknowledged ")
                .and_then(|line| line.split_once(' '))
                .filter(|(_, email)| email.ends_with("@b"))
            {
                acknowledged.push((id.parse::<i64>().unwrap(), email.to_owned()));
            }
            if acknowledged.len() == before + 400 * round {
                // SIGKILL; the lines that are still in the pipe were acknowledged as well.
                child.kill().unwrap();
            }
        }
        child.wait().unwrap();
        assert!(acknowledged.len() > before, "the child wrote nothing");

        let store = place.open(&[customers()]);
        for (id, email) in &acknowledged {
            assert_eq!(row(&store, *id, &[2]).await, Some(vec![text(email)]));
        }
        store.close().await;
        let integrity: String = place
            .sqlite()
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!(integrity, "ok");
    }
}
