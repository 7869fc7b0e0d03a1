//! The time to decode a GitHub push by its type, compared with structs that derive `Deserialize`:
//! `cargo run --release -p flowright-stdlib --example decode_speed`.

use std::borrow::Cow;
use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use flowright_stdlib::decode::{self, DecodeError, Shape};
use flowright_stdlib::memory::{Constants, Context, Globals, Limits};
use flowright_stdlib::types::{Field, Type};
use serde::Deserialize;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PAYLOAD: &str = "../../tests/benches/shared/push.json";
const ROUNDS: u32 = 1_000;
const REPEATS: u32 = 200;

type Decode = fn(&mut Context, &Shape, &[u8], u64) -> Result<(), DecodeError>;

#[derive(Deserialize)]
#[expect(dead_code, reason = "decoded to be timed")]
struct Push<'a> {
    #[serde(borrow)]
    r#ref: Cow<'a, str>,
    #[serde(borrow)]
    after: Cow<'a, str>,
    deleted: bool,
    #[serde(borrow)]
    repository: Repository<'a>,
    #[serde(borrow)]
    pusher: Pusher<'a>,
    #[serde(borrow)]
    commits: Vec<Commit<'a>>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "decoded to be timed")]
struct Repository<'a> {
    #[serde(borrow)]
    full_name: Cow<'a, str>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "decoded to be timed")]
struct Pusher<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    email: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "decoded to be timed")]
struct Commit<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    message: Cow<'a, str>,
}

fn push() -> Type {
    let record = |fields: Vec<(&str, Type)>| {
        let field = |(name, ty): (&str, Type)| Field {
            name: name.into(),
            ty,
        };
        Type::record(fields.into_iter().map(field).collect())
    };
    record(vec![
        ("ref", Type::Text),
        ("after", Type::Text),
        ("deleted", Type::Bool),
        ("repository", record(vec![("full_name", Type::Text)])),
        (
            "pusher",
            record(vec![("name", Type::Text), ("email", Type::Text.optional())]),
        ),
        (
            "commits",
            record(vec![("id", Type::Text), ("message", Type::Text)]).list(),
        ),
    ])
}

fn time(rounds: u32, mut work: impl FnMut()) -> f64 {
    let start = Instant::now();
    for _ in 0..rounds {
        work();
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(rounds)
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAYLOAD);
    // As sent over the network: without white space.
    let value: serde_json::Value = serde_json::from_slice(&std::fs::read(path)?)?;
    for (name, text) in [
        ("compact", serde_json::to_string(&value)?),
        ("pretty", serde_json::to_string_pretty(&value)?),
    ] {
        measure(name, &Bytes::from(text))?;
    }
    Ok(())
}

fn measure(name: &str, body: &Bytes) -> Result<(), Box<dyn Error>> {
    let shape = Shape::of(&push());
    let globals = Arc::new(Globals::new(&[]));
    let constants = Arc::new(Constants::default());
    let mut context = Context::new(Limits::default(), globals, constants);
    let mut decoded = |decode: Decode| -> Result<(), Box<dyn Error>> {
        context.reset();
        context.hold_body(body.clone());
        let address = context.allocate(shape.words())?;
        decode(&mut context, &shape, black_box(body), address)?;
        Ok(())
    };
    decoded(decode::json_at)?;
    serde_json::from_slice::<Push<'_>>(body)?;

    let mut best = [f64::MAX; 4];
    for _ in 0..REPEATS {
        let ours = time(ROUNDS, || {
            black_box(decoded(decode::json_at).is_ok());
        });
        let seed = time(ROUNDS, || {
            black_box(decoded(decode::json_by_seed_at).is_ok());
        });
        let derived = time(ROUNDS, || {
            black_box(serde_json::from_slice::<Push<'_>>(black_box(body)).is_ok());
        });
        let value = time(ROUNDS / 10, || {
            black_box(serde_json::from_slice::<serde_json::Value>(black_box(body)).is_ok());
        });
        for (best, one) in best.iter_mut().zip([ours, seed, derived, value]) {
            *best = best.min(one);
        }
    }
    let [ours, seed, derived, value] = best;
    println!("{name}, {} bytes", body.len());
    println!("  by type   {ours:7.0} ns");
    println!(
        "  by seed   {seed:7.0} ns   by type / by seed = {:.3}",
        ours / seed
    );
    println!(
        "  derived   {derived:7.0} ns   by type / derived = {:.3}",
        ours / derived
    );
    println!(
        "  Value     {value:7.0} ns   by type / Value   = {:.3}",
        ours / value
    );
    Ok(())
}
