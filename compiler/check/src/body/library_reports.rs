//! Reports on invalid calls to library functions.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::functions::{self, Function, Notation, Pattern};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::Name;
use flowright_syntax::habits::{HabitPlace, Instead, habit};

use super::Checker;
use super::list_fields::of_outcome;
use crate::declare::Thing;
use crate::describe::{brief, found};
use crate::program::{ContextMember, Expression, ExpressionKind};
use crate::unbuilt::{self, WordPlace};

/// The function that keeps the slashes of a value in the path of an `http` step; allowed only
/// there.
pub(crate) const AS_PATH: &str = "as_path";

impl Checker<'_> {
    /// `E0203`: a function called on a value that may be null.
    fn null_call(
        &self,
        base: &Expression,
        inner: &Type,
        name: &Name,
        call: Option<(usize, Span)>,
    ) -> Diagnostic {
        let report = Diagnostic::new(
            Code::NullUsed,
            base.span,
            format!(
                "this may be null, so `{}` cannot be called on it",
                name.text
            ),
        )
        .label(format!("`{}` may be null", brief(&base.ty)));
        let mut found = functions::named(&name.text);
        let found = found.find(|(_, one)| one.on.accepts(inner));
        let gives_text =
            found.is_some_and(|(_, one)| one.returns.resolve(inner).without_null().is_text());
        let question = super::access::question_mark(name);
        let look = format!("or {}", self.look_first(base));
        let whole = call.map(|(_, whole)| whole);
        if let Some(whole) = whole.filter(|whole| gives_text && self.interpolated == Some(*whole)) {
            let default = Edit {
                span: whole.after(),
                text: " ?? \"\"".to_owned(),
            };
            return report
                .fix(
                    format!(
                        "with a text in place of null, write `?.{}(…) ?? \"\"`",
                        name.text
                    ),
                    vec![question, default],
                    Applicability::Unsafe,
                )
                .help(look);
        }
        report
            .fix(
                format!("write `?.{}`, which is null if this is null", name.text),
                vec![question],
                Applicability::Unsafe,
            )
            .help(look)
    }

    /// `E0104`: a declared function called like a library function, `x.f()`; `None` if no such
    /// function is declared.
    fn declared_function(&self, base: &Expression, name: &Name, whole: Span) -> Option<Diagnostic> {
        let text = &name.text;
        let entry = self.globals.things.get(text)?;
        let (thing, _) = self.globals.kinds.get(entry.index)?;
        if *thing != Thing::Function {
            return None;
        }
        let report = Diagnostic::new(
            Code::UnknownFunction,
            name.span,
            format!("`{text}` is a declared function, called without a value before it"),
        )
        .label("not a function of a value")
        .because(entry.span, "the function is declared here");
        let end = name.span.end.saturating_add(2);
        let is_alone = whole.end == end;
        Some(match self.source(base).filter(|_| is_alone) {
            Some(value) => report.fix(
                format!("write `{text}({value})`"),
                vec![Edit {
                    span: base.span.to(whole),
                    text: format!("{text}({value})"),
                }],
                Applicability::Unsafe,
            ),
            None => report.help(format!("write `{text}(…)`, with the value as an argument")),
        })
    }

    /// `E0104` and related errors: an unknown function.
    pub(super) fn unknown_method(
        &self,
        base: &Expression,
        name: &Name,
        call: Option<(usize, Span)>,
    ) -> Diagnostic {
        let called = call.is_some();
        let text = &*name.text;
        if let Type::Optional(inner) = &base.ty {
            let own = match &**inner {
                Type::Record(record) => record.field(text).is_some(),
                inner => functions::named(text).any(|(_, one)| one.on.accepts(inner)),
            };
            if own {
                return self.null_call(base, inner, name, call);
            }
            return self.may_be_null(base, inner);
        }
        if let Some(report) = self.member_of_reference(base, name) {
            return report;
        }
        if base.ty == Type::Duration
            && let Some(report) = number_of(base, name, call)
        {
            return report;
        }
        if text == AS_PATH {
            return Diagnostic::new(
                Code::UnknownFunction,
                name.span,
                "`.as_path()` is only allowed in the path of an `http` step",
            )
            .label("not a function here")
            .help("write it directly in the path: `http GET api \"/repos/{name.as_path()}\"`");
        }
        let ty = found(&base.ty, &Type::Text);
        if let Some((_, free)) = functions::free(text)
            && functions::named(text).count() == 1
        {
            return Diagnostic::new(
                Code::UnknownFunction,
                name.span,
                format!("`{text}` is called without a value before it"),
            )
            .label("not a function of a value")
            .help(format!("write `{}`", free.sample()));
        }
        let by = format!("{text}_by");
        let has_by = functions::named(&by).any(|(_, one)| one.on.accepts(&base.ty));
        let others: Vec<String> = functions::named(text)
            .filter(|(_, one)| one.on != Pattern::Nothing)
            .map(|(_, one)| pattern_name(one.on))
            .collect();
        if !others.is_empty() {
            let report = Diagnostic::new(
                Code::UnknownFunction,
                name.span,
                format!(
                    "`{text}` is a function on {}, not on `{ty}`",
                    others.join(", ")
                ),
            )
            .label("not a function of this type")
            .because(base.span, format!("this is `{ty}`"));
            return match &base.ty {
                Type::Record(record) if of_outcome(record, text) => {
                    let shown = self.source(base).unwrap_or_else(|| "x".to_owned());
                    report.help(format!(
                        "the branch may have failed: its value is `{shown}.value`, which is null in that case: `({shown}.value ?? []).{text}(…)`"
                    ))
                }
                _ if has_by => report.help(format!(
                    "name what decides with a lambda: `.{by}(x => x.field)`"
                )),
                Type::Bytes => report.help(
                    "make a text of it first: `.to_text()`, which is null if the bytes are not UTF-8",
                ),
                Type::Date if functions::named(text).any(|(_, one)| one.on == Pattern::Time) => {
                    report.help(
                        "a date has no time of day: say which one, and where: `date.at(\"09:00\", \"Europe/Stockholm\")`",
                    )
                }
                Type::List(element) if text == "join" => texts_first(report, name, element),
                _ => match habit(HabitPlace::Method, text) {
                    Some(habit) if !habit.says.is_empty() => report.help(habit.says),
                    _ => report,
                },
            };
        }
        let what = if called {
            "function"
        } else {
            "field or function"
        };
        let (code, near): (Code, Vec<&str>) = match &base.ty {
            Type::Record(record) => (Code::UnknownFunction, record.names().collect()),
            ty if called => (Code::UnknownFunction, names_on(ty)),
            ty => (Code::UnknownField, names_on(ty)),
        };
        if let Type::Record(record) = &base.ty
            && record.field(text).is_some()
        {
            return Diagnostic::new(
                Code::Parentheses,
                name.span,
                format!("`{text}` is a field, not a function"),
            )
            .label("no parentheses here")
            .help(format!("write `.{text}`"));
        }
        let report = Diagnostic::new(code, name.span, format!("`{ty}` has no {what} `{text}`"))
            .label(format!("not a {what} of it"))
            .because(base.span, format!("this is `{ty}`"));
        if let Type::List(element) = &base.ty
            && let Type::Record(record) = element.without_null()
            && record.field(text).is_some()
            && !called
        {
            return self.field_of_list(base, name);
        }
        let is_body = matches!(base.kind, ExpressionKind::Context(ContextMember::Body));
        if is_body && !called {
            return report.help(format!(
                "`context.body` is the undecoded body; its fields are in `context.data`: `context.data.{text}`"
            ));
        }
        let is_to_text = matches!(text, "toString" | "to_string" | "decode" | "str");
        if base.ty == Type::Bytes && is_to_text {
            let mut all = functions::on(&base.ty);
            if let Some((_, to_text)) = all.find(|(_, one)| one.name == "to_text") {
                return renamed(report, name, to_text, call, true);
            }
        }
        let habit = habit(HabitPlace::Method, text);
        if let Some(habit) = habit {
            let word = habit.instead.word().unwrap_or("");
            if word == "contains" && matches!(base.ty, Type::Map(_)) {
                return report.help("to ask for a key, write `key in map`");
            }
            let given = call.map(|(given, _)| given);
            let all = functions::named(word).filter(|(_, one)| one.on.accepts(&base.ty));
            // Of several overloads, the one that takes these arguments.
            let function = all.min_by_key(|(_, one)| Some(one.parameters.len()) != given);
            if let Some((_, function)) = function {
                let is_same = matches!(habit.instead, Instead::Same(_));
                return renamed(report, name, function, call, is_same);
            }
            // Explanations about lists apply only to lists.
            let is_of_lists = habit.says.contains("lists are immutable");
            if is_of_lists && !matches!(base.ty, Type::List(_)) {
                return report.did_you_mean(name.span, text, near.iter().copied());
            }
            let is_known = unbuilt::is_unbuilt(WordPlace::Method, word);
            if is_known {
                return report.help(format!("it is called `.{word}`"));
            }
            if !habit.says.is_empty() {
                return report.help(habit.says);
            }
        }
        if let Some((_, whole)) = call
            && let Some(report) = self.declared_function(base, name, whole)
        {
            return report;
        }
        let report = report.did_you_mean(name.span, text, near.iter().copied());
        if report.helps.is_empty() && !near.is_empty() {
            return report.note(format!("it has `{}`", near.join("`, `")));
        }
        report
    }
}

