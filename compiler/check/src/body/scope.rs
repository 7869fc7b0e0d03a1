//! Names of bindings: visibility, and unused names.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span, near};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{Name, Parameter};
use flowright_syntax::habits::{HabitPlace, Instead, habit};
use flowright_syntax::is_reserved;

use super::foreign;
use super::path::Known;
use super::{Checker, Place};
use crate::names;
use crate::program::{Binding, BindingId, Expression, ExpressionKind};
use crate::{Meaning, SymbolKind};

/// The maximum number of names compared with an undeclared one.
const SCOPE: usize = 150;

/// The start of a scope.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    names: usize,
    known: usize,
    unsure: bool,
}

impl Checker<'_> {
    /// Opens a scope.
    pub fn enter(&self) -> Mark {
        Mark {
            names: self.scope.len(),
            known: self.known.len(),
            unsure: self.unsure,
        }
    }

    /// Closes the scope of a block like [`leave`](Self::leave), and records that its names were
    /// visible until the end of the block.
    pub fn leave_block(&mut self, mark: Mark, block: Span) {
        for id in self.scope.iter().skip(mark.names) {
            if let Some(binding) = self.bindings.get(id.0 as usize) {
                self.reports.index.visible(binding.span, block.end);
            }
        }
        self.leave(mark);
    }

    /// Closes a scope: drops its names and the facts learned in it.
    pub fn leave(&mut self, mark: Mark) {
        let gone = self.scope.split_off(mark.names.min(self.scope.len()));
        self.unsure = mark.unsure;
        let known = self.known.split_off(mark.known.min(self.known.len()));
        let assigned = known
            .into_iter()
            .filter(|one| matches!(one, Known::Assigned(variable) if !gone.contains(variable)));
        self.known.extend(assigned);
        self.unchanged(&gone);
        // After an error, a name that looks unused may be used in code we could not check.
        if !self.understood() {
            return;
        }
        for id in gone {
            let index = id.0 as usize;
            if self.used.get(index).copied().unwrap_or(true) {
                continue;
            }
            if let Some(binding) = self.bindings.get(index)
                && !binding.name.starts_with('_')
                && binding.ty != Type::Error
            {
                let other = format!("_{}", binding.name);
                let is_taken = self.bindings.iter().any(|one| *one.name == *other);
                let report = unused(&other, &binding.name, binding.span, is_taken);
                self.report(report);
            }
        }
    }

    /// Binds a name to a value of that type.
    pub fn bind(&mut self, name: &Name, kind: SymbolKind, ty: Type) -> BindingId {
        if is_reserved(&name.text) {
            self.report(reserved(name));
            let id = self.hidden(&name.text, Type::Error, name.span);
            self.mark_used(id);
            self.scope.push(id);
            return id;
        }
        names::spelling(name, false, self.reports);
        self.reports.index.declare(name, kind, Some(ty.clone()));
        let first = self.visible(&name.text);
        // It is not known which of the two bindings a use refers to.
        let ty = if first.is_some() { Type::Error } else { ty };
        let id = self.hidden(&name.text, ty, name.span);
        if let Some((first, span)) = first.and_then(|id| Some((id, self.binding(id)?.span))) {
            let report = names::declared_twice(name, span);
            self.report(report);
            // Neither binding is reported as unused.
            self.mark_used(first);
            self.mark_used(id);
        }
        self.scope.push(id);
        id
    }

    /// Binds the parameters of a function or a called workflow; they have those types.
    pub fn bind_parameters(
        &mut self,
        parameters: &[Parameter],
        types: &[(Type, Span)],
    ) -> Vec<BindingId> {
        let parameters = parameters.iter().zip(types);
        parameters
            .map(|(parameter, (ty, _))| {
                self.bind(&parameter.name, SymbolKind::Parameter, ty.clone())
            })
            .collect()
    }

    pub(super) fn mark_used(&mut self, id: BindingId) {
        if let Some(used) = self.used.get_mut(id.0 as usize) {
            *used = true;
        }
    }

    /// Reserves the first IDs for these bindings. No name in this body refers to them.
    pub fn begin_after(&mut self, others: &[Binding]) {
        for one in others {
            self.hidden(&one.name, one.ty.clone(), one.span);
        }
    }

    /// Creates a binding that no name in the program refers to.
    pub fn hidden(&mut self, name: &str, ty: Type, span: Span) -> BindingId {
        let id = BindingId(u32::try_from(self.bindings.len()).unwrap_or(u32::MAX));
        self.bindings.push(Binding {
            name: name.into(),
            ty,
            span,
        });
        self.used.push(false);
        self.made_of.push(Vec::new());
        id
    }

    /// The binding of an id.
    pub fn binding(&self, id: BindingId) -> Option<&Binding> {
        self.bindings.get(id.0 as usize)
    }

    /// The binding that a name refers to here.
    pub fn visible(&self, name: &str) -> Option<BindingId> {
        let mut ids = self.scope.iter().rev().copied();
        ids.find(|id| self.binding(*id).is_some_and(|one| &*one.name == name))
    }

    /// A name used as a value.
    pub fn name(&mut self, name: &Name) -> Expression {
        if let Some(id) = self.visible(&name.text) {
            self.mark_used(id);
            let binding = self.binding(id);
            let ty = binding.map_or(Type::Error, |one| one.ty.clone());
            let declared = binding.map_or(name.span, |one| one.span);
            let meaning = Meaning::Declared(declared);
            self.reports.index.name(name.span, meaning);
            return self.narrowed(Expression {
                kind: ExpressionKind::Binding(id),
                ty,
                span: name.span,
            });
        }
        let report = match &*name.text {
            "context" => Some(self.bare(name, "`context.data`, `context.headers[\"x\"]`, …")),
            "secrets" => Some(self.bare(name, "`secrets.NAME`")),
            "config" => Some(self.bare(name, "`config.NAME`")),
            text => match self.globals.things.get(text) {
                // A name that is not ASCII has already been reported.
                None if self.globals.poisoned.contains(text) || !text.is_ascii() => None,
                None => {
                    if let Some(constant) = self.foreign_constant(name) {
                        return constant;
                    }
                    if let Some(failure) = self.unnamed_failure(name) {
                        return failure;
                    }
                    if self.globals.types.declared(name, self.reports).is_some() {
                        Some(type_as_value(name))
                    } else {
                        Some(self.unknown_name(name))
                    }
                }
                Some(entry) => {
                    let meaning = Meaning::Declared(entry.span);
                    self.reports.index.name(name.span, meaning);
                    Some(self.thing_as_value(name, entry.index, entry.span))
                }
            },
        };
        self.reports.extend(report);
        error(name.span)
    }

    /// `E0111`: a name that is not a value.
    fn bare(&self, name: &Name, sample: &str) -> Diagnostic {
        Diagnostic::new(
            Code::NotAValue,
            name.span,
            format!("`{}` is not a value by itself", name.text),
        )
        .label("the member is missing")
        .help(format!("name a member: {sample}"))
    }

    fn thing_as_value(&self, name: &Name, index: usize, span: Span) -> Diagnostic {
        let kind = self.globals.kinds.get(index);
        let kind = kind.map_or("declaration", |(kind, _)| kind.word());
        let report = Diagnostic::new(
            Code::NotAValue,
            name.span,
            format!("`{}` is a {kind}, not a value", name.text),
        )
        .label("a value is expected here")
        .because(span, format!("the {kind} is declared here"));
        match kind {
            "function" => report.help(format!("call it: `{}(…)`", name.text)),
            "collection" if self.columns.is_some() => {
                report.help("here, a field of the row is written with a dot only: `.field`")
            }
            "collection" => report.help(format!(
                "read its rows with a step: `let rows = find {0} where …`, `let n = count {0}`",
                name.text
            )),
            "service" => report.help(format!("call it: `http GET {} \"/…\"`", name.text)),
            "channel" => report.help(format!("send to it: `notify {} \"…\"`", name.text)),
            _ => report,
        }
    }

    /// The constant that a word from another language stands for; reports the word.
    fn foreign_constant(&mut self, name: &Name) -> Option<Expression> {
        let Instead::Same(word) = habit(HabitPlace::Value, &name.text)?.instead else {
            return None;
        };
        let (constant, ty) = match word {
            "true" => (Constant::Bool(true), Type::Bool),
            "false" => (Constant::Bool(false), Type::Bool),
            "null" => (Constant::Null, Type::Null),
            _ => return None,
        };
        let report = foreign::value(name, self.place == Place::Function)?;
        self.report(report);
        Some(Expression {
            kind: ExpressionKind::Constant(constant),
            ty,
            span: name.span,
        })
    }

    /// What to write instead of reading the value of a branch by its name.
    fn branch_read(&self, name: &Name) -> Option<String> {
        let text = &name.text;
        let mut branches = self.branches.iter().rev();
        let (_, whole) = branches.find(|(branch, _)| branch == text)?;
        let is_inside =
            name.span.anchor == whole.anchor && (whole.start..whole.end).contains(&name.span.start);
        Some(if is_inside {
            "the branches run side by side, so none can read another: put the second step into the same branch, or after the `parallel`".to_owned()
        } else {
            format!(
                "the value of a branch is a field of the result: `let r = parallel {{ … }}`, and then `r.{text}`"
            )
        })
    }

    /// `E0101`: an undeclared name.
    fn unknown_name(&self, name: &Name) -> Diagnostic {
        let text = &*name.text;
        let report = Diagnostic::new(
            Code::UnknownName,
            name.span,
            format!("there is no `{text}` here"),
        )
        .label("not declared before this line");
        if let Some(help) = self.branch_read(name) {
            return report.help(help);
        }
        let mut later = self.bound.iter().rev();
        let is_later = |one: &&Name| {
            one.text == name.text
                && one.span.anchor == name.span.anchor
                && one.span.start > name.span.end
        };
        if let Some(later) = later.find(is_later) {
            return report
                .because(later.span, "declared only here")
                .help(format!(
                    "move this line below the one that declares `{text}`"
                ));
        }
        let in_config = self.globals.configs.get(text).is_some();
        let in_secrets = self.globals.secrets.get(text).is_some();
        for (found, group) in [(in_config, "config"), (in_secrets, "secrets")] {
            if found {
                let edit = Edit {
                    span: name.span,
                    text: format!("{group}.{text}"),
                };
                let help = format!("write `{group}.{text}`");
                return report.fix(help, vec![edit], Applicability::Safe);
            }
        }
        if self
            .columns
            .is_some_and(|collection| collection.field(text).is_some())
        {
            let edit = Edit {
                span: name.span.before(),
                text: ".".to_owned(),
            };
            let help = format!("a field of the collection is written `.{text}`");
            return report.fix(help, vec![edit], Applicability::Safe);
        }
        // Innermost names first: with very many names, the outer ones are unlikely matches.
        let bound = self.scope.iter().rev().filter_map(|id| self.binding(*id));
        let bound = bound.map(|one| &*one.name);

        let words: &[&str] = match self.place {
            Place::Function => &[],
            _ => &["context", "secrets", "config"],
        };
        let near = near(text, bound.take(SCOPE).chain(words.iter().copied()));
        let foreign = foreign::value(name, self.place == Place::Function);
        match foreign.filter(|_| !near.is_certain) {
            Some(report) => report,
            None => self.meant_as_text(name, report.propose(name.span, &near)),
        }
    }

    /// Explains how to write a brace, if an unknown name is all that a string interpolates.
    fn meant_as_text(&self, name: &Name, report: Diagnostic) -> Diagnostic {
        if self.interpolated != Some(name.span) || !report.helps.is_empty() {
            return report;
        }
        report.help("if the brace is meant as text, write `\\{`")
    }
}

