//! Calls to individual functions in tests.

use std::sync::Arc;

use super::{Call, Function, Implementation};
use crate::failure::Failure;
pub(super) use crate::failure::FailureCode;
use crate::memory::{Constants, Context, Globals, Limits};
use crate::types::{Type, register_words};

/// The result of a call.
pub(super) struct Given {
    context: Context,
    words: Vec<u64>,
}

impl Given {
    pub(super) fn int(&self) -> i64 {
        self.words[0].cast_signed()
    }

    pub(super) fn bool(&self) -> bool {
        self.words[0] != 0
    }

    pub(super) fn text(&self) -> &str {
        self.context.text(self.words[0], self.words[1]).unwrap()
    }

    pub(super) fn texts(&self) -> Vec<&str> {
        let words = usize::try_from(self.words[1]).unwrap() * 2;
        let pairs = match words {
            0 => &[],
            _ => self.context.words(self.words[0], words).unwrap(),
        };
        let pairs = pairs.chunks(2);
        pairs
            .map(|pair| self.context.text(pair[0], pair[1]).unwrap())
            .collect()
    }
}

pub(super) fn context() -> Context {
    let limits = Limits {
        memory: 1 << 20,
        ..Limits::default()
    };
    Context::new(
        limits,
        Arc::new(Globals::new(&[])),
        Arc::new(Constants::default()),
    )
}

fn call(
    function: &Function,
    mut context: Context,
    receiver: &Type,
    arguments: &[u64],
) -> Result<Given, Failure> {
    context
        .buffer
        .extend_from_slice(b"a text that this call is a part of");
    let mut words = vec![0; register_words(&function.returns.resolve(receiver)) as usize];
    let Implementation::Host(code) = function.code else {
        panic!("a function that is code in its place");
    };
    code(&mut Call::new(
        &mut context,
        receiver,
        arguments,
        &mut words,
    ))?;
    assert_eq!(context.buffer, b"a text that this call is a part of");
    Ok(Given { context, words })
}

fn texts_call(function: &Function, texts: &[&str]) -> Result<Given, Failure> {
    let mut context = context();
    let arguments: Vec<u64> = texts
        .iter()
        .flat_map(|text| context.allocate_bytes(text.as_bytes()).unwrap())
        .collect();
    call(function, context, &Type::Text, &arguments)
}

fn list_call(
    function: &Function,
    element: Type,
    list: impl FnOnce(&mut Context) -> Vec<u64>,
    count: usize,
    rest: impl FnOnce(&mut Context) -> Vec<u64>,
) -> Result<Given, Failure> {
    let mut context = context();
    let elements = list(&mut context);
    let mut arguments = vec![context.allocate_words(&elements).unwrap(), count as u64];
    arguments.extend(rest(&mut context));
    call(function, context, &element.list(), &arguments)
}

fn put(texts: &[&str]) -> impl Fn(&mut Context) -> Vec<u64> {
    move |context| {
        let place = |text: &&str| context.allocate_bytes(text.as_bytes()).unwrap();
        texts.iter().flat_map(place).collect()
    }
}

/// Called on a text, with texts.
pub(super) fn on_text(function: &Function, texts: &[&str]) -> Given {
    texts_call(function, texts).unwrap()
}

/// Like [`on_text`], for a call that fails.
pub(super) fn refused(function: &Function, texts: &[&str]) -> FailureCode {
    texts_call(function, texts).err().unwrap().code
}

/// Called on a text, with an int.
pub(super) fn on_text_and_int(function: &Function, text: &str, int: i64) -> Given {
    let mut context = context();
    let mut arguments = context.allocate_bytes(text.as_bytes()).unwrap().to_vec();
    arguments.push(int.cast_unsigned());
    call(function, context, &Type::Text, &arguments).unwrap()
}

/// Called on a value of one word.
pub(super) fn on_word(function: &Function, word: u64) -> Given {
    call(function, context(), &Type::Null, &[word]).unwrap()
}

/// Called on a list of texts, optionally with a text.
pub(super) fn on_texts(function: &Function, list: &[&str], text: Option<&str>) -> Given {
    let text: Vec<&str> = text.into_iter().collect();
    list_call(function, Type::Text, put(list), list.len(), put(&text)).unwrap()
}

/// Like [`on_texts`], for a call that fails.
pub(super) fn refused_on_texts(function: &Function, list: &[&str], text: &str) -> FailureCode {
    let call = list_call(function, Type::Text, put(list), list.len(), put(&[text]));
    call.err().unwrap().code
}

/// Called on a list of texts, with an int.
pub(super) fn on_texts_and_int(function: &Function, list: &[&str], int: i64) -> Given {
    let int = |_: &mut Context| vec![int.cast_unsigned()];
    list_call(function, Type::Text, put(list), list.len(), int).unwrap()
}

/// Called on a list of floats, with a float.
pub(super) fn on_floats(function: &Function, list: &[f64], float: f64) -> Given {
    let words = |_: &mut Context| list.iter().map(|float| float.to_bits()).collect();
    let float = |_: &mut Context| vec![float.to_bits()];
    list_call(function, Type::Float, words, list.len(), float).unwrap()
}
