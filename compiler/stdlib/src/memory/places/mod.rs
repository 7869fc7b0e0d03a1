//! Typed places in memory, through which values are written.

mod list;
mod map;
mod place;
mod record;
mod setters;
#[cfg(test)]
mod tests;
mod union;

pub use list::ListPlace;
pub use map::MapPlace;
pub use place::Place;
pub use record::FieldPlaces;
