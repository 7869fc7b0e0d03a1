//! The units in which a client counts positions within a line.

use gen_lsp_types::PositionEncodingKind;

/// The unit of a position's `character`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// Supported by every client.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// Chooses from what a client offers. The compiler counts bytes, so UTF-8 is preferred; UTF-16
    /// needs no offer.
    pub(super) fn choose(offered: &[PositionEncodingKind]) -> Encoding {
        let offers = |kind| offered.contains(&kind);
        if offers(PositionEncodingKind::UTF8) {
            Encoding::Utf8
        } else if !offers(PositionEncodingKind::UTF16) && offers(PositionEncodingKind::UTF32) {
            Encoding::Utf32
        } else {
            Encoding::Utf16
        }
    }

    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// The length of a character in these units.
    pub(super) fn length(self, of: char) -> usize {
        match self {
            Encoding::Utf8 => of.len_utf8(),
            Encoding::Utf16 => of.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_chosen_where_offered() {
        use PositionEncodingKind as Kind;
        for (offered, chosen) in [
            (vec![], Encoding::Utf16),
            (vec![Kind::UTF16, Kind::UTF8], Encoding::Utf8),
            (vec![Kind::UTF32, Kind::UTF16], Encoding::Utf16),
            (vec![Kind::UTF32], Encoding::Utf32),
            (vec![Kind::from("utf-7".to_owned())], Encoding::Utf16),
        ] {
            assert_eq!(Encoding::choose(&offered), chosen, "{offered:?}");
        }
    }
}
