//! Everything that is named is there, and has as many words as its type.

use flowright_stdlib::functions::FunctionId;
use flowright_stdlib::types::{Type, register_words};

use super::{Problem, Subject};
use crate::code::{BlockId, DataId, Instruction, LocalId, Terminator, TypeId};
use crate::handler::FRAME_HEADER_WORDS;
use crate::image::{Input, Workflow};

/// The record of input.
pub(super) fn input(workflow: &Workflow) -> Result<(), Problem> {
    let Input { words, members } = &workflow.input;
    rule(
        None,
        members.iter().all(|member| member.offset <= *words),
        || "a member lies outside of the record of input".to_owned(),
    )
}

pub(super) fn check(subject: &Subject<'_>) -> Result<(), Problem> {
    let code = subject.code;
    rule(None, !code.blocks.is_empty(), || "no entry".to_owned())?;
    frame(subject)?;
    for (block, id) in code.blocks.iter().zip((0..).map(BlockId)) {
        for (index, instruction) in block.instructions.iter().enumerate() {
            at(id, instruction_indexes(subject, instruction))?;
            rule(
                Some(id),
                index == 0 || !matches!(instruction, Instruction::Caught { .. }),
                || "the failure is caught after the start of a block".to_owned(),
            )?;
        }
        at(id, terminator_indexes(subject, &block.terminator))?;
        for local in block.terminator.reads() {
            at(id, local_index(subject, local))?;
        }
        if let Some(catch) = block.catch {
            at(id, catches(subject, catch))?;
        }
        for target in block.terminator.targets(code) {
            at(id, block_index(subject, target))?;
            rule(Some(id), catches(subject, target).is_err(), || {
                format!("goes to {target}, which handles failures")
            })?;
        }
    }
    for block in &code.resume_points {
        block_index(subject, *block).map_err(|rule| (None, rule))?;
    }
    Ok(())
}

fn frame(subject: &Subject<'_>) -> Result<(), Problem> {
    let mut places: Vec<u32> = subject
        .code
        .locals
        .iter()
        .filter_map(|local| local.frame)
        .collect();
    let inside = FRAME_HEADER_WORDS..subject.code.frame_words.max(FRAME_HEADER_WORDS);
    rule(
        None,
        places.iter().all(|place| inside.contains(place)),
        || "a local lies outside of the frame".to_owned(),
    )?;
    let count = places.len();
    places.sort_unstable();
    places.dedup();
    rule(None, places.len() == count, || {
        "two locals share a place in the frame".to_owned()
    })?;
    rule(None, subject.code.frame_words >= FRAME_HEADER_WORDS, || {
        "a frame without its header".to_owned()
    })
}

fn instruction_indexes(subject: &Subject<'_>, instruction: &Instruction) -> Result<(), String> {
    for local in instruction.reads().into_iter().chain(instruction.writes()) {
        local_index(subject, local)?;
    }
    if let Some(site) = instruction.site() {
        within(site.0, subject.workflow.sites.len(), "site")?;
    }
    match instruction {
        Instruction::Data { data, .. } | Instruction::AppendData { data, .. } => {
            data_index(subject, *data)
        }
        Instruction::RespondHeader { name, .. } => data_index(subject, *name),
        Instruction::Equal {
            ty, left, right, ..
        } => {
            words(subject, *ty, left.len())?;
            words(subject, *ty, right.len())
        }
        Instruction::AppendJson { ty, value, .. } => words(subject, *ty, value.len()),
        Instruction::StepResult { word, .. } => within(*word, 4, "word of a result"),
        Instruction::Call {
            function,
            receiver,
            arguments,
            results,
            ..
        } => call(
            subject,
            *function,
            *receiver,
            arguments.len(),
            results.len(),
        ),
        _ => Ok(()),
    }
}

fn call(
    subject: &Subject<'_>,
    function: FunctionId,
    receiver: TypeId,
    arguments: usize,
    results: usize,
) -> Result<(), String> {
    let receiver = type_at(subject, receiver)?;
    let function = function.get().ok_or("no such function")?;
    let width = |ty: &Type| register_words(ty) as usize;
    let parameters = function.parameters.iter();
    let taken: usize = parameters.map(|one| width(&one.ty.resolve(receiver))).sum();
    if width(receiver) + taken != arguments {
        return Err(format!("`{}` takes other words", function.name));
    }
    if width(&function.returns.resolve(receiver)) != results {
        return Err(format!("`{}` gives other words", function.name));
    }
    Ok(())
}

fn terminator_indexes(subject: &Subject<'_>, terminator: &Terminator) -> Result<(), String> {
    let points = subject.code.resume_points.len();
    match terminator {
        Terminator::Suspend { step, resume, .. } => {
            within(*resume, points, "resume point")?;
            within(step.0, subject.steps.len(), "step")?;
            let step = subject.steps.get(step.0 as usize);
            let Some(on_failure) = step.and_then(|step| step.on_failure) else {
                return Ok(());
            };
            let block = subject.code.resume_points.get(on_failure as usize);
            catches(subject, *block.ok_or("a step fails to no resume point")?)
        }
        Terminator::Fuel { resume, .. } => within(*resume, points, "resume point"),
        Terminator::Fail { site, .. } => within(site.0, subject.workflow.sites.len(), "site"),
        _ => Ok(()),
    }
}

fn catches(subject: &Subject<'_>, block: BlockId) -> Result<(), String> {
    block_index(subject, block)?;
    let block = subject.code.blocks.get(block.0 as usize);
    match block.and_then(|block| block.instructions.first()) {
        Some(Instruction::Caught { .. }) => Ok(()),
        _ => Err("failures go to a block that does not handle them".to_owned()),
    }
}

fn block_index(subject: &Subject<'_>, block: BlockId) -> Result<(), String> {
    within(block.0, subject.code.blocks.len(), "block")
}

fn local_index(subject: &Subject<'_>, local: LocalId) -> Result<(), String> {
    within(local.0, subject.code.locals.len(), "local")
}

fn data_index(subject: &Subject<'_>, data: DataId) -> Result<(), String> {
    let end = data.offset.saturating_add(data.length) as usize;
    if end > subject.image.constants.data.len() {
        return Err("a text outside of the constants".to_owned());
    }
    Ok(())
}

fn type_at<'a>(subject: &Subject<'a>, ty: TypeId) -> Result<&'a Type, String> {
    let types = &subject.image.constants.types;
    within(ty.0, types.len(), "type")?;
    Ok(subject.image.constants.type_at(ty.0))
}

fn words(subject: &Subject<'_>, ty: TypeId, words: usize) -> Result<(), String> {
    let ty = type_at(subject, ty)?;
    if register_words(ty) as usize != words {
        return Err(format!("{words} words for a value of type `{ty}`"));
    }
    Ok(())
}

fn within(index: u32, count: usize, what: &str) -> Result<(), String> {
    if (index as usize) < count {
        Ok(())
    } else {
        Err(format!("no {what} {index} of {count}"))
    }
}

fn at<T>(block: BlockId, result: Result<T, String>) -> Result<T, Problem> {
    result.map_err(|rule| (Some(block), rule))
}

fn rule(
    block: Option<BlockId>,
    holds: bool,
    message: impl FnOnce() -> String,
) -> Result<(), Problem> {
    if holds {
        Ok(())
    } else {
        Err((block, message()))
    }
}
