//! The server and the neighbours shared by the suites.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, OnceLock};
use std::thread;
use std::time::Duration;

use flowright_tests::{MailServer, Neighbour, Options, Received, Server};

/// The binary under test.
pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_flowright");
/// The secret that represents GitHub's.
pub(crate) const GITHUB: &str = "It's a Secret to Everybody";
/// The token that the service expects.
pub(crate) const PASSWORD: &str = "p4ssw0rd-canary";
pub(crate) const TOKEN: &str = "t0k3n-canary";

/// Holds calls until it is opened.
pub(crate) static GATE: Gate = Gate::new();

/// Counts the callers waiting at it, and releases all of them at once.
pub(crate) struct Gate {
    state: Mutex<(usize, bool)>,
    changed: Condvar,
}

impl Gate {
    /// A closed gate.
    pub(crate) const fn new() -> Gate {
        Gate {
            state: Mutex::new((0, false)),
            changed: Condvar::new(),
        }
    }

    /// Blocks until it is open.
    pub(crate) fn pass(&self) {
        let mut state = self.state.lock().unwrap();
        state.0 += 1;
        drop(self.changed.wait_while(state, |(_, open)| !*open).unwrap());
    }

    /// How many callers have arrived.
    pub(crate) fn waiting(&self) -> usize {
        self.state.lock().unwrap().0
    }

    /// Releases all callers, including later ones.
    pub(crate) fn open(&self) {
        self.state.lock().unwrap().1 = true;
        self.changed.notify_all();
    }
}

/// The state shared by the suites.
pub(crate) struct World {
    pub(crate) server: Server,
    pub(crate) neighbour: Neighbour,
    pub(crate) mail: MailServer,
}

/// A folder next to this file.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/end_to_end")
        .join(name)
}

/// The shared server, started on first use.
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

/// The options of a server for the flows in this folder.
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
        .variable("FLOWRIGHT_SECRET_PASSWORD", PASSWORD)
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
        "/api/keyed" => keyed(request),
        "/api/large" => Neighbour::json(200, &"x".repeat(2000)),
        "/api/echo/null" => Neighbour::json(200, "null"),
        "/api/echo/number" => Neighbour::json(200, "42"),
        "/api/echo/thing" => Neighbour::json(200, r#"{"items":[{"n":1},{"n":2}],"t":"x"}"#),
        "/api/echo/missing" => Neighbour::json(404, "nothing here"),
        "/api/answers/none" => b"HTTP/1.1 204 X\r\n\r\n".to_vec(),
        "/api/answers/marked" => Neighbour::json(200, "\u{feff}{\"id\":1}"),
        "/api/answers/latin" => answer_with(
            "Content-Type: application/json; charset=iso-8859-1",
            b"{\"id\":1,\"name\":\"Jos\xe9\"}",
        ),
        "/api/answers/noted" => answer_with("X-Note: Zo\u{eb}", b"null"),
        "/api/answers/gzip" => answer_with("Content-Encoding: gzip", &gzip()),
        "/slack/s3cret-path" => Neighbour::json(200, "ok"),
        _ => Neighbour::json(200, r#"{"id": 7, "tags": ["a", "b"]}"#),
    }
}

/// Denies users that are called `deny`, and repeats what they sent.
fn keyed(request: &Received) -> Vec<u8> {
    let sent = request.header("authorization").unwrap_or_default();
    let basic = sent.strip_prefix("Basic ").unwrap_or_default();
    if basic.starts_with("ZGVue") {
        return Neighbour::json(401, &format!(r#"{{"denied":"{sent}"}}"#));
    }
    Neighbour::json(200, "{}")
}

fn answer_with(header: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!("HTTP/1.1 200 X\r\n{header}\r\nContent-Length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

fn gzip() -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(br#"{"id":1,"name":"x"}"#).unwrap();
    encoder.finish().unwrap()
}

/// The rows of a query against the server's database, each as its columns joined by `|`, read over
/// a separate connection.
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

/// A service that takes a while to respond.
pub(crate) fn slow_neighbour() -> Neighbour {
    Neighbour::start(|_| {
        thread::sleep(Duration::from_millis(1500));
        Neighbour::json(200, "{}")
    })
}
