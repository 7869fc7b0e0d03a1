//! Programs, lowered, validated and interpreted.

mod build;
mod driver;
mod failures;
mod fuel;
mod layouts;
mod limits;
mod shapes;
mod steps;
mod values;
mod written;
