//! The table of keywords.

/// The function of a word in a keyword position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordClass {
    /// Begins a declaration.
    Item,
    /// Begins a statement, or an expression with blocks.
    Statement,
    /// Begins a step.
    Step,
    /// Belongs to a declaration, statement, step or trigger begun by another word.
    Clause,
    /// An operator that is a word.
    Operator,
    /// A value: `true`, `null`, `context`.
    Value,
    /// A setting whose tail has its own grammar.
    Setting,
    /// A setting that the grammar treats like any other name.
    PlainSetting,
    /// A built-in type.
    Type,
}

/// A word of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub text: &'static str,
    /// Its function.
    pub class: WordClass,
    /// Whether bindings must not have this name.
    pub reserved: bool,
}

const fn free(text: &'static str, class: WordClass) -> Word {
    Word {
        text,
        class,
        reserved: false,
    }
}

const fn reserved(text: &'static str, class: WordClass) -> Word {
    Word {
        text,
        class,
        reserved: true,
    }
}

use WordClass::{Clause, Item, Operator, PlainSetting, Setting, Statement, Step, Type, Value};

/// Every word of the language.
pub const WORDS: &[Word] = &[
    free("secret", Item),
    reserved("config", Item),
    free("type", Item),
    free("collection", Item),
    free("service", Item),
    free("channel", Item),
    free("database", Item),
    free("fn", Item),
    free("script", Item),
    free("workflow", Item),
    free("test", Item),
    free("trigger", Statement),
    reserved("let", Statement),
    reserved("var", Statement),
    reserved("if", Statement),
    free("branch", Statement),
    reserved("match", Statement),
    reserved("for", Statement),
    reserved("while", Statement),
    reserved("break", Statement),
    reserved("continue", Statement),
    reserved("parallel", Statement),
    reserved("try", Statement),
    free("on", Statement),
    reserved("respond", Statement),
    reserved("stop", Statement),
    reserved("fail", Statement),
    reserved("delay", Statement),
    reserved("later", Statement),
    free("log", Statement),
    free("create", Step),
    free("upsert", Step),
    free("find", Step),
    free("update", Step),
    free("delete", Step),
    free("count", Step),
    free("distinct", Step),
    free("sum", Step),
    free("avg", Step),
    free("min", Step),
    free("max", Step),
    reserved("http", Step),
    reserved("notify", Step),
    free("run", Step),
    free("call", Step),
    free("start", Step),
    reserved("transaction", Step),
    free("unique", Clause),
    free("index", Clause),
    free("was", Clause),
    free("ref", Clause),
    free("map", Clause),
    free("javascript", Clause),
    free("file", Clause),
    free("webhook", Clause),
    free("schedule", Clause),
    free("every", Clause),
    free("per", Clause),
    reserved("else", Clause),
    free("when", Clause),
    free("at", Clause),
    free("most", Clause),
    free("once", Clause),
    free("settled", Clause),
    free("first", Clause),
    free("catch", Clause),
    free("failure", Clause),
    free("until", Clause),
    free("one", Clause),
    free("of", Clause),
    free("from", Clause),
    reserved("where", Clause),
    free("group", Clause),
    free("order", Clause),
    free("by", Clause),
    free("asc", Clause),
    free("desc", Clause),
    free("limit", Clause),
    free("offset", Clause),
    free("set", Clause),
    free("all", Clause),
    reserved("as", Operator),
    reserved("in", Operator),
    reserved("and", Operator),
    reserved("or", Operator),
    reserved("not", Operator),
    free("decode", Operator),
    reserved("true", Value),
    reserved("false", Value),
    reserved("null", Value),
    reserved("context", Value),
    reserved("secrets", Value),
    free("body", Setting),
    free("query", Setting),
    free("headers", Setting),
    free("rate", Setting),
    free("dedupe", Setting),
    free("concurrency", Setting),
    free("verify", Setting),
    free("expect", Setting),
    free("retry", Setting),
    free("json", Setting),
    free("html", Setting),
    free("accept", PlainSetting),
    free("ack", PlainSetting),
    free("algorithm", PlainSetting),
    free("allow", PlainSetting),
    free("auth", PlainSetting),
    free("bcc", PlainSetting),
    free("cc", PlainSetting),
    free("cors", PlainSetting),
    free("deadline", PlainSetting),
    free("deny", PlainSetting),
    free("enabled", PlainSetting),
    free("encoding", PlainSetting),
    free("form", PlainSetting),
    free("header", PlainSetting),
    free("idempotent", PlainSetting),
    free("key", PlainSetting),
    free("max_body", PlainSetting),
    free("max_response", PlainSetting),
    free("memory", PlainSetting),
    free("mode", PlainSetting),
    free("multipart", PlainSetting),
    free("prefix", PlainSetting),
    free("reply_to", PlainSetting),
    free("signed", PlainSetting),
    free("smtp", PlainSetting),
    free("subject", PlainSetting),
    free("timeout", PlainSetting),
    free("timestamp", PlainSetting),
    free("to", PlainSetting),
    free("url", PlainSetting),
    free("bool", Type),
    free("int", Type),
    free("float", Type),
    free("decimal", Type),
    free("text", Type),
    free("bytes", Type),
    free("time", Type),
    free("date", Type),
    free("duration", Type),
];

/// The word with that text, if the language has it.
#[must_use]
pub fn word(text: &str) -> Option<&'static Word> {
    WORDS.iter().find(|word| word.text == text)
}

/// The words of the given classes.
pub(crate) fn of_class(classes: &'static [WordClass]) -> impl Iterator<Item = &'static str> {
    WORDS
        .iter()
        .filter(|word| classes.contains(&word.class))
        .map(|word| word.text)
}

/// Whether a text is a word of the grammar, which needs no quotes as the name of a field.
#[must_use]
pub fn is_word(text: &str) -> bool {
    let mut letters = text.chars();
    let first = letters.next();
    first.is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

/// Whether bindings must not have this name.
#[must_use]
pub fn is_reserved(name: &str) -> bool {
    word(name).is_some_and(|word| word.reserved)
}
