//! Steps: their plans, made once at the start, and how each is done.

mod http;
mod notify;
mod plan;
mod rows;

use flowright_ir::image::StepTemplate;
use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::{Context, View};

pub(crate) use plan::{StepPlan, plan_steps};

use crate::program::Program;

/// The words that a step leaves in the frame.
pub(crate) type ResultWords = [u64; 4];

/// Does a step: reads its arguments at `arguments`, waits, and writes its result into the arena.
pub(crate) async fn perform(
    program: &Program,
    template: &StepTemplate,
    plan: &StepPlan,
    arguments: u64,
    context: &mut Context,
) -> Result<ResultWords, Failure> {
    let arguments = View::new(context, arguments, &template.arguments);
    let result = match plan {
        StepPlan::Create { plan, row } => {
            let values = rows::values(&arguments)?;
            rows::create(&program.store, plan, row, values, context).await
        }
        StepPlan::Upsert { plan, row } => {
            let values = rows::values(&arguments)?;
            rows::upsert(&program.store, plan, row, values, context).await
        }
        StepPlan::FindOne { plan, row } => {
            let values = rows::values(&arguments)?;
            rows::find_one(&program.store, plan, row, values, context).await
        }
        StepPlan::Update { plan } => {
            let values = rows::values(&arguments)?;
            rows::update(&program.store, plan, values).await
        }
        StepPlan::Http(plan) => {
            let request = http::request(plan, &arguments)?;
            http::send(&program.client, plan, request, context).await
        }
        StepPlan::Notify(plan) => {
            let message = notify::message(&arguments)?;
            notify::send(&program.client, &program.host, plan, &message, context).await
        }
    };
    result.map_err(|failure| failure.of_step(&template.name))
}
