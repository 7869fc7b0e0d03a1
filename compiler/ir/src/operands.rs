//! The operands and targets of instructions and terminators.

use crate::code::{BlockId, Code, Instruction, LocalId, SiteId, Suspend, Terminator};

impl Instruction {
    /// The locals read.
    #[must_use]
    pub fn reads(&self) -> Vec<LocalId> {
        match self {
            Instruction::Word { .. }
            | Instruction::Data { .. }
            | Instruction::Input { .. }
            | Instruction::Captures { .. }
            | Instruction::PartNumber { .. }
            | Instruction::Globals { .. }
            | Instruction::Now { .. }
            | Instruction::Allocate { .. }
            | Instruction::Begin
            | Instruction::AppendData { .. }
            | Instruction::Take { .. }
            | Instruction::RespondBody { .. }
            | Instruction::Caught { .. }
            | Instruction::Mark { .. }
            | Instruction::StepResult { .. } => Vec::new(),
            Instruction::Release { mark } => vec![*mark],
            Instruction::Arrange { list, keys, .. } => vec![list[0], list[1], *keys],
            Instruction::Log {
                message, fields, ..
            } => [*message, *fields].concat(),
            Instruction::Copy { from, .. }
            | Instruction::NegateFloat { from, .. }
            | Instruction::Not { from, .. } => vec![*from],
            Instruction::Load { address, .. } | Instruction::Offset { address, .. } => {
                vec![*address]
            }
            Instruction::Store { address, from, .. } => vec![*address, *from],
            Instruction::Element { address, index, .. } => vec![*address, *index],
            Instruction::CopyWords { to, from, .. } => vec![*to, *from],
            Instruction::AllocateElements { count, .. } => vec![*count],
            Instruction::Int { left, right, .. }
            | Instruction::Float { left, right, .. }
            | Instruction::CompareInt { left, right, .. }
            | Instruction::CompareFloat { left, right, .. } => vec![*left, *right],
            Instruction::Decimal { left, right, .. }
            | Instruction::CompareDecimal { left, right, .. }
            | Instruction::CompareText { left, right, .. } => [*left, *right].concat(),
            Instruction::Equal { left, right, .. } => [&left[..], right].concat(),
            Instruction::Header { headers, name, .. } => [*headers, *name].concat(),
            Instruction::Call { arguments, .. } => arguments.clone(),
            Instruction::AppendText { text, .. } | Instruction::Decode { text, .. } => {
                text.to_vec()
            }
            Instruction::AppendWord { word, .. } => vec![*word],
            Instruction::AppendDecimal { decimal, .. } => decimal.to_vec(),
            Instruction::AppendJson { value, .. } => value.clone(),
            Instruction::RespondStatus { status, .. } => vec![*status],
            Instruction::RespondHeader { value, .. } => value.to_vec(),
        }
    }

    /// The locals written.
    #[must_use]
    pub fn writes(&self) -> Vec<LocalId> {
        match self {
            Instruction::Word { to, .. }
            | Instruction::Copy { to, .. }
            | Instruction::Input { to }
            | Instruction::Captures { to }
            | Instruction::PartNumber { to }
            | Instruction::Globals { to }
            | Instruction::Now { to }
            | Instruction::Load { to, .. }
            | Instruction::Offset { to, .. }
            | Instruction::Element { to, .. }
            | Instruction::Allocate { to, .. }
            | Instruction::AllocateElements { to, .. }
            | Instruction::Int { to, .. }
            | Instruction::Float { to, .. }
            | Instruction::NegateFloat { to, .. }
            | Instruction::CompareInt { to, .. }
            | Instruction::CompareFloat { to, .. }
            | Instruction::CompareDecimal { to, .. }
            | Instruction::CompareText { to, .. }
            | Instruction::Equal { to, .. }
            | Instruction::Not { to, .. }
            | Instruction::Caught { to, .. }
            | Instruction::Decode { to, .. }
            | Instruction::Mark { to }
            | Instruction::StepResult { to, .. } => vec![*to],
            Instruction::Data { to, .. }
            | Instruction::Decimal { to, .. }
            | Instruction::Take { to, .. } => to.to_vec(),
            Instruction::Header { to, .. } => to.to_vec(),
            Instruction::Arrange { to, .. } => to.to_vec(),
            Instruction::Call { results, .. } => results.clone(),
            Instruction::Store { .. }
            | Instruction::CopyWords { .. }
            | Instruction::Begin
            | Instruction::AppendData { .. }
            | Instruction::AppendText { .. }
            | Instruction::AppendWord { .. }
            | Instruction::AppendDecimal { .. }
            | Instruction::AppendJson { .. }
            | Instruction::RespondStatus { .. }
            | Instruction::RespondHeader { .. }
            | Instruction::RespondBody { .. }
            | Instruction::Release { .. }
            | Instruction::Log { .. } => Vec::new(),
        }
    }

