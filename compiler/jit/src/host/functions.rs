//! The table of host functions.

#![expect(
    unsafe_code,
    reason = "machine code calls these functions with raw addresses"
)]

use flowright_ir::code::{
    Arithmetic, Arrangement, BodyKind, Comparison, DataId, Escape, ShapeId, TextKind, TypeId,
};
use flowright_ir::operations;
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::functions::FunctionId;
use flowright_stdlib::log::LogLevel;
use flowright_stdlib::memory::Context;

use super::encode::Encode;
use super::guard::guarded;
use super::words;

/// One line per function: its variant, its name, its words after context and site, and its body.
/// Each line generates the variant, the function, its address and the number of words that
/// generated code passes.
macro_rules! host_functions {
    ($($(#[$docs:meta])* $variant:ident = $name:ident($context:ident $(, $word:ident)*) $body:block)*) => {
        /// A function that machine code may call: `extern "C" fn(context, site, words…) -> u64`,
        /// which returns 0, or 1 if it failed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(crate) enum HostFunction { $($(#[$docs])* $variant,)* }

        impl HostFunction {
            /// All host functions.
            pub(crate) const ALL: &'static [HostFunction] = &[$(HostFunction::$variant,)*];

            /// The function with that symbol.
            pub(crate) fn named(symbol: &str) -> Option<HostFunction> {
                HostFunction::ALL.iter().copied().find(|function| function.name() == symbol)
            }

            /// Its symbol, which is unique.
            pub(crate) fn name(self) -> &'static str {
                match self { $(HostFunction::$variant => concat!("flowright.", stringify!($name)),)* }
            }

            /// The number of words it takes after context and site.
            pub(crate) fn words(self) -> usize {
                match self { $(HostFunction::$variant => <[&str]>::len(&[$(stringify!($word)),*]),)* }
            }

            /// Its address.
            pub(crate) fn address(self) -> *const u8 {
                match self { $(HostFunction::$variant => $name as *const u8,)* }
            }
        }

        $(
            unsafe extern "C" fn $name(context: *mut Context, site: u64 $(, $word: u64)*) -> u64 {
                // SAFETY: machine code passes the context that it was entered with, which is
                // borrowed exclusively for the whole call; machine code holds no reference into it.
                let context = unsafe { &mut *context };
                guarded(context, site, stringify!($name), |$context| $body)
            }
        )*
    };
}

host_functions! {
    /// Determines how int arithmetic failed in machine code.
    IntFailed = int_failed(_context, operator, left, right) {
        operations::int(Arithmetic::decode(operator)?, left, right)?;
        Err(Failure::internal("machine code and the library disagree about an int"))
    }

    /// Determines how float arithmetic failed in machine code.
    FloatFailed = float_failed(_context, operator, left, right) {
        operations::float(Arithmetic::decode(operator)?, left, right)?;
        Err(Failure::internal("machine code and the library disagree about a float"))
    }

    /// Float arithmetic.
    Float = float(_context, operator, left, right, out) {
        let word = operations::float(Arithmetic::decode(operator)?, left, right)?;
        // SAFETY: generated code passes its scratch slot, which has room for the results of each of
        // its instructions.
        unsafe { words::write(out, &[word]) }
    }

    /// Decimal arithmetic; `operands` points to both pairs.
    Decimal = decimal(_context, operator, operands, out) {
        // SAFETY: generated code passes the part of its scratch slot to which it wrote the four
        // words.
        let [left, left_upper, right, right_upper] = unsafe { words::array(operands)? };
        let (left, right) = ([left, left_upper], [right, right_upper]);
        let words = operations::decimal(Arithmetic::decode(operator)?, left, right)?;
        // SAFETY: as in `float`.
        unsafe { words::write(out, &words) }
    }

    /// Compares two decimals; `operands` points to both pairs.
    CompareDecimal = compare_decimal(_context, comparison, operands, out) {
        // SAFETY: as in `decimal`.
        let [left, left_upper, right, right_upper] = unsafe { words::array(operands)? };
        let (left, right) = ([left, left_upper], [right, right_upper]);
        let word = operations::compare_decimal(Comparison::decode(comparison)?, left, right)?;
        // SAFETY: as in `float`.
        unsafe { words::write(out, &[word]) }
    }

    /// A resume word that is not valid for the code.
    WrongResume = wrong_resume(_context) {
        Err(Failure::internal("an execution is resumed where its code has no such place"))
    }

    /// A new failure.
    Fail = fail(context, code, address, length) {
        Err(Failure::new(FailureCode::decode(code)?, context.text(address, length)?))
    }

    /// A failure caught earlier.
    FailAgain = fail_again(context, record) {
        Err(operations::raise(context, record))
    }

    /// Rearranges a list by keys; `words` points to address, count and stride of the list, and the
    /// address of the keys.
    Arrange = arrange(context, how, words, key, out) {
        // SAFETY: generated code passes the part of its scratch slot to which it wrote the four
        // words.
        let [address, count, stride, keys] = unsafe { words::array(words)? };
        let list = operations::List { address, count, stride: narrow(stride)?, keys };
        let key = TypeId(narrow(key)?);
        let words = operations::arrange(context, Arrangement::decode(how)?, list, key)?;
        // SAFETY: as in `float`.
        unsafe { words::write(out, &words) }
    }

    /// The number of words used in the arena.
    Mark = mark(context, out) {
        let mark = context.arena().mark();
        // SAFETY: as in `float`.
        unsafe { words::write(out, &[mark]) }
    }

    /// Frees the arena memory allocated since a mark.
    Release = release(context, mark) {
        context.arena().release(mark);
        Ok(())
    }

    /// Writes a line to the log; `texts` points to the pairs of its message and its fields.
    Log = log(context, level, texts) {
        // SAFETY: generated code passes the part of its scratch slot to which it wrote the four
        // words.
        let [message, message_length, fields, fields_length] = unsafe { words::array(texts)? };
        let (message, fields) = ([message, message_length], [fields, fields_length]);
        operations::log(context, LogLevel::decode(level)?, message, fields)
    }

    /// The failure being handled.
    Caught = caught(context, out) {
        let record = operations::caught(context)?;
        // SAFETY: as in `float`.
        unsafe { words::write(out, &[record]) }
    }

    /// Allocates words.
    Allocate = allocate(context, words, out) {
        let address = operations::allocate(context, narrow(words)?)?;
        // SAFETY: as in `float`.
        unsafe { words::write(out, &[address]) }
    }

    /// Allocates words for elements.
    AllocateElements = allocate_elements(context, count, stride, out) {
        let address = operations::allocate_elements(context, count, narrow(stride)?)?;
        // SAFETY: as in `float`.
        unsafe { words::write(out, &[address]) }
    }

    /// Copies many words.
    CopyWords = copy_words(context, to, from, count) {
        context.copy_words(to, from, narrow(count)? as usize)
    }

    /// Compares two texts; `texts` points to both pairs.
    CompareText = compare_text(context, comparison, texts, out) {
        // SAFETY: generated code passes the part of its scratch slot to which it wrote the four
        // words.
        let [left, left_length, right, right_length] = unsafe { words::array(texts)? };
        let comparison = Comparison::decode(comparison)?;
        let (left, right) = ([left, left_length], [right, right_length]);
        let word = operations::compare_text(context, comparison, left, right)?;
        // SAFETY: as in `float`.
        unsafe { words::write(out, &[word]) }
    }

    /// Compares two values of a type; `values` points to the words of the left value, followed by
    /// those of the right one.
    Equal = equal(context, ty, values, left, right, out) {
        // SAFETY: generated code passes the part of its scratch slot to which it wrote these words.
        let values = unsafe { words::read(values, left.saturating_add(right))? };
        let left = usize::try_from(left).unwrap_or(usize::MAX);
        let Some((left, right)) = values.split_at_checked(left) else {
            return Err(Failure::internal("machine code passed on too few words"));
        };
        let word = operations::equal(context, TypeId(narrow(ty)?), left, right)?;
        // SAFETY: as in `float`; generated code passes a place after the values.
        unsafe { words::write(out, &[word]) }
    }

    /// Looks up a header.
    Header = header(context, address, length, name, name_length, out) {
        let words = operations::header(context, [address, length], [name, name_length])?;
        // SAFETY: as in `float`.
        unsafe { words::write(out, &words) }
    }

    /// Calls the library; `arguments` points to the arguments, and `results` to zeroed room for the
    /// results.
    Call = call(context, function, receiver, arguments, argument_count, results, result_count) {
        // SAFETY: generated code passes two disjoint parts of its scratch slot, both fully written.
        let arguments = unsafe { words::read(arguments, argument_count)? };
        // SAFETY: as above.
        let results = unsafe { words::read_mut(results, result_count)? };
        let function = u16::try_from(function)
            .map_err(|_| Failure::internal("machine code passed on a wrong function"))?;
        operations::call(context, FunctionId(function), TypeId(narrow(receiver)?), arguments, results)
    }

    /// Clears the buffer.
    Begin = begin(context) {
        operations::begin(context);
        Ok(())
    }

    /// Appends a constant text.
    AppendData = append_data(context, offset, length) {
        let data = DataId { offset: narrow(offset)?, length: narrow(length)? };
        operations::append_data(context, data)
    }

    /// Appends a text.
    AppendText = append_text(context, escape, address, length) {
        operations::append_text(context, Escape::decode(escape)?, address, length)
    }

    /// Appends a word as text.
    AppendWord = append_word(context, kind, word) {
        operations::append_word(context, TextKind::decode(kind)?, word)
    }

    /// Appends a decimal as text.
    AppendDecimal = append_decimal(context, lower, upper) {
        operations::append_decimal(context, [lower, upper])
    }

    /// Appends a value as JSON; `value` points to its words.
    AppendJson = append_json(context, ty, value, count) {
        // SAFETY: generated code passes the part of its scratch slot to which it wrote these words.
        let value = unsafe { words::read(value, count)? };
        operations::append_json(context, TypeId(narrow(ty)?), value)
    }

    /// Decodes JSON into the arena.
    Decode = decode(context, shape, address, length, out) {
        let value = operations::decode(context, ShapeId(narrow(shape)?), address, length)?;
        // SAFETY: as in `float`.
        unsafe { words::write(out, &[value]) }
    }

    /// Moves the buffer to the arena as a text.
    Take = take(context, out) {
        let text = operations::take(context)?;
        // SAFETY: as in `float`.
        unsafe { words::write(out, &text) }
    }

    /// Sets the status of the response.
    RespondStatus = respond_status(context, status) {
        operations::respond_status(context, status)
    }

    /// Adds a header to the response.
    RespondHeader = respond_header(context, offset, name_length, address, length) {
        let name = DataId { offset: narrow(offset)?, length: narrow(name_length)? };
        operations::respond_header(context, name, [address, length])
    }

    /// Makes the buffer the body of the response.
    RespondBody = respond_body(context, kind) {
        operations::respond_body(context, BodyKind::decode(kind)?);
        Ok(())
    }
}

fn narrow(word: u64) -> Result<u32, Failure> {
    u32::try_from(word).map_err(|_| Failure::internal("machine code passed on a wrong number"))
}
