//! Checks that everything the code refers to exists and has as many words as its type requires.

use flowright_stdlib::functions::FunctionId;
use flowright_stdlib::types::{Type, memory_words, register_words};

use super::broken::Problem;
use super::subject::Subject;
use crate::code::{BlockId, DataId, Instruction, LocalId, Suspend, Terminator, TypeId};
use crate::frame::{HEADER_WORDS, RESULT_WORDS};
use crate::image::{Input, StepTemplate, Workflow};

/// The input record, and the results of steps.
pub(super) fn workflow(workflow: &Workflow) -> Result<(), Problem> {
    let Input { words, members } = &workflow.input;
    let mut behind = 0;
    for member in members {
        let end = member.offset.checked_add(memory_words(&member.ty));
        let fits = member.offset >= behind && end.is_some_and(|end| end <= *words);
        rule(None, fits, || {
            "a member lies outside of the record of input, or on another".to_owned()
        })?;
        behind = end.unwrap_or(u32::MAX);
    }
    let fits = |step: &StepTemplate| register_words(&step.result) <= RESULT_WORDS;
    rule(None, workflow.steps.iter().all(fits), || {
        "a step's result does not fit the frame".to_owned()
    })
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
    let inside = HEADER_WORDS..subject.code.frame_words.max(HEADER_WORDS);
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
    rule(None, subject.code.frame_words >= HEADER_WORDS, || {
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
        Instruction::Arrange { key, .. } => type_at(subject, *key).map(drop),
        Instruction::AppendJson { ty, value, .. } => words(subject, *ty, value.len()),
        Instruction::Decode { shape, .. } => {
            let shapes = subject.workflow.constants.shapes.len();
            within(shape.0, shapes, "decoding plan")
        }
        Instruction::StepResult { word, .. } => {
            within(*word, RESULT_WORDS as usize, "word of a result")
        }
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
        Instruction::Word { .. }
        | Instruction::Copy { .. }
        | Instruction::Input { .. }
        | Instruction::Captures { .. }
        | Instruction::PartNumber { .. }
        | Instruction::Globals { .. }
        | Instruction::Now { .. }
        | Instruction::Load { .. }
        | Instruction::Store { .. }
        | Instruction::Offset { .. }
        | Instruction::Element { .. }
        | Instruction::CopyWords { .. }
        | Instruction::Allocate { .. }
        | Instruction::AllocateElements { .. }
        | Instruction::Int { .. }
        | Instruction::Float { .. }
        | Instruction::Decimal { .. }
        | Instruction::NegateFloat { .. }
        | Instruction::CompareInt { .. }
        | Instruction::CompareFloat { .. }
        | Instruction::CompareDecimal { .. }
        | Instruction::CompareText { .. }
        | Instruction::Not { .. }
        | Instruction::Header { .. }
        | Instruction::Begin
        | Instruction::AppendText { .. }
        | Instruction::AppendWord { .. }
        | Instruction::AppendDecimal { .. }
        | Instruction::Take { .. }
        | Instruction::RespondStatus { .. }
        | Instruction::RespondBody { .. }
        | Instruction::Mark { .. }
        | Instruction::Release { .. }
        | Instruction::Log { .. }
        | Instruction::Caught { .. } => Ok(()),
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
    match terminator {
        Terminator::Suspend(suspend) => suspend_indexes(subject, suspend),
        Terminator::Fuel { resume, .. } => resume_point(subject, *resume).map(drop),
        Terminator::Fail { site, .. } => within(site.0, subject.workflow.sites.len(), "site"),
        Terminator::Jump(_)
        | Terminator::Branch { .. }
        | Terminator::Done
        | Terminator::Return(_) => Ok(()),
    }
}

fn suspend_indexes(subject: &Subject<'_>, suspend: &Suspend) -> Result<(), String> {
    within(suspend.step.0, subject.steps.len(), "step")?;
    let result = resume_point(subject, suspend.result)?;
    if catches(subject, result).is_ok() {
        return Err("a step's result goes to a block that handles failures".to_owned());
    }
    match suspend.failure {
        Some(failure) => catches(subject, resume_point(subject, failure)?),
        None => Ok(()),
    }
}

fn resume_point(subject: &Subject<'_>, point: u32) -> Result<BlockId, String> {
    let points = &subject.code.resume_points;
    within(point, points.len(), "resume point")?;
    let block = points.get(point as usize).copied();
    block.ok_or_else(|| "no such resume point".to_owned())
}

fn catches(subject: &Subject<'_>, block: BlockId) -> Result<(), String> {
    block_index(subject, block)?;
    let block = subject.code.blocks.get(block.0 as usize);
    let first = block.and_then(|block| block.instructions.first());
    if matches!(first, Some(Instruction::Caught { .. })) {
        Ok(())
    } else {
        Err("failures go to a block that does not handle them".to_owned())
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
    if end > subject.workflow.constants.data.len() {
        return Err("a text outside of the constants".to_owned());
    }
    Ok(())
}

fn type_at<'a>(subject: &Subject<'a>, ty: TypeId) -> Result<&'a Type, String> {
    let types = &subject.workflow.constants.types;
    within(ty.0, types.len(), "type")?;
    Ok(subject.workflow.constants.type_at(ty.0))
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