/// `E0111`: a type where a value is expected.
fn type_as_value(name: &Name) -> Diagnostic {
    Diagnostic::new(
        Code::NotAValue,
        name.span,
        format!("`{}` is a type, not a value", name.text),
    )
    .label("a value is expected here")
    .help(format!(
        "to tell the variants of a union apart, use `match`: `match x {{ {} as y => …, _ => … }}`",
        name.text
    ))
}

/// The placeholder for an expression whose error has been reported.
pub(crate) fn error(span: Span) -> Expression {
    Expression {
        kind: ExpressionKind::Error,
        ty: Type::Error,
        span,
    }
}

/// `W0102`: an unused name.
fn unused(other: &str, name: &str, span: Span, is_taken: bool) -> Diagnostic {
    let report = Diagnostic::new(Code::UnusedBinding, span, format!("`{name}` is never used"))
        .label("bound here and never used");
    if is_taken {
        return report.help("if that is intended, begin its name with `_`");
    }
    let edit = Edit {
        span,
        text: other.to_owned(),
    };
    let help = format!("if that is intended, rename it to `{other}`");
    report.fix(help, vec![edit], Applicability::Safe)
}

/// `E0113`: a keyword used as a name.
pub(super) fn reserved(name: &Name) -> Diagnostic {
    let text = &name.text;
    let other = format!("{text}_");
    let edit = Edit {
        span: name.span,
        text: other.clone(),
    };
    Diagnostic::new(
        Code::ReservedName,
        name.span,
        format!("`{text}` is a reserved word"),
    )
    .label("cannot be a name")
    .fix(
        format!("rename it to `{other}`, or choose another name"),
        vec![edit],
        Applicability::Unsafe,
    )
}
