//! Executes single instructions.

use flowright_stdlib::memory::Context;

use super::state::{At, Fault, Run};
use crate::code::{Instruction, Pair};
use crate::operations;

/// Runs an instruction.
pub(super) fn execute(run: &mut Run<'_>, instruction: &Instruction) -> Result<(), Fault> {
    match instruction {
        Instruction::Word { to, word } => run.write(*to, *word)?,
        Instruction::Data { to, data } => {
            let address = operations::data_address(run.context, *data);
            run.write_all(to, &[address, u64::from(data.length)])?;
        }
        Instruction::Copy { to, from } => run.write(*to, run.read(*from)?)?,
        Instruction::Input { to } => run.write(*to, run.context.input)?,
        Instruction::Captures { to } => run.write(*to, run.context.captures)?,
        Instruction::PartNumber { to } => run.write(*to, run.context.part)?,
        Instruction::Globals { to } => run.write(*to, run.context.globals_address())?,
        Instruction::Now { to } => run.write(*to, run.context.now.cast_unsigned())?,
        Instruction::StepResult { to, word } => run.write(*to, run.step_result(*word)?)?,
        Instruction::Caught { to, site } => {
            let record = operations::caught(run.context).at(*site)?;
            run.write(*to, record)?;
        }
        Instruction::Load {
            to,
            address,
            offset,
        } => {
            let word = run.context.load(run.read(*address)?, *offset)?;
            run.write(*to, word)?;
        }
        Instruction::Store {
            address,
            offset,
            from,
        } => {
            let (address, word) = (run.read(*address)?, run.read(*from)?);
            run.context.store(address, *offset, word)?;
        }
        Instruction::Offset { to, address, words } => {
            let address = operations::offset(run.read(*address)?, *words);
            run.write(*to, address)?;
        }
        Instruction::Element {
            to,
            address,
            index,
            stride,
        } => {
            let (address, index) = (run.read(*address)?, run.read(*index)?);
            run.write(*to, operations::element(address, index, *stride))?;
        }
        Instruction::CopyWords {
            to,
            to_offset,
            from,
            from_offset,
            words,
        } => {
            let to = operations::offset(run.read(*to)?, *to_offset);
            let from = operations::offset(run.read(*from)?, *from_offset);
            run.context.copy_words(to, from, *words as usize)?;
        }
        Instruction::Allocate { to, words, site } => {
            let address = operations::allocate(run.context, *words).at(*site)?;
            run.write(*to, address)?;
        }
        Instruction::AllocateElements {
            to,
            count,
            stride,
            site,
        } => {
            let count = run.read(*count)?;
            let address = operations::allocate_elements(run.context, count, *stride).at(*site)?;
            run.write(*to, address)?;
        }
        Instruction::Begin => operations::begin(run.context),
        Instruction::AppendData { data, site } => {
            operations::append_data(run.context, *data).at(*site)?;
        }
        Instruction::AppendText { text, escape, site } => {
            let [address, length] = run.read_pair(*text)?;
            operations::append_text(run.context, *escape, address, length).at(*site)?;
        }
        Instruction::AppendWord { word, kind, site } => {
            let word = run.read(*word)?;
            operations::append_word(run.context, *kind, word).at(*site)?;
        }
        Instruction::AppendDecimal { decimal, site } => {
            let decimal = run.read_pair(*decimal)?;
            operations::append_decimal(run.context, decimal).at(*site)?;
        }
        Instruction::AppendJson { ty, value, site } => {
            let value = run.read_all(value)?;
            operations::append_json(run.context, *ty, &value).at(*site)?;
        }
        Instruction::Decode {
            to,
            shape,
            text,
            site,
        } => {
            let [address, length] = run.read_pair(*text)?;
            let value = operations::decode(run.context, *shape, address, length).at(*site)?;
            run.write(*to, value)?;
        }
        Instruction::Take { to, site } => {
            let text = operations::take(run.context).at(*site)?;
            run.write_all(to, &text)?;
        }
        Instruction::RespondStatus { status, site } => {
            let status = run.read(*status)?;
            operations::respond_status(run.context, status).at(*site)?;
        }
        Instruction::RespondHeader { name, value, site } => {
            let value = run.read_pair(*value)?;
            operations::respond_header(run.context, *name, value).at(*site)?;
        }
        Instruction::RespondBody { kind } => operations::respond_body(run.context, *kind),
        Instruction::Arrange {
            how,
            to,
            list,
            stride,
            keys,
            key,
            site,
        } => {
            let [address, count] = run.read_pair(*list)?;
            let list = operations::List {
                address,
                count,
                stride: *stride,
                keys: run.read(*keys)?,
            };
            let words = operations::arrange(run.context, *how, list, *key).at(*site)?;
            run.write_all(to, &words)?;
        }
        Instruction::Mark { to } => {
            let mark = run.context.arena().mark();
            run.write(*to, mark)?;
        }
        Instruction::Release { mark } => {
            let mark = run.read(*mark)?;
            run.context.arena().release(mark);
        }
        Instruction::Log {
            level,
            message,
            fields,
            site,
        } => {
            let (message, fields) = (run.read_pair(*message)?, run.read_pair(*fields)?);
            operations::log(run.context, *level, message, fields).at(*site)?;
        }
        Instruction::Int {
            operator,
            to,
            left,
            right,
            site,
        } => {
            let (left, right) = (run.read(*left)?, run.read(*right)?);
            run.write(*to, operations::int(*operator, left, right).at(*site)?)?;
        }
        Instruction::Float {
            operator,
            to,
            left,
            right,
            site,
        } => {
            let (left, right) = (run.read(*left)?, run.read(*right)?);
            run.write(*to, operations::float(*operator, left, right).at(*site)?)?;
        }
        Instruction::Decimal {
            operator,
            to,
            left,
            right,
            site,
        } => {
            let (left, right) = (run.read_pair(*left)?, run.read_pair(*right)?);
            run.write_all(to, &operations::decimal(*operator, left, right).at(*site)?)?;
        }
        Instruction::NegateFloat { to, from } => {
            run.write(*to, operations::negate_float(run.read(*from)?))?;
        }
        Instruction::CompareInt {
            comparison,
            to,
            left,
            right,
        } => {
            let (left, right) = (run.read(*left)?, run.read(*right)?);
            run.write(*to, operations::compare_int(*comparison, left, right))?;
        }
        Instruction::CompareFloat {
            comparison,
            to,
            left,
            right,
        } => {
            let (left, right) = (run.read(*left)?, run.read(*right)?);
            run.write(*to, operations::compare_float(*comparison, left, right))?;
        }
        Instruction::CompareDecimal {
            comparison,
            to,
            left,
            right,
            site,
        } => {
            let (left, right) = (run.read_pair(*left)?, run.read_pair(*right)?);
            let word = operations::compare_decimal(*comparison, left, right).at(*site)?;
            run.write(*to, word)?;
        }
        Instruction::CompareText {
            comparison,
            to,
            left,
            right,
            site,
        } => {
            let compare = |context: &mut Context, left, right| {
                operations::compare_text(context, *comparison, left, right)
            };
            let word = pairs(run, *left, *right, compare)?.at(*site)?;
            run.write(*to, word)?;
        }
        Instruction::Equal {
            to,
            ty,
            left,
            right,
            site,
        } => {
            let (left, right) = (run.read_all(left)?, run.read_all(right)?);
            let word = operations::equal(run.context, *ty, &left, &right).at(*site)?;
            run.write(*to, word)?;
        }
        Instruction::Not { to, from } => run.write(*to, run.read(*from)? ^ 1)?,
        Instruction::Header {
            to,
            headers,
            name,
            site,
        } => {
            let words = pairs(run, *headers, *name, operations::header)?.at(*site)?;
            run.write_all(to, &words)?;
        }
        Instruction::Call {
            function,
            receiver,
            arguments,
            results,
            site,
        } => {
            let arguments = run.read_all(arguments)?;
            let mut words = vec![0; results.len()];
            operations::call(run.context, *function, *receiver, &arguments, &mut words)
                .at(*site)?;
            run.write_all(results, &words)?;
        }
    }
    Ok(())
}

fn pairs<T>(
    run: &mut Run<'_>,
    left: Pair,
    right: Pair,
    operation: impl FnOnce(&mut Context, [u64; 2], [u64; 2]) -> T,
) -> Result<T, Fault> {
    let (left, right) = (run.read_pair(left)?, run.read_pair(right)?);
    Ok(operation(run.context, left, right))
}
