//! Signature help: the parameters of a function while its call is being written.
//!
//! The call is found by the tokens before the cursor, because there may be no tree yet: `f(a, ` is
//! not closed.

use std::ops::Range;

use flowright_check::Meaning;
use flowright_diagnostics::{FileId, FileRange, Span};
use flowright_stdlib::catalogue::{self, Owner, Written};
use flowright_stdlib::functions::{self, Function, FunctionId, Notation, Pattern};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{Item, Name, Parameter, TypeExpression};
use flowright_syntax::lines;
use flowright_syntax::tokens::{self, Lexed, Token, TokenKind, WordClass};

use crate::Analysis;

/// The signature of a called function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// `take(count: int) -> text`
    pub label: String,
    /// The parameters.
    pub parameters: Vec<SignatureParameter>,
    /// The parameter at the cursor; `None` if there are more arguments than parameters.
    pub active: Option<usize>,
    /// The documentation, in Markdown; may be empty.
    pub docs: String,
}

/// A parameter of a called function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureParameter {
    /// Its range in the label, in bytes.
    pub label: Range<usize>,
    /// Its documentation; may be empty.
    pub docs: String,
}

/// A call that is open at the cursor.
struct OpenCall {
    /// The token index of the function's name.
    name: usize,
    commas: usize,
}

impl Analysis {
    /// The function whose arguments are being written at a place.
    #[must_use]
    pub fn signature_help(&self, file: FileId, offset: u32) -> Option<Signature> {
        let source = self.source(file)?;
        let tokens = tokens::lex(&source.text);
        let lexed = Lexed {
            text: &source.text,
            tokens: &tokens,
        };
        let (call, name, before) = called(lexed, offset)?;
        let place = FileRange::new(file, name.start, name.end);
        let signature = match before {
            Some(dot) if matches!(dot.kind, TokenKind::Dot | TokenKind::OptionalDot) => {
                self.of_library(self.anchors.locate(place), dot.start)
            }
            Some(word) if lexed.text_of(*word) == "verify" => of_scheme(lexed.text_of(*name)),
            Some(word) if lexed.text_of(*word) == "call" => self.of_workflow(lexed.text_of(*name)),
            _ => self.of_program(lexed.text_of(*name)),
        };
        let mut signature = signature?;
        signature.active = Some(call.commas).filter(|at| *at < signature.parameters.len());
        Some(signature)
    }

    /// The notation of the argument that is being written at a place, if the function requires a
    /// text in a certain notation there.
    pub(crate) fn notation_at(&self, file: FileId, offset: u32) -> Option<Notation> {
        let source = self.source(file)?;
        let tokens = tokens::lex(&source.text);
        let lexed = Lexed {
            text: &source.text,
            tokens: &tokens,
        };
        let (call, name, before) = called(lexed, offset)?;
        let dot =
            before.filter(|dot| matches!(dot.kind, TokenKind::Dot | TokenKind::OptionalDot))?;
        let receiver = self.receiver(file, dot.start);
        let receiver = receiver.as_ref().map(Type::without_null);
        let functions = functions::named(lexed.text_of(*name)).map(|(_, one)| one);
        let mut functions = functions.filter(|one| receiver.is_none_or(|ty| one.on.accepts(ty)));
        functions.find_map(|one| match one.parameters.get(call.commas)?.ty {
            Pattern::Written(notation) => Some(notation),
            _ => None,
        })
    }

    fn of_program(&self, name: &str) -> Option<Signature> {
        let mut items = self.trees().flat_map(|tree| &tree.items);
        let declared = items.find_map(|item| {
            let function = item.as_function().filter(|one| &*one.name.text == name)?;
            Some((item, function))
        });
        match declared {
            Some((item, function)) => Some(self.declared(
                item,
                &function.name,
                &function.parameters,
                function.returns.as_ref(),
            )),
            None if name == "now" => {
                let docs =
                    "The current time. Allowed in workflows, and as a default in collections.";
                Some(written("now", &[], "time", docs))
            }
            None => {
                let (_, function) = functions::free(name)?;
                let parameters = function.parameters.iter();
                let parameters = parameters.map(|one| (one.name, one.ty.to_string(), one.docs));
                let parameters: Vec<_> = parameters.collect();
                let returns = function.returns.to_string();
                Some(written(name, &parameters, &returns, function.docs))
            }
        }
    }