/// The empty span between a value and the `.` before a name.
fn before_dot(name: &Name) -> Span {
    let at = name.span.start.saturating_sub(1);
    Span {
        start: at,
        end: at,
        ..name.span
    }
}

/// Suggests converting the elements of a list to texts before joining them.
fn texts_first(report: Diagnostic, name: &Name, element: &Type) -> Diagnostic {
    let body = match element.without_null() {
        Type::Record(record) => {
            let text = record.fields.iter().find(|field| field.ty.is_text());
            match text.or(record.fields.first()) {
                Some(field) => format!("x.{}", field.name),
                None => return report,
            }
        }
        _ => "\"{x}\"".to_owned(),
    };
    let map = format!(".map(x => {body})");
    let edit = Edit {
        span: before_dot(name),
        text: map.clone(),
    };
    report.fix(
        format!("convert them to texts first: `{map}`"),
        vec![edit],
        Applicability::Unsafe,
    )
}

/// `E0104`: the number of minutes of a duration.
fn number_of(base: &Expression, name: &Name, call: Option<(usize, Span)>) -> Option<Diagnostic> {
    let text = name.text.to_ascii_lowercase();
    let word = ["total", "in", "as", "to", "get", "num"]
        .iter()
        .find_map(|start| text.strip_prefix(start))
        .unwrap_or(&text);
    let unit = match word.trim_matches('_') {
        "milliseconds" | "millis" | "ms" => "1ms",
        "seconds" | "secs" | "second" => "1s",
        "minutes" | "mins" | "minute" => "1m",
        "hours" | "hour" => "1h",
        "days" | "day" => "1d",
        _ => return None,
    };
    let report = Diagnostic::new(
        Code::UnknownFunction,
        name.span,
        format!("`duration` has no function `{}`", name.text),
    )
    .label("not a function of it")
    .because(base.span, "this is `duration`");
    let help = format!("divide it by the unit: `duration / {unit}`");
    Some(match call {
        Some((0, _)) | None => {
            let end = call.map_or(name.span, |(_, whole)| whole);
            let edit = Edit {
                span: before_dot(name).to(end.after()),
                text: format!(" / {unit}"),
            };
            report.fix(help, vec![edit], Applicability::Safe)
        }
        Some(_) => report.help(help),
    })
}

