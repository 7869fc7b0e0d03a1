//! Prints code as text, one instruction per line, for debugging and snapshots.

use std::fmt::{self, Display, Formatter};

use crate::code::{BlockId, Code, Instruction, LocalId, Raised, Suspend, Terminator};

impl Display for LocalId {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "%{}", self.0)
    }
}

impl Display for BlockId {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "b{}", self.0)
    }
}

/// A list of locals.
struct Locals<'a>(&'a [LocalId]);

impl Display for Locals<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("(")?;
        for (index, local) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            local.fmt(f)?;
        }
        f.write_str(")")
    }
}

impl Display for Code {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "frame {}", self.frame_words)?;
        for (index, local) in self.locals.iter().enumerate() {
            if let Some(word) = local.frame {
                write!(f, " %{index}@{word}")?;
            }
        }
        writeln!(f)?;
        for (index, block) in self.blocks.iter().enumerate() {
            write!(f, "b{index}")?;
            if let Some(catch) = block.catch {
                write!(f, " catch {catch}")?;
            }
            let resume_points = self.resume_points.iter().enumerate();
            for (point, _) in resume_points.filter(|(_, block)| block.0 as usize == index) {
                write!(f, " resume {point}")?;
            }
            writeln!(f, ":")?;
            for instruction in &block.instructions {
                writeln!(f, "  {instruction}")?;
            }
            writeln!(f, "  {}", block.terminator)?;
        }
        Ok(())
    }
}

impl Display for Suspend {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (step, arguments, result) = (self.step.0, self.arguments, self.result);
        write!(f, "suspend step {step} {arguments} then {result}")?;
        if let Some(failure) = self.failure {
            write!(f, " else {failure}")?;
        }
        for counter in &self.counters {
            write!(f, " counter {counter}")?;
        }
        for value in &self.live {
            write!(f, " live {}{}", Locals(&value.locals), value.ty)?;
        }
        Ok(())
    }
}

impl Display for Terminator {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Terminator::Jump(target) => write!(f, "jump {target}"),
            Terminator::Branch {
                condition,
                then,
                otherwise,
            } => write!(f, "branch {condition} ? {then} : {otherwise}"),
            Terminator::Suspend(suspend) => suspend.fmt(f),
            Terminator::Fuel { cost, resume } => write!(f, "fuel {cost} then {resume}"),
            Terminator::Done => f.write_str("done"),
            Terminator::Return(word) => write!(f, "return {word}"),
            Terminator::Fail { failure, site } => match failure {
                Raised::New { code, message } => {
                    let code = code.as_str();
                    write!(f, "fail {code} {} !{}", Locals(message), site.0)
                }
                Raised::Again(record) => write!(f, "fail again {record} !{}", site.0),
            },
        }
    }
}

impl Display for Instruction {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.writes().as_slice() {
            [] => {}
            [to] => write!(f, "{to} = ")?,
            to => write!(f, "{} = ", Locals(to))?,
        }
        self.operation(f)?;
        match self.site() {
            Some(site) => write!(f, " !{}", site.0),
            None => Ok(()),
        }
    }
}

