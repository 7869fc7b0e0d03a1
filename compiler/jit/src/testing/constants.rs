//! The constant texts of generated code.

use flowright_ir::code::{BodyKind, DataId, Instruction, SiteId};

/// The constant texts of every case, concatenated.
pub(super) const DATA: &str =
    "pricingcontact@exämple.com2026-01-02T03:04:05Z\"quote\\\u{1f600} &<b>,.. ";

/// The constant texts, as offsets and lengths in [`DATA`].
pub(super) const TEXTS: [DataId; 9] = [
    data(0, 0),
    data(0, 7),
    data(7, 20),
    data(7, 1),
    data(27, 20),
    data(47, 11),
    data(54, 4),
    data(58, 5),
    data(64, 3),
];

/// The kinds of bodies.
pub(super) const BODIES: [BodyKind; 5] = [
    BodyKind::None,
    BodyKind::Json,
    BodyKind::Text,
    BodyKind::Html,
    BodyKind::Bytes,
];

const fn data(offset: u32, length: u32) -> DataId {
    DataId { offset, length }
}

/// Appends a constant text.
pub(super) fn append(data: DataId, site: SiteId) -> Instruction {
    Instruction::AppendData { data, site }
}

#[cfg(test)]
mod tests {
    use super::{DATA, TEXTS};

    #[test]
    fn constant_texts_are_cut_between_characters() {
        for text in TEXTS {
            let (start, length) = (text.offset as usize, text.length as usize);
            assert!(DATA.get(start..start + length).is_some(), "{text:?}");
        }
    }
}