/// The names of the functions on a type, each once: some functions have one form with a lambda and
/// one without.
fn names_on(ty: &Type) -> Vec<&'static str> {
    let mut names = Vec::new();
    for (_, function) in functions::on(ty) {
        if !names.contains(&function.name) {
            names.push(function.name);
        }
    }
    names
}

/// Suggests the function that other languages call by another name; `is_same` if both do the same.
fn renamed(
    report: Diagnostic,
    name: &Name,
    function: &Function,
    called: Option<(usize, Span)>,
    is_same: bool,
) -> Diagnostic {
    let meant = function.name;
    let takes = !function.parameters.is_empty();
    if called.is_some_and(|(given, _)| !function.property && given != function.parameters.len()) {
        return report.help(format!("it is called `.{}`", function.sample()));
    }
    let edit = |span: Span, text: String| Some(Edit { span, text });
    let edit = match (function.property, called) {
        (true, Some((0, whole))) => edit(name.span.to(whole.after()), meant.to_owned()),
        (true, None) | (false, Some(_)) => edit(name.span, meant.to_owned()),
        (false, None) if !takes => edit(name.span, format!("{meant}()")),
        (true, Some(_)) | (false, None) => None,
    };
    let parentheses = if function.property { "" } else { "()" };
    let help = format!("it is called `.{meant}{parentheses}`");
    match edit {
        Some(edit) if is_same => report.fix(help, vec![edit], Applicability::Safe),
        Some(edit) => report.fix(help, vec![edit], Applicability::Unsafe),
        None => report.help(help),
    }
}