impl Instruction {
    fn operation(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Instruction::Word { word, .. } => write!(f, "word {}", word.cast_signed()),
            Instruction::Data { data, .. } => write!(f, "data {}+{}", data.offset, data.length),
            Instruction::Copy { from, .. } => write!(f, "{from}"),
            Instruction::Input { .. } => f.write_str("input"),
            Instruction::Captures { .. } => f.write_str("captures"),
            Instruction::PartNumber { .. } => f.write_str("part number"),
            Instruction::Globals { .. } => f.write_str("globals"),
            Instruction::Now { .. } => f.write_str("now"),
            Instruction::Load {
                address, offset, ..
            } => write!(f, "load {address}[{offset}]"),
            Instruction::Store {
                address,
                offset,
                from,
            } => write!(f, "store {address}[{offset}] {from}"),
            Instruction::Offset { address, words, .. } => write!(f, "offset {address} {words}"),
            Instruction::Element {
                address,
                index,
                stride,
                ..
            } => write!(f, "element {address} {index} * {stride}"),
            Instruction::CopyWords {
                to,
                to_offset,
                from,
                from_offset,
                words,
            } => write!(f, "copy {to}[{to_offset}] {from}[{from_offset}] * {words}"),
            Instruction::Allocate { words, .. } => write!(f, "allocate {words}"),
            Instruction::AllocateElements { count, stride, .. } => {
                write!(f, "allocate {count} * {stride}")
            }
            Instruction::Int {
                operator,
                left,
                right,
                ..
            } => write!(f, "int {operator:?} {left} {right}"),
            Instruction::Float {
                operator,
                left,
                right,
                ..
            } => write!(f, "float {operator:?} {left} {right}"),
            Instruction::Decimal {
                operator,
                left,
                right,
                ..
            } => write!(f, "decimal {operator:?} {} {}", Locals(left), Locals(right)),
            Instruction::NegateFloat { from, .. } => write!(f, "float Negate {from}"),
            Instruction::CompareInt {
                comparison,
                left,
                right,
                ..
            } => write!(f, "int {comparison:?} {left} {right}"),
            Instruction::CompareFloat {
                comparison,
                left,
                right,
                ..
            } => write!(f, "float {comparison:?} {left} {right}"),
            Instruction::CompareDecimal {
                comparison,
                left,
                right,
                ..
            } => write!(
                f,
                "decimal {comparison:?} {} {}",
                Locals(left),
                Locals(right)
            ),
            Instruction::CompareText {
                comparison,
                left,
                right,
                ..
            } => write!(f, "text {comparison:?} {} {}", Locals(left), Locals(right)),
            Instruction::Equal {
                ty, left, right, ..
            } => write!(f, "equal type {} {} {}", ty.0, Locals(left), Locals(right)),
            Instruction::Not { from, .. } => write!(f, "not {from}"),
            Instruction::Header { headers, name, .. } => {
                write!(f, "header {} {}", Locals(headers), Locals(name))
            }
            Instruction::Call {
                function,
                receiver,
                arguments,
                ..
            } => {
                let name = function.get().map_or("?", |function| function.name);
                write!(f, "call {name} type {} {}", receiver.0, Locals(arguments))
            }
            Instruction::StepResult { word, .. } => write!(f, "result {word}"),
            Instruction::Caught { .. } => f.write_str("caught"),
            Instruction::Begin => f.write_str("begin"),
            Instruction::AppendData { data, .. } => {
                write!(f, "append data {}+{}", data.offset, data.length)
            }
            Instruction::AppendText { text, escape, .. } => {
                write!(f, "append text {escape:?} {}", Locals(text))
            }
            Instruction::AppendWord { word, kind, .. } => write!(f, "append {kind:?} {word}"),
            Instruction::AppendDecimal { decimal, .. } => {
                write!(f, "append Decimal {}", Locals(decimal))
            }
            Instruction::AppendJson { ty, value, .. } => {
                write!(f, "append json type {} {}", ty.0, Locals(value))
            }
            Instruction::Decode { shape, text, .. } => {
                write!(f, "decode by plan {} {}", shape.0, Locals(text))
            }
            Instruction::Take { .. } => f.write_str("take"),
            Instruction::RespondStatus { status, .. } => write!(f, "respond status {status}"),
            Instruction::RespondHeader { name, value, .. } => {
                let [address, length] = value;
                write!(
                    f,
                    "respond header {}+{} ({address} {length})",
                    name.offset, name.length
                )
            }
            Instruction::RespondBody { kind } => write!(f, "respond body {kind:?}"),
            Instruction::Arrange {
                how,
                list,
                stride,
                keys,
                key,
                ..
            } => {
                let list = Locals(list);
                write!(
                    f,
                    "arrange {how:?} {list} * {stride} by {keys} type {}",
                    key.0
                )
            }
            Instruction::Mark { .. } => f.write_str("mark"),
            Instruction::Release { mark } => write!(f, "release {mark}"),
            Instruction::Log {
                level,
                message,
                fields,
                ..
            } => write!(f, "log {level} {} {}", Locals(message), Locals(fields)),
        }
    }
}
