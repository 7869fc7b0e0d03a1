//! The contact form by hand: hyper, `form_urlencoded`, rusqlite, and a thread that commits
//! everything queued in one transaction.

use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread;

use hyper::body::Incoming;
use hyper::header::{HeaderValue, LOCATION};
use hyper::{Method, Request, StatusCode};
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use tokio::sync::oneshot;

use super::super::Result;
use super::hand::{self, Answer};

/// The maximum number of upserts that share a transaction.
const BATCH: usize = 512;

pub(super) struct State {
    writer: mpsc::Sender<Upsert>,
}

struct Upsert {
    name: String,
    email: String,
    message: Option<String>,
    assigned_to: Option<&'static str>,
    done: oneshot::Sender<Customer>,
}

struct Customer {
    id: i64,
    assigned_to: Option<String>,
    created: bool,
}

impl State {
    pub(super) fn open(data: &Path) -> Result<State> {
        let connection = Connection::open(data.join("customers.db"))?;
        connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
        connection.pragma_update(None, "synchronous", "full")?;
        connection.execute_batch(
            "CREATE TABLE customers (
                id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL UNIQUE, message TEXT,
                assigned_to TEXT
            ) STRICT",
        )?;
        let (writer, queue) = mpsc::channel();
        thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || write(&connection, &queue))?;
        Ok(State { writer })
    }
}

/// Commits everything queued; waiting callers are notified once it is on disk.
fn write(connection: &Connection, queue: &mpsc::Receiver<Upsert>) {
    while let Ok(first) = queue.recv() {
        let batch = std::iter::once(first).chain(queue.try_iter().take(BATCH - 1));
        match transaction(connection, batch) {
            Ok(done) => {
                for (waiting, customer) in done {
                    waiting.send(customer).ok();
                }
            }
            // Waiting callers find that the sender has been dropped, and respond with 500.
            Err(error) => {
                eprintln!("the transaction failed: {error}");
                connection.execute_batch("ROLLBACK").ok();
            }
        }
    }
}

type Done = Vec<(oneshot::Sender<Customer>, Customer)>;

fn transaction(
    connection: &Connection,
    batch: impl Iterator<Item = Upsert>,
) -> rusqlite::Result<Done> {
    let mut done = Vec::new();
    connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    for upsert in batch {
        let customer = run(connection, &upsert)?;
        done.push((upsert.done, customer));
    }
    connection.prepare_cached("COMMIT")?.execute([])?;
    Ok(done)
}

fn run(connection: &Connection, upsert: &Upsert) -> rusqlite::Result<Customer> {
    let mut update = connection.prepare_cached(
        "UPDATE customers SET name = ?1, message = ?3 WHERE email = ?2 RETURNING id, assigned_to",
    )?;
    let values = params![upsert.name, upsert.email, upsert.message];
    let found = update.query_row(values, |row| {
        Ok(Customer {
            id: row.get(0)?,
            assigned_to: row.get(1)?,
            created: false,
        })
    });
    if let Some(customer) = found.optional()? {
        return Ok(customer);
    }
    let mut insert = connection.prepare_cached(
        "INSERT INTO customers (name, email, message, assigned_to) VALUES (?1, ?2, ?3, ?4)
         RETURNING id, assigned_to",
    )?;
    let values = params![
        upsert.name,
        upsert.email,
        upsert.message,
        upsert.assigned_to
    ];
    insert.query_row(values, |row| {
        Ok(Customer {
            id: row.get(0)?,
            assigned_to: row.get(1)?,
            created: true,
        })
    })
}

#[derive(Serialize)]
struct Created<'a> {
    id: i64,
    assigned_to: &'a str,
}

#[derive(Serialize)]
struct Mistake {
    error: &'static str,
    field: &'static str,
}

pub(super) async fn answer(state: Arc<State>, request: Request<Incoming>) -> Answer {
    let owner = match request.uri().path().strip_prefix("/forms/") {
        None | Some("") => return hand::empty(StatusCode::NOT_FOUND),
        Some("sales") => Some("sam"),
        Some("support") => Some("kim"),
        Some(_) => None,
    };
    if request.method() != Method::POST {
        return hand::empty(StatusCode::METHOD_NOT_ALLOWED);
    }
    let body = match hand::body(request.into_body()).await {
        Ok(body) => body,
        Err(status) => return hand::empty(status),
    };
    let (mut name, mut email, mut message) = (None, None, None);
    for (key, value) in form_urlencoded::parse(&body) {
        match &*key {
            "name" => name = Some(value.into_owned()),
            "email" => email = Some(value.into_owned()),
            "message" => message = Some(value.into_owned()),
            _ => {}
        }
    }
    let (Some(name), Some(email)) = (name, email) else {
        return hand::empty(StatusCode::BAD_REQUEST);
    };
    if email
        .split_once('@')
        .is_none_or(|(local, host)| local.is_empty() || host.is_empty())
    {
        let mistake = Mistake {
            error: "not an e-mail address",
            field: "email",
        };
        return hand::json(StatusCode::UNPROCESSABLE_ENTITY, &mistake);
    }
    let (done, waiting) = oneshot::channel();
    let upsert = Upsert {
        name,
        email,
        message,
        assigned_to: owner,
        done,
    };
    if state.writer.send(upsert).is_err() {
        return hand::empty(StatusCode::INTERNAL_SERVER_ERROR);
    }
    let Ok(customer) = waiting.await else {
        return hand::empty(StatusCode::INTERNAL_SERVER_ERROR);
    };
    let status = if customer.created {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    let assigned_to = customer.assigned_to.as_deref().unwrap_or("nobody");
    let mut answer = hand::json(
        status,
        &Created {
            id: customer.id,
            assigned_to,
        },
    );
    if let Ok(location) = HeaderValue::from_str(&format!("/customers/{}", customer.id)) {
        answer.headers_mut().insert(LOCATION, location);
    }
    answer
}
