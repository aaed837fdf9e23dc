//! `OriginList` as a value of a configuration file, and of an option of a command line.

mod command_line;
mod file;
