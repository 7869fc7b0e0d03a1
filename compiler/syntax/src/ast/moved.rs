//! What stands at another place than before: all its spans, moved by the same distance.

mod tree;

use flowright_diagnostics::Span;

/// Something with places in one file.
pub(crate) trait Moved {
    /// Moves all of it. The distance is added around zero, so that it leads back too.
    fn move_by(&mut self, by: u32);
}

impl Moved for Span {
    fn move_by(&mut self, by: u32) {
        let Span {
            file: _,
            start,
            end,
        } = self;
        *start = start.wrapping_add(by);
        *end = end.wrapping_add(by);
    }
}

impl<T: Moved + ?Sized> Moved for Box<T> {
    fn move_by(&mut self, by: u32) {
        (**self).move_by(by);
    }
}

impl<T: Moved> Moved for Option<T> {
    fn move_by(&mut self, by: u32) {
        if let Some(one) = self {
            one.move_by(by);
        }
    }
}

impl<T: Moved> Moved for Vec<T> {
    fn move_by(&mut self, by: u32) {
        for one in self {
            one.move_by(by);
        }
    }
}
