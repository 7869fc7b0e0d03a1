//! `html "…"`: values are allowed only where escaping prevents them from being markup or code.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::catalogue::is_html;
use flowright_stdlib::schema::Constant;

use super::markup::{Markup, Spot};
use crate::body::Checker;
use crate::program::{Conversion, Expression, ExpressionKind, ResponseBody, TextPart};

impl Checker<'_> {
    /// `E0521`: values in an `html` text at places where escaping is not sufficient.
    pub(super) fn html_places(&mut self, text: &Expression) {
        if let ExpressionKind::Convert(Conversion::Same, inner) = &text.kind {
            return self.html_places(inner);
        }
        let ExpressionKind::Text(parts) = &text.kind else {
            return;
        };
        let mut markup = Markup::new();
        for part in parts {
            match part {
                TextPart::Literal(literal) => markup.literal(literal),
                TextPart::Value(value) => {
                    let spot = markup.value();
                    // A URL that starts with a value set by the operator points where the operator
                    // intended.
                    let fixed = matches!(value.kind, ExpressionKind::Config(_));
                    if fixed && matches!(spot, Spot::Address(_)) {
                        continue;
                    }
                    if let Some(report) = misplaced(&spot, value.span) {
                        self.report(report);
                    }
                }
            }
        }
    }

    /// `E0522`: a body that is declared as HTML but not escaped for HTML.
    pub(crate) fn declared_as_html(
        &mut self,
        body: Option<&ResponseBody>,
        headers: &[(Box<str>, Expression)],
    ) {
        let form = match body {
            Some(ResponseBody::Text(_)) => "text",
            Some(ResponseBody::Json(_)) => "json",
            Some(ResponseBody::Html(_) | ResponseBody::Bytes(_)) | None => return,
        };
        for (name, value) in headers {
            if name.eq_ignore_ascii_case("content-type") && starts_as_html(value) {
                let report = Diagnostic::new(
                    Code::NotHtml,
                    value.span,
                    format!("`{form}` is not escaped for HTML"),
                )
                .label("browsers would run scripts from the data")
                .help("respond with `html \"…\"`, which escapes each value, and remove the header");
                self.report(report);
            }
        }
    }
}

fn starts_as_html(value: &Expression) -> bool {
    if let ExpressionKind::Convert(_, inner) = &value.kind {
        return starts_as_html(inner);
    }
    if let ExpressionKind::Constant(Constant::Text(text)) = &value.kind {
        return is_html(text);
    }
    if let ExpressionKind::Text(parts) = &value.kind
        && let Some(TextPart::Literal(text)) = parts.first()
    {
        return is_html(text);
    }
    false
}

fn misplaced(spot: &Spot, span: Span) -> Option<Diagnostic> {
    let report = |headline: String, label: &str| {
        Diagnostic::new(Code::HtmlPlace, span, headline).label(label)
    };
    let beside = "put it into an attribute, such as `data-value=\"{x}\"`, and read it in the script with `dataset.value`";
    Some(match spot {
        Spot::Safe => return None,
        Spot::Inside(tag) if tag == "style" => report(
            String::from("a value cannot be escaped inside `<style>`"),
            "would be read as CSS",
        )
        .help("use the value in a class instead: `class=\"{x}\"`"),
        Spot::Inside(tag) => report(
            format!("a value cannot be escaped inside `<{tag}>`"),
            "would run as script",
        )
        .help(beside),
        Spot::Code(attribute) if attribute == "style" => report(
            String::from("a value cannot be escaped inside `style`"),
            "would be read as CSS",
        )
        .help("use the value in a class instead: `class=\"{x}\"`"),
        Spot::Code(attribute) if attribute == "srcdoc" => report(
            String::from("a value cannot be escaped inside `srcdoc`"),
            "would be read as HTML",
        )
        .help("serve that HTML at a path of its own, and refer to it with `src`"),
        Spot::Code(attribute) => report(
            format!("a value cannot be escaped inside `{attribute}`"),
            "would run as script",
        )
        .help(beside),
        Spot::Unquoted(attribute) => report(
            format!("a value of `{attribute}` must be in quotes"),
            "could start another attribute",
        )
        .help(format!("write `{attribute}='{{x}}'`")),
        Spot::Address(attribute) => report(
            format!("a value cannot be the start of `{attribute}`"),
            "could be `javascript:…`, which runs as script",
        )
        .help(format!(
            "begin the address with fixed text: `{attribute}='/{{x}}'` or `{attribute}='https://example.com/{{x}}'`"
        )),
        Spot::Tag => report(
            String::from("a value cannot be part of a tag"),
            "could form another tag or attribute",
        )
        .help("put it between two tags or in a quoted attribute; for the character `<`, write `&lt;`"),
    })
}