    /// The signature of a workflow that can be called.
    fn of_workflow(&self, name: &str) -> Option<Signature> {
        let mut items = self.trees().flat_map(|tree| &tree.items);
        items.find_map(|item| {
            let call = item.as_called()?;
            let declared = item.name().filter(|one| &*one.text == name)?;
            Some(self.declared(item, declared, &call.parameters, call.returns.as_ref()))
        })
    }

    fn declared(
        &self,
        item: &Item,
        name: &Name,
        parameters: &[Parameter],
        returns: Option<&TypeExpression>,
    ) -> Signature {
        let parameters = parameters.iter().map(|one| {
            let ty = self.written(one.ty.span);
            (&*one.name.text, ty.to_owned(), "")
        });
        let parameters: Vec<_> = parameters.collect();
        let returns = returns.map_or("", |ty| self.written(ty.span));
        let docs = item.doc.as_ref().map_or("", |doc| &*doc.text);
        written(&name.text, &parameters, returns, docs)
    }

    /// A library function; the type of the receiver, if known, selects among the functions with the
    /// same name.
    fn of_library(&self, name: Span, dot: u32) -> Option<Signature> {
        let uses = self.index.at(name);
        let noted = uses.filter_map(|one| match one.meaning {
            Meaning::Library(id) if one.span == name => Some(id),
            _ => None,
        });
        let noted = noted.last().and_then(FunctionId::get);
        let receiver = self.receiver(name.anchor.file, dot);
        let receiver = receiver.as_ref().map(Type::without_null);
        let mut named = functions::named(self.written(name)).map(|(_, one)| one);
        let fits = |one: &&Function| receiver.is_none_or(|ty| one.on.accepts(ty));
        let function = match noted {
            Some(noted) => noted,
            None => named.find(fits)?,
        };
        if function.property {
            return None;
        }
        let parameters = function.parameters.iter();
        let parameters = parameters.map(|one| (one.name, shown(one.ty, receiver), one.docs));
        let parameters: Vec<_> = parameters.collect();
        let returns = shown(function.returns, receiver);
        Some(written(function.name, &parameters, &returns, function.docs))
    }

    /// The type of the expression before a dot, if it is known.
    fn receiver(&self, file: FileId, dot: u32) -> Option<Type> {
        let before = self.source(file)?.slice(0, dot);
        let before = before.trim_end().trim_end_matches(')').trim_end();
        let end = u32::try_from(before.len()).ok()?;
        let between = self.anchors.locate(FileRange::new(file, end, dot));
        let ends = |span: Span| between.covers(span.after());
        let mut expressions = self.expressions_before(between.after()).iter();
        let one = expressions.find(|one| ends(one.span) && !matches!(one.ty, Type::Error))?;
        Some(one.ty.clone())
    }
}

/// A scheme of `verify` that takes a secret.
fn of_scheme(name: &str) -> Option<Signature> {
    let scheme = catalogue::scheme(name).filter(|one| one.written == Written::Secret)?;
    let secret = Owner::Scheme(scheme).setting("secret")?;
    let parameters = [(secret.name, Type::Secret.to_string(), secret.docs)];
    Some(written(scheme.name, &parameters, "", scheme.docs))
}

/// The call that is open at the cursor, the name of the called function, and the token before that
/// name.
fn called<'t>(lexed: Lexed<'t>, offset: u32) -> Option<(OpenCall, &'t Token, Option<&'t Token>)> {
    let call = open_call(lexed, offset)?;
    let name = lexed.tokens.get(call.name)?;
    let before = lexed.tokens.get(..call.name)?;
    let before = before.iter().rfind(|token| !token.kind.is_trivia());
    Some((call, name, before))
}

