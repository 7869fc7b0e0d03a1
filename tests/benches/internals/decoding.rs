//! Decoding the push by its type, compared with serde.

use std::hint::black_box;
use std::sync::Arc;

use bytes::Bytes;
use flowright_ir::image::{BodyDecoder, Trigger};
use flowright_stdlib::decode;
use flowright_stdlib::memory::{Constants, Context, Globals, Limits};
use serde_json::Value;

use crate::phases::{median, timed};
use crate::shared::contestants::push_typed;
use crate::shared::table::Table;
use crate::shared::{Result, program, push};

const RUNS: usize = 20_000;

pub fn measure(table: &mut Table) -> Result<()> {
    let body = Bytes::from_static(push::BODY.as_bytes());
    let image = program::image(&program::sources(push::FLOW))?;
    let workflow = &image.workflows.first().ok_or("no workflow")?.workflow;
    let Trigger::Webhook(webhook) = &workflow.trigger;
    let BodyDecoder::Json(shape) = &webhook.body else {
        return Err("no JSON".into());
    };
    let globals = Arc::new(Globals::new(&[]));
    let mut context = Context::new(Limits::default(), globals, Arc::new(Constants::default()));
    let mut times = [const { Vec::new() }; 4];
    for _ in 0..RUNS {
        let [quick, seed, typed, value] = &mut times;
        for (decode, times) in [
            (decode::json_at as Decode, quick),
            (decode::json_by_seed_at, seed),
        ] {
            context.reset();
            context.hold_body(body.clone());
            let address = context.allocate(shape.words())?;
            timed(times, || {
                decode(&mut context, shape, black_box(&body), address)
            })
            .map_err(|error| error.to_string())?;
        }
        timed(typed, || black_box(push_typed::parse(&body)).is_ok());
        timed(value, || {
            black_box(serde_json::from_slice::<Value>(&body)).is_ok()
        });
    }
    let names = [
        "Flowright: the quick reader",
        "Flowright: the seed alone",
        "serde, borrowed structures",
        "serde_json::Value",
    ];
    for (name, times) in names.into_iter().zip(times) {
        table.row([name.to_owned(), median(times)]);
    }
    Ok(())
}

type Decode =
    fn(&mut Context, &decode::Shape, &[u8], u64) -> std::result::Result<(), decode::DecodeError>;
