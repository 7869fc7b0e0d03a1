//! From Ir to machine code.