/// The innermost call that is not closed before the cursor.
fn open_call(lexed: Lexed<'_>, offset: u32) -> Option<OpenCall> {
    let mut open: Vec<(TokenKind, Option<OpenCall>)> = Vec::new();
    let mut last: Option<usize> = None;
    let mut begins_line = true;
    for (index, token) in lexed.tokens.iter().enumerate() {
        if token.end > offset {
            break;
        }
        match token.kind {
            TokenKind::Newline => begins_line = true,
            kind if kind.is_trivia() => {}
            kind => {
                let begins = lines::begins_item(lexed, index)
                    || kind == TokenKind::Word && begins_statement(lexed.text_of(*token));
                if begins_line && begins {
                    leave(&mut open);
                }
                begins_line = false;
                see(
                    &mut open,
                    kind,
                    last.filter(|at| *at + 1 == index),
                    lexed.tokens,
                );
                last = Some(index);
            }
        }
    }
    // A group in an argument belongs to the enclosing call.
    open.into_iter().rev().find_map(|(_, call)| call)
}

fn see(
    open: &mut Vec<(TokenKind, Option<OpenCall>)>,
    kind: TokenKind,
    before: Option<usize>,
    tokens: &[Token],
) {
    let closes = match kind {
        TokenKind::ParenOpen => {
            let name = before.filter(|at| {
                let token = tokens.get(*at);
                token.is_some_and(|token| token.kind == TokenKind::Word)
            });
            let call = name.map(|name| OpenCall { name, commas: 0 });
            open.push((kind, call));
            return;
        }
        TokenKind::BracketOpen
        | TokenKind::BraceOpen
        | TokenKind::InterpolationStart
        | TokenKind::StringStart(_) => {
            open.push((kind, None));
            return;
        }
        TokenKind::Comma => {
            if let Some((_, Some(call))) = open.last_mut() {
                call.commas += 1;
            }
            return;
        }
        TokenKind::ParenClose => TokenKind::ParenOpen,
        TokenKind::BracketClose => TokenKind::BracketOpen,
        TokenKind::BraceClose => TokenKind::BraceOpen,
        TokenKind::InterpolationEnd => TokenKind::InterpolationStart,
        TokenKind::StringEnd(quotes) => TokenKind::StringStart(quotes),
        _ => return,
    };
    // Brackets opened inside it were never closed.
    if let Some(at) = open.iter().rposition(|(opened, _)| *opened == closes) {
        open.truncate(at);
    }
}

/// Whether a word can only begin statements; `if` and `match` may be arguments.
fn begins_statement(word: &str) -> bool {
    tokens::word(word).is_some_and(|word| {
        let is_statement = word.class == WordClass::Statement && word.reserved;
        is_statement && !matches!(word.text, "if" | "match")
    })
}

/// A word that begins a declaration or statement on its own line shows that the brackets before it
/// are unclosed.
fn leave(open: &mut Vec<(TokenKind, Option<OpenCall>)>) {
    while let Some((TokenKind::ParenOpen | TokenKind::BracketOpen, _)) = open.last() {
        open.pop();
    }
}

/// The displayed signature.
fn written(
    name: &str,
    parameters: &[(&str, String, &str)],
    returns: &str,
    docs: &str,
) -> Signature {
    let mut label = format!("{name}(");
    let mut shown = Vec::with_capacity(parameters.len());
    for (index, (name, ty, docs)) in parameters.iter().enumerate() {
        if index > 0 {
            label.push_str(", ");
        }
        let start = label.len();
        label.push_str(name);
        label.push_str(": ");
        label.push_str(ty);
        shown.push(SignatureParameter {
            label: start..label.len(),
            docs: (*docs).to_owned(),
        });
    }
    label.push(')');
    if !returns.is_empty() {
        label.push_str(" -> ");
        label.push_str(returns);
    }
    Signature {
        label,
        parameters: shown,
        active: None,
        docs: docs.to_owned(),
    }
}

/// A type of the library, resolved by the receiver's type if that is known.
fn shown(pattern: Pattern, receiver: Option<&Type>) -> String {
    receiver.map_or_else(|| pattern.to_string(), |ty| pattern.resolve(ty).to_string())
}
