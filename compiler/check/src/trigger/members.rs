//! `query { … }` and `headers { … }`: query parameters and headers with their types.
//!
//! In: the setting. Out: a record type with the defaults of its fields. Not done here: what
//! `context.query` and `context.headers` mean in the workflow (see `body::context`).

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{
    Setting, SettingTail, TypeExpression, TypeField, TypeKind, TypedField,
};

use crate::body::DeclaredMembers;
use crate::convert;
use crate::declare::type_reports::wrong_place;
use crate::declare::{Globals, constant};
use crate::program::Members;
use crate::reports::Reports;
use crate::settings;

/// The declared query parameters; `None` if the setting had an error.
pub(super) fn query(
    setting: &Setting,
    globals: &Globals,
    reports: &mut Reports,
) -> Option<Members> {
    let fields = fields(setting, "query { page: int = 1 }", reports)?;
    read(fields, setting, "query parameter", globals, reports)
}

/// The declared headers, with lower-case names; `None` if the setting had an error.
pub(super) fn headers(
    setting: &Setting,
    globals: &Globals,
    reports: &mut Reports,
) -> Option<Members> {
    let mut fields = fields(setting, "headers { \"x-retry\": int = 0 }", reports)?.to_vec();
    let mut sound = true;
    for TypedField { field, .. } in &mut fields {
        if matches!(field.ty.kind, TypeKind::Error) {
            continue;
        }
        let name = &mut field.name;
        if !settings::is_header_name(&name.text) {
            reports.push(not_a_header(field));
            sound = false;
            continue;
        }
        name.text = name.text.to_ascii_lowercase().into();
    }
    let members = read(&fields, setting, "header", globals, reports);
    members.filter(|_| sound)
}

/// What the workflow knows about a declaration.
pub(super) fn declared(members: Option<&Members>, setting: &Setting) -> DeclaredMembers {
    DeclaredMembers {
        ty: members.map_or(Type::Error, |members| members.ty.clone()),
        span: setting.name.span,
    }
}

/// Whether a field of that type can be decoded from named texts: a single value, or a list of them
/// for a repeated name, or an optional of these.
pub(super) fn is_member(ty: &Type) -> bool {
    match ty.without_null() {
        Type::List(element) => element.is_single(),
        ty => ty.is_single(),
    }
}

fn fields<'a>(
    setting: &'a Setting,
    sample: &str,
    reports: &mut Reports,
) -> Option<&'a [TypedField]> {
    match &setting.tail {
        SettingTail::Fields(fields) if !fields.is_empty() => Some(fields),
        SettingTail::Error => None,
        SettingTail::Fields(_)
        | SettingTail::Operands { .. }
        | SettingTail::Body(_)
        | SettingTail::Type(_)
        | SettingTail::NotBuilt(_) => {
            let expected = "members with their types";
            let name = &setting.name.text;
            reports.push(settings::wrong(setting.span, name, expected, sample));
            None
        }
    }
}

fn read(
    fields: &[TypedField],
    setting: &Setting,
    what: &str,
    globals: &Globals,
    reports: &mut Reports,
) -> Option<Members> {
    let written = TypeExpression {
        kind: TypeKind::Record(fields.iter().map(|one| one.field.clone()).collect()),
        span: setting.span,
    };
    let before = reports.len();
    let ty = globals.types.resolve(&written, reports);
    let Type::Record(record) = &ty else {
        return None;
    };
    let mut defaults: Vec<Option<Constant>> = Vec::with_capacity(record.fields.len());
    for known in &record.fields {
        let mut declared = fields.iter();
        let declared = declared.find(|one| one.field.name.text == known.name);
        let TypedField { field, default } = declared?;
        if !convert::holds_error(&known.ty) && !is_member(&known.ty) {
            let rule = format!(
                "a {what} is a bool, a number, a text, a time, `bytes` in base64 or one of a fixed set of texts, an optional of these, or, if it is repeated, a list of them"
            );
            reports.push(wrong_place(field.ty.span, &known.ty, what, &rule));
        }
        let default = default.as_ref();
        defaults.push(default.and_then(|default| {
            constant::of_type(default, &known.ty, field.ty.span, what, reports)
        }));
    }
    (reports.len() == before && !convert::holds_error(&ty)).then_some(Members { ty, defaults })
}

/// `E0307`: a name that no header can have, usually because it has `_` instead of `-`.
fn not_a_header(field: &TypeField) -> Diagnostic {
    let name = &field.name;
    let report = Diagnostic::new(
        Code::SettingValue,
        name.span,
        format!("`{}` is not the name of a header", name.text),
    )
    .label("not a name of letters, digits and `-`");
    let meant = name.text.trim().replace(' ', "-");
    if !settings::is_header_name(&meant) {
        return report.help("write it as `headers { \"x-retry\": int = 0 }`");
    }
    let edit = Edit {
        span: name.span,
        text: format!("{meant:?}"),
    };
    report.fix(
        format!("write `{meant:?}`"),
        vec![edit],
        Applicability::Unsafe,
    )
}
