mod integers;
mod model;
mod owned;
mod sharing;
mod untrusted;
mod values;