/// The receiver type of a function, in words.
fn pattern_name(pattern: Pattern) -> String {
    match pattern {
        Pattern::Any => "any value".to_owned(),
        Pattern::Map => "a map".to_owned(),
        Pattern::List => "a list".to_owned(),
        Pattern::Numbers => "a list of numbers or durations".to_owned(),
        Pattern::Ordered => "a list of numbers, texts, times, dates or durations".to_owned(),
        Pattern::Scalars => "a list of simple values".to_owned(),
        other => format!("`{other}`"),
    }
}

/// `E0213`: missing or superfluous parentheses.
pub(super) fn parentheses(
    name: &Name,
    span: Span,
    function: &Function,
    given: usize,
) -> Diagnostic {
    let text = &name.text;
    if function.property {
        let edit = Edit {
            span: name.span.to(span.after()),
            text: text.to_string(),
        };
        let report = Diagnostic::new(
            Code::Parentheses,
            name.span,
            format!("`{text}` is written without parentheses"),
        )
        .label("no parentheses here");
        if given > 0 {
            return report.help(format!("write `.{text}`"));
        }
        return report.fix(format!("write `.{text}`"), vec![edit], Applicability::Safe);
    }
    let report = Diagnostic::new(
        Code::Parentheses,
        name.span,
        format!("`{text}` is a function and needs parentheses"),
    )
    .label("the parentheses are missing");
    if function.parameters.is_empty() {
        let edit = Edit {
            span: name.span.after(),
            text: "()".to_owned(),
        };
        return report.fix(
            format!("write `.{text}()`"),
            vec![edit],
            Applicability::Safe,
        );
    }
    if function
        .parameters
        .last()
        .is_some_and(|one| one.ty == Pattern::Written(Notation::Zone))
    {
        return report.help(zone_missing(function));
    }
    report.help(format!("write `.{}`", function.sample()))
}

/// What to write in a call that lacks its time zone.
pub(super) fn zone_missing(function: &Function) -> String {
    let parameters = function.parameters.iter();
    let written: Vec<&str> = parameters
        .map(|parameter| match parameter.ty {
            Pattern::Written(notation) => notation.sample(),
            _ => parameter.name,
        })
        .collect();
    format!(
        "name the zone, because a time has none of its own: `.{}({})`",
        function.name,
        written.join(", ")
    )
}

/// `E0201`: a list whose elements the function does not support.
pub(super) fn element_type(receiver: &Expression, function: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Mismatch,
        receiver.span,
        format!(
            "`{function}` works on lists of simple values, not on `{}`",
            brief(&receiver.ty)
        ),
    )
    .label(format!("this is `{}`", brief(&receiver.ty)))
    .note("simple values are bools, numbers, texts, times, dates and durations")
}
