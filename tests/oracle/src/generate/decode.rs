//! `decode … as T`.

use flowright_stdlib::types::Type;

use super::generator::{Generator, Piece};
use super::literals::escaped;
use crate::{random_value, write};

impl Generator<'_> {
    /// A decoded value of exactly that type, mostly from a text that fits.
    pub(super) fn decoded(&mut self, ty: &Type, depth: usize) -> Piece {
        let text = match self.source.below(6) {
            0 => self.unknown_data(),
            1 => Some(self.interpolated(depth)),
            _ => None,
        };
        let text = text.unwrap_or_else(|| self.json_text(ty));
        let ty = self.spell(ty);
        Piece::from(format!("(decode {text} as {ty})"))
    }

    /// A decoded constant of exactly that type.
    pub(super) fn decoded_literal(&mut self, ty: &Type) -> String {
        let value = random_value::value(&mut self.source, ty);
        let json = write::json(&value).unwrap_or_else(|_| "null".to_owned());
        format!("(decode \"{}\" as {})", escaped(&json), self.spell(ty))
    }

    /// A path to data of unknown type.
    fn unknown_data(&mut self) -> Option<String> {
        let path = self.path_where(|ty| matches!(ty, Type::Json | Type::Bytes));
        path.map(|(path, _)| path.text)
    }

    /// A string with the JSON of such a value, sometimes with a part missing.
    fn json_text(&mut self, ty: &Type) -> String {
        let value = random_value::value(&mut self.source, ty);
        let mut json = write::json(&value).unwrap_or_default();
        if self.source.once_in(6) {
            let end = self.source.below(json.len() + 1);
            let end = json.floor_char_boundary(end);
            json.truncate(end);
        }
        format!("\"{}\"", escaped(&json))
    }
}
