//! Types, layouts, the arena and the functions of the language.
