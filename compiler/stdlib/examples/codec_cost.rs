//! The cost of passing a row through the codec, compared with an owned tree of values: allocations
//! and time.
//! `cargo run --release -p flowright-stdlib --example codec_cost`.

#![expect(
    unsafe_code,
    reason = "an allocator is an unsafe trait; every call is handed on as it came"
)]

use std::alloc::{GlobalAlloc, Layout};
use std::error::Error;
use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use flowright_stdlib::codec::{CodecError, Decode, Decoder, Encode, Encoder, decode, encode};
use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::{Constants, Context, Globals, Limits, Place, View};
use flowright_stdlib::types::{Field, Type};
use mimalloc::MiMalloc;

const ROUNDS: u32 = 20_000;
const REPEATS: u32 = 20;
const LIMIT: usize = 1 << 20;

/// mimalloc, with a count of the allocations.
struct Counting;

static CALLS: AtomicU64 = AtomicU64::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: `MiMalloc` upholds the contract; each call is passed to it unchanged, and counting
// neither allocates nor unwinds.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        CALLS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller upholds the contract of this same function.
        unsafe { MiMalloc.alloc(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        CALLS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: as in `alloc`; the block came from `MiMalloc`, as all blocks do.
        unsafe { MiMalloc.realloc(block, layout, size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: as in `realloc`.
        unsafe { MiMalloc.dealloc(block, layout) }
    }
}

/// The value of a column, as a store returns it.
enum Datum {
    Null,
    Int(i64),
    Text(Box<str>),
}

impl Encode for Datum {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        match self {
            Datum::Null => encoder.octet(0),
            Datum::Int(int) => {
                encoder.octet(1)?;
                encoder.int(*int)
            }
            Datum::Text(text) => {
                encoder.octet(2)?;
                encoder.text(text)
            }
        }
    }
}

impl Decode for Datum {
    fn decode(decoder: &mut Decoder<'_>) -> Result<Datum, CodecError> {
        let at = decoder.at();
        Ok(match decoder.octet()? {
            0 => Datum::Null,
            1 => Datum::Int(decoder.int()?),
            2 => Datum::Text(decoder.text()?.into()),
            _ => return Err(CodecError::Tag { at }),
        })
    }
}

fn to_tree(view: &View<'_>) -> Result<Vec<Datum>, Failure> {
    let datum = |field: &View<'_>| {
        Ok(match field.optional()? {
            None => Datum::Null,
            Some(value) if *value.ty() == Type::Int => Datum::Int(value.int()?),
            Some(value) => Datum::Text(value.text()?.into()),
        })
    };
    view.fields()?.iter().map(datum).collect()
}

fn from_tree(place: Place<'_>, tree: &[Datum]) -> Result<(), Failure> {
    let mut fields = place.fields()?;
    for datum in tree {
        let mut place = fields
            .next_field()
            .ok_or_else(|| Failure::internal("a row has too many columns"))?;
        match datum {
            Datum::Null => place.null()?,
            Datum::Int(int) => place.some()?.int(*int)?,
            Datum::Text(text) => place.some()?.text(text)?,
        }
    }
    Ok(())
}

fn context() -> Context {
    let globals = Arc::new(Globals::new(&[]));
    Context::new(Limits::default(), globals, Arc::new(Constants::default()))
}

fn report(name: &str, mut work: impl FnMut() -> Result<(), Failure>) -> Result<(), Failure> {
    work()?;
    let before = CALLS.load(Ordering::Relaxed);
    work()?;
    let calls = CALLS.load(Ordering::Relaxed) - before;
    let mut best = f64::INFINITY;
    for _ in 0..REPEATS {
        let start = Instant::now();
        for _ in 0..ROUNDS {
            work()?;
        }
        best = best.min(start.elapsed().as_secs_f64() / f64::from(ROUNDS));
    }
    println!("{name:44} {calls:3} allocations {:7.0} ns", best * 1e9);
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let field = |name: &str, ty| Field {
        name: name.into(),
        ty,
    };
    let ty = Type::record(vec![
        field("id", Type::Int),
        field("repository", Type::Text),
        field("branch", Type::Text),
        field("author", Type::Text.optional()),
        field("commits", Type::Int),
        field("message", Type::Text),
    ]);
    let mut source = context();
    let mut place = Place::allocate(&mut source, &ty)?;
    place.field(0)?.int(17_293_822_569)?;
    place.field(1)?.text("octokit/webhooks")?;
    place.field(2)?.text("refs/heads/main")?;
    place.field(3)?.some()?.text("ada@example.com")?;
    place.field(4)?.int(3)?;
    place
        .field(5)?
        .text("Update the types of the events, and the list of their names")?;
    let address = place.address();
    let view = View::new(&source, address, &ty);

    let by_type = || -> Result<Vec<u8>, CodecError> {
        let mut encoder = Encoder::new(LIMIT);
        encoder.value(&view)?;
        Ok(encoder.finish())
    };
    let octets = by_type()?;
    let tree = to_tree(&view)?;
    let tree_octets = encode(&tree, LIMIT)?;
    println!(
        "{} octets by type, {} of the tree",
        octets.len(),
        tree_octets.len()
    );

    let mut target = context();
    report("memory to octets, by type", || {
        black_box(by_type()?);
        Ok(())
    })?;
    report("octets to memory, by type", || {
        target.reset();
        let place = Place::allocate(&mut target, &ty)?;
        let mut decoder = Decoder::new(&octets)?;
        decoder.value(place)?;
        Ok(decoder.finish()?)
    })?;
    report("memory to tree", || {
        black_box(to_tree(&view)?);
        Ok(())
    })?;
    report("tree to octets", || {
        black_box(encode(&tree, LIMIT)?);
        Ok(())
    })?;
    report("octets to tree", || {
        black_box(decode::<Vec<Datum>>(&tree_octets)?);
        Ok(())
    })?;
    report("tree to memory", || {
        target.reset();
        from_tree(Place::allocate(&mut target, &ty)?, &tree)
    })?;
    Ok(())
}
