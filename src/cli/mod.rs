//! Command line: the only module with input, output and exit status.
//!
//! In: the arguments. Out: what the commands print, and an exit status: 0 analysed, 1 the Go
//! program has errors or a check failed, 2 wrong usage.

mod args;
mod cache;
mod check;
mod environment;
mod explain;
mod facts;
mod gc;
mod graph;
mod guide;
mod parse;
mod printer;
mod progress;
mod quiz;
#[cfg(feature = "serve")]
mod serve;
mod session;
mod trace;
mod verify;
mod vs;

use args::{Cli, Command};
use clap::Parser;
use std::ffi::OsString;
use std::process::ExitCode;

/// Exit status when the Go program has errors or a check failed.
const FAILED: u8 = 1;
/// Exit status of wrong usage.
const USAGE: u8 = 2;

/// Runs one command line; the first item is the program's name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Printing fails only when the stream is closed: nobody is left to tell.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { USAGE } else { 0 });
        }
    };
    match cli.command {
        Command::Check(args) => check::run(&args),
        Command::Explain(mut args) => {
            args.split_line();
            guide::page(&args).unwrap_or_else(|| match args.vs {
                Some(other) => vs::run(&args, other),
                None => explain::run(&args),
            })
        }
        Command::Facts(args) => facts::run(&args),
        Command::Gc(args) => gc::run(&args),
        Command::Lessons(args) => guide::lessons(&args),
        Command::Quiz(args) => quiz::run(&args),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(&args),
        #[cfg(feature = "serve")]
        Command::Answer(args) => serve::run_worker(&args),
        Command::Graph(args) => graph::run(&args),
        Command::Trace(args) => trace::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Parse(args) => parse::run(&args, &mut std::io::stdout().lock()).unwrap_or_else(|error| {
            eprintln!("goesc: {error}");
            ExitCode::from(FAILED)
        }),
    }
}
