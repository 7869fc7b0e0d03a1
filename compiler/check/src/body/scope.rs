//! Names of bindings: what can be seen, and what was never used.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::Name;

use super::foreign;
use super::narrowing::Known;
use super::{Checker, Place};
use crate::names;
use crate::program::{Binding, BindingId, Expression, ExpressionKind};
use crate::{Meaning, SymbolKind};

/// Where a scope begins.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    names: usize,
    known: usize,
}

impl Checker<'_> {
    /// Begins a scope.
    pub fn enter(&self) -> Mark {
        Mark {
            names: self.scope.len(),
            known: self.known.len(),
        }
    }

    /// Ends the scope of a block: as [`leave`](Self::leave), and notes that its names could be seen to the block's end.
    pub fn leave_block(&mut self, mark: Mark, block: Span) {
        for id in self.scope.iter().skip(mark.names) {
            if let Some(binding) = self.bindings.get(id.0 as usize) {
                self.reports.index.visible(binding.span, block.end);
            }
        }
        self.leave(mark);
    }

    /// Ends a scope: its names are gone, and what is known since then.
    pub fn leave(&mut self, mark: Mark) {
        let gone = self.scope.split_off(mark.names.min(self.scope.len()));
        let known = self.known.split_off(mark.known.min(self.known.len()));
        let assigned = known
            .into_iter()
            .filter(|one| matches!(one, Known::Assigned(variable) if !gone.contains(variable)));
        self.known.extend(assigned);
        self.unchanged(&gone);
        // Where something was not understood, what looks unused may be used there.
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
        names::spelling(name, false, self.reports);
        self.reports.index.declare(name, kind, Some(ty.clone()));
        let first = self.visible(&name.text);
        let id = self.hidden(&name.text, ty, name.span);
        if let Some((first, span)) = first.and_then(|id| Some((id, self.binding(id)?.span))) {
            let report = names::declared_twice(name, span);
            self.report(report);
            // Which of both the uses mean is not known, so neither is called unused.
            self.mark_used(first);
            self.mark_used(id);
        }
        self.scope.push(id);
        id
    }

    fn mark_used(&mut self, id: BindingId) {
        if let Some(used) = self.used.get_mut(id.0 as usize) {
            *used = true;
        }
    }

    /// Numbers the bindings from those on, which no name of this body means.
    pub fn begin_after(&mut self, others: &[Binding]) {
        for one in others {
            self.hidden(&one.name, one.ty.clone(), one.span);
        }
    }

    /// A binding that no name of the program means.
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

    /// The binding that a name means here.
    pub fn visible(&self, name: &str) -> Option<BindingId> {
        let mut ids = self.scope.iter().rev().copied();
        ids.find(|id| self.binding(*id).is_some_and(|one| &*one.name == name))
    }

    /// A name as a value.
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
                Some(entry) => {
                    let meaning = Meaning::Declared(entry.span);
                    self.reports.index.name(name.span, meaning);
                    Some(self.thing_as_value(name, entry.index, entry.span))
                }
                None if self.globals.poisoned.contains(text) => None,
                None => Some(self.unknown_name(name)),
            },
        };
        self.reports.extend(report);
        error(name.span)
    }

    /// `E0111`: a name that is no value.
    fn bare(&self, name: &Name, sample: &str) -> Diagnostic {
        Diagnostic::new(
            Code::NotAValue,
            name.span,
            format!("`{}` by itself is no value", name.text),
        )
        .label("its member is missing")
        .help(format!("name what you want of it: {sample}"))
    }

    fn thing_as_value(&self, name: &Name, index: usize, span: Span) -> Diagnostic {
        let kind = self.globals.kinds.get(index);
        let kind = kind.map_or("declaration", |(kind, _)| kind.word());
        let report = Diagnostic::new(
            Code::NotAValue,
            name.span,
            format!("`{}` is a {kind}, not a value", name.text),
        )
        .label("a value is wanted here")
        .because(span, format!("the {kind} is declared here"));
        match kind {
            "function" => report.help(format!("call it: `{}(…)`", name.text)),
            "collection" => report.help(format!(
                "read a row of it with a step: `let row = find one {} where …`",
                name.text
            )),
            "service" => report.help(format!("call it: `http GET {} \"/…\"`", name.text)),
            "channel" => report.help(format!("write to it: `notify {} \"…\"`", name.text)),
            _ => report,
        }
    }

    /// `E0101`: a name that is not declared.
    fn unknown_name(&self, name: &Name) -> Diagnostic {
        let text = &*name.text;
        let report = Diagnostic::new(
            Code::UnknownName,
            name.span,
            format!("there is no `{text}` here"),
        )
        .label("not declared before this line");
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
        if let Some(help) = foreign::name(text).filter(|_| self.place != Place::Function) {
            return report.help(help);
        }
        let bound = self.scope.iter().filter_map(|id| self.binding(*id));
        let bound = bound.map(|one| &*one.name);
        let words: &[&str] = match self.place {
            Place::Function => &[],
            _ => &["context", "secrets", "config"],
        };
        report.did_you_mean(name.span, text, bound.chain(words.iter().copied()))
    }
}

/// An expression that has been reported.
pub(crate) fn error(span: Span) -> Expression {
    Expression {
        kind: ExpressionKind::Error,
        ty: Type::Error,
        span,
    }
}

/// `W0102`: a name that is never used.
fn unused(other: &str, name: &str, span: Span, is_taken: bool) -> Diagnostic {
    let report = Diagnostic::new(Code::UnusedBinding, span, format!("`{name}` is never used"))
        .label("bound here and named nowhere");
    if is_taken {
        return report.help("if that is meant, begin its name with `_`");
    }
    let edit = Edit {
        span,
        text: other.to_owned(),
    };
    let help = format!("if that is meant, call it `{other}`");
    report.fix(help, vec![edit], Applicability::Safe)
}
