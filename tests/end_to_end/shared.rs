//! The server and the neighbours that the suites share.

use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, OnceLock};
use std::thread;
use std::time::Duration;

use flowright_tests::{MailServer, Neighbour, Options, Received, Server};

/// The binary under test.
pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_flowright");
/// The secret that stands for GitHub's.
pub(crate) const GITHUB: &str = "It's a Secret to Everybody";
/// What the service expects to be sent.
pub(crate) const TOKEN: &str = "t0k3n-canary";

/// Where calls wait until it is opened.
pub(crate) static GATE: Gate = Gate::new();

/// Counts who waits at it, and lets all go at once.
pub(crate) struct Gate {
    state: Mutex<(usize, bool)>,
    changed: Condvar,
}

impl Gate {
    /// One that is closed.
    pub(crate) const fn new() -> Gate {
        Gate {
            state: Mutex::new((0, false)),
            changed: Condvar::new(),
        }
    }

    /// Waits until it is open.
    pub(crate) fn pass(&self) {
        let mut state = self.state.lock().unwrap();
        state.0 += 1;
        drop(self.changed.wait_while(state, |(_, open)| !*open).unwrap());
    }

    /// How many have come.
    pub(crate) fn waiting(&self) -> usize {
        self.state.lock().unwrap().0
    }

    /// Lets all go, those that come later too.
    pub(crate) fn open(&self) {
        self.state.lock().unwrap().1 = true;
        self.changed.notify_all();
    }
}

/// What the suites share.
pub(crate) struct World {
    pub(crate) server: Server,
    pub(crate) neighbour: Neighbour,
    pub(crate) mail: MailServer,
}

/// A folder beside this file.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/end_to_end")
        .join(name)
}

/// The shared server, started by the first who asks.
pub(crate) fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let neighbour = Neighbour::start(answer);
        let mail = MailServer::start();
        let server = Server::start(BINARY, &folder("flows"), &options(&neighbour, &mail));
        World {
            server,
            neighbour,
            mail,
        }
    })
}

/// How a server for the flows of this folder is started.
pub(crate) fn options(neighbour: &Neighbour, mail: &MailServer) -> Options {
    Options::new()
        .flag(&[
            "--allow-egress",
            "127.0.0.0/8,::1",
            "--trusted-proxy",
            "127.0.0.1/32",
        ])
        .variable("FLOWRIGHT_SECRET_GITHUB", GITHUB)
        .variable("FLOWRIGHT_SECRET_TOKEN", TOKEN)
        .variable(
            "FLOWRIGHT_SECRET_SLACK_URL",
            &format!("{}/slack/s3cret-path", neighbour.url()),
        )
        .variable(
            "FLOWRIGHT_CONFIG_BASE_URL",
            &format!("{}/api", neighbour.url()),
        )
        .variable(
            "FLOWRIGHT_CONFIG_GATE_URL",
            &format!("http://localhost:{}", neighbour.address().port()),
        )
        .variable("FLOWRIGHT_CONFIG_SMTP_URL", &mail.url())
}

fn answer(request: &Received) -> Vec<u8> {
    let path = request.target.split('?').next().unwrap_or_default();
    match path {
        "/api/items/wrong-shape" => Neighbour::json(200, r#"{"id": "seven"}"#),
        "/api/items/broken" => Neighbour::json(503, "{}"),
        "/api/missing" => Neighbour::json(404, r#"{"error": "no such thing"}"#),
        "/api/gate" => {
            GATE.pass();
            Neighbour::json(200, "{}")
        }
        "/api/slow" => {
            thread::sleep(Duration::from_millis(1500));
            Neighbour::json(200, "{}")
        }
        "/api/echo/null" => Neighbour::json(200, "null"),
        "/api/echo/number" => Neighbour::json(200, "42"),
        "/api/echo/thing" => Neighbour::json(200, r#"{"items":[{"n":1},{"n":2}],"t":"x"}"#),
        "/api/echo/missing" => Neighbour::json(404, "nothing here"),
        "/slack/s3cret-path" => Neighbour::json(200, "ok"),
        _ => Neighbour::json(200, r#"{"id": 7, "tags": ["a", "b"]}"#),
    }
}

/// Rows of a query against the server's database, each as its columns joined by `|`, read by a connection of its own.
pub(crate) fn query(data: &Path, sql: &str) -> Vec<String> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let database = rusqlite::Connection::open_with_flags(data.join("flowright.db"), flags).unwrap();
    database.busy_timeout(Duration::from_secs(10)).unwrap();
    let mut statement = database.prepare(sql).unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| {
        let cells = (0..columns).map(|column| {
            Ok(match row.get_ref(column)? {
                rusqlite::types::ValueRef::Null => String::from("null"),
                rusqlite::types::ValueRef::Integer(value) => value.to_string(),
                rusqlite::types::ValueRef::Real(value) => value.to_string(),
                rusqlite::types::ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                rusqlite::types::ValueRef::Blob(_) => String::from("blob"),
            })
        });
        Ok(cells.collect::<rusqlite::Result<Vec<_>>>()?.join("|"))
    });
    rows.unwrap().map(Result::unwrap).collect()
}
