//! From trees to a program.
