//! Every command, as a process: its arguments, its output and its exit status.

mod audit;
mod diff;
mod explain;
mod export;
mod help;
mod list;
#[path = "../servers/process.rs"]
mod process;
mod ran;
mod texts;