    /// Its failure site, if it may fail.
    #[must_use]
    pub fn site(&self) -> Option<SiteId> {
        match self {
            Instruction::Allocate { site, .. }
            | Instruction::AllocateElements { site, .. }
            | Instruction::Int { site, .. }
            | Instruction::Float { site, .. }
            | Instruction::Decimal { site, .. }
            | Instruction::CompareDecimal { site, .. }
            | Instruction::CompareText { site, .. }
            | Instruction::Equal { site, .. }
            | Instruction::Header { site, .. }
            | Instruction::Call { site, .. }
            | Instruction::AppendData { site, .. }
            | Instruction::AppendText { site, .. }
            | Instruction::AppendWord { site, .. }
            | Instruction::AppendDecimal { site, .. }
            | Instruction::AppendJson { site, .. }
            | Instruction::Take { site, .. }
            | Instruction::RespondStatus { site, .. }
            | Instruction::RespondHeader { site, .. }
            | Instruction::Log { site, .. }
            | Instruction::Arrange { site, .. }
            | Instruction::Decode { site, .. }
            | Instruction::Caught { site, .. } => Some(*site),
            Instruction::Word { .. }
            | Instruction::Data { .. }
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
            | Instruction::NegateFloat { .. }
            | Instruction::CompareInt { .. }
            | Instruction::CompareFloat { .. }
            | Instruction::Not { .. }
            | Instruction::Begin
            | Instruction::RespondBody { .. }
            | Instruction::Mark { .. }
            | Instruction::Release { .. }
            | Instruction::StepResult { .. } => None,
        }
    }
}

impl Terminator {
    /// The locals read.
    #[must_use]
    pub fn reads(&self) -> Vec<LocalId> {
        match self {
            Terminator::Jump(_) | Terminator::Fuel { .. } | Terminator::Done => Vec::new(),
            Terminator::Branch { condition, .. } => vec![*condition],
            Terminator::Suspend(suspend) => suspend.reads(),
            Terminator::Return(word) => vec![*word],
            Terminator::Fail { failure, .. } => failure.reads(),
        }
    }

    /// The blocks it jumps to without returning to the engine for a step. They are blocks of the
    /// code that contains it.
    #[must_use]
    pub fn targets(&self, code: &Code) -> Vec<BlockId> {
        match self {
            Terminator::Jump(target) => vec![*target],
            Terminator::Branch {
                then, otherwise, ..
            } => vec![*then, *otherwise],
            Terminator::Fuel { resume, .. } => {
                let block = code.resume_points.get(*resume as usize);
                block.copied().into_iter().collect()
            }
            Terminator::Suspend(_)
            | Terminator::Done
            | Terminator::Return(_)
            | Terminator::Fail { .. } => Vec::new(),
        }
    }
}

impl Suspend {
    /// The locals read: the locals of the arguments, of the loop counters and of all words of the
    /// live values.
    #[must_use]
    pub fn reads(&self) -> Vec<LocalId> {
        let live = self.live.iter().flat_map(|value| &value.locals);
        [&self.arguments]
            .into_iter()
            .chain(&self.counters)
            .chain(live)
            .copied()
            .collect()
    }

    /// The blocks at which the engine may resume the code: with a result, or with a failure.
    #[must_use]
    pub fn targets(&self, code: &Code) -> Vec<BlockId> {
        [Some(self.result), self.failure]
            .into_iter()
            .flatten()
            .filter_map(|point| code.resume_points.get(point as usize).copied())
            .collect()
    }
}
