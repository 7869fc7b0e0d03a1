//! Named values and their fields.

use flowright_stdlib::types::Type;

use super::generator::{Generator, Mode, Piece, Place, Variable};
use super::types::stands;

/// How deep to search for fields.
const DEPTH: usize = 3;

impl Generator<'_> {
    /// All names in scope and their fields, with a non-null type if they are known not to be null.
    pub(super) fn paths(&self) -> Vec<Variable> {
        let mut paths = Vec::new();
        let config = self.configs.iter();
        for variable in config.chain(&self.variables) {
            self.add(variable.clone(), DEPTH, &mut paths);
        }
        paths
    }

    fn add(&self, mut variable: Variable, depth: usize, paths: &mut Vec<Variable>) {
        if self.known.contains(&variable.text) {
            variable.ty = variable.ty.without_null().clone();
        }
        if let (Type::Record(record), true) = (&variable.ty, depth > 0) {
            for field in &record.fields {
                let text = format!("{}.{}", variable.text, field.name);
                let ty = field.ty.clone();
                self.add(Variable { text, ty }, depth - 1, paths);
            }
        }
        if let (Type::Union(union), true) = (&variable.ty, depth > 0) {
            for field in union.shared_fields() {
                let text = format!("{}.{}", variable.text, field.name);
                let ty = field.ty;
                self.add(Variable { text, ty }, depth - 1, paths);
            }
        }
        paths.push(variable);
    }

    /// A path that is valid in that mode, if there is one.
    pub(super) fn path(&mut self, mode: Mode, ty: &Type) -> Option<Piece> {
        self.path_where(|own| stands(mode, own, ty))
            .map(|(piece, _)| piece)
    }

    /// A path of such a type, if there is one.
    pub(super) fn path_where(&mut self, is: impl Fn(&Type) -> bool) -> Option<(Piece, Type)> {
        let mut paths = self.paths();
        paths.retain(|path| is(&path.ty));
        let path = self.source.pick(&paths)?.clone();
        // The checker tracks the fields of bindings and of `context`, but not those of `config`.
        let is_path = !path.text.starts_with("config.");
        let paths = is_path.then(|| path.text.clone()).into_iter().collect();
        let text = path.text;
        Some((Piece { text, paths }, path.ty))
    }

    /// The members of `context` that are available before the body is read.
    pub(super) fn context_members(&self, params: &[(String, Type)]) -> Vec<Variable> {
        let of = |text: &str, ty: Type| Variable {
            text: text.to_owned(),
            ty,
        };
        let mut members = vec![
            of("context.headers[\"x-a\"]", Type::Text.optional()),
            of("context.headers[\"X-Kind\"]", Type::Text.optional()),
            of("context.query[\"q\"]", Type::Text.optional()),
            of("context.headers", Type::Headers),
            of("context.method", Type::Text),
            of("context.path", Type::Text),
            of("context.ip", Type::Text),
            of("context.request_id", Type::Text),
            of("context.body_hash", Type::Text),
            of("context.received_at", Type::Time),
        ];
        if self.place == Place::Workflow {
            members.push(of("context.body", Type::Bytes));
        }
        for (name, ty) in params {
            members.push(of(&format!("context.params.{name}"), ty.clone()));
        }
        members
    }
}
