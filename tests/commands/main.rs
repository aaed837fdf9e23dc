//! Every command, as a process: its arguments, its output and its exit status.

mod diff;
mod explain;
mod export;
mod help;
mod list;
mod ran;
mod texts;
